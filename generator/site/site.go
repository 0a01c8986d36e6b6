// Package site makes a site of notes. Link takes the proof and the registry, and
// gives each note its Page: its address, its section, its neighbours in reading
// order. It then finds the page behind each link, code span, citation and field
// name, and turns them round: a page knows those that mention it (backlinks).
//
//	content/status/404.md   [gone](410.md), `ETag`
//	status/404.html         a link to status/410.html and one to fields/etag.html
//	status/410.html         mentioned by status/404.html
//
// What leads nowhere is a fault, and so is what a site promises and lacks
// (complete: in site.yaml). In a Site without faults no link is dead.
package site

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A Site is the linked notes.
type Site struct {
	Config   Config
	Registry *registry.Registry
	Sections []*Section
	Pages    []*Page   // in reading order; the first is the home page, where there is one
	Copies   []Copy    // files of content/ that are copied as they are
	Sources  []*Source // files of the built-in origin, each shown on a page
	Glossary *Page     // the note that explains terms, or nil

	codes   map[int]*Page
	fields  map[string]*Page
	classes map[int]*Page
	parts   map[string]*Page
	lists   map[string]*Page // by what they list
	seen    *seen
}

// Config is what site.yaml says of the site as a whole.
type Config = note.Config

// A Section is a folder of content/ that stands in the navigation.
type Section struct {
	Title   string
	Folder  string
	Lessons bool    // its pages are read in order, and their questions counted
	Index   *Page   // folder/index.md, or nil
	Pages   []*Page // in order, the index first
}

// A Page is a note in its place.
type Page struct {
	Note      *note.Note
	Proof     *proof.Note // what came of its exchanges
	URL       string      // from the root of the site: status/404.html
	Title     string
	Nav       string // the label in the navigation
	Section   *Section
	Prev      *Page // in reading order
	Next      *Page
	Backlinks []*Page // the pages that mention this one, in reading order
	// Sentences are those of the backlinks whose text mentions this page, each as
	// plain text of at most about 150 characters; empty where the text only names
	// it. Of a backlink that mentions it in messages alone there is none.
	Sentences map[*Page]string

	Compares []*Page // of a choice: the pages of the codes and fields in its title
	Choices  []*Page // the choices that compare this page

	Status *registry.Status // of a status page
	Class  *registry.Class  // of the page of a class
	Field  *registry.Field  // of a page that explains a field

	// Targets are the addresses of the links, images, code spans and citations
	// of the note, relative to this page. A code span without one is no link.
	Targets map[ast.Node]string

	// Terms are those of the glossary that the text of the page marks, in its
	// order. Their uses are nodes of its tree, with a target each.
	Terms []*note.Term

	ids map[string]bool // of its headings
}

// A Copy is a file that becomes part of the site as it is.
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

// Code is the page of a status code, or nil.
func (s *Site) Code(code int) *Page { return s.codes[code] }

// Class is the page of a class of status codes, by its digit, or nil.
func (s *Site) Class(digit int) *Page { return s.classes[digit] }

// Part is the page that explains a part of a message, one of wire.PartNames, or
// nil.
func (s *Site) Part(name string) *Page { return s.parts[name] }

// Field is the page that explains a field, in any case of its name, or nil.
func (s *Site) Field(name string) *Page {
	if p, ok := s.fields[name]; ok {
		return p
	}
	return s.fields[strings.ToLower(name)]
}

// Relative is the address of to as it is written on the page from, both from
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
		back = "./" // or else it would be a scheme (RFC 3986 section 4.2)
	}
	return back + strings.Join(parts, "/") + fragment
}
