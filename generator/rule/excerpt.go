package rule

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"wirebook/generator/wire"
)

// inExcerpt returns the rule as it applies to a document that shows only what it
// needs: what such a document omits is advice.
func (e *entry) inExcerpt() Rule {
	r := e.Rule
	switch {
	case e.leftOut:
		r.Level, r.Contradicts = Advice, false
	case e.shown:
		r.Contradicts = true
	}
	return r
}

// Fields checks field lines of an excerpt, without a first line, against the rules
// about their form. It checks each line alone, because several of one name may be
// alternatives. The fields themselves say which side sends them.
func (j *Judge) Fields(m *wire.Message) []Finding {
	v := &view{judge: j, x: Case{Excerpt: true}}
	v.turn(m, server, true)
	sides := map[side]bool{}
	for _, n := range v.names {
		if n != nil && n.oneSided {
			sides[n.by] = true
		}
	}
	for i := range j.entries {
		if v.entry = &j.entries[i]; v.entry.lineAlone {
			v.entry.check(v)
		}
	}
	one := &view{judge: j, x: v.x, out: v.out}
	for i, f := range v.m.Fields {
		n := v.names[i]
		if n == nil || v.folded(i) || v.placeholder(f) {
			continue
		}
		by := j.sender(n, sides)
		one.turn(&wire.Message{Text: m.Text, Kind: m.Kind, Span: m.Span, Fields: v.m.Fields[i : i+1], Head: m.Head, Body: m.Body}, by, true)
		one.given, one.elided = m, true // the rest of the head is not shown
		for _, at := range n.each {
			if e := &j.entries[at]; len(e.codes) == 0 && (e.by == either || e.by == by) {
				one.entry = e
				e.each(one, f)
			}
		}
	}
	return one.out
}

// sender says who sends a field among others without a first line: the only side that
// may send it, or that sends the others, or that has rules for it.
func (j *Judge) sender(n *named, others map[side]bool) side {
	if n.oneSided {
		return n.by
	}
	if len(others) == 1 {
		for by := range others {
			return by
		}
	}
	by := either
	for _, at := range n.each {
		switch e := &j.entries[at]; {
		case e.by == either || len(e.codes) > 0:
		case by != either && by != e.by:
			return either
		default:
			by = e.by
		}
	}
	return by
}

// whole reports whether an excerpt shows the whole head of a request: it ends in an
// empty line that no body requires. A target with an authority may replace Host.
func (v *view) whole() bool {
	return bytes.HasSuffix(v.m.Bytes(v.m.Head), []byte("\n\n")) && v.body().Len() == 0 && !bytes.Contains(v.m.Bytes(v.m.Target), []byte("://"))
}

// short reports whether an excerpt shows a message only as a method and a target, or
// as a status code, so that the body follows without a separator of its own.
func (v *view) short() bool {
	return len(v.m.Fields) == 0 && v.by == client && !bytes.HasPrefix(v.m.Bytes(v.m.Version), []byte("HTTP/"))
}

// later reports whether a version of HTTP has no first lines, although tools show
// them.
func later(version []byte) bool {
	switch string(version) {
	case "HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/3.0":
		return true
	}
	return false
}

// standsFor reports whether a part of a first line or a name contains a placeholder:
// {code}, <method>, $VERSION, xxx, 4xx, dots.
func standsFor(text []byte) bool {
	return bytes.ContainsAny(text, "{}<>[]$*") || bytes.Contains(text, []byte("..")) || bytes.Contains(text, []byte(wire.Elision)) ||
		bytes.Contains(bytes.ToLower(text), []byte("xx"))
}

