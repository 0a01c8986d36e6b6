package note

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// headingIDs generates the same ids for headings as code hosts do, so that a link to
// a heading works there too: letters and digits of any script in lower case, hyphens
// for spaces, and a number if the id is taken.
type headingIDs map[string]int // id → the numbers already tried after it

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
	for taken(ids, unique) {
		ids[id]++
		unique = id + "-" + strconv.Itoa(ids[id])
	}
	ids[unique] = 0
	return []byte(unique)
}

// nameRows gives ids to the rows of tables, after those of the headings.
func (n *Note) nameRows(ids parser.IDs) {
	ast.Walk(n.Doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if row, ok := node.(*east.TableRow); ok && entering {
			if text := n.plain(row.FirstChild()); text != "" {
				id := ids.Generate([]byte(text), row.Kind())
				row.SetAttributeString("id", id)
				n.Rows = append(n.Rows, Row{string(id), text})
			}
		}
		return ast.WalkContinue, nil
	})
}

func taken(ids headingIDs, id string) bool {
	_, is := ids[id]
	return is
}

// Put implements parser.IDs: it records an id that the author has chosen.
func (ids headingIDs) Put(value []byte) {
	if !taken(ids, string(value)) {
		ids[string(value)] = 0
	}
}
