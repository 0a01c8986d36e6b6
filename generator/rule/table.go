package rule

import (
	"slices"
	"strings"

	"wirebook/generator/wire"
)

// An entry is one line of the table of rules: the rule, the messages that it applies
// to, and how to decide it. An entry with neither each nor check has a rule that
// Needs more than an exchange.
type entry struct {
	Rule
	by     side // who sends the messages; by default the server
	codes  codes
	final  bool     // does not apply to interim responses
	bare   bool     // also applies to an answer without a status line
	once   bool     // each looks at all lines: it is called only for the first of that name
	causes []string // rules of requests: one that breaks them must be refused like this

	leftOut   bool // a document breaks it by omitting or wrapping: advice for an excerpt
	shown     bool // nothing else compares this in an excerpt, so it is a fault there
	lineAlone bool // decided from field lines alone

	of    []string // names of fields
	each  func(*view, wire.Field)
	check func(*view)
}

// A side is the sender of a message, or both.
type side int

const (
	server side = iota
	client
	either
)

func (s side) has(one side) bool { return s == one || s == either }

// codes are status codes; a number below 10 is a class. An empty list means all
// codes.
type codes []int

func (c codes) has(code int) bool {
	return len(c) == 0 || slices.Contains(c, code) || slices.Contains(c, code/100)
}

func must(id, place, sentence string) Rule   { return newRule(id, place, sentence, Must) }
func should(id, place, sentence string) Rule { return newRule(id, place, sentence, Should) }
func advice(id, place, sentence string) Rule { return newRule(id, place, sentence, Advice) }

// contradiction returns a rule about what a message says about itself.
func contradiction(id, place, sentence string) Rule {
	r := advice(id, place, sentence)
	r.Contradicts = true
	return r
}

// documents are sources other than RFCs, by the name that newRule takes.
var documents = map[string]Document{
	"fetch":   {"the Fetch standard", "https://fetch.spec.whatwg.org/"},
	"6265bis": {"draft-ietf-httpbis-rfc6265bis", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis"},
}

// newRule takes the place as "9110 15.5.17 14.4", an RFC and its sections, or as
// "fetch#cors-check", a document and an anchor in it.
func newRule(id, place, sentence string, level Level) Rule {
	r := Rule{ID: id, Sentence: sentence, Level: level}
	if name, anchor, ok := strings.Cut(place, "#"); ok {
		r.Document = documents[name]
		r.Document.URL += "#" + anchor
		return r
	}
	var sections string
	r.RFC, sections, _ = strings.Cut(place, " ")
	r.Section, r.Also, _ = strings.Cut(sections, " ")
	return r
}

// onConnection is the entry of a rule that is decided by playing.
func onConnection(r Rule) entry {
	r.Needs = NeedsConnection
	return entry{Rule: r}
}

// lacking is the check of a rule that requires a field.
func lacking(name string) func(*view) {
	return func(v *view) {
		if v.lacks(name) {
			v.missing(name)
		}
	}
}
