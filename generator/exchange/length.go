package exchange

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// endLines applies eol=crlf to the body of a fence, and faults it where a body has other
// line ends than those of its text.
func (p *pairing) endLines(s *Step) {
	if !s.CRLF {
		return
	}
	m := s.Messages[len(s.Messages)-1]
	if s.Raw || s.pipeline || len(s.Methods) > 1 || m.Chunked {
		p.fault(s, s.Word("eol"), "eol-crlf", "eol=crlf is for the body of one message that is neither raw nor chunked", "write raw, with the line ends as escapes")
		return
	}
	m.CRLF = true
	if framing, length := m.Framing(s.Method(0)); framing == wire.ByLength {
		m.Complete = length <= m.Size(m.Body)
	}
}

// Miscounted returns where the Content-Length of the last message of the fence is, if that
// does not fit the body which the note shows, and the right one. The line break before the
// closing fence is then not part of the body.
func (s *Step) Miscounted() (at source.Span, length int, is bool) {
	if s.Raw || s.Cut || s.expand || s.Continued || s.Kind == InBytes || len(s.Messages) == 0 {
		return at, 0, false
	}
	method := ""
	if s.Kind == InResponse && len(s.Methods) > 0 {
		method = s.Methods[len(s.Methods)-1]
	}
	m := s.Messages[len(s.Messages)-1]
	body, fits := m.LastBreak(method, pattern.HasElision(m))
	i := slices.IndexFunc(m.Fields, func(f wire.Field) bool { return strings.EqualFold(m.Name(f), "Content-Length") })
	if i < 0 {
		return at, 0, false
	}
	at = m.Fields[i].Value
	if s.Kind == InRequest && m.Value(m.Fields[i]) == wire.Elision {
		fits = false // it would be sent as it is
	}
	return at, m.Size(body), !fits
}

// checkLength reports a Content-Length that does not fit the body in the note.
func (p *pairing) checkLength(s *Step) {
	at, length, is := s.Miscounted()
	if !is {
		return
	}
	m := s.Messages[len(s.Messages)-1]
	if p.Note.Alone && s.Kind == InResponse && m.Body.Len() == 0 { // the document leaves the body out
		return
	}
	count := fmt.Sprintf("%d bytes", length)
	if size := m.Size(m.Body); size > length {
		count += fmt.Sprintf(", or %d with its last line break", size)
	}
	p.fault(s, at, "content-length", fmt.Sprintf("Content-Length is %s, but the body has %s", p.Note.File.Text(at), count),
		"write the length of the body, or have it counted by wirebook check --update; a body that stops short of its length on purpose says cut in its info string")
}
