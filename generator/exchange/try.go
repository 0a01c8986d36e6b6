package exchange

import (
	"fmt"
	"regexp"
	"strings"

	"wirebook/generator/note"
)

// triesApart separates the changes of try=.
const triesApart = "|"

// A change of a request: a field to leave out, to add or to replace, or another method,
// target or both.
var oneChange = regexp.MustCompile("^(-[!#$%&'*+.^_`|~0-9A-Za-z-]+|[!#$%&'*+.^_`|~0-9A-Za-z-]+: .*|/\\S*|[A-Z-]+( /\\S*)?)$")

// setTries reads the changes of try=.
func (s *settings) setTries(w note.Word, fault faulter) {
	for text := range strings.SplitSeq(w.Value, triesApart) {
		text = strings.TrimSpace(text)
		if !oneChange.MatchString(text) {
			fault(w.ValueSpan, "try-change", fmt.Sprintf("%q is not a change of a request", text),
				"write -Name to leave a field out, Name: value to set it, or another method, target or both: DELETE /books/2; separate changes with |")
			continue
		}
		s.Tries = append(s.Tries, text)
	}
}
