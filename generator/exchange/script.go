package exchange

import (
	"bytes"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// StubText is the text of a response that check --update fills in.
const StubText = "HTTP/1.1 …"

// Scripts are the documented exchanges of all notes of a tree.
type Scripts struct {
	Tree  *note.Tree
	Notes []*Script // in the order of the tree
}

// A Script is what a note documents, in playing order. It does not change after it is
// read.
type Script struct {
	Note      *note.Note
	Published *note.Note // as the site shows it: without what is withheld; Note, if nothing is
	Steps     []*Step
	Exchanges []*Exchange
	Tasks     []*Task
	Faults    []source.Fault // of the notation; each has the number of its exchange
}

// A Step is one message fence.
type Step struct {
	settings
	Fence        *note.Fence
	Exchange     *Exchange
	Conversation *Conversation

	Messages  []*wire.Message   // with spans into the file; under raw, of what the escapes stand for
	Methods   []string          // of the requests that a request fence sends or a response fence answers
	Stub      bool              // check --update fills it in
	Last      bool              // the last fence of its exchange; a page shows the result below it
	Continued bool              // the request continues in a send fence
	Asks      *wire.Message     // the one request that a response answers, if it can be read
	AsksCut   bool              // that request stops short of its length
	Captured  []pattern.Capture // the captures of this fence and of those before it

	// Faulty says that the fence has faults; comparing it would only produce more.
	Faulty bool
	// Unreadable says that the fence itself or its escapes are faulty, so that its text
	// is not what the author meant.
	Unreadable bool
}

// A Conversation holds the exchanges of one connection, in order.
type Conversation struct {
	name   string // of conn=; empty if it has one exchange
	Number int    // from 1
	Origin string // as in origin=
	Host   string // of the first request, in lower case and without port
	Steps  []*Step
}

// File returns the file of the note, into which the spans of its steps point.
func (s *Script) File() *source.File { return s.Note.File }

// Shown returns the messages of the fence with spans into the file of the note; none if
// the fence contains bytes (send, recv, raw) or is to be filled in.
func (s *Step) Shown() []*wire.Message {
	if s.Raw || s.Stub {
		return nil
	}
	return s.Messages
}

// Tokens returns the parts of the messages of the fence, in order, for highlighting.
func (s *Step) Tokens() []wire.Token {
	var out []wire.Token
	for _, m := range s.Shown() {
		out = append(out, m.Tokens()...)
	}
	return out
}

// Sends reports whether the client sends the content of the fence.
func (s *Step) Sends() bool { return s.Kind == InRequest || s.Send }

// Label is Request, Response, Sent or Received.
func (s *Step) Label() string {
	switch {
	case s.Send:
		return "Sent"
	case s.Kind == InRequest:
		return "Request"
	case s.Kind == InResponse:
		return "Response"
	}
	return "Received"
}

// Method returns the method of the request that the nth response answers, counted from
// 0.
func (s *Step) Method(nth int) string {
	if len(s.Methods) == 0 {
		return ""
	}
	return s.Methods[min(nth, len(s.Methods)-1)]
}

// Plain returns the bytes of a send or recv fence, without the line break before the
// closing fence.
func (s *Step) Plain(data []byte) []byte {
	text := bytes.TrimSuffix(data[s.Fence.Body.Start:s.Fence.Body.End], []byte("\n"))
	if s.expand {
		text, _, _ = expand(text, new(int))
	}
	if s.Raw {
		text, _, _ = unescape(text)
	}
	return text
}

// whole returns the only request of a step with the empty line after its head, which
// the client adds if the note omits it.
func (s *Step) whole() *wire.Message {
	m := s.Messages[0]
	head := m.Text[m.Head.Start:m.Head.End]
	if s.Raw || m.Body.Len() > 0 || bytes.HasSuffix(head, []byte("\n\n")) || !bytes.HasSuffix(head, []byte("\n")) {
		return m
	}
	text := append(bytes.Clone(head), '\n')
	return wire.Parse(text, source.Span{End: len(text)}, wire.Request, "")
}

// Word returns the span of a word of the info string, or else of the fence marker.
func (s *Step) Word(key string) source.Span {
	if w, ok := s.Fence.Word(key); ok {
		return w.Span
	}
	return s.Fence.Marker
}

// HasHoles reports whether a fence of the script has holes.
func (s *Script) HasHoles() bool {
	for _, st := range s.Steps {
		if len(st.Holes) > 0 {
			return true
		}
	}
	return false
}
