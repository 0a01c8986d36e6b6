package exchange

import (
	"slices"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// An Exchange is a request and the responses to it, as a note documents them.
type Exchange struct {
	Number    int    // in the note, from 1
	Conn      string // the name of its connection; empty if it has its own
	Request   *note.Fence
	Responses []*note.Fence // what the client receives: responses, and the bytes of recv
	Sent      []*note.Fence // what the client sends after the request: the bytes of send
	Method    string        // of the request, for labels
	Target    string
	Code      int // the final status code, or 0

	// Predict holds the status codes that a reader chooses from before the rest of the
	// section is shown; empty if the exchange asks nothing.
	Predict []int

	NoRun string // why it is not played; empty if it is
	Func  string // the name of the code that answers, as in code=

	final *wire.Message // the final response, if it can be read

	byHand *Step  // the request, if a reader can send it by hand; or nil
	text   []byte // of the note
}

// ByHand reports whether a reader can send the request by hand: not if the exchange is not
// played, or its request is sent while one of another connection is under way.
func (e *Exchange) ByHand() bool { return e.byHand != nil }

// Send is how a reader sends the request by hand to an origin at addr. The exchange must
// be ByHand.
func (e *Exchange) Send(addr string) *Sending { return e.byHand.sending(e.text, addr) }

// Fences returns the fences of the exchange: the request, what is received, and what is
// sent after the request.
func (e *Exchange) Fences() []*note.Fence {
	all := slices.Concat([]*note.Fence{e.Request}, e.Responses, e.Sent)
	return slices.DeleteFunc(all, func(f *note.Fence) bool { return f == nil })
}

// Span returns the span from the request to the last response.
func (e *Exchange) Span() (out source.Span) {
	for _, f := range append([]*note.Fence{e.Request}, e.Responses...) {
		switch {
		case f == nil:
		case out.End == 0:
			out = source.Span{Start: f.Marker.Start, End: f.Close.End}
		default:
			out.End = max(out.End, f.Close.End)
		}
	}
	return out
}

// At reports whether a line of the note is in one of the fences of the exchange.
func (e *Exchange) At(file *source.File, line int) bool {
	return slices.ContainsFunc(e.Fences(), func(f *note.Fence) bool {
		first, _ := file.Position(f.Marker.Start)
		last, _ := file.Position(f.Close.End)
		return first <= line && line <= last
	})
}
