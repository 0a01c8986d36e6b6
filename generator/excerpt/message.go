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

// A kind is the kind of a message.
type kind int

const (
	request kind = iota
	response
	fields // field lines without a first line
)

// A message is one message in a document.
type message struct {
	kind  kind
	block *block
	lines []line
	head  int    // how many of them are the head, including the empty line
	bare  string // the intended status line, if the version is missing
	begin line   // the first line, as the document has it
	short bool   // a missing version is only a hint: the block has nothing else, or the request has no version either
}

// Reasons for not reading a block.
const (
	whyMail   = "it is an email message"
	whyFrames = "its fields are written as HTTP/2 frames"
)

// messages splits a block into messages. If it returns none, why says why the block
// is not read.
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
		// A prompt or a label may precede the message.
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
			m.lines = m.lines[:n-1] // the empty line separates two messages
		}
	}
	switch {
	case len(out) == 0:
		return nil, "its first line is not a request line, status line or field"
	case out[0].kind == fields && has(lines, pseudoField) && has(lines, frameField):
		return nil, whyFrames
	case out[0].kind == fields && has(lines, mailField):
		return nil, whyMail
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

// preamble reports whether a line before the first message is not part of it: empty,
// a comment, a variable of an .http file.
func preamble(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "//") || strings.HasPrefix(text, "@") && strings.Contains(text, "=") ||
		left.MatchString(text) && text[0] != ':'
}

// start makes the message that begins at a line; before are the earlier messages of
// the block.
func (b *block) start(lines []line, at int, before []*message) (m *message, ok bool) {
	first := strings.TrimRight(lines[at].text, " \t")
	m = &message{block: b, begin: lines[at]}
	_, short := shortRequest(first)
	code, phrase, bare := bareCode(first)
	asked := len(before) == 0 || before[len(before)-1].kind == request
	switch {
	case anyStatus.MatchString(first):
		m.kind = response
	case smallStatus.MatchString(first):
		m.kind, m.bare = response, "HTTP"+first[len("http"):]
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

// take gives a message its lines, and returns the line where the next one may begin.
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
	embeds := false // the body contains messages itself
	for ; at < len(lines); at++ {
		l := lines[at]
		blank := strings.TrimSpace(l.text) == ""
		if m.head == 0 {
			if len(m.lines) > 0 && (blank && m.kind == fields || l.first || another(strings.TrimRight(l.text, " \t"))) {
				break
			}
			if l = m.headLine(l); blank {
				l.text = ""
				m.head = len(m.lines) + 1
			}
			lower := strings.ToLower(l.text)
			embeds = embeds || strings.HasPrefix(lower, "content-type:") && (strings.Contains(lower, "multipart/") || strings.Contains(lower, "/http"))
		} else if l.first || !embeds && m.next(lines, at) {
			break
		} else if blank && len(m.lines) == m.head {
			continue // more than one empty line separates head and body
		}
		m.lines = append(m.lines, l)
	}
	if m.head == 0 {
		m.head = len(m.lines)
	}
	m.trim()
	return at
}

// another reports whether a line of a head begins another message.
func another(text string) bool {
	return begins(text) || separator.MatchString(text) || otherRequest(text)
}

// next reports whether a line after the head of m begins another message: it follows
// an empty line, with no comments between but those of an .http file.
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

// headLine returns a line of a head as it is meant: what replaces fields becomes an
// elision, and the continuation of the line before it is indented.
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

// trim removes the empty lines after a message that shows no body.
func (m *message) trim() {
	n := len(m.lines)
	for n > m.head && strings.TrimSpace(m.lines[n-1].text) == "" {
		n--
	}
	if n == m.head {
		m.lines = m.lines[:n]
	}
}

// shorten adds an elision to a body that the document says is not shown in full.
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

// parse parses the message as it would be sent. The text maps its offsets to those of
// the file.
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
