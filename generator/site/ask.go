package site

import (
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
)

// A Question is what a page may look at beside its own note. A page that asked the same
// questions of another Site and was answered the same shows the same.
type Question struct {
	About About
	Name  string
}

// An About says what a question is about.
type About uint8

// The questions about a site, and what their Name is.
const (
	AboutConfig   About = iota // what site.yaml says of the site as a whole
	AboutNames                 // which page explains which code, class, field and part, has which list, or is the glossary
	AboutPage                  // a page as others show it: its address, front matter and section; the path of its note
	AboutOwn                   // what a page shows of its own: its note, its proof, its links both ways; the path of its note
	AboutSections              // the sections with their titles, indexes and first pages
	AboutOrder                 // the pages of a section, in order, its groups and folders; its folder
	AboutPages                 // all pages as others show them, in order
	AboutHeadings              // all headings
	AboutSeen                  // what proven exchanges show with a code or a field; the code or the field
	AboutLinks                 // which pages the index of a folder leads to and which it mentions; the path of its note
	AboutAll                   // everything that notes say of each other
	AboutSources               // the files of the built-in origin
	AboutFacts                 // which facts of the registry are old on the day of the build
	AboutDay                   // the day of the build
	AboutOther                 // the first About that is not of this package
)

// answers are what answers to questions about a site are made of.
type answers struct {
	once     sync.Once
	pages    map[string]*Page // by the path of the note
	forms    memo.Hash        // of the glossary
	sections map[*Section]memo.Hash
}

// face is a page as others show it. For a session, faces that are the same are the same
// pointer.
type face struct{ url, head, section, folder, lang string }

// Answer answers a question with a comparable value. Goroutines may ask concurrently.
func (s *Site) Answer(q Question) any {
	a := &s.answers
	a.once.Do(func() {
		sum := memo.NewSum()
		if s.terms != nil {
			s.terms.AddForms(sum)
		}
		a.forms = sum.Hash()
		a.sections = make(map[*Section]memo.Hash, len(s.Sections))
		for _, section := range s.Sections {
			sum := memo.NewSum()
			addSection(sum, section)
			a.sections[section] = sum.Hash()
		}
		a.pages = make(map[string]*Page, len(s.Pages))
		for _, p := range s.Pages {
			a.pages[p.Note.Path] = p
		}
	})
	switch q.About {
	case AboutPage:
		if p := a.pages[q.Name]; p != nil {
			return p.face
		}
		return nil
	case AboutOwn:
		return s.own(a.pages[q.Name])
	}
	sum := memo.NewSum()
	s.add(sum, q)
	return sum.Hash()
}

// add adds to a sum what answers a question.
func (s *Site) add(sum *memo.Sum, q Question) {
	switch q.About {
	case AboutConfig:
		s.Config.AddTo(sum)
	case AboutNames:
		s.addNames(sum)
	case AboutSections:
		for _, section := range s.Sections {
			addSection(sum, section)
		}
	case AboutOrder:
		addPages(sum, s.in(q.Name)...)
		for _, section := range s.Sections {
			if section.Folder == q.Name {
				for _, g := range section.Groups {
					sum.Text(g.Label)
					addPages(sum, g.Pages...)
				}
				for _, n := range section.Nested {
					sum.Text(n.Folder, n.Label)
					addPages(sum, n.Index)
					addPages(sum, n.Pages...)
				}
			}
		}
	case AboutLinks:
		if index := s.answers.pages[q.Name]; index != nil {
			for _, p := range index.Under() {
				_, mentioned := p.Mention(index)
				sum.Text(p.Note.Path, strconv.FormatBool(mentioned))
			}
		}
	case AboutPages:
		for _, p := range s.Pages {
			f := p.face
			sum.Text(f.url, f.head, f.section, f.folder, f.lang)
		}
	case AboutHeadings:
		for _, p := range s.Pages {
			sum.Text(p.Note.Path)
			for _, h := range p.Note.Headings {
				sum.Text(h.ID, h.Text)
				sum.Number(h.Level)
			}
		}
	case AboutSeen:
		with := s.SeenWithField(q.Name)
		sum.Number(s.ProvenField(q.Name))
		if code, err := strconv.Atoi(q.Name); err == nil {
			with = s.SeenWithCode(code)
			sum.Number(s.ProvenCode(code))
		}
		addSeen(sum, with)
	case AboutAll:
		for _, about := range []About{AboutSections, AboutPages, AboutNames} {
			s.add(sum, Question{About: about})
		}
		for _, p := range s.Pages {
			sum.Number(int(p.mentioned))
		}
		addSeen(sum, s.seen.together)
	case AboutSources:
		for _, src := range s.Sources {
			sum.Text(src.Path, src.URL)
		}
	case AboutFacts:
		for _, facts := range s.Registry.Sources() {
			sum.Text(strconv.FormatBool(facts.Old(s.Today)))
		}
	case AboutDay:
		sum.Text(s.Today.Format(time.DateOnly))
	default:
		panic("site: a question that nothing answers")
	}
}

