package generator

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"wirebook/generator/exchange"
	"wirebook/generator/grade"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// tasks calls do with the scripts of the tree and what plays them. Notes with faults are
// read as far as they can be.
func (o Options) tasks(do func(*exchange.Scripts, *proof.Prover) error) error {
	content, err := OpenContent(o.Root)
	if err != nil {
		return source.FromError("no-content", err, "")
	}
	defer content.Close()
	facts, err := registry.Load()
	if err != nil {
		return err
	}
	tree, faults := note.Read(content.FS())
	if tree == nil {
		return faults[0]
	}
	scripts, more := exchange.Read(tree)
	p, stop := o.prover(tree, facts, append(faults, more...))
	defer stop()
	return do(scripts, p)
}

// A Solution is a task of a note, as its author wrote it.
type Solution struct {
	*exchange.Task
	Script *exchange.Script
}

// Solutions returns the tasks of the selected notes with their solutions, in order. Nothing
// is played.
func Solutions(o Options, sel Selection) (out []Solution, err error) {
	err = o.tasks(func(scripts *exchange.Scripts, _ *proof.Prover) error {
		if missing := sel.missing(scripts.Tree); len(missing) > 0 {
			return missing[0]
		}
		for _, s := range scripts.Notes {
			for _, t := range s.Tasks {
				if sel.note(s.Note) && !t.Faulty {
					out = append(out, Solution{t, s})
				}
			}
		}
		return nil
	})
	return out, err
}

// Grade grades the files that learners handed in, with the origins of the course.
func Grade(ctx context.Context, o Options, names []string) (out []grade.File, err error) {
	err = o.tasks(func(scripts *exchange.Scripts, p *proof.Prover) error {
		grader := grade.New(p, scripts)
		for _, name := range names {
			f := grade.File{Name: name, Grades: []grade.Grade{}}
			if transcript, err := readTranscript(name); err != nil {
				f.Error = err.Error()
			} else {
				f.Grades = append(f.Grades, grader.Grade(ctx, transcript)...)
			}
			if ctx.Err() != nil {
				return stopped(ctx)[0]
			}
			out = append(out, f)
		}
		return nil
	})
	return out, err
}

// readTranscript reads a transcript from a regular file: anything else could have no end.
func readTranscript(name string) (*grade.Transcript, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("it is not a file")
	}
	var data []byte
	if err == nil {
		var f *os.File
		if f, err = os.Open(name); err == nil {
			defer f.Close()
			data, err = io.ReadAll(io.LimitReader(f, grade.MostBytes+1))
		}
	}
	if at, is := errors.AsType[*fs.PathError](err); is {
		err = at.Err
	}
	if err != nil {
		return nil, err
	}
	return grade.Read(data)
}
