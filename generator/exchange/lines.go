package exchange

import (
	"maps"
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
		for _, f := range m.Fields {
			if f.Line.Start == l.start {
				l.part, l.name, l.elision = fieldLine, m.Name(f), f.Elision
			}
		}
		if l.part == bodyLine { // so are trailers: where they begin, the chunks tell
			l.elision = elidedLine(l.text, m.JSON()) || l.text == wire.FieldElision && m.Chunked
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
		_, counted := m.Get("Content-Length")
		strict = strict || m.Elided() && !counted || len(findElisions(m.Text, m.Body, m.JSON())) > 0
	}
	doc := s.documented(file)
	if s.stub {
		doc = nil
	}
	if s.raw {
		return aligner{doc: doc, act: p.escaped(), same: func(d, c line) bool { return d.text == c.text || s.coversRaw(d, c) }}
	}
	return aligner{doc: doc, act: came(p.got, s.method, strict), same: func(d, c line) bool {
		return d.text == c.text && d.part == c.part || p.covers(d, c)
	}}
}

// bind takes the captures of a response that did not match from those of its
// lines that did, so that one difference makes no others in later exchanges.
func (p *played) bind(file *source.File, bound map[string]string) {
	if p.step.raw {
		return
	}
	a := p.aligner(file)
	for _, o := range a.align() {
		if o.kind == '=' {
			match(p.linePattern(a.doc[o.doc]), []byte(a.act[o.act].text), bound)
		}
	}
}

// escaped are the lines of what came as a raw fence writes them.
func (p *played) escaped() (lines []line) {
	for i, m := range p.got {
		for _, text := range strings.SplitAfter(escape(m.Text), `\n`) {
			if text != "" {
				lines = append(lines, line{text: text, part: bodyLine, message: i})
			}
		}
	}
	return lines
}

// coversRaw says that a line of a raw fence is a field with a hole, and that
// what came fits it.
func (s *step) coversRaw(d, c line) bool {
	const end = `\r\n`
	name, sample, _ := strings.Cut(strings.TrimSuffix(d.text, end), ": ")
	came, ok := strings.CutPrefix(strings.TrimSuffix(c.text, end), name+": ")
	if !ok || strings.HasSuffix(d.text, end) != strings.HasSuffix(c.text, end) {
		return false
	}
	text := []byte("HTTP/1.1 200 OK\r\n" + name + ": " + sample + "\r\n\r\n")
	for _, h := range s.placeHoles(wire.Parse(text, source.Span{End: len(text)}, wire.Response, "HEAD"), true, false) {
		if h.kind == value {
			return fits(h.typ, came)
		}
	}
	return false
}

// covers says that a documented line with holes or elisions in it fits a line
// that came.
func (p *played) covers(d, c line) bool {
	s := p.step
	if d.part != c.part || s.raw || d.message >= len(s.messages) || d.elision {
		return false
	}
	ok, _ := match(p.linePattern(d), []byte(c.text), maps.Clone(p.bound))
	return ok
}

// linePattern is the pattern of one documented line.
func (p *played) linePattern(d line) []piece {
	b := p.step.builder(d.message)
	span := source.Span{Start: d.start, End: d.start + len(d.text)}
	if d.part == bodyLine {
		b.content(span, b.m.JSON())
	} else {
		b.text(span)
	}
	return b.capture(merge(b.out))
}
