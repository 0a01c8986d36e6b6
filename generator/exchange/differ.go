package exchange

import (
	"fmt"
	"maps"
	"strings"

	"wirebook/generator/source"
)

// longestQuoted is how much of a first line or a word a message quotes.
const longestQuoted = 60

// most lines of one difference that are shown; a body may have very many.
const mostShown = 40

// unused finds an elision without which the note would be right: it stands for
// nothing.
func (p *played) unused() (at source.Span, ok bool) {
	s := p.step
	if s.raw || len(p.got) != len(s.messages) {
		return at, false
	}
	for i, m := range p.got {
		b := s.builder(i)
		b.build()
		elisions := b.elisions
		for k := range elisions {
			b := s.builder(i)
			b.drop = k + 1
			if ok, _ := match(b.build(), m.Text, maps.Clone(p.bound)); ok {
				return elisions[k], true
			}
		}
	}
	return at, false
}

// difference is the fault of a response that did not match, as a patch of the note.
func (p *played) difference(file *source.File) source.Fault {
	if at, ok := p.unused(); ok {
		f := source.Fault{File: file, Span: at, ID: "elision-unused", What: "this elision stands for nothing: nothing is left out here", Do: "remove it", Request: p.step.request(file)}
		f.Span.End -= len(file.Text(at)) - len(strings.TrimRight(file.Text(at), "\n"))
		f.Shown = append([]source.Line{{Mark: 'r', Text: "request   " + f.Request}}, source.Excerpt(file, f.Span)...)
		return f
	}
	a := p.aligner(file)
	ops := a.align()
	d := differ{played: p, file: file, aligner: a, ops: ops}
	f := d.fault()
	f.Request = p.step.request(file)
	shown := d.shown()
	if f.Span.Start < p.step.fence.Body.Start { // the info string is to blame
		shown = source.Excerpt(file, f.Span)
	}
	f.Shown = append([]source.Line{{Mark: 'r', Text: "request   " + f.Request}}, shown...)
	return f
}

// request says which request was sent, and on which connection to whom.
func (s *step) request(file *source.File) string {
	e := s.exchange
	if e.Request == nil {
		return ""
	}
	number, _ := file.Position(e.Request.Body.Start)
	first, _, _ := strings.Cut(file.Text(e.Request.Body), "\n")
	first = clip(first, longestQuoted)
	return fmt.Sprintf("%s:%d   %s   (%s, %s)", file.Name, number, source.Visible(first), s.name(), s.conn.server.By())
}

// accept says how to take over what came.
func (s *step) accept(file *source.File) string {
	number, _ := file.Position(s.fence.Marker.Start)
	return fmt.Sprintf("accept it: wirebook check --update %s:%d", file.Name, number)
}

type differ struct {
	*played
	aligner
	file *source.File
	ops  []op
}

// fault names the first difference and its place.
func (d differ) fault() source.Fault {
	f := source.Fault{File: d.file, ID: "difference", Do: d.step.accept(d.file)}
	body := d.step.fence.Body
	f.Span = source.Span{Start: body.Start, End: body.Start}
	for i, o := range d.ops {
		switch o.kind {
		case '~':
			doc, act := d.doc[o.doc], d.act[o.act]
			f.What = changed(doc, act)
			f.Span = d.place(doc, act)
		case '-':
			doc := d.doc[o.doc]
			f.Span = source.Span{Start: doc.start, End: doc.start + len(doc.text)}
			f.What = d.onlyDocumented(i, doc)
		case '+':
			act := d.act[o.act]
			f.Span = source.Span{Start: body.End, End: body.End}
			if o.doc < len(d.doc) {
				at := d.doc[o.doc].start
				f.Span = source.Span{Start: at, End: at}
			}
			f.What = d.onlyCame(i, act)
		default:
			continue
		}
		return f
	}
	f.What = d.hidden()
	if head, do := d.lineEnds(); head != "" {
		f.What, f.Span, f.Do = head, d.step.fence.Info, do
		if w, ok := d.step.fence.Word("eol"); ok {
			f.Span = w.Span
		}
	}
	return f
}

// lineEnds says that the lines of a head do not end as documented, and what to do.
func (d differ) lineEnds() (what, do string) {
	for _, m := range d.got {
		head := string(m.Text[m.Head.Start:m.Head.End])
		if crlf := strings.Count(head, "\n") == strings.Count(head, "\r\n"); !crlf && d.step.eol == "\r\n" {
			return "a line of the head ends in LF alone", "if that is right, say eol=lf in the info string"
		} else if crlf && d.step.eol == "\n" {
			return "the lines of the head end in CRLF, and the info string says eol=lf", "remove eol=lf"
		}
	}
	return "", ""
}

func changed(doc, act line) string {
	switch doc.part {
	case startLine:
		dv, da, _ := strings.Cut(doc.text, " ")
		av, aa, _ := strings.Cut(act.text, " ")
		dc, _, _ := strings.Cut(da, " ")
		ac, _, _ := strings.Cut(aa, " ")
		switch {
		case dv != av:
			return "the HTTP version is not what the origin sent"
		case dc != ac:
			return "the status code is not what the origin sent"
		}
		return "the reason phrase is not what the origin sent"
	case fieldLine:
		if doc.name != act.name {
			return fmt.Sprintf("the origin writes the name %s as %s", doc.name, act.name)
		}
		return doc.name + " is not what the origin sent"
	}
	return "the body is not what the origin sent"
}

// onlyDocumented is a line that did not come, perhaps because it came elsewhere.
func (d differ) onlyDocumented(i int, doc line) string {
	if doc.elision {
		return "this elision stands for nothing: nothing is left out here"
	}
	if d.elsewhere('+', i, doc.text) {
		return "the fields are in another order than the origin sent them"
	}
	switch {
	case len(d.act) == 0:
		return "nothing of this response came"
	case doc.part == fieldLine:
		return "the origin did not send " + doc.name
	case doc.part == startLine:
		return "the origin did not send this response"
	}
	return "the body is not what the origin sent"
}

func (d differ) onlyCame(i int, act line) string {
	if d.elsewhere('-', i, act.text) {
		return "the fields are in another order than the origin sent them"
	}
	switch act.part {
	case fieldLine:
		return fmt.Sprintf("the origin sent %s, and the note does not show it", act.name)
	case startLine:
		if len(d.doc) == 0 {
			return "the origin sent a response, and the note says that none comes"
		}
		return "the origin sent one more response than the note shows"
	}
	return "the body is not what the origin sent"
}

// elsewhere says that the same field line is among the other side's changes.
func (d differ) elsewhere(kind byte, from int, text string) bool {
	for i, o := range d.ops {
		switch {
		case i == from || o.kind != kind:
		case kind == '+' && d.act[o.act].part == fieldLine && d.act[o.act].text == text,
			kind == '-' && d.doc[o.doc].part == fieldLine && d.doc[o.doc].text == text:
			return true
		}
	}
	return false
}

// hidden is a difference that no line shows: in line ends, or in the last line break.
func (d differ) hidden() string {
	for _, m := range d.got {
		if !m.Complete {
			return "the connection was closed before the body was complete"
		}
	}
	return "the line break at the end of the body is not what the origin sent"
}
