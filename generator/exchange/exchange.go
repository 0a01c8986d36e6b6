package exchange

import (
	"path"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// Proven is a note whose exchanges were played and matched, or are marked as
// not played. Only Prove makes one.
type Proven struct {
	Note      *note.Note
	Exchanges []*Exchange
	// Fences says of each message fence what it holds and to which exchange it belongs.
	Fences map[*note.Fence]*Shown
}

// An Exchange is a request and the responses to it, as documented.
type Exchange struct {
	Number    int    // in the note, from 1
	Conn      string // the name of its connection, or empty: one of its own
	Request   *note.Fence
	Responses []*note.Fence // what came: responses, and the bytes of recv
	Sent      []*note.Fence // what was sent behind the request: the bytes of send
	Method    string        // of the request, for labels
	Target    string
	Code      int // the final status code; 0 where there is none

	// Predict are the status codes that a reader is to choose from before the rest
	// of the section is seen; empty where the exchange is shown as it is.
	Predict []int

	NoRun  string // why it was not played; empty: it is proven
	Absent bool   // it was not played because its origin is not installed here
	By     string // what answered: "net/http go1.26.8"
	Breaks []rule.Rule

	// Code that answered. Empty for an exchange that was not played, and where
	// the server itself answered before any handler.
	Handlers []Handler
	Server   bool // the server itself answered

	// Send is how a reader sends the request by hand; nil for an exchange that is
	// not played.
	Send *Sending

	unproven bool   // until it was played and matched
	code     string // code=Func
	command  bool   // a command answers it
	final    *wire.Message
	patterns []string // of ServeMux, as the requests matched them
}

// Proven says that the exchange was played, matched, and had no fault.
func (e *Exchange) Proven() bool { return e.NoRun == "" && !e.unproven }

// A Handler is the declaration that answered, as it stands in content/origin, or
// a marked region of the code of a command.
type Handler struct {
	Pattern string // under which it is registered: GET api.example.com/books/{id}
	Name    string // library.getBook
	File    string // from content/: origin/books.go
	Line    int    // of its first line
	EndLine int
	Text    string // Go source, the doc comment included
}

// Language is that of the text, as the ending of its file tells it: go, py, js.
func (h Handler) Language() string { return strings.TrimPrefix(path.Ext(h.File), ".") }

// Shown is one message fence as a page shows it.
type Shown struct {
	Fence    *note.Fence
	Exchange *Exchange
	Messages []*wire.Message // with spans into the file of the note; none where the fence carries bytes (send, recv, raw)
	Request  bool
	Last     bool   // the last fence of its exchange: the proof mark stands under it
	Label    string // Request, Response, Sent or Received
}

// Tokens are the parts of the messages of the fence, in order, for highlighting.
func (s *Shown) Tokens() []wire.Token {
	var out []wire.Token
	for _, m := range s.Messages {
		out = append(out, m.Tokens()...)
	}
	return out
}

// Span is the content of the fence in the file.
func (s *Shown) Span() source.Span { return s.Fence.Body }
