package rule

import (
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Case is what is held to the rules: a request and what answered it.
type Case struct {
	Request  *wire.Message   // nil where it is not known
	Interim  []*wire.Message // the responses before the final one, in order
	Response *wire.Message   // the final response; nil where none came
	Method   string          // of the request; empty: that of Request, if there is one

	// Played says that the responses are bytes that were on the wire. Otherwise
	// they stand as in a note, with LF line ends and with elisions: what an
	// elision may hide is not held against them.
	Played bool
	// Sent says the same of the request. A request of a note that was played is
	// still read as the note shows it.
	Sent bool
	// Closed says that the server closed after the response, or without one,
	// when the client had not. False says nothing.
	Closed bool
	// Kept says that the server was waited for, and did not close.
	Kept bool

	// Twin is the response to the same request without its condition and Range,
	// or as GET in place of HEAD, in the same state; nil where none was played.
	Twin *wire.Message
	// Before and After are the responses to GET before and after a PUT.
	Before, After *wire.Message
}

// A Finding is a place where a message does not follow a rule.
type Finding struct {
	Rule    Rule
	Message *wire.Message // Case.Request where the request is at fault
	Span    source.Span   // in Message.Text: the bytes at fault, or the first line where something is missing
	Detail  string        // what is wrong here: "Allow is missing"
}
