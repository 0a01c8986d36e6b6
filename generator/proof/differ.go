package proof

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// mostShown is the number of lines of one difference that are shown; a body may have
// many more.
const mostShown = 40

// unused finds an elision without which the note would be right: it matches nothing.
func (t *turn) unused() (at source.Span, ok bool) {
	s := t.step
	if s.Raw || len(t.got) != len(s.Messages) {
		return at, false
	}
	for i, m := range t.got {
		if at, ok := t.builder(i).Unused(m.Text, t.bound); ok {
			return at, true
		}
	}
	return at, false
}

// difference returns the fault of a response that did not match, with a patch of the
// note.
func (t *turn) difference() source.Fault {
	if at, ok := t.unused(); ok {
		f := source.Fault{File: t.file, Span: at, ID: "elision-unused", What: "this elision matches nothing: nothing is left out here", Do: "remove it", Request: t.request(), Exchange: t.step.Exchange.Number}
		f.Span.End -= len(t.file.Text(at)) - len(strings.TrimRight(t.file.Text(at), "\n"))
		f.Shown = append([]source.Line{{Mark: source.Request, Text: "request   " + f.Request}}, source.Excerpt(t.file, f.Span)...)
		return f
	}
	a := t.aligner()
	ops := a.align()
	d := differ{turn: t, aligner: a, ops: ops, spaced: t.spaced()}
	f := d.fault()
	f.Request = t.request()
	shown := d.shown()
	if f.Span.Start < t.step.Fence.Body.Start { // the info string is to blame
		shown = source.Excerpt(t.file, f.Span)
	}
	f.Shown = append([]source.Line{{Mark: source.Request, Text: "request   " + f.Request}}, shown...)
	return f
}

// A differ turns a difference into a patch of the note.
type differ struct {
	*turn
	aligner
	ops    []op
	spaced bool // the bodies are JSON and differ only in its white space
}

// fault describes the first difference, and where it is.
func (d differ) fault() source.Fault {
	f := source.Fault{File: d.file, ID: "difference", Do: d.accept(), Exchange: d.step.Exchange.Number}
	body := d.step.Fence.Body
	f.Span = source.Span{Start: body.Start, End: body.Start}
	for i, o := range d.ops {
		switch o.kind {
		case altered:
			doc, act := d.doc[o.doc], d.act[o.act]
			if f.What = changed(doc, act); doc.part == bodyLine && d.spaced {
				f.What = "the body differs only in white space, but JSON is compared byte for byte"
			}
			f.Span = d.place(doc, act)
		case removed:
			doc := d.doc[o.doc]
			f.Span = source.Span{Start: doc.start, End: doc.start + len(doc.text)}
			f.What = d.onlyDocumented(i, doc)
			if !doc.elision && d.elsewhere(covered, i, doc.text) {
				f.Do = fmt.Sprintf("the origin sent %s later: write %s before it\n%s", doc.name, wire.FieldElision, f.Do)
			}
		case added:
			act := d.act[o.act]
			f.Span = source.Span{Start: body.End, End: body.End}
			if o.doc < len(d.doc) {
				at := d.doc[o.doc].start
				f.Span = source.Span{Start: at, End: at}
			}
			f.What = d.onlyCame(i, act)
			if d.unshown() > 0 && act.part != fieldLine && act.part != startLine {
				f.Do = "leave all of it out: write an empty line and a line …\n" + f.Do
			}
		default:
			continue
		}
		return f
	}
	f.What = d.hidden()
	if head, do := d.lineEnds(); head != "" {
		f.What, f.Span, f.Do = head, d.step.Fence.Info, do
		if w, ok := d.step.Fence.Word("eol"); ok {
			f.Span = w.Span
		}
	}
	return f
}

