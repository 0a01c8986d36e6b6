package excerpt

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

var rules = sync.OnceValue(func() *rule.Judge {
	facts, err := registry.Load()
	if err != nil {
		panic(err)
	}
	return rule.NewJudge(facts)
})

// An input is a document; «id» stands before the place of each fault that it has,
// and ‹id› before that of a hint. ”' are the backticks of a fence.
type input struct{ kind, text string }

var mark = regexp.MustCompile(`«([a-z0-9-]+)»|‹([a-z0-9-]+)›`)

// marked takes the marks out of a document, and tells what stood at them.
func marked(text string) (plain string, faults, hints []string) {
	text = strings.NewReplacer("''''", "````", "'''", "```").Replace(text)
	type place struct {
		at    int
		fault string
		hint  string
	}
	var places []place
	for {
		m := mark.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		p := place{at: m[0]}
		if m[2] >= 0 {
			p.fault = text[m[2]:m[3]]
		} else {
			p.hint = text[m[4]:m[5]]
		}
		places = append(places, p)
		text = text[:m[0]] + text[m[1]:]
	}
	file, _ := source.Foreign("a.md", []byte(text))
	for _, p := range places {
		at := p.at - strings.Count(text[:p.at], "\r\n")
		if strings.HasPrefix(text, "\ufeff") {
			at -= len("\ufeff")
		}
		line, column := file.Position(at)
		where := fmt.Sprintf("%d:%d ", line, column)
		if p.fault != "" {
			faults = append(faults, where+p.fault)
		} else {
			hints = append(hints, where+p.hint)
		}
	}
	return text, faults, hints
}

func read(t *testing.T, text string) *Document {
	t.Helper()
	file, ok := source.Foreign("a.md", []byte(text))
	if !ok {
		t.Fatal("the input is no text")
	}
	return Read(file, rules())
}

// run sees that each input has the faults that are marked in it and no others, and
// the hints that are marked among its hints.
func run(t *testing.T, inputs []input) {
	counts := map[string]int{}
	for _, in := range inputs {
		counts[in.kind]++
		t.Run(fmt.Sprintf("%s %d", in.kind, counts[in.kind]), func(t *testing.T) {
			text, faults, hints := marked(in.text)
			d := read(t, text)
			var found, hinted []string
			for _, f := range d.Findings {
				line, column := d.File.Position(f.Span.Start)
				where := fmt.Sprintf("%d:%d %s", line, column, f.ID)
				if f.Level == rule.Must {
					found = append(found, where)
				} else {
					hinted = append(hinted, where)
				}
				if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > len(d.File.Data) {
					t.Errorf("%s: the span %v is not in the file", where, f.Span)
				}
			}
			slices.Sort(found)
			slices.Sort(faults)
			if !slices.Equal(found, faults) {
				t.Errorf("faults %q, want %q in\n%s", found, faults, text)
			}
			for _, h := range hints {
				if !slices.Contains(hinted, h) {
					t.Errorf("hints %q, want %q in\n%s", hinted, h, text)
				}
			}
			if d.Requests+d.Responses+d.FieldLists == 0 {
				t.Errorf("nothing was read in\n%s", text)
			}
		})
	}
	for kind, n := range counts {
		if n < 3 {
			t.Errorf("%s has %d inputs, and not three", kind, n)
		}
	}
}
