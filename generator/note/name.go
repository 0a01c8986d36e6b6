package note

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/text/unicode/norm"

	"wirebook/generator/source"
)

// Limits of the paths in content/. Some systems allow 260 characters, including the
// folder of the tree.
const (
	maxPath  = 240 // bytes
	maxDepth = 20  // names in a path
)

// devices are names that Windows reserves, with any extension.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

// superscripts are digits to Windows.
var superscripts = strings.NewReplacer("¹", "1", "²", "2", "³", "3")

// badName says why a name is not valid on every system, or not in an address. It
// returns "" for a valid name.
func badName(name string) string {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	port := superscripts.Replace(stem)
	port = strings.TrimPrefix(strings.TrimPrefix(port, "com"), "lpt")
	switch {
	case !utf8.ValidString(name):
		return "it is not UTF-8"
	case devices[stem], port != stem && len(port) == 1 && port[0] >= '0' && port[0] <= '9':
		return fmt.Sprintf("Windows has a device called %s", stem)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "it ends with a dot or a space, which Windows removes"
	}
	for _, r := range name {
		switch {
		case strings.ContainsRune(`<>:"|?*\`, r):
			return fmt.Sprintf("Windows does not allow %c in names", r)
		case r == '#' || r == '%':
			return fmt.Sprintf("%c has a special meaning in an address", r)
		case unicode.IsControl(r):
			return fmt.Sprintf("it contains the control character U+%04X", r)
		case unicode.Is(unicode.Bidi_Control, r):
			return fmt.Sprintf("it contains U+%04X, which changes the order in which it is displayed", r)
		}
	}
	return ""
}

// sameNames maps a folded path to the first path that some system considers the same.
type sameNames map[string]string

// check returns the faults of a path in content/, and whether to walk the folder
// below it.
func (n sameNames) check(name string) (faults []source.Fault, below bool) {
	shown := source.Visible(name)
	if depth := strings.Count(name, "/") + 1; len(name) > maxPath || depth > maxDepth {
		what := fmt.Sprintf("the path has %d bytes and %d names; at most %d bytes and %d names are allowed", len(name), depth, maxPath, maxDepth)
		return []source.Fault{place(shown, "long-path", what, "use shorter names, or fewer folders")}, false
	}
	if what := badName(path.Base(name)); what != "" {
		faults = append(faults, place(shown, "bad-name", "not every system supports this name: "+what, "rename it; letters, digits, hyphens and dots are safe"))
	}
	same := fold(name)
	switch other, taken := n[same]; {
	case !taken:
		n[same] = name
	case path.Dir(other) == path.Dir(name): // otherwise the folders have the fault
		what := fmt.Sprintf("some systems consider this name and %s the same", source.Visible(path.Base(other)))
		faults = append(faults, place(shown, "same-name", what, "rename one of them so that they differ in more than case or Unicode normal form"))
	}
	return faults, true
}

// fold returns the same text for names that some system considers the same: they
// differ in case, or in the Unicode normal form.
func fold(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(name)
	}
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(name))))
}

// bidi are the characters that change the order in which text is displayed, so that a
// reader can see something else than a program.
const bidi = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// bidiControls faults them in the text of a span, except in code, whose spans are
// given in order.
func bidiControls(file *source.File, in source.Span, code []source.Span) (faults []source.Fault) {
	for at := in.Start; at < in.End; {
		i := bytes.IndexAny(file.Data[at:in.End], bidi)
		if i < 0 {
			break
		}
		at += i
		r, size := utf8.DecodeRune(file.Data[at:])
		for len(code) > 0 && code[0].End <= at {
			code = code[1:]
		}
		if len(code) == 0 || at < code[0].Start {
			faults = append(faults, source.Fault{File: file, Span: source.Span{Start: at, End: at + size}, ID: "bidi-control",
				What: fmt.Sprintf("U+%04X changes the order in which text is displayed", r), Do: "remove it; if the text is about it, write it in code"})
		}
		at += size
	}
	return faults
}

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
				n.Rows = append(n.Rows, Row{string(id), text, n.restOfLine(row)})
			}
		}
		return ast.WalkContinue, nil
	})
}

// restOfLine is the span from the first text under a node to the end of its line.
func (n *Note) restOfLine(node ast.Node) (span source.Span) {
	ast.Walk(node, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := c.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		span.Start, span.End = t.Segment.Start, len(n.File.Data)
		if i := bytes.IndexByte(n.File.Data[span.Start:], '\n'); i >= 0 {
			span.End = span.Start + i
		}
		return ast.WalkStop, nil
	})
	return span
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
