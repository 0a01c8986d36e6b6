package excerpt

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// An ignore suppresses the findings about one rule in the code block after it:
//
//	<!-- wirebook ignore RULE: reason -->
type ignore struct {
	id    string
	at    source.Span // of the rule in the comment
	block source.Span
	used  bool
}

// Ignores are the comments of a document that suppress findings.
type Ignores struct {
	file *source.File
	list []*ignore
}

var ignoreComment = regexp.MustCompile(`(?s)^\s*wirebook ignore\b([^:]*)(:.*)?$`)

// ReadIgnores reads the comments of a document. The faults are about comments that
// are malformed or name unknown rules.
func ReadIgnores(file *source.File, rules *rule.Judge) (*Ignores, []source.Fault) {
	return readIgnores(scan(file.Data), file, rules)
}

func readIgnores(s *scanner, file *source.File, rules *rule.Judge) (out *Ignores, faults []source.Fault) {
	out = &Ignores{file: file}
	for _, c := range s.comments {
		m := ignoreComment.FindSubmatchIndex(file.Data[c.Start:c.End])
		if m == nil {
			continue
		}
		fault := func(at source.Span, id, what, do string) {
			faults = append(faults, source.Fault{File: file, Span: at, About: at, ID: id, What: what, Do: do})
		}
		names := source.Span{Start: c.Start + m[2], End: c.Start + m[3]}
		ids := strings.FieldsFunc(file.Text(names), func(r rune) bool { return strings.ContainsRune(" ,\t\n", r) })
		if len(ids) == 0 {
			fault(trimmed(file.Data, c), "ignore-rule", "the comment names no rule", "write <!-- wirebook ignore RULE: reason -->")
			continue
		}
		if m[4] < 0 || strings.TrimSpace(string(file.Data[c.Start+m[4]+1:c.Start+m[5]])) == "" {
			fault(trimmed(file.Data, c), "ignore-reason", "the comment gives no reason", "write the reason after a colon: <!-- wirebook ignore "+ids[0]+": reason -->")
			continue
		}
		i := slices.IndexFunc(s.blocks, func(b block) bool { return b.marker.Start >= c.End })
		at := names.Start
		for _, id := range ids {
			at += strings.Index(file.Text(source.Span{Start: at, End: names.End}), id)
			place := source.Span{Start: at, End: at + len(id)}
			at = place.End
			if _, ok := rules.Rule(id); !ok {
				var known []string
				for _, r := range rules.Rules() {
					known = append(known, r.ID)
				}
				fault(place, "unknown-rule", fmt.Sprintf("there is no rule %q", id), source.Meant(id, known)+"each fault names its rule after the section")
				continue
			}
			x := &ignore{id: id, at: place}
			if i >= 0 {
				x.block = source.Span{Start: s.blocks[i].marker.Start, End: s.blocks[i].end}
			}
			out.list = append(out.list, x)
		}
	}
	return out, faults
}

// Covers reports whether a comment suppresses a fault.
func (x *Ignores) Covers(f source.Fault) bool { return f.File == x.file && x.covers(f.ID, f.Span) }

func (x *Ignores) covers(id string, at source.Span) (is bool) {
	for _, i := range x.list {
		if i.id == id && i.block.Start <= at.Start && at.Start <= i.block.End {
			i.used, is = true, true
		}
	}
	return is
}

// Unused returns a notice for each comment that suppresses nothing. Notices are not
// faults.
func (x *Ignores) Unused() (out []source.Fault) {
	for _, i := range x.list {
		if !i.used {
			out = append(out, source.Fault{File: x.file, Span: i.at, ID: "ignore-unused",
				What: fmt.Sprintf("nothing in the code block after this comment breaks the rule %s", i.id), Do: "remove it"})
		}
	}
	return out
}
