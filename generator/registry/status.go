package registry

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Caching says when a cache may store and reuse a response with a status code.
type Caching string

const (
	// Heuristic: a cache may, even without explicit freshness (RFC 9110 section 15.1,
	// RFC 9111 section 4.2.2; for 451, RFC 7725 section 3).
	Heuristic Caching = "heuristic"
	// Explicit: only if the response allows it (RFC 9111 section 3).
	Explicit Caching = "explicit"
	// Never: the definition of the code forbids it (RFC 6585 sections 3 to 6).
	Never Caching = "never"
	// Interim: the response is not final, and caches store only final responses (RFC
	// 9111 section 3).
	Interim Caching = "interim"
)

// Status is a registered status code.
type Status struct {
	Code    int
	Phrase  string // as registered; "(Unused)" for 306 and 418
	RFC     string // number, such as "9110"; "" if no RFC defines it
	Section string // such as "15.5.5"; "" if unknown
	Caching Caching
	// State is "" for a code in ordinary use. Otherwise it is its state in the registry
	// or an RFC: "temporary" (104), "reserved" (402), "unused" (306, 418), "deprecated"
	// (305) or "obsolete" (102, 510).
	State string
	// Sender is Intermediary if only a gateway or proxy sends the code, and empty if any
	// server may.
	Sender Sender
}

// Sender says which servers send a status code.
type Sender string

// Intermediary: a gateway or proxy (RFC 9110 sections 15.5.8, 15.6.3 and 15.6.5, RFC 6585
// section 6).
const Intermediary Sender = "intermediary"

// Class returns the first digit of the code (RFC 9110 section 15).
func (s Status) Class() int { return s.Code / 100 }

// Status returns the registered status code, if there is one.
func (r *Registry) Status(code int) (Status, bool) {
	i, ok := r.byCode[code]
	if !ok {
		return Status{}, false
	}
	return r.statuses[i], true
}

// Statuses returns every registered status code, ascending.
func (r *Registry) Statuses() []Status { return r.statuses }

var statusColumns = []string{"code", "phrase", "rfc", "section", "caching", "state", "sender"}

var (
	cachings = []Caching{Heuristic, Explicit, Never, Interim}
	states   = []string{"", "temporary", "reserved", "unused", "deprecated", "obsolete"}
)

func (r *Registry) addStatus(cells row) error {
	code, err := strconv.Atoi(cells[0])
	if err != nil {
		return fmt.Errorf("%q is not a status code", cells[0])
	}
	s := Status{code, cells[1], cells[2], cells[3], Caching(cells[4]), cells[5], Sender(cells[6])}
	if before, ok := last(r.statuses); ok && before.Code >= code {
		return fmt.Errorf("%d does not come after %d", code, before.Code)
	}
	if _, ok := r.Class(s.Class()); !ok {
		return fmt.Errorf("%d is in no class", code)
	}
	switch {
	case s.Phrase == "":
		return errors.New("no phrase")
	case !slices.Contains(cachings, s.Caching):
		return fmt.Errorf("caching %q is not one of %q", s.Caching, cachings)
	case !slices.Contains(states, s.State):
		return fmt.Errorf("state %q is not one of %q", s.State, states)
	case s.Sender != "" && s.Sender != Intermediary:
		return fmt.Errorf("sender %q is not %q", s.Sender, Intermediary)
	}
	if err := r.cited(s.RFC, s.Section); err != nil {
		return err
	}
	r.byCode[code] = len(r.statuses)
	r.statuses = append(r.statuses, s)
	return nil
}
