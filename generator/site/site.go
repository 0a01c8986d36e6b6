// Package site makes a site from notes. Link takes the proof and the registry, and
// gives each note its Page: its address, its section, its neighbours in reading order.
// It then finds the page behind each link, code span, citation and field name, and
// inverts them: a page knows which pages mention it (backlinks).
//
//	content/status/404.md   [gone](410.md), `ETag`
//	status/404.html         a link to status/410.html and one to fields/etag.html
//	status/410.html         mentioned by status/404.html
//
// A reference without a target is a fault, and so is anything that the site promises
// (complete: in site.yaml) and lacks. A Site without faults has no dead link.
package site

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A Site is the linked notes.
type Site struct {
	Config   Config
	Registry *registry.Registry
	Today    time.Time // of the build

	ConfigFile *source.File   // site.yaml, or nil
	Frames     []*source.File // the files of head: and foot:
	Sections   []*Section
	Pages      []*Page   // in reading order; the first is the home page, if there is one
	Copies     []Copy    // files of content/ that are copied unchanged
	Sources    []*Source // files of the built-in origin, each shown on a page
	Moves      []Move    // other addresses of the pages
	Glossary   *Page     // the note that explains terms, or nil

	codes   map[int]*Page
	fields  map[string]*Page
	classes map[int]*Page
	parts   map[string]*Page
	lists   map[string]*Page // by what they list
	seen    *seen
	terms   *note.Glossary

	answers answers
}

// Config is the part of site.yaml about the site as a whole.
type Config = note.Config

// A Section is a folder of content/ that appears in the navigation.
type Section struct {
	Title   string
	Folder  string
	Lessons bool    // its pages are read in order, and their questions counted
	Index   *Page   // folder/index.md, or nil
	Pages   []*Page // in order, the index first

	// Groups are those of a section whose index says `rows: true`, in the order of the
	// rows; none of another. A page is in the first group that leads to it. The index
	// itself is in none.
	Groups []Group
	// Nested are the parts of a section that has folders and no Groups.
	Nested []Nested
}

// A Nested is a part of a section in the navigation: the notes of one of its folders, or
// notes that are in none.
type Nested struct {
	Folder string  // in content/: lessons/week1; empty for the notes of the section itself
	Label  string  // of the index of the folder, or else the name of the folder
	Index  *Page   // of the folder, or nil
	Pages  []*Page // in order, without the index; also those of folders further down
}

// A Page is a note with its place in the site.
type Page struct {
	Note      *note.Note
	Proof     *proof.Note // the results of its exchanges
	URL       string      // from the root of the site: status/404.html
	Title     string
	Nav       string // the label in the navigation
	Lang      string // of the note; BCP 47
	Section   *Section
	Prev      *Page // in reading order
	Next      *Page
	Backlinks []Backlink // the pages that mention this one, in reading order

	Compares []*Page // of a choice: the pages of the codes and fields in its title
	Choices  []*Page // the choices that compare this page

	Status *registry.Status // of a status page
	Class  *registry.Class  // of the page of a class
	Field  *registry.Field  // of a page that explains a field

	// Targets are those of the note, Chooser those of the walk that it names.
	Targets, Chooser Targets

	// Terms are the glossary terms that the text of the page marks, in text order.
	Terms []Term

	kept      *kept
	number    int // in the order of paths
	face      *face
	leads     memo.Hash       // of Targets and Chooser
	mentioned memo.Hash       // of Backlinks
	ids       map[string]bool // of its headings and rows
}

// A Backlink is a page that mentions another.
type Backlink struct {
	From *Page
	// Told says that its text does so, and not only a message. Sentence is the one that
	// does, as plain text of at most about 150 characters; empty if it only names the page.
	Told     bool
	Sentence string
}

// Mention returns how another page mentions this one, if it does.
func (p *Page) Mention(from *Page) (b Backlink, ok bool) {
	i := slices.IndexFunc(p.Backlinks, func(b Backlink) bool { return b.From == from })
	if i < 0 {
		return b, false
	}
	return p.Backlinks[i], true
}

// IsIndex reports whether a page is the index of its folder.
func (p *Page) IsIndex() bool { return path.Base(p.Note.Path) == "index.md" }

// Targets are the addresses of the links with images, code spans and citations of a
// text, relative to the page, by their index in its lists. One without a target is not a
// link.
type Targets struct{ Links, CodeSpans, Citations []string }

func newTargets(n *note.Note) Targets {
	return Targets{make([]string, len(n.Links)), make([]string, len(n.CodeSpans)), make([]string, len(n.Citations))}
}

// PlainText is the target of a link whose page site.yaml switches off: its text stays, and
// it is no link.
const PlainText = "plain:"

// OfNodes returns the targets by the nodes of the text, opened.
func (t Targets) OfNodes(opened *note.Note) map[ast.Node]string {
	out := make(map[ast.Node]string, len(t.Links)+len(t.CodeSpans)+len(t.Citations))
	for i, target := range t.Links {
		if target != "" {
			out[opened.Links[i].Node] = target
		}
	}
	for i, target := range t.CodeSpans {
		if target != "" {
			out[opened.CodeSpans[i].Node] = target
		}
	}
	for i, target := range t.Citations {
		if target != "" {
			out[opened.Citations[i].Node] = target
		}
	}
	return out
}

// A Term is a term of the glossary that a page uses.
type Term struct {
	*note.Term
	Target string // the address of the term, relative to the page
}

// A Copy is a file that becomes part of the site unchanged.
type Copy struct {
	URL  string
	Data []byte
}

// A Source is a file of the built-in origin.
type Source struct {
	File *source.File // content/origin/books.go
	Path string       // origin/books.go, as in exchange.Handler.File
	URL  string       // origin/books.go.html
}

// Code returns the page of a status code, or nil.
func (s *Site) Code(code int) *Page { return s.codes[code] }

// Class returns the page of a class of status codes, by its digit, or nil.
func (s *Site) Class(digit int) *Page { return s.classes[digit] }

// Part returns the page that explains a part of a message, one of wire.PartNames, or
// nil.
func (s *Site) Part(name string) *Page { return s.parts[name] }

// Field returns the page that explains a field, or nil. Case does not matter.
func (s *Site) Field(name string) *Page {
	if p, ok := s.fields[name]; ok {
		return p
	}
	return s.fields[strings.ToLower(name)]
}

// Relative returns the address of to as the page from writes it; both are relative to
// the root of the site.
func Relative(from, to string) string {
	fragment := ""
	if i := strings.IndexByte(to, '#'); i >= 0 {
		to, fragment = to[:i], to[i:]
	}
	if to == from && fragment != "" {
		return fragment
	}
	var dirs []string
	if dir := path.Dir(from); dir != "." {
		dirs = strings.Split(dir, "/")
	}
	parts := strings.Split(to, "/")
	for len(dirs) > 0 && len(parts) > 1 && dirs[0] == parts[0] {
		dirs, parts = dirs[1:], parts[1:]
	}
	back := strings.Repeat("../", len(dirs))
	if back == "" && strings.Contains(parts[0], ":") {
		back = "./" // otherwise it would be read as a scheme (RFC 3986 section 4.2)
	}
	return back + strings.Join(parts, "/") + fragment
}