// in returns the pages of a section by its folder, or those in none for "".
func (s *Site) in(folder string) (pages []*Page) {
	for _, section := range s.Sections {
		if section.Folder == folder {
			return section.Pages
		}
	}
	for _, p := range s.Pages {
		if p.Section == nil {
			pages = append(pages, p)
		}
	}
	return pages
}

func addSection(sum *memo.Sum, s *Section) {
	sum.Text(s.Title, s.Folder, strconv.FormatBool(s.Lessons), strconv.FormatBool(len(s.Pages) > 0))
	addPages(sum, s.Index)
	if len(s.Pages) > 0 {
		addPages(sum, s.Pages[0])
	}
}

// addPages adds which pages they are; nil is none.
func addPages(sum *memo.Sum, pages ...*Page) {
	sum.Number(len(pages))
	for _, p := range pages {
		if p == nil {
			sum.Text("")
		} else {
			sum.Text(p.Note.Path)
		}
	}
}

func (s *Site) addNames(sum *memo.Sum) {
	for _, code := range slices.Sorted(maps.Keys(s.codes)) {
		sum.Number(code)
	}
	for _, digit := range slices.Sorted(maps.Keys(s.classes)) {
		sum.Number(digit)
	}
	for _, m := range []map[string]*Page{s.fields, s.parts, s.lists} {
		sum.Number(len(m))
		for _, name := range slices.Sorted(maps.Keys(m)) {
			sum.Text(name)
			addPages(sum, m[name])
		}
	}
	addPages(sum, s.Glossary)
}

func addSeen(sum *memo.Sum, seen []Seen) {
	for _, e := range seen {
		sum.Text(e.Field, strconv.FormatBool(e.Request))
		sum.Number(e.Code)
		sum.Number(e.Exchanges)
	}
}

// own is what a page shows of its own. Notes and proofs are the same only as the same
// value.
type own struct {
	note  *note.Note
	proof *proof.Note
	rest  memo.Hash
}

func (s *Site) own(p *Page) any {
	if p == nil {
		return nil
	}
	sum := memo.NewSum()
	sum.Number(int(p.mentioned))
	addPages(sum, p.Choices...)
	addPages(sum, p.Compares...)
	addPages(sum, p.Prev, p.Next)
	if p.Section != nil {
		sum.Number(int(s.answers.sections[p.Section]))
	}
	sum.Number(int(p.leads))
	sum.Text(p.Lang)
	for _, t := range p.Terms {
		sum.Text(t.Name, t.ID, t.Short, t.Target)
	}
	if len(p.Terms) > 0 { // where the text uses them depends on all terms
		sum.Number(int(s.answers.forms))
	}
	return own{p.Note, p.Proof, sum.Hash()}
}
