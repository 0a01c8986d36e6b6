package page

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// A Term is a term of the glossary that the text of a page marks.
type Term struct {
	ID   string // of the element that defines it
	Name string
	Text string // one sentence
}

const termPrefix = "_term-"

func terms(p *site.Page) (out []Term) {
	for _, t := range p.Terms {
		out = append(out, Term{termPrefix + t.ID, t.Name, t.Short})
	}
	return out
}

// A Link is a page as another page links to it.
type Link struct {
	URL         string
	Title       string
	Label       string // short, for the navigation
	Description string
	Lang        string // of the page; BCP 47
	Code        int    // of the page of a status code
	Class       int    // first digit: of the page of a status code or of a class
}

// A Reference is a section of an RFC, or a whole RFC.
type Reference struct {
	Text  string // RFC 9110 section 15.5.5
	Title string // 404 Not Found
	URL   string
}

func linkTo(p *site.Page, at site.Place) Link {
	l := Link{URL: at.To(p.URL), Title: p.Title, Label: p.Nav, Description: p.Note.Meta.Description, Lang: p.Lang}
	if l.Label == "" {
		l.Label = p.Title
	}
	switch {
	case p.Status != nil:
		l.Code, l.Class = p.Status.Code, p.Status.Class()
	case p.Class != nil:
		l.Class = p.Class.Digit
	}
	return l
}

// LangAttr marks words of the page where others are English: ` lang="de"`, or nothing.
func (l Link) LangAttr() template.HTMLAttr { return langAttr(l.Lang) }

// WordsAttr marks words of the layouts in it.
func (l Link) WordsAttr() template.HTMLAttr { return wordsAttr(l.Lang) }

func refer(r *registry.Registry, rfc, section string) *Reference {
	if r == nil || rfc == "" {
		return nil
	}
	if section == "" {
		if d, ok := r.RFC(rfc); ok {
			return &Reference{"RFC " + rfc, d.Title, d.URL()}
		}
		return nil
	}
	if s, ok := r.Section(rfc, section); ok {
		return &Reference{"RFC " + rfc + " section " + section, s.Title, s.URL()}
	}
	return nil
}

// sectionLink returns a link to the index of a section, or to its first page. Its label
// is the title of the section.
func (a asking) sectionLink(s *site.Section, at site.Place) Link {
	first := s.Index
	if first == nil {
		first = s.Pages[0]
	}
	l := a.link(first, at)
	l.Label = s.Title
	return l
}

// Related is what the build found to be related to a page.
type Related struct {
	Exchanges int    // proven exchanges that show its code or its field
	Response  []Link // of a code: the fields of its responses; of a field: the codes of responses that carry it
	Request   []Link // of a code: the fields of the requests that got it; of a field: the codes that requests with it got
	Choices   []Link // choices that compare it
	Compared  []Link // of a choice: what it compares
}

// Related returns nil if nothing is related to the page.
func (v *View) Related() *Related {
	if v.page == nil {
		return nil
	}
	s, r := v.site(site.AboutNames), Related{}
	add := func(e site.Seen, l Link) {
		if e.Request {
			r.Request = append(r.Request, l)
		} else {
			r.Response = append(r.Response, l)
		}
	}
	switch {
	case v.Status != nil:
		v.look(site.AboutSeen, strconv.Itoa(v.Status.Code))
		r.Exchanges = s.ProvenCode(v.Status.Code)
		for _, e := range s.SeenWithCode(v.Status.Code) {
			if url := s.FieldURL(e.Field); url != "" {
				add(e, Link{URL: v.at.To(url), Label: e.Field})
			}
		}
	case v.Field != nil:
		v.look(site.AboutSeen, v.Field.Name)
		r.Exchanges = s.ProvenField(v.Field.Name)
		for _, e := range s.SeenWithField(v.Field.Name) {
			if page := s.Code(e.Code); page != nil {
				l := v.link(page, v.at)
				l.Label = strconv.Itoa(e.Code)
				add(e, l)
			}
		}
		slices.SortStableFunc(r.Response, byCode)
		slices.SortStableFunc(r.Request, byCode)
	}
	for _, p := range v.page.Choices {
		r.Choices = append(r.Choices, v.link(p, v.at))
	}
	for _, p := range v.page.Compares {
		r.Compared = append(r.Compared, v.link(p, v.at))
	}
	if r.Response == nil && r.Request == nil && r.Choices == nil && r.Compared == nil {
		return nil
	}
	return &r
}

func byCode(a, b Link) int { return a.Code - b.Code }

// Mentions are the pages that mention a page.
type Mentions struct {
	Said   []Mention      // the first of each section, with what they say
	Others []SectionLinks // by section in reading order
	Rest   int            // how many Others
}

// A Mention is a page and its sentence that mentions this one.
type Mention struct {
	Link
	Sentence string
}

// SectionLinks are pages of a section.
type SectionLinks struct {
	Section string // its title, or empty
	Pages   []Link
}

// mostSaid is how many mentions are shown with their sentence. The others are folded.
const mostSaid = 5

// Mentioned returns the pages that mention this one, without the choices that compare
// it, or nil.
func (v *View) Mentioned() *Mentions {
	if v.page == nil {
		return nil
	}
	var m Mentions
	said := map[*site.Section]bool{}
	for _, b := range v.page.Backlinks {
		from := b.From
		if slices.Contains(v.page.Choices, from) {
			continue
		}
		if b.Sentence != "" && !said[from.Section] && len(m.Said) < mostSaid {
			said[from.Section] = from.Section != nil
			m.Said = append(m.Said, Mention{v.link(from, v.at), b.Sentence})
			continue
		}
		title := ""
		if from.Section != nil {
			title = from.Section.Title
		}
		if n := len(m.Others); n == 0 || m.Others[n-1].Section != title {
			m.Others = append(m.Others, SectionLinks{Section: title})
		}
		last := &m.Others[len(m.Others)-1]
		last.Pages = append(last.Pages, v.link(from, v.at))
		m.Rest++
	}
	if m.Said == nil && m.Others == nil {
		return nil
	}
	return &m
}

// english is the language of the words that the program and the layouts write.
const english = "en"

// langAttr is an attribute that marks a text as not English, or nothing.
func langAttr(tag string) template.HTMLAttr {
	if name, _, _ := strings.Cut(tag, "-"); tag == "" || strings.EqualFold(name, english) {
		return ""
	}
	return template.HTMLAttr(` lang="` + template.HTMLEscapeString(tag) + `"`)
}

// wordsAttr marks words of the layouts in the text of a note, unless that is English too.
func wordsAttr(tag string) template.HTMLAttr {
	if langAttr(tag) == "" {
		return ""
	}
	return ` lang="` + english + `"`
}

// LangAttr marks what the note says, WordsAttr what the layouts say around and in it, and
// SiteLangAttr what site.yaml says: each is an attribute with a space before it, or
// nothing where all of it is English.
func (v *View) LangAttr() template.HTMLAttr     { return langAttr(v.Language) }
func (v *View) WordsAttr() template.HTMLAttr    { return wordsAttr(v.Language) }
func (v *View) SiteLangAttr() template.HTMLAttr { return langAttr(v.press.language()) }
