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
	Conn      string // the name of its connection, or empty: one of its own
	Request   *note.Fence
	Responses []*note.Fence // what is received: responses, and the bytes of recv
	Sent      []*note.Fence // what is sent after the request: the bytes of send
	Method    string        // of the request, for labels
	Target    string
	Code      int // the final status code; 0 where there is none

	// Predict are the status codes that a reader chooses from before the rest of
	// the section is shown; empty where the exchange is shown as it is.
	Predict []int

	NoRun string // why it is not to be played; empty where it is
	Func  string // the code that answers, as code= names it

	// Send is how a reader sends the request by hand; nil for an exchange that is
	// not to be played.
	Send *Sending

	final *wire.Message // that answers, where it can be read
}

// Fences are the fences of the exchange: the request, what is received, and what
// is sent after the request.
func (e *Exchange) Fences() []*note.Fence {
	all := slices.Concat([]*note.Fence{e.Request}, e.Responses, e.Sent)
	return slices.DeleteFunc(all, func(f *note.Fence) bool { return f == nil })
}

// Span is the text from the request to the last response.
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

// At says that a line of the note is in one of the fences of the exchange.
func (e *Exchange) At(file *source.File, line int) bool {
	return slices.ContainsFunc(e.Fences(), func(f *note.Fence) bool {
		first, _ := file.Position(f.Marker.Start)
		last, _ := file.Position(f.Close.End)
		return first <= line && line <= last
	})
}
