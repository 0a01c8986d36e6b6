package exchange

import (
	"bytes"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// StubText is what a response says that check --update is to fill in.
const StubText = "HTTP/1.1 …"

// Scripts are what the notes of a tree document.
type Scripts struct {
	Tree  *note.Tree
	Notes []*Script // in the order of the tree
}

// A Script is what a note documents, in the order in which it is played. Nothing
// changes it after it was read.
type Script struct {
	Note      *note.Note
	Steps     []*Step
	Exchanges []*Exchange
	Faults    []source.Fault // of the notation; each carries the exchange that it belongs to
}

// A Step is one message fence.
type Step struct {
	settings
	Fence        *note.Fence
	Exchange     *Exchange
	Conversation *Conversation

	Messages  []*wire.Message   // with spans into the file; under raw, of what the escapes stand for
	Methods   []string          // of the requests that a request fence sends, or a response fence answers
	Stub      bool              // it is to be filled in
	Last      bool              // it is the last fence of its exchange: the mark of the proof is below it
	Continued bool              // a request that goes on in a send fence
	Asks      *wire.Message     // the one request that a response answers, where it can be read
	AsksCut   bool              // that request stops short of its length
	Captured  []pattern.Capture // those of this fence and of the fences before it

	// faulty says that the fence has faults, so that a comparison with it would
	// only make more of them.
	Faulty bool
}

// A Conversation is the exchanges of one connection, in order.
type Conversation struct {
	name   string // of conn=, or empty: it has one exchange
	Number int    // from 1
	Origin string // as origin= names it
	Host   string // of the first request, in lower case and without its port
	Steps  []*Step
}

// File is the file of the note, which the spans of its steps are of.
func (s *Script) File() *source.File { return s.Note.File }

// Shown are the messages of the fence with spans into the file of the note; none
// where the fence holds bytes (send, recv, raw) or is to be filled in.
func (s *Step) Shown() []*wire.Message {
	if s.Raw || s.Stub {
		return nil
	}
	return s.Messages
}

// Tokens are the parts of the messages of the fence, in order, for highlighting.
func (s *Step) Tokens() []wire.Token {
	var out []wire.Token
	for _, m := range s.Shown() {
		out = append(out, m.Tokens()...)
	}
	return out
}

// Sends says that the client sends what the fence holds.
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

// Method is that of the request which the nth response answers.
func (s *Step) Method(nth int) string {
	if len(s.Methods) == 0 {
		return ""
	}
	return s.Methods[min(nth, len(s.Methods)-1)]
}

// Plain are the bytes of a send or recv fence. The line break before the closing
// fence is not one of them.
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

// whole is the one request of a step with the empty line after its head, which
// the client adds where the note leaves it out.
func (s *Step) whole() *wire.Message {
	m := s.Messages[0]
	head := m.Text[m.Head.Start:m.Head.End]
	if s.Raw || m.Body.Len() > 0 || bytes.HasSuffix(head, []byte("\n\n")) || !bytes.HasSuffix(head, []byte("\n")) {
		return m
	}
	text := append(bytes.Clone(head), '\n')
	return wire.Parse(text, source.Span{End: len(text)}, wire.Request, "")
}

// Word is where a word of the info string is, or the marker of the fence.
func (s *Step) Word(key string) source.Span {
	if w, ok := s.Fence.Word(key); ok {
		return w.Span
	}
	return s.Fence.Marker
}

// HasHoles says that a fence of the script names what may vary.
func (s *Script) HasHoles() bool {
	for _, st := range s.Steps {
		if len(st.Holes) > 0 {
			return true
		}
	}
	return false
}
