// Package rule checks HTTP messages against the requirements of the RFCs that a
// machine can decide.
//
// A Judge is given a Case: a request, the responses to it, and what is known about
// the connection. It returns a Finding for each rule that is broken: the rule, the
// message, the bytes at fault and what is wrong with them. It reports only what is
// certain: an elision of a note may hide a field, and a response alone does not say
// what was requested.
//
// Each family of rules has its own file. A rule is an entry in the list of its
// family:
//
//	{
//		Rule:  must("405-allow", "9110 15.5.6", "A 405 carries Allow."),
//		codes: codes{405},
//		check: lacking("Allow"),
//	}
//
// It applies to messages of servers, unless by is client or either. Its test is a row
// with messages that break it and messages that nearly do. The rules were checked
// against the text of each section they name.
package rule

import (
	"strings"

	"wirebook/generator/registry"
)

// A Level says how binding a rule is: must and should as in the section, advice for a
// plain statement. The grammar of a section is a must (RFC 9110 section 2.2).
type Level string

// The levels of rules. What drafts and living standards require, and what clients
// reject, is a should.
const (
	Must   Level = "must"
	Should Level = "should"
	Advice Level = "advice"
)

// Includes reports whether a report of level l includes rules of another level. The
// empty l is Must.
func (l Level) Includes(level Level) bool {
	return level == Must || l == Advice || l == level
}

// NeedsConnection is the Needs of rules that are decided by playing the exchange:
// missing answers, answers in the wrong order, and answers that were not requested
// are faults of the exchange, which no Judge sees.
const NeedsConnection = "connection"

// A Rule is a requirement of an RFC, or of another document, that a machine can
// decide.
type Rule struct {
	ID       string // stable, for breaks= in a note
	Sentence string
	RFC      string // number, such as "9110"; empty if Document is set
	Section  string
	Also     string // further sections of the RFC that say so, separated by spaces
	Level    Level
	// Document is the source of the rule if it is not an RFC.
	Document Document
	// Contradicts is set if the message says something about itself that its own
	// bytes disprove. That breaks no MUST, but the message means nothing, so it is as
	// much at fault.
	Contradicts bool
	// Needs is empty, or NeedsConnection: then Judge.Check does not decide the rule.
	Needs string
}

// A Document is a source other than an RFC: a living standard or a draft.
type Document struct{ Name, URL string }

// Fault reports whether a message that breaks the rule is wrong, and not only worse
// than it could be.
func (r Rule) Fault() bool { return r.Level == Must || r.Contradicts }

// Sections returns the numbers of the sections of the rule, the main one first.
func (r Rule) Sections() []string {
	if r.RFC == "" {
		return nil
	}
	return append([]string{r.Section}, strings.Fields(r.Also)...)
}

// Citation returns the sections in the form of running text: "RFC 9110 sections
// 15.5.17 and 14.4".
func (r Rule) Citation() string {
	if r.RFC == "" {
		return r.Document.Name
	}
	all := r.Sections()
	last := len(all) - 1
	if last == 0 {
		return "RFC " + r.RFC + " section " + r.Section
	}
	return "RFC " + r.RFC + " sections " + strings.Join(all[:last], ", ") + " and " + all[last]
}

// URL returns the address of the first of its sections.
func (r Rule) URL() string {
	if r.RFC == "" {
		return r.Document.URL
	}
	return registry.Section{RFC: r.RFC, Number: r.Section}.URL()
}
