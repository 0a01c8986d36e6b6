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

// A Baseline holds the faults that a check does not report again, because they were
// there when it was written. It is a text file with one fault a line:
//
//	RULE	HASH	FILE	WHAT
//
// with tabs between the parts. A fault is known by its rule and the hash of its message,
// so it stays known if the text around it changes or its file is moved. The same fault
// in a second message with the same bytes counts as another fault.
type Baseline struct {
	Name    string
	entries []entry
}

type entry struct{ rule, hash, file, what string }

type key struct{ rule, hash string }

func (e entry) key() key { return key{e.rule, e.hash} }

const baselineHead = "# Faults that wirebook check does not report again. Written by --update-baseline: the rule, the\n# hash of the message and, for people, the file and what is wrong.\n"

// ReadBaseline reads the file. A missing file is an error, unless written says that it
// is about to be written. The error is a source.Fault.
func ReadBaseline(name string, written bool) (*Baseline, error) {
	b := &Baseline{Name: name}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && written:
		return b, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, source.Usage("baseline", "there is no baseline "+name, "create it: --baseline "+name+" --update-baseline")
	case err != nil:
		return nil, source.Usage("baseline", "the baseline cannot be read: "+err.Error(), "check its permissions")
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
			return nil, source.Usage("baseline", fmt.Sprintf("line %d of the baseline %s does not have four parts separated by tabs", number, name), "rewrite the file: --update-baseline")
		}
		b.entries = append(b.entries, entry{parts[0], parts[1], parts[2], parts[3]})
	}
	return b, nil
}

// entryOf returns a fault as a baseline keeps it. ok is false if the fault is not about
// the content of a file, but about the configuration, say, or the machine.
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

// Left returns the faults that the baseline does not know. It counts the others in sum,
// and adds a hint to sum if faults of the baseline are gone from the files that were
// checked.
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
		sum.Hints = append(sum.Hints, source.Fault{ID: "baseline-gone", What: what, Do: "remove what is gone from the baseline: --update-baseline"})
	}
	return left
}

// Write writes the faults into the file, and keeps its entries about files that were not
// checked. It returns the faults that a baseline cannot hold.
func (b *Baseline) Write(faults []source.Fault, sel Selection, sum *Summary) (left []source.Fault) {
	if os.Getenv("CI") != "" {
		return append(faults, source.Usage("update-in-ci", "check --update-baseline does not run where CI is set: a check that accepts its own faults finds none", "run it on your own machine and commit what it writes"))
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

// names returns the names of the selected files; nil means all of content/.
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
