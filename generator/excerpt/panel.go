package excerpt

import (
	"regexp"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// What the network panels of browsers show. Chrome and Edge write a name and its
// value on two lines, Firefox with a tab, Safari on one; each has a summary of its own.
var (
	// panelKey are the lines of a summary. No field has such a name.
	panelKey = regexp.MustCompile(`^(?:Request URL|Request Method|Status Code|Remote Address|Referrer Policy|Request Priority|DNS Resolution):?(?:[ \t]|$)`)
	// summaryKey are those that one has beside them.
	summaryKey = regexp.MustCompile(`^(?i:Request URL|Request Method|Status Code|Remote Address|Referrer Policy|Request Priority|DNS Resolution|URL|Status|Source|Address|Initiator|Version|Transferred|Scheme|Host|Filename)(?::|[ \t]|$)`)
	// panelPart is the heading of a part.
	panelPart = regexp.MustCompile(`^(?:[▼▾▸►] ?)?(?i:(General|Summary)|(Response Headers|Response)|(Request Headers|Request)|(Query String Parameters|Request Data|Form Data|Request Payload|Redirect Response))(?: \([^)]*\))?:?$`)
	// panelRemark is what stands between the fields.
	panelRemark = regexp.MustCompile(`^(?i:view (?:source|parsed|decoded)|raw|(?:⚠ ?)?provisional headers are shown.*|learn more|disable cache)$`)
	// asks are lines with which a request begins.
	asks   = regexp.MustCompile(`^(?:\S+ \S+ HTTP/[0-9]|:(?:method|path|scheme|authority):|(?i:accept|host|user-agent):)`)
	phrase = regexp.MustCompile(`^[A-Za-z][A-Za-z' -]*$`)
)

// A panel is what a network panel shows of one exchange.
type panel struct {
	url, method, status, version line
	request, response            []line
}

// unpanel brings what was copied from a network panel into the form of messages:
// what was asked first, then what was answered. ok is false for any other text.
func unpanel(lines []line) (out []line, ok bool) {
	pairs := paired(lines)
	keys := 0
	for _, l := range lines {
		if panelKey.MatchString(l.text) {
			keys++
		}
	}
	parts := 0
	for _, l := range lines {
		if m := panelPart.FindStringSubmatch(strings.TrimSpace(l.text)); m != nil && (m[1] != "" || strings.Contains(strings.ToLower(l.text), "headers") || keys > 0) {
			parts++
		}
	}
	if keys+parts == 0 {
		if pairs == nil {
			return nil, false
		}
		return pairs, true
	}
	if pairs != nil {
		lines = pairs
	}
	var all []*panel
	var p *panel
	to, summary, parted := (*[]line)(nil), false, false // parted: by headings
	begin := func() {
		p = &panel{}
		all = append(all, p)
		to, summary, parted = &p.response, true, false
	}
	begin()
	for at := 0; at < len(lines); at++ {
		l := lines[at]
		text := strings.TrimSpace(l.whole())
		part := panelPart.FindStringSubmatch(text)
		switch {
		case part != nil && part[1] != "", panelKey.MatchString(text) && strings.HasPrefix(text, "Request URL") && p.url.text != "":
			if p.url.text != "" || len(p.request)+len(p.response) > 0 {
				begin()
			}
			if to, summary = nil, true; part == nil {
				at--
				p.url.text = ""
			}
		case part != nil:
			summary, parted = false, true
			switch {
			case part[2] != "":
				to = &p.response
			case part[3] != "":
				to = &p.request
			default:
				to = nil
			}
		case panelRemark.MatchString(text):
		case panelKey.MatchString(text), summary && summaryKey.MatchString(text):
			at = p.summary(lines, at)
		case to == nil:
			if summary && (begins(text) || fieldLine.MatchString(text)) {
				to, summary = &p.response, false
				at--
			}
		case summary && !begins(text) && !fieldLine.MatchString(text) && !pseudoStart.MatchString(text):
			if phrase.MatchString(text) && wire.IsDigits(p.status.text) && len(p.status.text) == 3 {
				p.status.text += " " + text // Firefox has it on a line of its own
			}
		default:
			if !parted && asks.MatchString(text) {
				to = &p.request
			}
			summary = false
			*to = append(*to, l)
		}
	}
	for _, p := range all {
		out = append(out, p.lines()...)
	}
	return out, len(out) > 0
}

// summary takes a line of the summary, and the next one where that is its value.
func (p *panel) summary(lines []line, at int) int {
	l := lines[at]
	text := l.whole()
	key := strings.ToLower(strings.TrimRight(summaryKey.FindString(text), ": \t"))
	l.text, l.more = strings.TrimLeft(text[len(key):], ": \t"), nil
	if l.text == "" && at+1 < len(lines) && panelPart.FindString(lines[at+1].text) == "" && !summaryKey.MatchString(lines[at+1].text) {
		at++
		l = lines[at]
		l.text, l.at.Start = strings.TrimSpace(l.text), lines[at-1].at.Start
	}
	l.made = true
	switch key {
	case "request url", "url":
		p.url = l
	case "request method":
		p.method = l
	case "status code", "status":
		l.text = strings.TrimSpace(strings.TrimLeft(l.text, "●🟢 "))
		if p.status.text == "" {
			p.status = l
		}
	case "version":
		p.version = l
	}
	return at
}

// lines are the messages of a panel. First lines that it shows in its summary alone
// are made of that.
func (p *panel) lines() (out []line) {
	version := "HTTP/1.1"
	switch {
	case strings.HasPrefix(p.version.text, "HTTP/"):
		version = p.version.text
	case lower(p.request) || lower(p.response):
		version = "HTTP/2"
	}
	if scheme, rest, ok := strings.Cut(p.url.text, "://"); ok && scheme != "" && !begun(p.request) {
		first := p.url
		host, path, _ := strings.Cut(rest, "/")
		path, _, _ = strings.Cut(path, "#")
		first.text, first.first = p.method.text+" /"+path+" "+version, true
		if p.method.text == "" {
			first.text = "GET" + first.text
		}
		out = append(out, first)
		if !named(p.request, "host") && !named(p.request, ":authority") {
			out = append(out, line{text: "Host: " + host, at: p.url.at, made: true})
		}
		if len(p.request) == 0 {
			out = append(out, line{text: wire.FieldElision, at: source.Span{Start: p.url.at.End, End: p.url.at.End}, made: true})
		}
	}
	out = append(out, separate(p.request)...)
	code, phrase, _ := strings.Cut(p.status.text, " ")
	if len(code) >= 3 && wire.IsDigits(code[:3]) && !begun(p.response) {
		first := p.status
		// The cache of the browser is told in brackets.
		phrase, _, _ = strings.Cut(strings.TrimSpace(code[3:]+" "+phrase), "(")
		first.text, first.first = version+" "+code[:3]+" "+strings.TrimSpace(phrase), true
		out = append(out, first)
		if len(p.response) == 0 {
			out = append(out, line{text: wire.FieldElision, at: source.Span{Start: first.at.End, End: first.at.End}, made: true})
		}
	}
	return append(out, separate(p.response)...)
}

// separate ends the head of one message before that of another.
func separate(lines []line) []line {
	for len(lines) > 0 && strings.TrimSpace(lines[0].text) == "" {
		lines = lines[1:]
	}
	for n := len(lines); n > 0 && strings.TrimSpace(lines[n-1].text) == ""; n = len(lines) {
		lines = lines[:n-1]
	}
	return lines
}

// begun reports whether lines have a first line of their own.
func begun(lines []line) bool {
	lines = separate(lines)
	return len(lines) > 0 && (begins(strings.TrimSpace(lines[0].text)) || pseudoStart.MatchString(lines[0].whole()))
}

// lower reports whether fields are written in lower case, as HTTP/2 and HTTP/3 send them.
func lower(lines []line) bool {
	lines = separate(lines)
	return len(lines) > 0 && lines[0].text[:1] == strings.ToLower(lines[0].text[:1])
}

func named(lines []line, name string) bool {
	for _, l := range lines {
		if text := strings.ToLower(l.whole()); strings.HasPrefix(text, name+":") {
			return true
		}
	}
	return false
}
