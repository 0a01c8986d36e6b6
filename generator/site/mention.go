package site

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// mentions are the pages that one page mentions, each with the first node of the text
// that does so; nil if only a message does.
type mentions struct {
	from  *Page
	pages []*Page
	nodes map[*Page]placed

	sentences map[*Page]string // as in Page.Sentences, by the mentioned page
}

// A placed node is a node with its offset in the file; it is nil in a message, and for
// a target of a chooser.
type placed struct {
	node ast.Node
	at   int
	file *source.File // of the note, or of its chooser
}

func (m *mentions) add(to *Page, p placed) {
	if to == nil || to == m.from {
		return
	}
	first, known := m.nodes[to]
	if !known {
		m.pages = append(m.pages, to)
	}
	if !known || p.node != nil && (first.node == nil || p.file == first.file && p.at < first.at) {
		m.nodes[to] = p
	}
}

// quote finds the sentences.
func (m *mentions) quote() {
	m.sentences = make(map[*Page]string, len(m.pages))
	for _, to := range m.pages {
		if m.nodes[to].node != nil {
			m.sentences[to] = m.sentence(to)
		}
	}
}

// sentence returns the sentence of the text that mentions a page, or "".
func (m *mentions) sentence(to *Page) string {
	node := m.nodes[to].node
	data := m.nodes[to].file.Data
	for block := node; block != nil; block = block.Parent() {
		switch block.Kind() {
		case ast.KindHeading:
			return ""
		case ast.KindParagraph, ast.KindTextBlock:
			return sentenceOf(block, node, data)
		case east.KindTableRow, east.KindTableHeader:
			return clip(plain(block, nil, data))
		}
	}
	return ""
}

// sentenceOf returns the sentence of a block that contains a node, as plain text.
func sentenceOf(block, node ast.Node, data []byte) string {
	at := -1
	text := plain(block, func(n ast.Node, written int) {
		if n == node {
			at = written
		}
	}, data)
	if at < 0 || words(block, data) < fewestWords {
		return ""
	}
	return clipAround(text, at)
}

// fewestWords, outside of links and code, tell a sentence from a list of names.
const fewestWords = 3

// words counts the words of a block outside of links and code.
func words(block ast.Node, data []byte) (count int) {
	ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link, *ast.CodeSpan, *note.Cite:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				count += len(bytes.FieldsFunc(n.Segment.Value(data), func(r rune) bool { return !unicode.IsLetter(r) }))
			}
		}
		return ast.WalkContinue, nil
	})
	return count
}

// plain returns the text of a node without markup, with single spaces for white space
// and dots between the cells of a table. It calls reached where the text of each node
// begins.
func plain(n ast.Node, reached func(n ast.Node, written int), data []byte) string {
	var b strings.Builder
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if c.Kind() == east.KindTableCell && b.Len() > 0 {
			b.WriteString(" · ")
		}
		if reached != nil {
			reached(c, b.Len())
		}
		switch t := c.(type) {
		case *ast.Text:
			text := t.Segment.Value(data)
			if t.Parent().Kind() != ast.KindCodeSpan {
				text = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(text)))
			}
			b.Write(text)
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(t.Value)
		}
		return ast.WalkContinue, nil
	})
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// longestSentence is how much of a sentence is kept, in characters.
const longestSentence = 150

// clipAround returns the sentence around an offset of the text, or of a long sentence
// the part around the offset.
func clipAround(text string, at int) string {
	start := 0
	for i := range text {
		if !ends(text, i) {
			continue
		}
		if i >= at {
			text = text[:i+1]
			break
		}
		start = i + 1
	}
	sentence := strings.TrimLeft(text[start:], " ")
	at = max(0, at-(len(text)-len(sentence)))
	before, more := sentence[:at], ""
	for utf8.RuneCountInString(before) > longestSentence/2 { // start at a later word
		i := strings.IndexByte(before, ' ')
		if i < 0 {
			break
		}
		before, more = before[i+1:], "… "
	}
	return more + clip(before+sentence[at:])
}

// ends reports whether a sentence ends with the byte at i: a full stop or the like,
// before a space and a letter that is not lower case.
func ends(text string, i int) bool {
	if !strings.ContainsRune(".!?:", rune(text[i])) || i+2 > len(text) {
		return false
	}
	if i >= 2 && text[i] == '.' && (text[i-2] == '.' || text[i-2] == ' ') { // e.g. this
		return false
	}
	next := strings.TrimLeft(text[i+1:], " ")
	r, _ := utf8.DecodeRuneInString(next)
	return len(next) < len(text)-i-1 && (unicode.IsUpper(r) || r == '"' || unicode.IsDigit(r) && text[i] != ':')
}

// clip cuts a text that is too long, between two words.
func clip(text string) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) <= longestSentence {
		return text
	}
	end := 0
	for n, i := 0, 0; i < len(text) && n < longestSentence; n++ {
		if text[i] == ' ' {
			end = i
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return strings.TrimRight(text[:end], " ,;:") + " …"
}
