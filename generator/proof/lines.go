package proof

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// documented returns the lines of a response fence.
func documented(s *exchange.Step, file *source.File) (lines []line) {
	body := s.Fence.Body
	at := body.Start
	for text := range strings.SplitSeq(strings.TrimSuffix(file.Text(body), "\n"), "\n") {
		if body.Len() == 0 {
			break
		}
		l := line{text: text, part: bodyLine, start: at}
		if !s.Raw {
			classify(s, &l)
		}
		lines = append(lines, l)
		at += len(text) + 1
	}
	return lines
}

// classify sets which part of which message a documented line is.
func classify(s *exchange.Step, l *line) {
	for i, m := range s.Messages {
		if l.start < m.Span.Start || l.start > m.Span.End || l.start == m.Span.End && i+1 < len(s.Messages) {
			continue
		}
		l.message = i
		switch {
		case m.Head.Len() > 0 && l.start == m.Start.Start:
			l.part = startLine
		case l.start < m.Head.End:
			l.part = emptyLine
		}
		for _, f := range m.Fields {
			if f.Line.Start == l.start {
				l.part, l.name, l.elision = fieldLine, m.Name(f), f.Elision
			}
		}
		if l.part == bodyLine { // trailers too: bodyLines shows them as part of the body
			l.elision = elidedLine(l.text, m.JSON()) || l.text == wire.FieldElision && m.Chunked
		}
		return
	}
}

// elidedLine reports whether a line of a body is only an elision, with or without a
// comma after it.
func elidedLine(text string, isJSON bool) bool {
	text = strings.TrimSpace(text)
	if text == wire.Elision {
		return true
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, ","))
	const quoted = `"` + wire.Elision + `"`
	return isJSON && (text == quoted || strings.ReplaceAll(text, " ", "") == quoted+":"+quoted)
}

// came returns the lines of what was received, as they would be written in the fence.
// strict says that the last line break of the body shows as an empty line, as it must if
// there is no Content-Length to decide.
func came(got []*wire.Message, method func(int) string, strict bool) (lines []line) {
	for i, m := range got {
		add := func(s source.Span, p part, name string) {
			lines = append(lines, line{text: string(m.Bytes(s)), part: p, name: name, start: s.Start, message: i})
		}
		if m.Head.Len() > 0 {
			add(m.Start, startLine, "")
			for _, f := range m.Fields {
				add(f.Line, fieldLine, m.Name(f))
			}
		}
		body := bodyLines(m, method(i), strict)
		if m.Head.Len() > 0 && (len(body) > 0 || i+1 < len(got)) {
			add(source.Span{Start: m.Head.End, End: m.Head.End}, emptyLine, "")
		}
		for _, l := range body {
			add(l, bodyLine, "")
		}
	}
	return lines
}

// bodyLines returns the lines of a body as a fence shows it.
func bodyLines(m *wire.Message, method string, strict bool) (lines []source.Span) {
	split := func(s source.Span) {
		for at := s.Start; ; {
			i := bytes.IndexByte(m.Text[at:s.End], '\n')
			if i < 0 {
				lines = append(lines, source.Span{Start: at, End: s.End})
				return
			}
			lines = append(lines, source.Span{Start: at, End: at + i})
			at += i + 1
		}
	}
	if !m.Chunked {
		body := m.Body
		framing, _ := m.Framing(method)
		if body.Len() == 0 {
			return nil
		}
		if framing == wire.ByLength && !strict && m.Text[body.End-1] == '\n' {
			body.End--
		}
		split(body)
		return lines
	}
	for _, c := range m.Chunks {
		lines = append(lines, source.Span{Start: c.Size.Start, End: c.Size.End + c.Ext.Len()})
		if c.Data.Len() > 0 {
			split(c.Data)
		}
	}
	for _, f := range m.Trailers {
		lines = append(lines, f.Line)
	}
	return lines
}

