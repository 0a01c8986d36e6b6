// Package note reads content/: site.yaml and the notes. Read takes the folder and
// returns a Tree with every Note, and the faults.
//
// A note is a Markdown file with a front matter in YAML:
//
//	---
//	title: 404 Not Found
//	description: There is nothing at this address.
//	---
//
//	A `404` may be cached (RFC 9110 section 15.5.5). For what is
//	gone for good, see [410](410.md).
//
// The Note has the keys of the front matter (Meta), the Markdown tree (Doc), and
// lists of what other packages need: headings, links, code spans, citations and
// fences, each with its offset in the file. Package exchange parses the HTTP in the
// fences; package site resolves the links.
//
// Some notes have more: a Quiz asks the reader, a Chooser leads them to a code by
// questions, a Glossary explains terms. ParseAlone reads a file that is not part of a
// site, such as a README.
package note

import (
	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// A Note is one Markdown file under content/.
type Note struct {
	File      *source.File
	Path      string // in content/: status/404.md
	Meta      Meta
	Head      source.Span   // the front matter
	Doc       *ast.Document // offsets of its segments are offsets in File; nil in a Tree
	Headings  []Heading
	Rows      []Row // of its tables, if the front matter says `rows: true`
	Links     []Link
	CodeSpans []CodeSpan
	Citations []Citation
	Phrases   []Phrase
	Fences    []*Fence // of the top level, in order

	Chooser *Chooser // the walk of questions that the front matter names, or nil

	body  int // offset of the Markdown
	prose *phraseReader

	Alone bool // it is not part of a site: ParseAlone read it
}

// Meta is the front matter.
type Meta struct {
	Title       string   `yaml:"title"`
	Description string   `yaml:"description" was:"summary"`
	Nav         string   `yaml:"nav" was:"linkTitle sidebar_label"` // label in the navigation; empty: the title
	Lang        string   `yaml:"lang"`                              // BCP 47; empty: that of the folder, or of the site. That of an index.md is also the one of its folder
	Order       int      `yaml:"order" was:"weight nav_order"`      // place within the folder; 0: by path, before those that have one
	Field       string   `yaml:"field"`                             // the field that the note explains
	Parts       []string `yaml:"parts"`                             // the parts of a message that it explains
	Retry       string   `yaml:"retry"`                             // status pages: can a retry help?
	Client      string   `yaml:"client"`
	Gloss       string   `yaml:"gloss"`   // pages of a field: what the field says, in a few words beside examples
	Chooser     string   `yaml:"chooser"` // the file of a walk of questions, relative to the folder of the note

	// Glossary makes the note a glossary. It maps terms to their other forms.
	Glossary map[string][]string `yaml:"glossary"`
	// Search are phrases that readers search for but the note does not contain: plain
	// words, other names. The search finds the note by them.
	Search []string `yaml:"search"`
	// Places are such phrases that lead to a heading or a row, by its id.
	Places  map[string][]string `yaml:"places"`
	Draft   bool                `yaml:"draft"`                           // it is in the site of serve, and of build only where that is asked for
	Was     []string            `yaml:"was" was:"aliases redirect_from"` // addresses that the page had before, such as /lessons/old.html
	Changed string              `yaml:"changed"`                         // date of the last change for the feed, such as 2026-11-22
	Change  string              `yaml:"change"`                          // what changed, in a sentence
	List    string              `yaml:"list"`                            // what the page lists below its text: one of Lists
	Teaches []string            `yaml:"teaches"`                         // lessons: the terms, codes and fields that it explains
	Needs   []string            `yaml:"needs"`                           // lessons: those of earlier lessons that it relies on
	Rows    bool                `yaml:"rows"`                            // the rows of its tables have addresses, and the search leads to them

	// Withhold keeps the solutions of the tasks of the note out of the site.
	Withhold bool `yaml:"withhold"`

	// Exceptions exempt this note from the completeness of the site.
	Exceptions map[string]string `yaml:"exceptions"`

	at places
}

// A Heading is a heading of the note, with its id on the page.
type Heading struct {
	Node  *ast.Heading // nil in a Tree
	Level int
	ID    string
	Text  string
	Pos   int         // where its line begins
	Span  source.Span // of its text
}

// A Row is a row of a table that has an address on the page: an id made from the text
// of its first cell, as that of a heading is.
type Row struct {
	ID   string
	Text string      // of the first cell
	Span source.Span // from its first text to the end of the line
}

// A Link is a link or an image. Node is an *ast.Link, an *ast.AutoLink or an
// *ast.Image; it is nil in a Tree.
type Link struct {
	Node        ast.Node
	Image       bool
	Destination string
	Sentence    string      // around it, where it may lead to a note; or empty
	Span        source.Span // of the destination, if it follows the text
}

// A CodeSpan is text between backticks.
type CodeSpan struct {
	Node     *ast.CodeSpan // nil in a Tree
	Sentence string        // around it, where it may name a code or a field; or empty
	In       int           // the link whose text contains it: its index in Links plus 1, or 0
	Text     string
	Span     source.Span
}

// A Citation names an RFC and perhaps a section of it. Inside a link, which cannot
// contain a second one, it is only text.
type Citation struct {
	Node    *Cite // nil inside a link, and in a Tree
	Linked  bool  // it is no text inside a link
	RFC     string
	Section string // empty: the whole document
	Span    source.Span
}

// A Fence is a fenced code block at the top level of a note.
type Fence struct {
	Node   *ast.FencedCodeBlock // nil in a Tree
	Marker source.Span          // the opening run of backticks or tildes
	Info   source.Span
	Lang   string // the first word of the info string
	Words  []Word // of a message fence: all but the language and http
	Body   source.Span
	Close  source.Span // the closing line

	// Message says that the fence holds HTTP or the bytes of a conversation.
	Message bool
	// Faults are about the fence itself: its content cannot be read. Read does not
	// return those of a message fence, because they belong to its exchange.
	Faults []source.Fault

	Quiz *Quiz // the question of a fence of the language quiz; without its text in a Tree
}

// A Word is one word of an info string: a flag, or a key with a value.
type Word struct {
	Key, Value string
	HasValue   bool
	Span       source.Span // the whole word
	ValueSpan  source.Span // the value, without quotes

	open bool // the closing quote is missing
}

// Word returns the word with that key, if there is one.
func (f *Fence) Word(key string) (Word, bool) {
	for _, w := range f.Words {
		if w.Key == key {
			return w, true
		}
	}
	return Word{}, false
}
