package program

import (
	"strings"
	"unicode/utf8"

	"wirebook/generator/pattern"
	"wirebook/generator/wire"
)

// A Shown is a message for the page: its parts in order, each with its class.
type Shown struct {
	At     float64     `json:"at"`             // milliseconds since the trial began
	Code   int         `json:"code,omitempty"` // of a response
	Title  string      `json:"title"`          // GET /books/1, or 404 Not Found
	Head   [][2]string `json:"head"`           // class and text; line ends are LF
	Body   [][2]string `json:"body"`
	Length int         `json:"length"` // bytes of body
	Whole  bool        `json:"whole"`  // the message ends where its framing says
	Binary bool        `json:"binary"` // the body is not text
	Loose  bool        `json:"loose"`  // a line of the head does not end in CRLF
}

// show prepares a message for the page.
func show(m *wire.Message, at float64) Shown {
	s := Shown{At: at, Code: m.Code, Title: Title(m), Length: m.Body.Len(), Whole: m.Complete}
	head, body := m.Text[m.Head.Start:m.Head.End], m.Text[m.Body.Start:m.Body.End]
	s.Loose = strings.Count(string(head), "\n") != strings.Count(string(head), "\r\n")
	s.Binary = !utf8.Valid(body)
	if s.Binary {
		s.Body = [][2]string{{"", pattern.Latin1(body)}}
	}
	end, into := m.Head.Start, &s.Head
	for _, t := range m.Tokens() {
		if t.Span.Start >= m.Body.Start && m.Body.Len() > 0 && into == &s.Head {
			s.Head = add(s.Head, "", m.Text[end:m.Body.Start])
			end, into = m.Body.Start, &s.Body
			if s.Binary {
				break
			}
		}
		if t.Span.Start < end || t.Kind.Class() == "" {
			continue
		}
		*into = add(*into, "", m.Text[end:t.Span.Start])
		*into = add(*into, t.Kind.Class(), m.Text[t.Span.Start:t.Span.End])
		end = t.Span.End
	}
	switch {
	case into == &s.Head:
		s.Head = add(s.Head, "", m.Text[end:max(end, m.Head.End)])
	case !s.Binary:
		s.Body = add(s.Body, "", m.Text[end:m.Body.End])
	}
	return s
}

// add adds text of one class; a browser shows line ends as LF.
func add(to [][2]string, class string, text []byte) [][2]string {
	if len(text) == 0 {
		return to
	}
	return append(to, [2]string{class, strings.ToValidUTF8(strings.ReplaceAll(string(text), "\r\n", "\n"), "\uFFFD")})
}

// Title is the method and target of a request, or the code and phrase of a response.
func Title(m *wire.Message) string {
	if m.Kind == wire.Request {
		return strings.TrimSpace(string(m.Bytes(m.Method)) + " " + string(m.Bytes(m.Target)))
	}
	return strings.TrimSpace(string(m.Bytes(m.Status)) + " " + string(m.Bytes(m.Reason)))
}
