package exchange

import (
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// documented are the lines of a response fence.
func (s *step) documented(file *source.File) (lines []line) {
	body := s.fence.Body
	at := body.Start
	for i, text := range strings.Split(strings.TrimSuffix(file.Text(body), "\n"), "\n") {
		if body.Len() == 0 {
			break
		}
		l := line{text: text, part: bodyLine, start: at}
		if !s.raw {
			s.classify(&l, i == 0)
		}
		lines = append(lines, l)
		at += len(text) + 1
	}
	return lines
}

// classify says what part of which message a documented line is.
func (s *step) classify(l *line, first bool) {
	for i, m := range s.messages {
		if l.start < m.Span.Start || l.start > m.Span.End || l.start == m.Span.End && i+1 < len(s.messages) {
			continue
		}
		l.message = i
		switch {
		case m.Head.Len() > 0 && l.start == m.Start.Start:
			l.part = startLine
		case l.start < m.Head.End:
			l.part = emptyLine
		}
		for _, f := range append(m.Fields[:len(m.Fields):len(m.Fields)], m.Trailers...) {
			if f.Line.Start == l.start {
				l.part, l.name, l.elision = fieldLine, m.Name(f), f.Elision
			}
		}
		if l.part == bodyLine {
			l.elision = elidedLine(l.text, m.JSON())
		}
		return
	}
}

// elidedLine says that a line of a body is an elision and nothing else, but for
// the comma behind it.
func elidedLine(text string, isJSON bool) bool {
	text = strings.TrimSpace(text)
	if text == wire.Elision {
		return true
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, ","))
	const quoted = `"` + wire.Elision + `"`
	return isJSON && (text == quoted || strings.ReplaceAll(text, " ", "") == quoted+":"+quoted)
}

// came are the lines of what came, as they would be written in the fence.
// Strict says that the last line break of the body shows as an empty line, as it
// must where no Content-Length tells.
func came(got []*wire.Message, method func(int) string, strict bool) (lines []line) {
	for i, m := range got {
		add := func(s source.Span, p part, name string) {
			lines = append(lines, line{text: string(m.Text[s.Start:s.End]), part: p, name: name, message: i})
		}
		if m.Head.Len() > 0 {
			add(m.Start, startLine, "")
			for _, f := range m.Fields {
				add(f.Line, fieldLine, m.Name(f))
			}
		}
		more := i+1 < len(got)
		text := bodyText(m, method(i), strict)
		if m.Head.Len() > 0 && (text != "" || more) {
			lines = append(lines, line{part: emptyLine, message: i})
		}
		if text == "" {
			continue
		}
		for _, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			lines = append(lines, line{text: l, part: bodyLine, message: i})
		}
	}
	return lines
}

// bodyText is a body as a fence shows it, with a line break at its end.
func bodyText(m *wire.Message, method string, strict bool) string {
	if !m.Chunked {
		text := string(m.Text[m.Body.Start:m.Body.End])
		framing, _ := m.Framing(method)
		switch {
		case text == "":
			return ""
		case framing == wire.ByLength && !strict && strings.HasSuffix(text, "\n"):
			return text
		}
		return text + "\n"
	}
	var b strings.Builder
	for _, c := range m.Chunks {
		b.Write(m.Text[c.Size.Start : c.Size.End+c.Ext.Len()])
		b.WriteByte('\n')
		if c.Data.Len() > 0 {
			b.Write(m.Text[c.Data.Start:c.Data.End])
			b.WriteByte('\n')
		}
	}
	for _, f := range m.Trailers {
		b.Write(m.Text[f.Line.Start:f.Line.End])
		b.WriteByte('\n')
	}
	return b.String()
}

// aligner compares the lines of a fence with those of what came.
func (p *played) aligner(file *source.File) aligner {
	s := p.step
	strict := false
	for _, m := range s.messages {
		strict = strict || len(findElisions(m.Text, m.Body, m.JSON())) > 0
	}
	doc := s.documented(file)
	if s.stub {
		doc = nil
	}
	return aligner{doc: doc, act: came(p.got, s.method, strict), same: func(d, c line) bool {
		return d.text == c.text && d.part == c.part || p.covers(d, c)
	}}
}

// covers says that a documented line with holes or elisions in it fits a line
// that came.
func (p *played) covers(d, c line) bool {
	s := p.step
	if d.part != c.part || s.raw || d.message >= len(s.messages) || d.elision {
		return false
	}
	b := s.builder(d.message)
	span := source.Span{Start: d.start, End: d.start + len(d.text)}
	if d.part == bodyLine {
		b.content(span, b.m.JSON())
	} else {
		b.text(span)
	}
	bound := make(map[string]string, len(p.bound))
	for k, v := range p.bound {
		bound[k] = v
	}
	ok, _ := match(b.capture(merge(b.out)), []byte(c.text), bound)
	return ok
}
