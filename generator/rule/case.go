package rule

import (
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Case is what is checked against the rules: a request and the responses to it.
type Case struct {
	Request  *wire.Message   // nil if it is not known
	Interim  []*wire.Message // the responses before the final one, in order
	Response *wire.Message   // the final response, or nil if there was none
	Method   string          // of the request; if empty, that of Request, if there is one

	// Played says that the responses are the bytes that were received. Otherwise they
	// are as in a note, with LF line ends and with elisions, and a finding that an
	// elision may explain is not reported.
	Played bool
	// Sent says that the request is the bytes that were sent. A request of a played
	// note is still as the note shows it.
	Sent bool
	// Excerpt says that the messages are those of a document that shows only what it
	// needs: what it omits is not reported as a fault, and lengths may fit with LF or
	// CRLF line ends.
	Excerpt bool
	// Closed says that the server closed after the response, or without one, before
	// the client did. False says nothing.
	Closed bool
	// Kept says that the client waited for the server to close, but it did not.
	Kept bool

	// Twin is the response, in the same state, to the same request without its
	// condition and Range, or with GET instead of HEAD; nil if it was not played.
	Twin *wire.Message
	// Before and After are the responses to GET before and after a PUT.
	Before, After *wire.Message
}

// A Finding is a place where a message does not follow a rule.
type Finding struct {
	Rule    Rule
	Message *wire.Message // Case.Request if the request is at fault
	Span    source.Span   // in Message.Text: the bytes at fault, or the first line if something is missing
	Detail  string        // what is wrong here: "Allow is missing"
}
