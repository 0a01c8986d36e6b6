package registry

import (
	"errors"
	"fmt"
	"strings"
)

// RFC is a document that the notes may cite.
type RFC struct {
	Number, Title string
	// ObsoletedBy is the number of the RFC that replaced it, "" if none did, or
	// several numbers separated by spaces. Of a replaced RFC the registry has no
	// sections, so that notes do not cite it. The exception is RFC 2518, the only
	// definition of 102.
	ObsoletedBy string
}

// URL returns the address of the document at the RFC Editor.
func (d RFC) URL() string {
	return "https://www.rfc-editor.org/rfc/rfc" + d.Number + ".html"
}

// RFC returns the document with that number, such as "9110".
func (r *Registry) RFC(number string) (RFC, bool) {
	i, ok := r.byRFC[number]
	if !ok {
		return RFC{}, false
	}
	return r.rfcs[i], true
}

// RFCs returns every document that notes may cite, by number.
func (r *Registry) RFCs() []RFC { return r.rfcs }

var rfcColumns = []string{"number", "title", "obsoleted by"}

func (r *Registry) addRFC(cells row) error {
	doc := RFC{cells[0], cells[1], cells[2]}
	for _, number := range append(strings.Fields(doc.ObsoletedBy), doc.Number) {
		if !decimal(number) {
			return fmt.Errorf("%q is not an RFC number", number)
		}
	}
	if before, ok := last(r.rfcs); ok && compareNumbers(before.Number, doc.Number) >= 0 {
		return fmt.Errorf("%s does not come after %s", doc.Number, before.Number)
	}
	if doc.Title == "" {
		return errors.New("no title")
	}
	r.byRFC[doc.Number] = len(r.rfcs)
	r.rfcs = append(r.rfcs, doc)
	return nil
}
