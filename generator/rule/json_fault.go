package rule

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"wirebook/generator/wire"
)

// A jsonFault is where a text stops being JSON, and what was meant.
type jsonFault struct {
	from, to int
	detail   string
	ends     bool // the text ends too early
}

// findJSONFault finds where a text stops being JSON (RFC 8259). In a note, dots there
// mean that something is omitted, so the rest is not checked.
func findJSONFault(text []byte, note bool) (jsonFault, bool) {
	var syntax *json.SyntaxError
	var whole json.RawMessage
	err := json.Unmarshal(text, &whole)
	if !errors.As(err, &syntax) || strings.Contains(syntax.Error(), "max depth") {
		return jsonFault{}, false
	}
	at := int(syntax.Offset) - 1
	if strings.Contains(syntax.Error(), "end of JSON") || at < 0 || at >= len(text) {
		last := max(0, len(bytes.TrimRight(text, " \t\r\n"))-1)
		return jsonFault{last, min(last+1, len(text)), "the JSON text ends before it is complete", true}, true
	}
	if note && (leavesOut(text[at:]) || isDescription(text)) {
		return jsonFault{}, false
	}
	return explainJSON(text, at, syntax.Error()), true
}

// leavesOut reports whether text begins with dots for an omission, alone or in a
// comment.
func leavesOut(text []byte) bool {
	text = bytes.TrimLeft(text[:min(len(text), 40)], "/*# \t")
	return bytes.HasPrefix(text, []byte("...")) || bytes.HasPrefix(text, []byte(wire.Elision))
}

// isDescription reports whether a note describes the content in brackets instead of
// showing it: [the list of books].
func isDescription(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) < 3 || text[0] != '[' && text[0] != '{' && text[0] != '<' {
		return false
	}
	inner := bytes.Trim(text, "[]{}<>")
	return len(inner) > 0 && wire.IsAlpha(inner[0]) && !bytes.ContainsAny(inner, "\"':[]{}<>0123456789") && bytes.IndexByte(inner, ',') < 0 && (bytes.IndexByte(inner, ' ') > 0 || len(inner) > len("false"))
}

// jsonState is the state of a JSON text before the next byte.
type jsonState struct {
	quote int  // where the open string begins, or -1
	depth int  // of braces and brackets
	last  int  // the last byte that is not white space, or -1
	name  bool // a name may be here
}

func jsonStateAt(text []byte, at int) jsonState {
	s := jsonState{quote: -1, last: -1}
	var open []byte
	for i := 0; i < at; i++ {
		c := text[i]
		switch {
		case s.quote >= 0:
			if c == '\\' {
				i++
			} else if c == '"' {
				s.quote = -1
			}
		case c == '"':
			s.quote = i
		case c == '{' || c == '[':
			open = append(open, c)
		case (c == '}' || c == ']') && len(open) > 0:
			open = open[:len(open)-1]
		}
		if strings.IndexByte(" \t\r\n", c) < 0 {
			s.last = min(i, at-1)
		}
	}
	s.depth = len(open)
	s.name = s.depth > 0 && open[s.depth-1] == '{' && s.last >= 0 && (text[s.last] == '{' || text[s.last] == ',')
	return s
}

var jsonWords = map[string]string{
	"True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
	"None": "null", "NULL": "null", "Null": "null", "nil": "null", "undefined": "null",
}

func fault(from, to int, detail string) jsonFault {
	return jsonFault{from: from, to: to, detail: detail}
}

func explainJSON(text []byte, at int, cause string) jsonFault {
	s, c := jsonStateAt(text, at), text[at]
	here := func(detail string) jsonFault { return fault(at, at+1, detail) }
	if s.quote >= 0 {
		return explainString(text, at, s.quote)
	}
	before := byte(0)
	if s.last >= 0 {
		before = text[s.last]
	}
	from, word := wordAt(text, at)
	switch {
	case (c == '}' || c == ']') && before == ',':
		return fault(s.last, s.last+1, fmt.Sprintf("there is a comma before %c: remove it", c))
	case c == ',' && strings.IndexByte("[{,", before) >= 0:
		return here("there is nothing before this comma")
	case c == '\'':
		return here("a string needs double quotes, not single quotes")
	case bytes.HasPrefix(text[at:], []byte("“")) || bytes.HasPrefix(text[at:], []byte("”")):
		return fault(at, at+len("“"), `a string needs straight quotes: "`)
	case c == '#' || c == '/' && at+1 < len(text) && (text[at+1] == '/' || text[at+1] == '*'):
		return here("JSON has no comments")
	case jsonWords[word] != "":
		return fault(from, from+len(word), "JSON spells this "+jsonWords[word])
	case word == "NaN" || word == "Infinity":
		return fault(from, from+len(word), "JSON does not have "+word)
	case s.name && word != "":
		return fault(from, from+len(word), "a name needs double quotes")
	case strings.HasSuffix(cause, "after object key"):
		return here("a colon is missing after the name")
	case s.depth > 0 && endsValue(before) && beginsValue(c) && from == at && (s.last < at-1 || strings.IndexByte(`"{[`, c) >= 0):
		return here("a comma is missing before this")
	case s.depth == 0 && endsValue(before):
		return here("there is something after the JSON value")
	case word != "":
		return fault(from, from+len(word), shown(word)+" is not a JSON value: a string needs double quotes")
	case wire.IsDigit(c) && before == '0' && s.last == at-1:
		return here("a number cannot begin with 0")
	case c == '+':
		return here("a number cannot have a plus sign")
	case c == '<' && s.last < 0:
		return here("this is markup, not JSON")
	}
	r, size := utf8.DecodeRune(text[at:])
	return fault(at, at+size, fmt.Sprintf("%q is not allowed here in JSON", r))
}

func explainString(text []byte, at, quote int) jsonFault {
	c := text[at]
	switch {
	case c == '\n' || c == '\r':
		return fault(quote, at, "the string has no closing quote")
	case c < ' ':
		return fault(at, at+1, fmt.Sprintf(`the control character %#02x is in a string: write \u%04x`, c, c))
	case at > 0 && text[at-1] == '\\':
		return fault(at-1, at+1, fmt.Sprintf(`\%c is not an escape`, c))
	}
	return fault(at, at+1, `\u needs four hexadecimal digits`)
}

// wordAt returns the word of letters, digits and _ that contains the byte.
func wordAt(text []byte, at int) (from int, word string) {
	inWord := func(c byte) bool { return wire.IsAlpha(c) || wire.IsDigit(c) || c == '_' || c == '$' }
	if !inWord(text[at]) && (at == 0 || !wire.IsAlpha(text[at-1])) {
		return at, ""
	}
	from = at
	for from > 0 && inWord(text[from-1]) {
		from--
	}
	end := at
	for end < len(text) && inWord(text[end]) {
		end++
	}
	if from == end || !wire.IsAlpha(text[from]) && text[from] != '_' && text[from] != '$' {
		return at, ""
	}
	return from, string(text[from:end])
}

func endsValue(c byte) bool {
	return c == '"' || c == '}' || c == ']' || wire.IsDigit(c) || c >= 'a' && c <= 'z'
}

func beginsValue(c byte) bool {
	return c == '"' || c == '{' || c == '[' || c == '-' || wire.IsDigit(c) || wire.IsAlpha(c)
}
