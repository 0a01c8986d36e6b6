package site

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// Link makes the site of proven notes: it sorts them, finds the page behind each link,
// code span and citation, and inverts the links. A link, a fragment or a citation with
// no target is a fault.
func Link(proven *proof.Proof, r *registry.Registry) (*Site, []source.Fault) {
	return Memory{}.Link(proven, r)
}

// Link is the function Link, but for what the memory knows.
func (m Memory) Link(proven *proof.Proof, r *registry.Registry) (*Site, []source.Fault) {
	m.notes.Turn()
	s := &Site{
		Config: proven.Tree.Config, Registry: r, Today: proven.Tree.Today,
		codes: map[int]*Page{}, fields: map[string]*Page{}, classes: map[int]*Page{}, parts: map[string]*Page{}, lists: map[string]*Page{},
	}
	s.ConfigFile, s.Frames = proven.Tree.ConfigFile, proven.Tree.Frames
	l := &linker{drafts: proven.Tree.Drafts, site: s, memory: m, config: proven.Tree.ConfigFile, byPath: make(map[string]*Page, len(proven.Notes)), copies: map[string]bool{}}
	for _, c := range proven.Tree.Copies {
		s.Copies = append(s.Copies, Copy{URL: c.Path, Data: c.Data})
		l.copies[c.Path] = true
	}
	for _, p := range proven.Tree.Unread {
		l.copies[p] = true // so that links to it are no further faults
	}
	for _, f := range proven.Tree.Origin {
		p := strings.TrimPrefix(f.Name, note.Folder+"/")
		s.Sources = append(s.Sources, &Source{File: f, Path: p, URL: p + ".html"})
	}
	var faults []source.Fault
	for _, n := range proven.Notes {
		if off := map[string]bool{"data": !s.Config.Pages.Data, "map": !s.Config.Pages.Map}; off[n.Published.Meta.List] {
			l.off = append(l.off, n.Published.Path)
			continue
		}
		faults = append(faults, l.add(n)...)
	}
	faults = append(faults, l.sections(proven.Tree)...)
	l.languages()
	faults = append(faults, l.everyday()...)
	faults = append(faults, l.teaching()...)
	faults = append(faults, l.moves()...)
	faults = append(faults, l.links()...)
	for _, section := range s.Sections {
		if section.Groups = section.groups(); section.Groups == nil {
			section.Nested = section.nested()
		}
	}
	faults = append(faults, l.terms()...)
	for _, p := range s.Pages {
		p.face = p.kept.faceOf(p)
	}
	return s, faults
}

type linker struct {
	memory Memory
	drafts []string // paths of notes that are not in the site
	off    []string // likewise, because of pages: in site.yaml; links to them are plain text
	site   *Site
	config *source.File // site.yaml
	pages  []*Page
	byPath map[string]*Page
	copies map[string]bool // the paths that may have any fragment
}

var statusPath = regexp.MustCompile(`^status/(?:([1-5][0-9][0-9])|([1-5])xx)\.md$`)

// add makes the page of a note.
func (l *linker) add(p *proof.Note) (faults []source.Fault) {
	n := p.Published
	k := l.memory.note(n)
	page := &Page{kept: k, number: len(l.pages), ids: k.ids, Note: n, Proof: p, Title: n.Meta.Title, Nav: cmp.Or(n.Meta.Nav, n.Meta.Title), URL: k.url}
	fault := func(key, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: n.Meta.At(key), ID: id, What: what, Do: do})
	}
	for id := range n.Meta.Places {
		if !page.ids[id] {
			fault(note.PlaceKey(id), "no-place", fmt.Sprintf("the note has no heading or row #%s for these phrases", id), "write the id of one of them")
		}
	}
	if l.copies[page.URL] {
		fault("title", "same-address", fmt.Sprintf("content/%s is copied to the address of this note, %s", page.URL, page.URL), "rename one of them")
	}
	if page.URL == "404.html" {
		fault("title", "same-address", "404.html is the page for addresses that do not exist", "rename the note")
	}
	faults = append(faults, l.list(page)...)
	l.pages = append(l.pages, page)
	l.byPath[n.Path] = page
	var m []string
	if strings.HasPrefix(n.Path, "status/") { // a regular expression takes long
		m = statusPath.FindStringSubmatch(n.Path)
	}
	if m != nil && m[1] != "" {
		code, _ := strconv.Atoi(m[1])
		if status, ok := l.site.Registry.Status(code); ok {
			page.Status = &status
			l.site.codes[code] = page
			if want := m[1] + " " + status.Phrase; n.Meta.Title != want && status.Phrase != "(Unused)" {
				fault("title", "status-title", fmt.Sprintf("the registry calls this code %q", want), "write title: "+want)
			}
		} else {
			fault("title", "unknown-status", fmt.Sprintf("%d is not a registered status code", code), "move the note out of content/status")
		}
	} else if m != nil {
		class, _ := l.site.Registry.Class(int(m[2][0] - '0'))
		page.Class = &class
		l.site.classes[class.Digit] = page
	}
	for i, part := range n.Meta.Parts {
		key := "parts." + strconv.Itoa(i)
		if !slices.Contains(wire.PartNames, part) {
			fault(key, "unknown-part", fmt.Sprintf("a message has no part %q", part), "the parts are: "+strings.Join(wire.PartNames, ", "))
		} else if other := l.site.parts[part]; other != nil {
			fault(key, "two-part-notes", fmt.Sprintf("content/%s explains the part %s already", other.Note.Path, part), "keep it in one of them")
		} else {
			l.site.parts[part] = page
		}
	}
	if n.Meta.Field != "" {
		field, ok := l.site.Registry.Field(n.Meta.Field)
		if !ok {
			do := "write a name of the field registry, in its case"
			if near, found := l.site.Registry.FieldFold(n.Meta.Field); found {
				do = "write field: " + near.Name
			}
			fault("field", "unknown-field", fmt.Sprintf("%q is not a registered field name", n.Meta.Field), do)
			return faults
		}
		if other := l.site.Field(field.Name); other != nil {
			fault("field", "two-field-notes", fmt.Sprintf("content/%s explains the field %s already", other.Note.Path, field.Name), "leave field: to one of them")
		}
		page.Field = &field
		l.site.fields[field.Name] = page
		l.site.fields[strings.ToLower(field.Name)] = page
	}
	return faults
}

