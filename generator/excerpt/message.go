package excerpt

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A kind is what a message of a document is.
type kind int

const (
	request kind = iota
	response
	fields // field lines without a first line
)

// A message is one that a document shows.
type message struct {
	kind  kind
	block *block
	lines []line
	head  int    // how many of them are the head, the empty line included
	bare  string // the status line that is meant, where the version is missing
	begin line   // the first line, as the document has it
	short bool   // a hint at the most: nothing else stands in the block, or its request has no version either
}

// messages takes the messages of a block apart. None: the block is not read, and
// why says so.
func (b *block) messages(data []byte) (out []*message, why string) {
	if b.open {
		return nil, "its fence is not closed"
	}
	lines := b.read(data)
	at := 0
	for at < len(lines) && preamble(lines[at].text) {
		at++
	}
	if at == len(lines) {
		return nil, ""
	}
	if _, ok := b.start(lines, at, nil); !ok {
		// A prompt or a label may stand before the message.
		for at < len(lines) && !begins(strings.TrimRight(lines[at].text, " \t")) {
			at++
		}
	}
	for at < len(lines) {
		m, ok := b.start(lines, at, out)
		if !ok {
			at++
			continue
		}
		at = m.take(lines, at)
		out = append(out, m)
	}
	if len(out) == 1 {
		out[0].short = len(out[0].lines) == 1
	}
	for i, m := range out {
		if m.bare != "" && i > 0 {
			m.short = !requestLine.MatchString(out[i-1].lines[0].text)
		}
		if n := len(m.lines); i+1 < len(out) && n > 1 && n == m.head && m.lines[n-1].text == "" {
			m.lines = m.lines[:n-1] // the empty line is between two messages
		}
	}
	switch {
	case len(out) == 0:
		return nil, "its first line is no request line, status line or field"
	case out[0].kind == fields && has(lines, pseudoField) && has(lines, frameField):
		return nil, "its fields are written as HTTP/2 frames"
	case out[0].kind == fields && has(lines, mailField):
		return nil, "it is a mail"
	}
	if lead := data[b.lead.Start:b.lead.End]; shortened.Match(lead) {
		for _, m := range out {
			m.shorten()
		}
	}
	return out, ""
}

func has(lines []line, form *regexp.Regexp) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return form.MatchString(l.text) })
}

// preamble says that a line before the first message is none of its own: empty, a
// comment, a variable of an .http file.
func preamble(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "//") || strings.HasPrefix(text, "@") && strings.Contains(text, "=") ||
		left.MatchString(text) && text[0] != ':'
}

// start is the message that begins at a line, behind those before it in the block.
func (b *block) start(lines []line, at int, before []*message) (m *message, ok bool) {
	first := strings.TrimRight(lines[at].text, " \t")
	m = &message{block: b, begin: lines[at]}
	_, short := shortRequest(first)
	code, phrase, bare := bareCode(first)
	asked := len(before) == 0 || before[len(before)-1].kind == request
	switch {
	case anyStatus.MatchString(first):
		m.kind = response
	case requestLine.MatchString(first), short:
		m.kind = request
	case bare && asked && (len(before) == 0 || phrase != ""):
		m.kind = response
		m.bare = strings.TrimRight(fmt.Sprintf("HTTP/1.1 %03d %s", code, cmp.Or(http.StatusText(code), phrase)), " ")
	case fieldLine.MatchString(first) || first != "" && first[0] == ':' && left.MatchString(first):
		m.kind = fields
	default:
		return nil, false
	}
	return m, true
}

// take gives a message its lines, and returns where the next one may begin.
func (m *message) take(lines []line, at int) int {
	first := lines[at]
	switch {
	case m.bare != "":
		first.text = m.bare
	case m.kind == request:
		first.text = strings.TrimRight(first.text, " \t")
	}
	if m.kind != fields {
		m.lines = append(m.lines, first)
		at++
	}
	embeds := false // the body holds messages of its own
	for ; at < len(lines); at++ {
		l := lines[at]
		blank := strings.TrimSpace(l.text) == ""
		if m.head == 0 {
			if len(m.lines) > 0 && (blank && m.kind == fields || another(strings.TrimRight(l.text, " \t"))) {
				break
			}
			if l = m.headLine(l); blank {
				l.text = ""
				m.head = len(m.lines) + 1
			}
			lower := strings.ToLower(l.text)
			embeds = embeds || strings.HasPrefix(lower, "content-type:") && (strings.Contains(lower, "multipart/") || strings.Contains(lower, "/http"))
		} else if !embeds && m.next(lines, at) {
			break
		} else if blank && len(m.lines) == m.head {
			continue // the head and the body are further apart
		}
		m.lines = append(m.lines, l)
	}
	if m.head == 0 {
		m.head = len(m.lines)
	}
	m.trim()
	return at
}

// another says that a line of a head begins another message.
func another(text string) bool {
	return begins(text) || separator.MatchString(text) || otherRequest(text)
}

// next says that a line behind the head of m begins another message: it stands
// behind an empty line, and no comments are between them but those of an .http file.
func (m *message) next(lines []line, at int) bool {
	text := strings.TrimRight(lines[at].text, " \t")
	if separator.MatchString(text) {
		for at++; at < len(lines) && preamble(lines[at].text); at++ {
		}
		if at == len(lines) {
			return true
		}
		text = strings.TrimRight(lines[at].text, " \t")
		_, short := shortRequest(text)
		return short || begins(text)
	}
	if strings.TrimSpace(lines[at-1].text) != "" {
		return statusLine.MatchString(text) && m.kind == request
	}
	code, phrase, bare := bareCode(text)
	return begins(text) || otherRequest(text) || bare && m.kind == request && phrase == http.StatusText(code)
}

// headLine is a line of a head as it is meant: what is there in the place of fields
// is an elision, and what goes on with the line before it is indented.
func (m *message) headLine(l line) line {
	text := strings.TrimSpace(l.text)
	if text == "" || fieldLine.MatchString(text) {
		return l
	}
	if left.MatchString(text) {
		l.text = wire.FieldElision
	} else if n := len(m.lines); n > 0 && text == l.text && strings.IndexByte("{[<", text[0]) < 0 && wrapped.MatchString(m.lines[n-1].text) {
		l.text = " " + text
	}
	return l
}

// trim takes off the empty lines behind a message that shows no body.
func (m *message) trim() {
	n := len(m.lines)
	for n > m.head && strings.TrimSpace(m.lines[n-1].text) == "" {
		n--
	}
	if n == m.head {
		m.lines = m.lines[:n]
	}
}

// shorten marks a body that the document says it shows in part.
func (m *message) shorten() {
	if n := len(m.lines); n > m.head {
		end := m.lines[n-1].at.End
		m.lines = append(m.lines, line{text: wire.Elision, at: source.Span{Start: end, End: end}})
	}
}

// span is the text of the message in the file.
func (m *message) span() source.Span {
	last := m.lines[len(m.lines)-1]
	if n := len(last.more); n > 0 {
		last = last.more[n-1]
	}
	return source.Span{Start: m.begin.at.Start, End: max(m.begin.at.End, last.at.End)}
}

// parse reads the message as it would be sent; the text leads back into the file.
func (m *message) parse(method string, crlf bool) (*wire.Message, text) {
	t := join(m.lines, m.head, crlf)
	span := source.Span{End: len(t.data)}
	switch m.kind {
	case fields:
		return wire.ParseFields(t.data, span), t
	case request:
		return wire.Documented(t.data, span, wire.Request, nil, false)[0], t
	}
	return wire.Documented(t.data, span, wire.Response, []string{method}, false)[0], t
}