var (
	// marked is a value with a placeholder or a remark in it: <token>, [snip], a | b,
	// YOUR_KEY, xxxx, 325 (the size), 5 # seconds.
	marked = regexp.MustCompile(` (?:#|//|<--|←|→) |\(\d+\)!?$|<[A-Za-z][^>]*>|\[[A-Za-z][^\]]*\]| \| |^(?:[A-Za-z]+ )?[A-Z]+(?:_[A-Z]+)+$|^[xX*#]{2,}$|\([a-z][\w-]*(?: [^ )]+){2,}`)
	linked = regexp.MustCompile(`<[^>]*[/:#?][^>]*>`)
	// placeholders matches placeholders in a body.
	placeholders = regexp.MustCompile(`\{\{|\{%|\{[A-Za-z][\w .-]*\}|\$\{?[A-Za-z]|\bYOUR[_-]|\bxxx`)
	// binary matches types of content that a document cannot show.
	binary     = regexp.MustCompile(`(?i)^(?:image/(?:[^s]|s[^v])|audio/|video/|font/|application/(?:octet-stream|pdf|zip|gzip|x-gzip|wasm))`)
	angledName = regexp.MustCompile(`<[A-Za-z][\w .-]*>`)
	// described matches a line that describes what is sent, in brackets or comments,
	// instead of showing it.
	described = regexp.MustCompile(`(?m)^\s*(?:\[[A-Za-z][^\]"{}:]* [^\]"{}]*\]|\([^")]*\)|<[A-Za-z][\w-]*(?: [\w(),.-]+)+>|[-–—]{2,} .* [-–—]{2,}|(?://|#|<!--) .*)\s*$|(?i)\b(?:not shown|omitted|truncated|snip(?:ped)?|redacted|binary (?:data|content))\b`)
)

// abridged reports whether an excerpt shows the body other than as it is sent.
func (v *view) abridged() bool {
	body := v.m.Bytes(v.m.Body)
	kind, _ := v.get("Content-Type")
	switch {
	case binary.MatchString(kind):
		return true // the document describes it
	case bytes.Contains(body, []byte("...")), bytes.Contains(body, []byte(wire.Elision)):
		return true
	case placeholders.Match(body), described.Match(body):
		return true
	}
	return !v.markup() && angledName.Match(body)
}

// markup reports whether < begins a tag in content of this type.
func (v *view) markup() bool {
	value, _ := v.get("Content-Type")
	kind, _, _ := mediaType(value)
	return strings.HasSuffix(kind, "html") || strings.HasSuffix(kind, "xml")
}

// fits reports whether a length can be that of the body of an excerpt: with LF or
// CRLF line breaks, with or without the last ones; and for JSON also without the
// white space that makes it readable.
func (v *view) fits(length int) bool {
	body := v.m.Bytes(v.m.Body)
	text := bytes.TrimRight(body, "\r\n")
	size, breaks := len(text)-bytes.Count(text, []byte("\r\n")), bytes.Count(text, []byte("\n"))
	last := bytes.Count(body[len(text):], []byte("\n"))
	for end := range last + 1 {
		if length == size+end || length == size+breaks+2*end {
			return true
		}
	}
	if boundary := v.boundary(); v.multipart() != "" && boundary != "" {
		return length >= size+frameBreaks(text, boundary) && length <= size+breaks+2*last
	}
	if kind, _ := v.get("Content-Type"); strings.HasPrefix(strings.ToLower(kind), "application/x-www-form-urlencoded") {
		return length == len(bytes.Join(bytes.Fields(text), nil)) // long ones are wrapped
	}
	var compact bytes.Buffer
	return json.Compact(&compact, text) == nil && compact.Len() == length
}

// frameBreaks counts the line breaks of a multipart that are CRLF whatever the parts
// contain: those around the delimiters, and those in the heads of the parts (RFC 2046
// section 5.1.1).
func frameBreaks(text []byte, boundary string) (count int) {
	delimiter, head, before := []byte("--"+boundary), false, false
	for at := 0; at < len(text); {
		l, next := wire.TakeLine(text, at, len(text))
		line := text[l.Start:l.End]
		is := bytes.HasPrefix(line, delimiter)
		if is && before {
			count++ // the break before the delimiter, unless it was already counted
		}
		if is || head {
			count++
		}
		before = !is && !head
		head = is || head && len(line) > 0
		at = next
	}
	return count - 1 // the text ends without its last break
}
