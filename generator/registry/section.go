package registry

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// Section is a numbered section or a lettered appendix of an RFC.
type Section struct {
	RFC    string // number, such as "9110"
	Number string // such as "15.5.5", or "B.1" in an appendix
	Title  string
}

// URL returns the address of the section at the RFC Editor.
func (s Section) URL() string {
	anchor := "#section-"
	if s.Number != "" && !isDigit(s.Number[0]) {
		anchor = "#appendix-"
	}
	return RFC{Number: s.RFC}.URL() + anchor + s.Number
}

// Section returns the section with that number. It finds none in an RFC that was
// replaced, except RFC 2518.
func (r *Registry) Section(rfc, number string) (Section, bool) {
	for _, s := range r.sections[rfc] {
		if s.Number == number {
			return s, true
		}
	}
	return Section{}, false
}

// HoldsSections reports whether the registry has the sections of an RFC.
func (r *Registry) HoldsSections(rfc string) bool { return len(r.sections[rfc]) > 0 }

var sectionColumns = []string{"rfc", "section", "title"}

func (r *Registry) addSection(cells row) error {
	s := Section{cells[0], cells[1], cells[2]}
	if _, ok := r.RFC(s.RFC); !ok {
		return fmt.Errorf("RFC %s is not in rfcs.tsv", s.RFC)
	}
	if !wellFormed(s.Number) {
		return fmt.Errorf("%q is not a section number", s.Number)
	}
	if s.Title == "" {
		return errors.New("no title")
	}
	held := r.sections[s.RFC]
	if before, ok := last(held); ok && compareNumbers(before.Number, s.Number) >= 0 {
		return fmt.Errorf("section %s does not come after %s", s.Number, before.Number)
	}
	r.sections[s.RFC] = append(held, s)
	return nil
}

// wellFormed reports whether number consists of decimal numbers joined by dots; the
// first may be a capital letter instead.
func wellFormed(number string) bool {
	for i, rest := 0, number; ; i++ {
		part, after, more := strings.Cut(rest, ".")
		letter := i == 0 && len(part) == 1 && part[0] >= 'A' && part[0] <= 'Z'
		if !letter && !decimal(part) {
			return false
		}
		if !more {
			return true
		}
		rest = after
	}
}

func decimal(part string) bool {
	for i := range len(part) {
		if !isDigit(part[i]) {
			return false
		}
	}
	return part != ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// compareNumbers orders section numbers as in a document: part by part, numbers by
// value, appendices last.
func compareNumbers(a, b string) int {
	for a != "" && b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if order := comparePart(x, y); order != 0 {
			return order
		}
	}
	return cmp.Compare(len(a), len(b))
}

func comparePart(x, y string) int {
	if isDigit(x[0]) && isDigit(y[0]) && len(x) != len(y) {
		return cmp.Compare(len(x), len(y))
	}
	return strings.Compare(x, y)
}
