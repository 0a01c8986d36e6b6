package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"wirebook/generator/source"
)

// place returns where a changed line differs: the value of a field with the same name,
// or else from the first different character on.
func (d differ) place(doc, act line) source.Span {
	from, to := differing(doc.text, act.text)
	if doc.part == fieldLine && doc.name == act.name {
		if i := strings.IndexByte(doc.text, ':'); i >= 0 {
			value := doc.text[i+1:]
			from = i + 1 + len(value) - len(strings.TrimLeft(value, " \t"))
			to = max(to, len(doc.text))
		}
	}
	return source.Span{Start: doc.start + min(from, len(doc.text)), End: doc.start + min(to, len(doc.text))}
}

// differing returns the part of a that differs from b, widened to whole words.
func differing(a, b string) (from, to int) {
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	end := 0
	for end < len(a)-from && end < len(b)-from && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	to = len(a) - end
	for from > 0 && from < len(a) && !utf8.RuneStart(a[from]) {
		from--
	}
	for to < len(a) && !utf8.RuneStart(a[to]) {
		to++
	}
	before := func(i int) (bool, int) {
		r, n := utf8.DecodeLastRuneInString(a[:i])
		return unicode.IsLetter(r) || unicode.IsDigit(r), n
	}
	behind := func(i int) (bool, int) {
		r, n := utf8.DecodeRuneInString(a[i:])
		return unicode.IsLetter(r) || unicode.IsDigit(r), n
	}
	// A word that continues only in b is a different word, too.
	goesOn, _ := utf8.DecodeRuneInString(b[min(from, len(b)):])
	if inWord, _ := behind(from); inWord || unicode.IsLetter(goesOn) || unicode.IsDigit(goesOn) {
		for word, n := before(from); word; word, n = before(from) {
			from -= n
		}
	}
	if inWord, _ := before(to); inWord && to > from {
		for word, n := behind(to); word; word, n = behind(to) {
			to += n
		}
	}
	return from, to
}

// carets returns a line of carets under the part of a that differs from b.
func carets(a, b string) source.Line {
	from, to := differing(a, b)
	return source.Line{Mark: source.Carets, Text: strings.Repeat(" ", utf8.RuneCountInString(a[:from])) + strings.Repeat("^", max(1, utf8.RuneCountInString(a[from:to])))}
}

// shown returns the patch: the lines that differ, with one equal line around them.
func (d differ) shown() (out []source.Line) {
	near := func(i int) bool {
		for j := max(0, i-1); j <= min(len(d.ops)-1, i+1); j++ {
			if k := d.ops[j].kind; k != same && k != covered {
				return true
			}
		}
		return false
	}
	last := -1
	for i, o := range d.ops {
		if !near(i) {
			continue
		}
		if i > last+1 && last >= 0 {
			out = append(out, source.Line{Mark: source.Remark, Text: "…"})
		}
		last = i
		if len(out) > mostShown {
			return append(out, source.Line{Mark: source.Remark, Text: "… and more"})
		}
		out = append(out, d.line(o)...)
	}
	if rest := len(d.ops) - 1 - last; rest > 0 && last >= 0 {
		text := "… the rest is the same"
		if n := len(d.got); n > 0 && d.got[n-1].Body.Len() > 0 {
			text += fmt.Sprintf(" (%d bytes of body)", d.got[n-1].Body.Len())
		}
		out = append(out, source.Line{Mark: source.Remark, Text: text})
	}
	if last < 0 {
		for _, o := range d.ops[max(0, len(d.ops)-1):] {
			out = append(out, d.line(o)...)
		}
	}
	return append(out, d.remarks()...)
}

func (d differ) line(o op) []source.Line {
	number := 0
	if o.kind != added {
		number, _ = d.file.Position(d.doc[o.doc].start)
	}
	switch o.kind {
	case removed:
		return []source.Line{{Mark: source.Documented, Number: number, Text: d.whole(d.doc, d.doc[o.doc])}}
	case added:
		return []source.Line{{Mark: source.Received, Text: d.whole(d.act, d.act[o.act])}}
	case altered:
		doc, act := d.doc[o.doc].text, d.act[o.act].text
		from, to := differing(act, doc)
		docFrom, docTo := differing(doc, act)
		blank := invisible(act[from:to]) && invisible(doc[docFrom:docTo]) || d.spaced && d.doc[o.doc].part == bodyLine
		return []source.Line{
			{Mark: source.Documented, Number: number, Text: d.show(doc, blank)},
			{Mark: source.Received, Text: d.show(act, blank)},
			carets(act, doc),
		}
	}
	return []source.Line{{Mark: source.Same, Number: number, Text: d.show(d.doc[o.doc].text, false)}}
}

// whole returns a line that only one side has. An empty last line is the line break that
// ends a body.
func (d differ) whole(all []line, l line) string {
	if d.lastBreak(all, l) {
		return "⏎"
	}
	return d.show(l.text, false)
}

// lastBreak reports whether a line is empty and the last one of a body: it is then the
// line break after the line before it.
func (d differ) lastBreak(all []line, l line) bool {
	return l.text == "" && l.part == bodyLine && len(all) > 0 && all[len(all)-1].start == l.start && all[len(all)-1].message == l.message
}

func invisible(s string) bool { return strings.Trim(s, " \t\r\u00a0\u200b\ufeff") == "" }

// show returns a line for a terminal. blank makes white space visible, if that is the
// difference.
func (d differ) show(s string, blank bool) string {
	if blank {
		s = strings.NewReplacer(" ", "·", "\t", "→", "\u00a0", "⍽", "\u200b", "¤", "\ufeff", "¤").Replace(s)
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return source.Visible(s)
}

// remarks returns what the lines cannot show.
func (d differ) remarks() (out []source.Line) {
	if d.tired {
		out = append(out, source.Line{Mark: source.Remark, Text: "the comparison gave up: the elisions and captures can be read in too many ways"})
	}
	for _, m := range d.got {
		if !m.Complete {
			out = append(out, source.Line{Mark: source.Remark, Text: fmt.Sprintf("the connection was closed after %d bytes of body: the message is not complete", m.Body.Len())})
		}
	}
	return out
}
