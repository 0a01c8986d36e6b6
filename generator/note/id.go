package note

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// headingIDs gives headings the ids that code hosts give them, so that a link to
// a heading works there too: letters and digits of any script in lower case,
// hyphens for spaces, and a number where the id is taken.
type headingIDs map[string]bool

// Generate implements parser.IDs.
func (ids headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	id := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, strings.TrimSpace(string(value)))
	if id == "" {
		id = "heading"
	}
	unique := id
	for n := 1; ids[unique]; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	ids[unique] = true
	return []byte(unique)
}

// Put implements parser.IDs: it takes an id that the author has chosen.
func (ids headingIDs) Put(value []byte) { ids[string(value)] = true }
