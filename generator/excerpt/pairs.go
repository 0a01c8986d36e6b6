package excerpt

import (
	"regexp"
	"strings"

	"wirebook/generator/source"
)

var (
	// soleName is a name whose value stands in the next line.
	soleName = regexp.MustCompile(`^:?[!#$%&'*+.^_|~0-9A-Za-z-]+:$`)
	// tabbed is a name and its value with a tab between them.
	tabbed = regexp.MustCompile(`^[0-9A-Za-z-]+\t+\S`)
	token  = regexp.MustCompile(`^[0-9A-Za-z-]+$`)
)

// paired joins the lines of a text in which names and values take turns, or are parted by
// a tab; nil: it is not one. What takes part in no pair stays.
func paired(lines []line) (out []line) {
	pairs, others := 0, 0
	for at := 0; at < len(lines); at++ {
		l := lines[at]
		text := strings.TrimRight(l.text, " \t")
		next := ""
		if at+1 < len(lines) {
			next = lines[at+1].text
		}
		switch {
		case soleName.MatchString(text) && strings.TrimSpace(next) != "" && !fieldLine.MatchString(next) && !panelKey.MatchString(next):
			at++
			pairs++
			out = append(out, line{text: text + " ", at: l.at, more: []line{{text: strings.TrimSpace(next), at: trimmedLine(lines[at])}}})
			continue
		case token.MatchString(text) && strings.HasPrefix(next, "\t") && strings.TrimSpace(next) != "":
			at++
			pairs++
			out = append(out, line{text: text + ": ", at: l.at, more: []line{{text: strings.TrimSpace(next), at: trimmedLine(lines[at])}}})
			continue
		case tabbed.MatchString(text):
			name, value, _ := strings.Cut(text, "\t")
			pairs++
			rest := strings.TrimLeft(value, "\t")
			out = append(out, line{text: name + ": ", at: source.Span{Start: l.at.Start, End: l.at.Start + len(name)}, more: []line{{text: rest, at: source.Span{Start: l.at.Start + len(text) - len(rest), End: l.at.End}}}})
			continue
		case fieldLine.MatchString(text) && !soleName.MatchString(text):
			others++
		}
		out = append(out, l)
	}
	if pairs < 2 || pairs < others {
		return nil
	}
	return out
}

// trimmedLine is where a line stands without the white space before it.
func trimmedLine(l line) source.Span {
	l.at.Start += len(l.text) - len(strings.TrimLeft(l.text, " \t"))
	return l.at
}

var pseudoStart = regexp.MustCompile(`^:(method|path|scheme|authority|status|protocol)[ \t]*:[ \t]*(.*)$`)

// unframe writes the fields with which HTTP/2 and HTTP/3 begin a message as the first
// line that they are (RFC 9113 section 8.3).
func unframe(lines []line) (out []line) {
	for at := 0; at < len(lines); {
		fields := map[string]line{}
		from := at
		for ; at < len(lines); at++ {
			m := pseudoStart.FindStringSubmatch(strings.TrimSpace(lines[at].whole()))
			if m == nil {
				break
			}
			fields[m[1]] = line{text: m[2], at: lines[at].place(), made: true, first: true}
		}
		if at == from {
			out = append(out, lines[at])
			at++
			continue
		}
		begun := len(out) > 0 && out[len(out)-1].first
		status, answers := fields["status"]
		method, asks := fields["method"]
		switch {
		case begun:
		case answers:
			status.text = "HTTP/2 " + status.text + " "
			out = append(out, status)
		case asks:
			path := fields["path"].text
			if path == "" {
				path = fields["authority"].text // CONNECT
			}
			method.text += " " + path + " HTTP/2"
			out = append(out, method)
		default:
			out = append(out, lines[from:at]...)
			continue
		}
		if host, ok := fields["authority"]; ok && !answers {
			host.text, host.first = "Host: "+host.text, false
			out = append(out, host)
		}
	}
	return out
}
