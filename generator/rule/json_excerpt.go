package rule

import (
	"bytes"
	"regexp"
)

// valuePlace is a placeholder for a JSON value: <id>, {id}, $ID, (text).
var valuePlace = regexp.MustCompile(`^(?:<[^>\n"]+>|[\[{(] ?(?:\.\.\.|…)|\{\{|\{%|\{[\w. |-]+\}|[$%(@*]|\[[A-Za-z][^\]"]*\]|[A-Z][A-Z_]{2,}\b|[a-z]+ ?\|)`)

// excerptJSONFault is findJSONFault for a document, which may have comments between
// members, and placeholders for values.
func excerptJSONFault(text []byte) (jsonFault, bool) {
	plain := blankComments(text)
	fault, ok := findJSONFault(plain, true)
	if !ok || fault.ends {
		return fault, ok
	}
	// A comment or dots after a comma replace what follows it.
	end := fault.from
	for end < len(plain) && bytes.IndexByte([]byte(", \t\r\n"), plain[end]) >= 0 {
		end++
	}
	if !bytes.Equal(text[fault.from:end], plain[fault.from:end]) || valuePlace.Match(plain[fault.from:]) {
		return jsonFault{}, false
	}
	return fault, true
}

// blankComments replaces the comments in a text that is otherwise JSON by spaces. A #
// begins one only at the beginning of a line.
func blankComments(text []byte) []byte {
	out, quoted, begins := bytes.Clone(text), false, true
	endless := map[string]bool{} // no comment with that end mark ends after this point
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
