package generator

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// A Baseline is faults that a check does not tell again: those that were there when
// it was written. It is a file of lines, one a fault:
//
//	RULE	HASH	FILE	WHAT
//
// with tabs between the parts. The rule and the hash of the message are what counts,
// so that a fault stays known where the text around it changes, and its file is moved.
// An equal message with the same fault is another fault.
type Baseline struct {
	Name    string
	entries []entry
}

type entry struct{ rule, hash, file, what string }

type key struct{ rule, hash string }

func (e entry) key() key { return key{e.rule, e.hash} }

const baselineHead = "# Faults that wirebook check does not tell again. Written by --update-baseline: a rule, the\n# hash of a message, and for readers the file and what is wrong.\n"

// ReadBaseline reads the file. One that is not there is a fault, unless it is to be
// written.
func ReadBaseline(name string, written bool) (*Baseline, error) {
	b := &Baseline{Name: name}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && written:
		return b, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, source.Usage("baseline", "there is no baseline "+name, "write it: --baseline "+name+" --update-baseline")
	case err != nil:
		return nil, source.Usage("baseline", "the baseline cannot be read: "+err.Error(), "see its permissions")
	}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.SplitN(line, "\t", 4)
		if len(parts) < 4 {
			return nil, source.Usage("baseline", fmt.Sprintf("line %d of the baseline %s has not four parts with tabs between them", number, name), "write it anew: --update-baseline")
		}
		b.entries = append(b.entries, entry{parts[0], parts[1], parts[2], parts[3]})
	}
	return b, nil
}

// entryOf is a fault as a baseline keeps it. ok is false for what is no fault of a
// message: of the configuration, say, or of the machine.
func entryOf(f source.Fault, results []*proof.Result) (e entry, ok bool) {
	if f.File == nil || f.Status() > source.ExitNotes {
		return e, false
	}
	about := f.About
	if i := slices.IndexFunc(results, func(r *proof.Result) bool { return r.File == f.File && r.Number == f.Exchange }); i >= 0 {
		about = results[i].Span()
	}
	if about.Len() == 0 {
		line, _ := f.File.Position(f.Span.Start)
		about = f.File.LineSpan(line)
	}
	sum := sha256.Sum256([]byte(source.OneLine(f.File.Text(about))))
	return entry{f.ID, fmt.Sprintf("%x", sum[:8]), f.File.Name, source.OneLine(f.What)}, true
}

// Left are the faults that the baseline does not know; sum counts the others, and has
// a hint where faults of the baseline are gone from the files that were checked.
func (b *Baseline) Left(faults []source.Fault, sel Selection, sum *Summary) (left []source.Fault) {
	known := map[key]int{}
	for _, e := range b.entries {
		known[e.key()]++
	}
	for _, f := range faults {
		if e, ok := entryOf(f, sum.Results); ok && known[e.key()] > 0 {
			known[e.key()]--
			sum.Known++
		} else {
			left = append(left, f)
		}
	}
	checked, gone := sel.names(), 0
	for _, e := range b.entries {
		if known[e.key()] > 0 && (checked == nil || checked[e.file]) {
			known[e.key()]--
			gone++
		}
	}
	if gone > 0 {
		what := fmt.Sprintf("%d faults of the baseline %s are gone", gone, b.Name)
		if gone == 1 {
			what = "1 fault of the baseline " + b.Name + " is gone"
		}
		sum.Hints = append(sum.Hints, source.Fault{ID: "baseline-gone", What: what, Do: "take it out: --update-baseline"})
	}
	return left
}

// Write writes the faults into the file, with what it has of other files than those
// that were checked. It returns the faults that no baseline can hold.
func (b *Baseline) Write(faults []source.Fault, sel Selection, sum *Summary) (left []source.Fault) {
	if os.Getenv("CI") != "" {
		return append(faults, source.Usage("update-in-ci", "check --update-baseline does not run where CI is set: a check that takes its own faults for known finds none", "run it on your own machine and commit what it writes"))
	}
	checked := sel.names()
	entries := slices.DeleteFunc(slices.Clone(b.entries), func(e entry) bool { return checked == nil || checked[e.file] })
	for _, f := range faults {
		if e, ok := entryOf(f, sum.Results); ok {
			entries = append(entries, e)
			sum.Known++
		} else {
			left = append(left, f)
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.rule, b.rule), cmp.Compare(a.hash, b.hash))
	})
	var out bytes.Buffer
	out.WriteString(baselineHead)
	for _, e := range entries {
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\n", e.rule, e.hash, e.file, e.what)
	}
	if err := os.WriteFile(b.Name, out.Bytes(), 0o644); err != nil {
		left = append(left, source.Usage("baseline", "the baseline cannot be written: "+err.Error(), "name another file"))
	}
	return left
}

// names are the files that are selected; nil where all of content/ is.
func (s Selection) names() map[string]bool {
	if len(s.chosen) == 0 {
		return nil
	}
	names := map[string]bool{}
	for _, c := range s.chosen {
		names[c.name] = true
	}
	return names
}