// aligner returns the aligner of the lines of the fence and those received.
func (t *turn) aligner() aligner {
	s := t.step
	strict := false
	for _, m := range s.Messages {
		_, counted := m.Get("Content-Length")
		strict = strict || m.Elided() && !counted || pattern.HasElision(m)
	}
	doc := documented(s, t.file)
	if !s.Raw {
		t.addPatterns(doc)
	}
	if s.Stub {
		doc = nil
	}
	act := came(t.got, s.Method, strict)
	if t.crlf() {
		for i := range act {
			if act[i].part == bodyLine {
				act[i].text = strings.TrimSuffix(act[i].text, "\r")
			}
		}
	}
	if s.Raw {
		return aligner{doc: doc, act: t.escaped(), alike: func(d, c line) bool { return d.text == c.text || t.coversRaw(d, c) }}
	}
	return aligner{doc: doc, act: act, alike: func(d, c line) bool {
		return d.text == c.text && d.part == c.part || t.covers(d, c)
	}}
}

// crlf reports whether every line end of the body that was received is CRLF, and there is
// one, so that a fence with eol=crlf can show it.
func (t *turn) crlf() bool {
	if s := t.step; len(t.got) == 0 || len(s.Methods) > 1 || s.Raw || s.EOL == "\n" {
		return false
	}
	m := t.got[len(t.got)-1]
	body := m.Bytes(m.Body)
	n := bytes.Count(body, []byte("\r\n"))
	return m.Code > 0 && !m.Chunked && n > 0 && n == bytes.Count(body, []byte("\n")) && n == bytes.Count(body, []byte("\r"))
}

// bind takes the captures of a response that did not match from those of its lines that
// did, so that one difference does not cause others in later exchanges.
func (t *turn) bind(bound map[string]string) {
	if t.step.Raw {
		return
	}
	a := t.aligner()
	for _, o := range a.align() {
		if o.kind == same && a.doc[o.doc].pattern != nil {
			pattern.Match(a.doc[o.doc].pattern, []byte(a.act[o.act].text), bound)
		}
	}
}

// escaped returns the lines of what was received as a raw fence shows it.
func (t *turn) escaped() (lines []line) {
	for i, m := range t.got {
		for _, text := range strings.SplitAfter(exchange.Escape(m.Text), `\n`) {
			if text != "" {
				lines = append(lines, line{text: text, part: bodyLine, message: i})
			}
		}
	}
	return lines
}

// coversRaw reports whether a line of a raw fence is a field with a hole that the
// received line fits.
func (t *turn) coversRaw(d, c line) bool {
	const end = `\r\n`
	name, sample, _ := strings.Cut(strings.TrimSuffix(d.text, end), ": ")
	came, ok := strings.CutPrefix(strings.TrimSuffix(c.text, end), name+": ")
	if !ok || strings.HasSuffix(d.text, end) != strings.HasSuffix(c.text, end) {
		return false
	}
	text := []byte("HTTP/1.1 200 OK\r\n" + name + ": " + sample + "\r\n\r\n")
	for _, h := range pattern.Place(wire.Parse(text, source.Span{End: len(text)}, wire.Response, "HEAD"), slices.Concat(t.step.Holes, t.conn.holes), true, false) {
		if h.Fits(came) {
			return true
		}
	}
	return false
}

// covers reports whether a documented line with holes or elisions matches a received
// one.
func (t *turn) covers(d, c line) bool {
	s := t.step
	if d.part != c.part || s.Raw || d.message >= len(s.Messages) || d.elision || d.pattern == nil {
		return false
	}
	ok, _ := pattern.Match(d.pattern, []byte(c.text), maps.Clone(t.bound))
	return ok
}

// addPatterns adds patterns to the lines that match more than their own text.
func (t *turn) addPatterns(doc []line) {
	builders := make([]*pattern.Builder, len(t.step.Messages))
	for i := range builders {
		builders[i] = t.builder(i)
	}
	for i := range doc {
		d := &doc[i]
		if d.elision || d.message >= len(builders) {
			continue
		}
		span := source.Span{Start: d.start, End: d.start + len(d.text)}
		if p := builders[d.message].Line(span, d.part == bodyLine); !pattern.Literal(p) {
			d.pattern = p
		}
	}
}
