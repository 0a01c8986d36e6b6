package note

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// A Phrase is a use of one of the phrases that site.yaml refuses, in the prose of a
// note, its chooser or its front matter: neither in code nor in an address. Case does
// not count, and the words may be in several lines or partly emphasized.
type Phrase struct {
	Text string // as in site.yaml
	Span source.Span
}

// phrases are the phrases of site.yaml.
type phrases struct {
	texts []string
	root  *phraseNode
	hash  memo.Hash
}

// A phraseNode is where some phrases are, after their first words and marks: a text has
// one node for each place where they may have begun, however many phrases there are.
type phraseNode struct {
	next map[string]*phraseNode
	text string // of the phrase that ends here, or empty
}

func newPhrases(c Config) phrases {
	p := phrases{texts: slices.Sorted(maps.Keys(c.Phrases)), root: &phraseNode{}}
	for _, text := range p.texts {
		n := p.root
		for _, part := range parts(text) {
			if n.next == nil {
				n.next = map[string]*phraseNode{}
			}
			if n.next[part] == nil {
				n.next[part] = &phraseNode{}
			}
			n = n.next[part]
		}
		n.text = text
	}
	sum := memo.NewSum()
	sum.Text(p.texts...)
	p.hash = sum.Hash()
	return p
}

// parts splits a text into words in lower case and other marks, without white space.
func parts(text string) (parts []string) {
	for b := []byte(text); len(b) > 0; {
		size, blank := part(b)
		if !blank {
			parts = append(parts, string(bytes.ToLower(b[:size])))
		}
		b = b[size:]
	}
	return parts
}

// part returns the size of the word or the character that a text begins with, and
// whether that is white space. A word has letters, digits, and hyphens between them.
func part(text []byte) (size int, blank bool) {
	for size < len(text) {
		r, n := rune(text[size]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[size:])
		}
		inside := isWordByte(text[size]) || r == '-' && size > 0 ||
			r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
		if !inside && size == 0 {
			return n, unicode.IsSpace(r)
		}
		if !inside {
			break
		}
		size += n
	}
	for text[size-1] == '-' {
		size--
	}
	return size, false
}

// A phraseReader finds phrases in the prose of a note, which it is given piece by
// piece. A nil one finds none.
type phraseReader struct {
	phrases phrases
	begun   []begunPhrase
	found   []Phrase
}

// A begunPhrase is where the phrases are that began at an offset of the file.
type begunPhrase struct {
	at    *phraseNode
	start int
}

// end says that no phrase goes on in what follows.
func (r *phraseReader) end() {
	if r != nil {
		r.begun = r.begun[:0]
	}
}

// piece reads a piece of prose that is at an offset of the file.
func (r *phraseReader) piece(text []byte, offset int) {
	if r == nil || len(r.phrases.texts) == 0 {
		return
	}
	for len(text) > 0 {
		size, blank := part(text)
		word := text[:size]
		text, offset = text[size:], offset+size
		if blank {
			continue
		}
		if bytes.ContainsFunc(word, unicode.IsUpper) {
			word = bytes.ToLower(word)
		}
		r.begun = append(r.begun, begunPhrase{r.phrases.root, offset - size})
		going := r.begun[:0]
		for _, b := range r.begun {
			if b.at = b.at.next[string(word)]; b.at == nil {
				continue
			}
			if b.at.text != "" {
				r.found = append(r.found, Phrase{b.at.text, source.Span{Start: b.start, End: offset}})
			}
			going = append(going, b)
		}
		r.begun = going
	}
}

// metaProse are the keys of the front matter whose texts readers see.
var metaProse = []string{"title", "description", "nav", "retry", "client", "gloss", "change"}

// meta reads the front matter: a text goes on in the lines that are indented below its key.
func (r *phraseReader) meta(n *Note) {
	for _, key := range metaProse {
		start := n.Meta.At(key).Start
		if r == nil || start == 0 {
			continue
		}
		end := start
		for {
			end += 1 + bytes.IndexByte(n.File.Data[end:], '\n')
			if c := n.File.Data[end]; c != ' ' && c != '\n' {
				break
			}
		}
		r.piece(n.File.Data[start:end], start)
		r.end()
	}
}

// checkPhrases faults phrases that nothing could match, long ones, and those without better
// words.
func (c Config) checkPhrases(fault func(id, path, what, do string)) {
	for _, text := range slices.Sorted(maps.Keys(c.Phrases)) {
		switch at := "phrases." + text + ":"; {
		case len(parts(text)) == 0:
			fault("phrase-empty", at, "this phrase has no words", "write the phrase before the colon, and better words after it")
		case len(parts(text)) > maxPhrase:
			fault("too-many", at, fmt.Sprintf("this phrase has more than %d words and marks", maxPhrase), "shorten it")
		case c.Phrases[text] == "":
			fault("phrase-alone", at, fmt.Sprintf("the phrase %q is refused, and no better words are given", text), "write them after the colon")
		}
	}
}
