package site

import (
	"fmt"
	"slices"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// chooser checks the codes of a walk against the registry, and mentions their pages. No
// path may end in a code that must not be sent: one that the walk names as such, or
// that the registry marks as not for ordinary use.
func (l *linker) chooser(c *note.Chooser, mention func(*Page)) (faults []source.Fault) {
	fault := func(at source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: c.Text.File, Span: at, ID: id, What: what, Do: do})
	}
	known := func(code int, at source.Span) bool {
		_, ok := l.site.Registry.Status(code)
		if !ok {
			fault(at, "chooser-code", fmt.Sprintf("%d is not a registered status code", code), "write one that it holds")
		}
		return ok
	}
	var unsent []int
	for _, u := range c.Unsent {
		if u.Code != 0 && known(u.Code, u.At) && slices.Contains(unsent, u.Code) {
			fault(u.At, "chooser-unsent", fmt.Sprintf("%d is listed twice among the codes that must not be sent", u.Code), "keep one of them")
		}
		unsent = append(unsent, u.Code)
	}
	for a := range c.Answers() {
		if a.Code == 0 || !known(a.Code, a.At) {
			continue
		}
		mention(l.site.Code(a.Code))
		status, _ := l.site.Registry.Status(a.Code)
		switch {
		case slices.Contains(unsent, a.Code):
			fault(a.At, "chooser-unsent", fmt.Sprintf("this leads to %d, which is among the codes that must not be sent", a.Code), "lead to another code, or remove it from unsent")
		case status.State != "":
			fault(a.At, "chooser-unsent", fmt.Sprintf("this leads to %d, which is %s", a.Code, status.State), "lead to a code in ordinary use")
		}
	}
	return faults
}
