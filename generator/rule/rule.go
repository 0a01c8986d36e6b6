// Package rule holds HTTP messages to what the RFCs require of them and a
// machine can decide.
//
// A Judge is given a Case: a request, the responses to it, and what is known of
// the connection. It returns a Finding for each rule that is broken: the rule,
// the message, the bytes at fault and what is wrong with them. What cannot be
// known from the case is not reported: an elision of a note may hide a field,
// and a response alone does not say what was asked.
//
// Each family of rules is one file. A rule is an entry in its family's list:
//
//	{
//		Rule:  must("405-allow", "9110 15.5.6", "A 405 carries Allow."),
//		codes: codes{405},
//		check: lacking("Allow"),
//	}
//
// It is about what servers send, unless by says client or either. Its test is a
// row of messages that break it and of messages that nearly do.
// The rules were checked against the text of each section they name.
package rule

import (
	"strings"

	"wirebook/generator/registry"
)

// A Level says how binding a rule is: must and should as the section says,
// advice for what is a plain statement there. The grammar of a section binds as
// a must (RFC 9110 section 2.2).
type Level string

// The levels of rules. What drafts and living standards say, and what clients
// turn down, is a should.
const (
	Must   Level = "must"
	Should Level = "should"
	Advice Level = "advice"
)

// NeedsConnection is what a rule needs that playing itself decides: answers that
// do not come, come in another order, or are more than were asked for, are
// faults of the exchange, and no judge sees them.
const NeedsConnection = "connection"

// A Rule is something that an RFC, or a document that is not one, requires of a
// message and that a machine can decide.
type Rule struct {
	ID       string // stable, for breaks= in a note
	Sentence string
	RFC      string // number, such as "9110"; empty where Document says it
	Section  string
	Also     string // further sections of the RFC that say it, separated by spaces
	Level    Level
	// Document is empty, or what says it where no RFC does.
	Document Document
	// Contradicts is set where the message says of itself what its own bytes
	// show to be wrong. No key word of an RFC is broken then, but the message
	// means nothing: it is as much at fault as with a broken must.
	Contradicts bool
	// Needs is empty, or NeedsConnection: then Judge.Check says nothing of the rule.
	Needs string
}

// A Document is a text that is no RFC: a living standard or a draft.
type Document struct{ Name, URL string }

// Fault says that a message which breaks the rule is wrong, not merely worse
// than it could be.
func (r Rule) Fault() bool { return r.Level == Must || r.Contradicts }

// Sections are the numbers of the sections that say it, the first one first.
func (r Rule) Sections() []string {
	if r.RFC == "" {
		return nil
	}
	return append([]string{r.Section}, strings.Fields(r.Also)...)
}

// Citation names the sections as running text does: "RFC 9110 sections 15.5.17
// and 14.4".
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

// URL is the address of the first of its sections.
func (r Rule) URL() string {
	if r.RFC == "" {
		return r.Document.URL
	}
	return registry.Section{RFC: r.RFC, Number: r.Section}.URL()
}
