package registry

import (
	"fmt"
	"strconv"
)

// Class is one of the five classes of status codes (RFC 9110 section 15).
type Class struct {
	Digit        int
	Name         string // such as "Client Error"
	RFC, Section string
}

// Class returns the class whose codes begin with that digit.
func (r *Registry) Class(digit int) (Class, bool) {
	if digit < 1 || digit > len(r.classes) {
		return Class{}, false
	}
	return r.classes[digit-1], true
}

// Classes returns the classes 1 to 5, in order.
func (r *Registry) Classes() []Class { return r.classes }

var classColumns = []string{"digit", "name", "rfc", "section"}

func (r *Registry) addClass(cells row) error {
	digit, err := strconv.Atoi(cells[0])
	if err != nil || digit != len(r.classes)+1 {
		return fmt.Errorf("%q is not the digit of class %d", cells[0], len(r.classes)+1)
	}
	if err := r.cited(cells[2], cells[3]); err != nil {
		return err
	}
	r.classes = append(r.classes, Class{digit, cells[1], cells[2], cells[3]})
	return nil
}