// sections puts the pages in reading order: the home page, the sections in the order of
// site.yaml, and then the pages outside any section.
func (l *linker) sections(t *note.Tree) (faults []source.Fault) {
	var rest []*Page
	for _, c := range t.Config.Sections {
		sec := &Section{Title: c.Title, Lessons: c.Lessons, Folder: strings.Trim(c.Folder, "/")}
		if sec.Title == "" {
			sec.Title = sec.Folder
		}
		l.site.Sections = append(l.site.Sections, sec)
	}
	var home *Page
	of := map[string]*Section{} // by folder
	for _, p := range l.pages {
		folder := path.Dir(p.Note.Path)
		sec, known := of[folder]
		if i := -1; !known {
			if i = t.Config.SectionOf(p.Note.Path); i >= 0 {
				sec = l.site.Sections[i]
			}
			of[folder] = sec
		}
		switch {
		case p.Note.Path == "index.md":
			home = p
		case sec == nil:
			rest = append(rest, p)
		default:
			p.Section = sec
			sec.Pages = append(sec.Pages, p)
			if p.Note.Path == sec.Folder+"/index.md" {
				sec.Index = p
			}
		}
	}
	switch {
	case home != nil:
		l.site.Pages = append(l.site.Pages, home)
	case !slices.Contains(t.Unread, "index.md"):
		faults = append(faults, source.Usage("no-home", "content/index.md is missing", "write it: it is the home page"))
	}
	for i, sec := range l.site.Sections {
		if len(sec.Pages) == 0 && !slices.ContainsFunc(t.Unread, func(p string) bool { return strings.HasPrefix(p, sec.Folder+"/") }) {
			faults = append(faults, sectionFault(t, i, sec))
		}
		order(sec.Pages)
		l.site.Pages = append(l.site.Pages, sec.Pages...)
	}
	order(rest)
	l.site.Pages = append(l.site.Pages, rest...)
	for i, p := range l.site.Pages {
		if i > 0 {
			p.Prev = l.site.Pages[i-1]
			p.Prev.Next = p
		}
	}
	return faults
}

// languages finds the language of each page: that of its note, or of the nearest folder
// whose index has one, or of the site.
func (l *linker) languages() {
	for _, p := range l.pages {
		p.Lang = p.Note.Meta.Lang
		for dir := path.Dir(p.Note.Path); dir != "." && p.Lang == ""; dir = path.Dir(dir) {
			if index := l.byPath[path.Join(dir, "index.md")]; index != nil {
				p.Lang = index.Note.Meta.Lang
			}
		}
		p.Lang = cmp.Or(p.Lang, l.site.Config.Language, "en")
	}
}

// everyday requires a page of each code that the home page shows first.
func (l *linker) everyday() (faults []source.Fault) {
	for i, code := range l.site.Config.Everyday {
		if l.site.Code(code) == nil || slices.Index(l.site.Config.Everyday, code) < i {
			faults = append(faults, source.Fault{File: l.config, Span: l.site.Config.At(fmt.Sprintf("everyday.%d", i)), ID: "everyday-code",
				What: fmt.Sprintf("%d has no page, or is in the list twice", code), Do: fmt.Sprintf("write content/status/%d.md, or remove the code from the list", code), Exit: source.ExitUsage})
		}
	}
	return faults
}

func sectionFault(t *note.Tree, i int, sec *Section) source.Fault {
	return source.Fault{File: t.ConfigFile, Span: t.Config.At(fmt.Sprintf("sections.%d.folder", i)), ID: "empty-section",
		What: fmt.Sprintf("the section %q has no note: content/%s/ contains none", sec.Title, sec.Folder), Do: "remove the section, or write a note in its folder", Exit: source.ExitUsage}
}

// links resolves what the notes refer to, in parallel, and inverts it.
func (l *linker) links() (faults []source.Fault) {
	pages := l.site.Pages
	refers := make([]*resolved, len(pages))
	shown := make([]shown, len(pages))
	names := l.names()
	source.Each(len(pages), func(i int) {
		refers[i] = l.resolved(pages[i], names)
		shown[i] = pages[i].kept.showsOf(pages[i].Proof, l.site.Registry)
	})
	for i, r := range refers {
		faults = append(faults, r.faults...)
		for _, m := range r.mentions {
			to := l.pages[m.number]
			to.Backlinks = append(to.Backlinks, Backlink{pages[i], m.first.told, m.first.sentence})
			to.mentioned = to.mentioned.With(m.hash)
		}
	}
	l.choices()
	l.site.seen = l.memory.together(shown)
	return append(faults, l.incomplete(refers)...)
}
