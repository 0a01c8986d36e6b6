package rule

import (
	"bytes"
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// formRules are about the form of a head: its first line and its field lines.
func formRules() []entry {
	return []entry{
		{Rule: must("status-line", "9112 4", "The first line is the version, a space, three digits, a space and an optional phrase."), check: statusLine, bare: true},
		{Rule: must("status-space", "9112 4", "A space follows the status code, even without a phrase."), check: statusSpace, leftOut: true},
		{Rule: advice("status-range", "9110 15", "A status code is between 100 and 599."), check: statusRange},
		{Rule: should("version-highest", "9110 6.2", "The version of a response is the highest 1.x of the server, even if the request was HTTP/1.0."), check: versionHighest},
		{by: either, Rule: must("name-token", "9110 5.1", "A field line begins with a name that is a token, and a colon."), check: nameToken, lineAlone: true},
		{by: either, Rule: must("name-colon", "9112 5.1", "There is nothing between the name of a field and its colon."), check: nameColon, lineAlone: true},
		{by: either, Rule: must("no-space-first", "9112 2.2", "The line after the status line does not begin with white space."), check: noSpaceFirst, leftOut: true},
		{by: either, Rule: must("no-fold", "9112 5.2", "No field continues on the next line."), check: noFold, leftOut: true},
		{by: either, Rule: must("no-bare-cr", "9112 2.2", "Outside content, a carriage return is always followed by a line feed."), check: noBareCR},
		{by: either, Rule: must("head-end", "9112 2.1", "There is an empty line between the head of a message and its body."), check: headEnd},
		{by: either, Rule: must("crlf", "9112 2.1", "Every line of a head ends in CRLF."), check: crlf},
	}
}

func statusLine(v *view) {
	m := v.m
	if m.Start.Len() == 0 {
		v.breach(source.Span{Start: m.Span.Start, End: m.Span.Start}, "the answer has no status line")
		return
	}
	if v.x.Excerpt && standsFor(m.Bytes(source.Span{Start: m.Start.Start, End: m.Status.End})) {
		return
	}
	if _, _, ok := m.MajorMinor(); !ok && !(v.x.Excerpt && later(m.Bytes(m.Version))) {
		v.breach(m.Version, fmt.Sprintf("%s is not a version such as HTTP/1.1", shown(string(m.Bytes(m.Version)))))
		return
	}
	if m.Status.Len() == 0 {
		v.breach(m.Start, "no status code follows the version and one space")
		return
	}
	if code := string(m.Bytes(m.Status)); len(code) != 3 || !wire.IsDigits(code) {
		v.breach(m.Status, fmt.Sprintf("%s is not a status code of three digits", shown(code)))
		return
	}
	for _, c := range m.Bytes(m.Reason) {
		if c < ' ' && c != '\t' || c == 0x7f {
			v.breach(m.Reason, fmt.Sprintf("the control character %#02x is in the reason phrase", c))
			return
		}
	}
}

func statusSpace(v *view) {
	if m := v.m; m.Status.Len() == 3 && m.Status.End == m.Start.End && !(v.x.Excerpt && later(m.Bytes(m.Version))) {
		v.breach(m.Start, "no space follows the status code")
	}
}

func statusRange(v *view) {
	code := string(v.m.Bytes(v.m.Status))
	if len(code) == 3 && wire.IsDigits(code) && (v.m.Code < 100 || v.m.Code > 599) {
		v.breach(v.m.Status, code+" is not a status code")
	}
}

func versionHighest(v *view) {
	if v.x.Request == nil {
		return
	}
	asked, _, ok := v.x.Request.MajorMinor()
	major, minor, known := v.m.MajorMinor()
	if ok && known && asked == 1 && major == 1 && minor == 0 {
		v.breach(v.m.Version, "the version is HTTP/1.0")
	}
}

func headEnd(v *view) {
	if m := v.m; v.joined && !(v.x.Excerpt && v.short()) {
		l, _ := wire.TakeLine(m.Text, m.Body.Start, m.Span.End)
		v.breach(l, "the empty line between head and body is missing")
	}
}

// lines calls f for each field line of the head and of the trailers.
func (v *view) lines(f func(wire.Field)) {
	for _, field := range v.m.Fields {
		if !field.Elision {
			f(field)
		}
	}
	for _, field := range v.m.Trailers {
		if !field.Elision {
			f(field)
		}
	}
}

func nameToken(v *view) {
	v.lines(func(f wire.Field) {
		name := v.m.Bytes(f.Name)
		switch {
		case v.m.Indented(f), v.x.Excerpt && standsFor(name):
		case f.Name.End == f.Line.End:
			v.breach(f.Line, "the line has no colon")
		case len(name) == 0:
			v.breach(f.Line, "the line has no field name")
		case !wire.IsToken(bytes.TrimRight(name, " \t")):
			v.breach(f.Name, fmt.Sprintf("%s is not a token", shown(string(name))))
		}
	})
}

func nameColon(v *view) {
	v.lines(func(f wire.Field) {
		if f.Name.Len() > 0 && f.Name.End < f.Line.End && wire.IsBlank(v.m.Text[f.Name.End-1]) && !v.m.Indented(f) {
			name := strings.TrimRight(v.m.Name(f), " \t")
			v.breach(f.Name, "there is white space between "+plain(name)+" and its colon")
		}
	})
}

func noSpaceFirst(v *view) {
	if m := v.m; len(m.Fields) > 0 && m.Indented(m.Fields[0]) {
		v.breach(m.Fields[0].Line, "the first line of the fields begins with white space")
	}
}

func noFold(v *view) {
	for i, f := range v.m.Fields {
		if i > 0 && v.m.Indented(f) && !v.m.Indented(v.m.Fields[i-1]) {
			v.breach(f.Line, "the line continues the field before it")
		}
	}
	for i, f := range v.m.Trailers {
		if v.m.Indented(f) && (i == 0 || !v.m.Indented(v.m.Trailers[i-1])) {
			v.breach(f.Line, "the line continues the trailer before it")
		}
	}
}

func noBareCR(v *view) {
	if !v.raw {
		return
	}
	spans := []source.Span{v.m.Head}
	for _, c := range v.m.Chunks {
		spans = append(spans, source.Span{Start: c.Size.Start, End: c.Size.End + c.Ext.Len()})
	}
	for _, f := range v.m.Trailers {
		spans = append(spans, f.Line)
	}
	for _, s := range spans {
		for at := s.Start; at < s.End; at++ {
			next := bytes.IndexByte(v.m.Text[at:s.End], '\r')
			if next < 0 {
				break
			}
			at += next
			if at+1 == len(v.m.Text) || v.m.Text[at+1] != '\n' {
				v.breach(source.Span{Start: at, End: at + 1}, "a carriage return is not followed by a line feed")
			}
		}
	}
}

func crlf(v *view) {
	if !v.raw {
		return
	}
	for at := v.m.Head.Start; at < v.m.Head.End; {
		l, next := wire.TakeLine(v.m.Text, at, v.m.Head.End)
		if l.End+1 == next && v.m.Text[l.End] == '\n' {
			v.breach(l, "the line ends in a bare line feed")
			return
		}
		at = next
	}
}
