package site

import (
	"cmp"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/memo"
	"wirebook/generator/proof"
	"wirebook/generator/wire"
)

// A Seen is a status code and a registered field seen in the same proven exchanges.
type Seen struct {
	Code      int
	Field     string // in its registered case
	Request   bool   // the field is in the request, not in the response with the code
	Exchanges int    // how many
}

// seen holds what the proven exchanges of all notes show together.
type seen struct {
	together []Seen
	codes    map[int]int    // number of exchanges with a code
	fields   map[string]int // number of exchanges with a field
}

// SeenWithCode lists the fields that proven exchanges show with a status code: those of
// its responses and those of the requests that it answers, each list sorted with the
// most frequent first.
func (s *Site) SeenWithCode(code int) []Seen {
	return s.seen.with(func(e Seen) bool { return e.Code == code })
}

// SeenWithField lists the status codes that proven exchanges show with a field. The
// name must be in its registered case.
func (s *Site) SeenWithField(name string) []Seen {
	return s.seen.with(func(e Seen) bool { return e.Field == name })
}

// ProvenCode is the number of proven exchanges with a status code, including interim
// responses.
func (s *Site) ProvenCode(code int) int { return s.seen.codes[code] }

// ProvenField is the number of proven exchanges with a field. The name must be in its
// registered case.
func (s *Site) ProvenField(name string) int { return s.seen.fields[name] }

func (s *seen) with(wanted func(Seen) bool) (out []Seen) {
	for _, e := range s.together {
		if wanted(e) {
			out = append(out, e)
		}
	}
	return out
}

// shows is what the messages of one exchange show.
type shows struct {
	codes  []int
	fields []string
	pairs  []Seen   // without counts
	asked  []string // fields of the request
}

// addTo adds it to a sum.
func (e *shows) addTo(sum *memo.Sum) {
	sum.Number(len(e.codes))
	for _, code := range e.codes {
		sum.Number(code)
	}
	sum.Number(len(e.fields))
	sum.Text(e.fields...)
	sum.Number(len(e.pairs))
	addSeen(sum, e.pairs)
}

func newSeen(notes []shown) *seen {
	s := &seen{codes: map[int]int{}, fields: map[string]int{}}
	count := map[Seen]int{}
	for _, n := range notes {
		for _, e := range n.shows {
			for _, code := range e.codes {
				s.codes[code]++
			}
			for _, name := range e.fields {
				s.fields[name]++
			}
			for _, pair := range e.pairs {
				count[pair]++
			}
		}
	}
	for pair, n := range count {
		pair.Exchanges = n
		s.together = append(s.together, pair)
	}
	slices.SortFunc(s.together, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(b.Exchanges, a.Exchanges), cmp.Compare(a.Code, b.Code), strings.Compare(a.Field, b.Field), cmp.Compare(side(a), side(b)))
	})
	return s
}

func side(s Seen) int {
	if s.Request {
		return 1
	}
	return 0
}

// exchanges reads the proven exchanges of a note.
func exchanges(n *proof.Note, fold func(string) (string, bool)) (out []*shows) {
	of := map[*exchange.Exchange]*shows{}
	for _, s := range n.Steps {
		if n.Of(s.Exchange).State() != proof.Proven {
			continue
		}
		e := of[s.Exchange]
		if e == nil {
			e = &shows{}
			of[s.Exchange], out = e, append(out, e)
		}
		for _, m := range s.Shown() {
			e.add(m, s.Sends(), fold)
		}
	}
	for _, e := range out {
		for _, code := range e.codes {
			for _, name := range e.asked {
				addOnce(&e.pairs, Seen{Code: code, Field: name, Request: true})
			}
		}
	}
	return out
}

// add adds a message of the exchange.
func (e *shows) add(m *wire.Message, request bool, fold func(string) (string, bool)) {
	if m.Code > 0 {
		addOnce(&e.codes, m.Code)
	}
	for _, f := range slices.Concat(m.Fields, m.Trailers) {
		name, ok := "", false
		if !f.Elision {
			name, ok = fold(m.Name(f))
		}
		switch {
		case !ok:
			continue
		case request:
			addOnce(&e.asked, name)
		case m.Code > 0:
			addOnce(&e.pairs, Seen{Code: m.Code, Field: name})
		}
		addOnce(&e.fields, name)
	}
}

func addOnce[T comparable](list *[]T, one T) {
	if !slices.Contains(*list, one) {
		*list = append(*list, one)
	}
}
