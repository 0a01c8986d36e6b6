package generator

import (
	"context"
	"os"
	"slices"

	"wirebook/generator/excerpt"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// Excerpts counts what was read in documents that are not part of a site, and lists the
// code blocks that look like HTTP but were not read.
type Excerpts struct {
	Files, Requests, Responses, FieldLists int

	Unread []source.Fault
}

// Messages returns the number of messages, field lists included, that were held to the
// rules.
func (e Excerpts) Messages() int { return e.Requests + e.Responses + e.FieldLists }

// excerpts holds the HTTP in files to the rules, and counts it in sum. It keeps a file
// in memory only if there is something to report about it.
func (o Options) excerpts(ctx context.Context, files []chosen, sel Selection, facts *registry.Registry, sum *Summary) (faults []source.Fault) {
	rules := rule.NewJudge(facts)
	read, failed := make([]*excerpt.Document, len(files)), make([]*source.Fault, len(files))
	source.Each(len(files), func(i int) {
		if ctx.Err() != nil {
			return
		}
		data, err := os.ReadFile(files[i].file)
		if err != nil {
			f := source.Usage("unreadable", "the file cannot be read: "+err.Error(), "name a readable Markdown file")
			failed[i] = &f
		} else if file, ok := source.Foreign(files[i].name, data); ok {
			read[i] = excerpt.Read(file, rules)
		} else {
			f := source.Usage("nul-byte", files[i].name+" is not text: it contains a NUL byte", "save it as UTF-8")
			failed[i] = &f
		}
		if d := read[i]; d != nil && len(d.Findings)+len(d.Unread)+len(d.Notices) == 0 {
			d.File = nil
		}
	})
	sum.proved = true
	lines := sel.linesOf()
	for i, d := range read {
		if failed[i] != nil {
			faults = append(faults, *failed[i])
		}
		if d == nil {
			continue
		}
		e := &sum.Excerpts
		e.Files++
		e.Requests += d.Requests
		e.Responses += d.Responses
		e.FieldLists += d.FieldLists
		e.Unread = append(e.Unread, d.Unread...)
		sum.Hints = append(sum.Hints, d.Notices...)
		for _, f := range d.Findings {
			switch {
			case !within(f, lines[files[i].name]):
			case f.Level == rule.Must:
				faults = append(faults, f.Fault)
			case o.Level.Includes(f.Level):
				sum.Hints = append(sum.Hints, f.Fault)
			}
		}
	}
	return faults
}

// linesOf returns the selected lines of each file. A file that is selected as a whole
// has no entry.
func (s Selection) linesOf() map[string][]int {
	whole, lines := map[string]bool{}, map[string][]int{}
	for _, c := range s.chosen {
		if whole[c.name] = whole[c.name] || c.line == 0; !whole[c.name] {
			lines[c.name] = append(lines[c.name], c.line)
		} else {
			delete(lines, c.name)
		}
	}
	return lines
}

// within reports whether one of the lines is in the message of a finding, or lines is
// empty.
func within(f excerpt.Finding, lines []int) bool {
	first, _ := f.File.Position(f.About.Start)
	last, _ := f.File.Position(f.About.End)
	return len(lines) == 0 || slices.ContainsFunc(lines, func(line int) bool { return first <= line && line <= last })
}
