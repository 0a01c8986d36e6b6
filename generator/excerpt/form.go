package excerpt

import (
	"regexp"
	"strconv"
	"strings"
)

// What the lines of documents look like.
var (
	statusLine  = regexp.MustCompile(`^HTTP/[0-9]+(?:\.[0-9]+)? [0-9]{3}(?: |$)`)
	requestLine = regexp.MustCompile(`^[!#$%&'*+.^_|~0-9A-Za-z-]+ +\S.* HTTP/[0-9]+(?:\.[0-9]+)? *$`)
	anyStatus   = regexp.MustCompile(`^HTTP/[0-9xX]`)
	smallStatus = regexp.MustCompile(`^(?i:http)/[0-9](?:\.[0-9])? [0-9]{3}(?: |$)`)
	fieldLine   = regexp.MustCompile(`^[!#$%&'*+.^_|~0-9A-Za-z-]+[ \t]*:(?:[^/]|$|/[^/])`)
	// bareStatus is a status line without its version: 404 Not Found, HTTP 200 OK.
	bareStatus = regexp.MustCompile(`^(?:HTTP ?(?:[Cc]ode|[Ss]tatus)?:? )?([1-5][0-9]{2})(?: ([A-Z][A-Za-z' -]*))?$`)
	// pseudoField and frameField are fields as the specifications of HTTP/2 and
	// HTTP/3 write those of a frame.
	pseudoField = regexp.MustCompile(`^:(?:method|status|path|scheme|authority)\b`)
	frameField  = regexp.MustCompile(`^:?[a-z-]+ = `)
	// mailField is a field of email that HTTP messages do not have.
	mailField = regexp.MustCompile(`(?i)^(?:Received|MIME-Version|Message-ID|Subject|Return-Path):`)
	// shortened matches remarks that a message is not shown in full.
	shortened = regexp.MustCompile(`(?i)shortened|truncated|abbreviated|abridged|simplified|omitted|for (?:brevity|readability|clarity|display)|line (?:breaks|wraps|wrapping)`)
	// badWord matches a word of an info string that says the block is wrong on
	// purpose.
	badWord = regexp.MustCompile(`(?i)(?:^|[ \t-])(?:bad|wrong|invalid|incorrect|broken)(?:$|[ \t])`)
	// wrapped is a field line that continues in the next one.
	wrapped   = regexp.MustCompile(`:.*[;,]\s*$`)
	separator = regexp.MustCompile(`^###`)
	// left are lines of a head that replace fields: dots, comments, text in brackets,
	// the fields of HTTP/2 that begin with a colon.
	left = regexp.MustCompile(`^(?:\W*(?:\.\.\.|…)[^:]*|(?:\.\.\.|…) ?: ?(?:\.\.\.|…)|#.*|//.*|/\*.*|<!--.*|--.* --|[\[({] ?[A-Za-z.…][^":=]*[\])}]|<[^">]*(?i:header|field|other|more|omitted)[^">]*>|\{\{.*\}\}|\{%.*%\}|:[a-z].*|(?i:or|and))$`)
)

// methods are those that documents use without a version after the target.
var methods = map[string]bool{
	"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "OPTIONS": true, "TRACE": true, "CONNECT": true,
	"QUERY": true, "PROPFIND": true, "PROPPATCH": true, "MKCOL": true, "COPY": true, "MOVE": true, "LOCK": true, "UNLOCK": true, "REPORT": true, "SEARCH": true, "PURGE": true,
}

// begins reports whether a line certainly begins a message: it is a status line, or a
// request line with its version.
func begins(line string) bool { return statusLine.MatchString(line) || requestLine.MatchString(line) }

// shortRequest reports whether a line is a method and a target.
func shortRequest(line string) (target string, ok bool) {
	method, rest, _ := strings.Cut(line, " ")
	target = strings.TrimLeft(rest, " ")
	return target, methods[method] && target != ""
}

// otherRequest reports whether a line within a block is a request line without a
// version: its target is a path or a URI.
func otherRequest(line string) bool {
	target, ok := shortRequest(line)
	return ok && (target[0] == '/' || target[0] == '{' || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://"))
}

// bareCode parses a status line without its version into the status code and the
// phrase.
func bareCode(line string) (code int, phrase string, ok bool) {
	m := bareStatus.FindStringSubmatch(strings.TrimRight(line, " \t"))
	if m == nil {
		return 0, "", false
	}
	code, _ = strconv.Atoi(m[1])
	return code, m[2], true
}
