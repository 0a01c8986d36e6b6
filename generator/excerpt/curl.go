package excerpt

import (
	"regexp"
	"strings"

	"wirebook/generator/source"
)

var (
	curlMark = regexp.MustCompile(`^(?:> [!-~]+ \S+ HTTP/[0-9]|< HTTP/[0-9])`)
	// meter is a line of curl's progress meter, or one that says what it does not show.
	meter = regexp.MustCompile(`^\s*(?:% +Total +% +Received|Dload +Upload|\d.*--:--:--|Warning: (?:Binary output can mess up|<FILE>))`)
	// remark is what curl writes right behind a body that does not end in a line break.
	remark = regexp.MustCompile(`\* (?:Connection #\d+ to host .* left intact|[Cc]losing connection.*|shutting down connection #\d+)$`)
	// prompt is the line of a shell in which a program is started that shows responses.
	prompt = regexp.MustCompile(`^(?:(?:[^ ]*(?:[ ~:][^ ]*)?[$#%>❯] ?|PS [^>]*> ?|[A-Za-z]:\\[^>]*> ?)(?:curl(?:\.exe)?|https?|xh|wget|nc|ncat|telnet|openssl|printf|echo)|curl(?:\.exe)?|wget) +\S|^[^\s@]+@[^\s:]+:\S*[$#] ?$`)
)

var (
	wgetAwaits = regexp.MustCompile(`^(?:HTTP|Proxy) request sent, awaiting response`)
	wgetStatus = regexp.MustCompile(`^  HTTP/[0-9]`)
)

// unindent takes the heads out of what wget --server-response prints: they alone
// begin with two spaces.
func unindent(lines []line) (out []line, ok bool) {
	awaits := false
	for _, l := range lines {
		awaits = awaits || wgetAwaits.MatchString(l.text)
		if awaits && strings.HasPrefix(l.text, "  ") {
			l.first = wgetStatus.MatchString(l.text)
			l.text, l.at.Start = l.text[2:], l.at.Start+2
			out = append(out, l)
		}
	}
	return out, len(out) > 0
}

// unmark takes off the marks of curl --verbose: > for what is sent, < for what is
// received, * for remarks.
func unmark(lines []line) (out []line, form Form) {
	marked := false
	for _, l := range lines {
		marked = marked || curlMark.MatchString(l.text)
	}
	if !marked {
		return lines, FormMessage
	}
	for _, l := range lines {
		mark := l.text + "  "
		switch mark[:2] {
		case "> ", "< ":
			n := min(2, len(l.text))
			out = append(out, line{text: l.text[n:], at: source.Span{Start: l.at.Start + n, End: l.at.End}, first: curlMark.MatchString(l.text)})
			continue
		case "* ", "{ ", "} ", "$ ", "% ":
			if mark[0] != '{' && mark[0] != '}' || strings.HasPrefix(mark[2:], "[") {
				continue
			}
		}
		if meter.MatchString(l.text) || prompt.MatchString(l.text) {
			continue
		}
		if at := remark.FindStringIndex(l.text); at != nil {
			l.text, l.at.End = l.text[:at[0]], l.at.End-(len(l.text)-at[0])
		}
		out = append(out, l)
	}
	return out, FormCurl
}
