package registry

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// RFC is a document that the notes may cite.
type RFC struct {
	Number, Title string
	// ObsoletedBy has the numbers of the RFCs that replaced it. Of a replaced RFC the
	// registry has no sections. The exception is RFC 2518, the only definition of 102.
	ObsoletedBy []string
	// UpdatedBy has the numbers of the RFCs that changed or completed it.
	UpdatedBy []string
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

var rfcColumns = []string{"number", "title", "obsoleted by", "updated by"}

func (r *Registry) addRFC(cells row) error {
	doc := RFC{cells[0], cells[1], strings.Fields(cells[2]), strings.Fields(cells[3])}
	for _, number := range slices.Concat(doc.ObsoletedBy, doc.UpdatedBy, []string{doc.Number}) {
		if !decimal(number) {
			return fmt.Errorf("%q is not an RFC number", number)
		}
		if number != doc.Number && compareNumbers(number, doc.Number) <= 0 {
			return fmt.Errorf("RFC %s is not newer than RFC %s", number, doc.Number)
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
