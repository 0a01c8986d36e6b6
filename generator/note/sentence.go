package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// A quoter finds the sentences that contain nodes of a tree. It reads each block once.
type quoter struct {
	data   []byte
	blocks map[ast.Node]*quoted
}

// quoted is a block as plain text, and where the text of each node begins in it.
type quoted struct {
	text string
	at   map[ast.Node]int
	list bool // a list of names, not a sentence
}

// sentence returns the sentence of the text around a node, as plain text of at most about
// 150 characters: of a table the row. It is empty in a heading and in a list of names.
func (q *quoter) sentence(node ast.Node) string {
	for block := node; block != nil; block = block.Parent() {
		switch block.Kind() {
		case ast.KindHeading:
			return ""
		case ast.KindParagraph, ast.KindTextBlock:
			b := q.read(block)
			if at, ok := b.at[node]; ok && !b.list {
				return clipAround(b.text, at)
			}
			return ""
		case east.KindTableRow, east.KindTableHeader:
			return clip(q.read(block).text)
		}
	}
	return ""
}

func (q *quoter) read(block ast.Node) *quoted {
	b := q.blocks[block]
	if b == nil {
		b = &quoted{at: map[ast.Node]int{}}
		b.text = plainLine(block, func(n ast.Node, written int) {
			switch n.Kind() {
			case ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindCodeSpan:
				b.at[n] = written
			}
		}, q.data)
		b.list = wordsBeside(block, q.data) < fewestWords
		q.blocks[block] = b
	}
	return b
}

// quote gives each link to a note, and each code span that may name a code or a field,
// its sentence: no other is mentioned on a page.
func (n *Note) quote(links []Link, spans []CodeSpan) {
	q := &quoter{n.File.Data, map[ast.Node]*quoted{}}
	for i, l := range links {
		if at := strings.IndexAny(l.Destination, ":/?#"); at < 0 || l.Destination[at] != ':' { // no scheme
			links[i].Sentence = q.sentence(l.Node)
		}
	}
	for i, s := range spans {
		if s.In == 0 && nameLike(s.Text) {
			spans[i].Sentence = q.sentence(s.Node)
		}
	}
}

// nameLike reports whether a text may be a status code, with or without its phrase, or
// the name of a field (RFC 9110 section 5.1).
func nameLike(text string) bool {
	if text != "" && '1' <= text[0] && text[0] <= '5' {
		return true
	}
	return strings.IndexFunc(text, func(r rune) bool {
		return r >= utf8.RuneSelf || !isWordByte(byte(r)) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	}) < 0
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// fewestWords, outside of links and code, tell a sentence from a list of names.
const fewestWords = 3

// wordsBeside counts the words of a block outside of links and code.
func wordsBeside(block ast.Node, data []byte) (count int) {
	ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link, *ast.CodeSpan, *Cite:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				inside := false
				for _, r := range string(n.Segment.Value(data)) {
					letter := unicode.IsLetter(r)
					if letter && !inside {
						count++
					}
					inside = letter
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return count
}

// plainLine returns the text of a node without markup, with single spaces for white space
// and dots between the cells of a table. It calls reached where the text of each node
// begins.
func plainLine(n ast.Node, reached func(n ast.Node, written int), data []byte) string {
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

// sentenceEnds are the characters that may end a sentence.
const sentenceEnds = ".!?:"

// clipAround returns the sentence around an offset of the text, or of a long sentence
// the part around the offset.
func clipAround(text string, at int) string {
	start := 0
	for i := 0; ; i++ {
		next := strings.IndexAny(text[i:], sentenceEnds)
		if next < 0 {
			break
		}
		if i += next; !ends(text, i) {
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
	if !strings.ContainsRune(sentenceEnds, rune(text[i])) || i+2 > len(text) {
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