// lineEnds says that the lines of a head or a body do not end as documented, and what to
// do, or returns "".
func (d differ) lineEnds() (what, do string) {
	for _, m := range d.got {
		head := string(m.Text[m.Head.Start:m.Head.End])
		if crlf := strings.Count(head, "\n") == strings.Count(head, "\r\n"); !crlf && d.step.EOL == "\r\n" {
			return "a line of the head ends in LF alone", "if that is right, write eol=lf in the info string"
		} else if crlf && d.step.EOL == "\n" {
			return "the lines of the head end in CRLF, but the info string says eol=lf", "remove eol=lf"
		}
	}
	switch is := d.crlf(); {
	case is && !d.step.CRLF && !d.step.Raw:
		return "the lines of the body end in CRLF", "write eol=crlf in the info string\n" + d.accept()
	case !is && d.step.CRLF:
		return "the lines of the body do not end in CRLF, but the info string says eol=crlf", "remove eol=crlf"
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

// onlyDocumented describes the difference of a documented line that was not received, or
// was received in another place.
func (d differ) onlyDocumented(i int, doc line) string {
	if doc.elision {
		return "this elision matches nothing: nothing is left out here"
	}
	if d.elsewhere(added, i, doc.text) || d.elsewhere(covered, i, doc.text) {
		return "the fields are not in the order in which the origin sent them"
	}
	switch {
	case len(d.act) == 0:
		return "nothing of this response was received"
	case doc.part == fieldLine:
		return "the origin did not send " + doc.name
	case doc.part == startLine:
		return "the origin did not send this response"
	}
	return "the body is not what the origin sent"
}

func (d differ) onlyCame(i int, act line) string {
	if d.elsewhere(removed, i, act.text) {
		return "the fields are not in the order in which the origin sent them"
	}
	switch act.part {
	case fieldLine:
		return fmt.Sprintf("the origin sent %s, but the note does not show it", act.name)
	case startLine:
		if len(d.doc) == 0 {
			return "the origin sent a response, but the note says that it sends none"
		}
		return "the origin sent one more response than the note shows"
	}
	if n := d.unshown(); n > 0 {
		return fmt.Sprintf("%d bytes of body are not shown", n)
	}
	if d.lastBreak(d.act, act) {
		return "the body ends with a line break, but the note does not show it"
	}
	return "the body is not what the origin sent"
}

// unshown returns the length of the received body if the note shows none.
func (d differ) unshown() int {
	shown, came := len(d.step.Messages), len(d.got)
	if shown == 0 || came == 0 || len(bytes.TrimSpace(d.step.Messages[shown-1].Bytes(d.step.Messages[shown-1].Body))) > 0 {
		return 0
	}
	return d.got[came-1].Body.Len()
}

// spaced reports whether the last bodies are JSON and differ only in its white space.
func (t *turn) spaced() bool { return t.compact() != "" }

// compact returns the documented body without white space, if it differs from what was
// received only in that; or "".
func (t *turn) compact() string {
	shown, came := len(t.step.Messages), len(t.got)
	if shown == 0 || shown != came || t.step.Raw {
		return ""
	}
	doc, act := t.step.Messages[shown-1], t.got[came-1]
	if !doc.JSON() || !act.JSON() || doc.Chunked || act.Chunked {
		return ""
	}
	const head = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
	var documented, received bytes.Buffer
	documented.WriteString(head)
	if json.Compact(&documented, doc.Bytes(doc.Body)) != nil || json.Compact(&received, act.Bytes(act.Body)) != nil {
		return ""
	}
	all := source.Span{End: documented.Len()}
	b := pattern.Builder{Message: wire.Documented(documented.Bytes(), all, wire.Response, nil, false)[0], Captures: t.step.Captured}
	if ok, _ := pattern.Match(b.Line(source.Span{Start: len(head), End: all.End}, true), received.Bytes(), maps.Clone(t.bound)); !ok {
		return ""
	}
	return documented.String()[len(head):]
}

// elsewhere reports whether the same field line is among the changes of the other side.
func (d differ) elsewhere(kind opKind, from int, text string) bool {
	for i, o := range d.ops {
		switch {
		case i == from || o.kind != kind:
		case kind != removed && d.act[o.act].part == fieldLine && d.act[o.act].text == text,
			kind == removed && d.doc[o.doc].part == fieldLine && d.doc[o.doc].text == text:
			return true
		}
	}
	return false
}

// hidden describes a difference that no line shows: the line ends, or the last line
// break.
func (d differ) hidden() string {
	for _, m := range d.got {
		if !m.Complete {
			return "the connection was closed before the body was complete"
		}
	}
	return "the line break at the end of the body is not what the origin sent"
}
