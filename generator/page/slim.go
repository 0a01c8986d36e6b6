package page

import (
	"bytes"
)

// slim takes out of a script what is for those who read layouts/ alone: lines
// that are comments, those of JSDoc included, empty lines, and indentation. Text
// that goes on over several lines, in a template or behind a backslash, could look
// like these: a script that may hold some stays as it is.
func slim(script []byte) []byte {
	if bytes.ContainsRune(script, '`') || bytes.Contains(script, []byte("\\\n")) || bytes.Contains(script, []byte("/*\n")) {
		return script
	}
	out := make([]byte, 0, len(script))
	inside := false // a comment of JSDoc
	for line := range bytes.Lines(script) {
		line = bytes.TrimLeft(line, " \t\n")
		if inside || bytes.HasPrefix(line, []byte("/**")) {
			_, after, ended := bytes.Cut(line, []byte("*/"))
			inside = !ended
			line = bytes.TrimLeft(after, " \t\n")
		}
		if len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
			out = append(out, line...)
		}
	}
	return out
}
