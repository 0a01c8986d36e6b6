package rule

import (
	"bytes"
	"regexp"
)

// valuePlace is a mark in the place of a JSON value: <id>, {id}, $ID, (text).
var valuePlace = regexp.MustCompile(`^(?:<[^>\n"]+>|[\[{(] ?(?:\.\.\.|…)|\{\{|\{%|\{[\w. |-]+\}|[$%(@*]|\[[A-Za-z][^\]"]*\]|[A-Z][A-Z_]{2,}\b|[a-z]+ ?\|)`)

// excerptJSONFault is findJSONFault for a document, which may write comments
// between the members, and marks in the place of values.
func excerptJSONFault(text []byte) (jsonFault, bool) {
	plain := blankComments(text)
	fault, ok := findJSONFault(plain, true)
	if !ok || fault.ends {
		return fault, ok
	}
	// A comment or dots behind a comma are in the place of what follows it.
	end := fault.from
	for end < len(plain) && bytes.IndexByte([]byte(", \t\r\n"), plain[end]) >= 0 {
		end++
	}
	if !bytes.Equal(text[fault.from:end], plain[fault.from:end]) || valuePlace.Match(plain[fault.from:]) {
		return jsonFault{}, false
	}
	return fault, true
}

// blankComments puts spaces in the place of the comments of a text that is JSON
// otherwise. A # begins one only where a line does.
func blankComments(text []byte) []byte {
	out, quoted, begins := bytes.Clone(text), false, true
	endless := map[string]bool{} // no comment with that end ends from here on
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
	for i := 0; i < len(text); i++ {
		rest := text[i:]
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '\n':
			quoted, begins = false, true
			continue
		case quoted:
		case bytes.HasPrefix(rest, []byte("//")), text[i] == '#' && begins:
			end := bytes.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			blank(i, i+end)
			i += end - 1
		case bytes.HasPrefix(rest, []byte("/*")), bytes.HasPrefix(rest, []byte("<!--")):
			closing := "*/"
			if text[i] == '<' {
				closing = "-->"
			}
			if endless[closing] {
				continue
			}
			end := bytes.Index(rest, []byte(closing))
			if endless[closing] = end < 0; end >= 0 {
				blank(i, i+end+len(closing))
				i += end + len(closing) - 1
			}
		}
		begins = begins && (text[i] == ' ' || text[i] == '\t')
	}
	return out
}
