package page

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/trial"
)

// A View is what the layouts page.html, home.html, section.html, source.html,
// search.html, read.html, offline.html and 404.html are executed with. Its links are relative to
// the page itself, with the extension.
type View struct {
	SiteTitle       string
	SiteDescription string
	Draft           bool // the page is in the site only while it is written
	License         note.License
	Placeholder     string // of the search box
	Repository      string // where the source can be read, or empty
	Report          string // a form for what is wrong, or empty
	Language        string // of the text of the page; BCP 47

	Title       string
	Description string
	URL         string // from the root of the site: status/404.html
	Canonical   string // absolute; empty if the site has no address

	Seal     *Seal         // of the examples of a note, or nil without any that was played
	Specimen *Specimen     // of a status code or a field, or nil
	Lead     template.HTML // the first paragraph of the note, if it begins with one
	Opening  template.HTML // of the home page: what follows, up to the first heading
	Content  template.HTML // the rest of it
	Chooses  bool          // the page has a chooser, and needs chooser.js
	Learns   bool          // the page asks questions or shows progress, and needs learn.js
	Lesson   *Lesson       // if the page is a lesson whose questions are counted, or nil
	Needs    []Taught      // of a lesson: what earlier ones teach and it relies on
	Teaches  []Name        // of a lesson
	Lessons  []Lesson      // on the index of a section of lessons, and on the page of the final
	Nav      template.HTML // of the whole site: nav.html
	Contents []Heading     // the headings of the second and third level

	Home      Link
	Search    string // the address of the search page, or empty
	Crumbs    []Link // from the home page to the page above this one
	Prev      *Link  // in reading order
	Next      *Link
	Backlinks []Link // the pages that mention this one

	Status *registry.Status // of the page of a status code
	Class  *registry.Class  // of the page of a class
	Field  *registry.Field  // of the page of a field
	Retry  string           // status pages: can a retry help?
	Client string           // status pages: what the client does now

	Parts template.HTML // those that the page's messages may have: parts.html
	Terms []Term        // marked in the text

	Source *SourceView // of source.html

	asking
	page *site.Page
	at   site.Place
}

// A Heading is a heading of the note.
type Heading struct {
	ID    string
	Text  string
	Level int
}

func (a asking) plainView(at site.Place) *View {
	p, c := a.press, a.site(site.AboutConfig).Config
	v := &View{
		SiteTitle: c.Title, SiteDescription: c.Description, Repository: c.Repository, Report: c.Report(), License: c.License, Placeholder: cmp.Or(c.Placeholder, "Search"), Language: english,
		Title: c.Title, Description: c.Description, URL: at.Page,
		asking: a, at: at,
	}
	v.Nav = p.nav(nil, at)
	if home := a.home(); home != nil {
		v.Home = a.link(home, at)
	}
	if p.layouts.Files[site.SearchPage] != nil {
		v.Search = at.To(site.SearchPage)
	}
	return v
}

func (a asking) view(page *site.Page, at site.Place) *View {
	v := a.plainView(at)
	v.page = page
	v.Language = page.Lang
	v.Nav = a.press.nav(page, at)
	v.Title, v.Description = page.Title, page.Note.Meta.Description
	v.Canonical = site.Canonical(a.site(site.AboutConfig).Config.Address, page.URL)
	v.Draft = page.Note.Meta.Draft
	v.Retry, v.Client = page.Note.Meta.Retry, page.Note.Meta.Client
	v.Status, v.Class, v.Field = page.Status, page.Class, page.Field
	for _, h := range page.Note.Headings {
		if h.Level == 2 || h.Level == 3 {
			v.Contents = append(v.Contents, Heading{h.ID, h.Text, h.Level})
		}
	}
	v.Crumbs = a.crumbs(page, at)
	if page.Prev != nil {
		l := a.link(page.Prev, at)
		v.Prev = &l
	}
	if page.Next != nil {
		l := a.link(page.Next, at)
		v.Next = &l
	}
	v.Terms = terms(page)
	for _, b := range page.Backlinks {
		v.Backlinks = append(v.Backlinks, a.link(b.From, at))
	}
	return v
}

// crumbs returns the pages above a page: home, the index of its section, the page of
// its class.
func (a asking) crumbs(page *site.Page, at site.Place) []Link {
	home := a.home()
	if page == home {
		return nil
	}
	out := []Link{a.link(home, at)}
	if s := page.Section; s != nil && s.Index != page {
		crumb := Link{Title: s.Title, Label: s.Title}
		if s.Index != nil {
			crumb = a.link(s.Index, at)
			crumb.Label = s.Title
		}
		out = append(out, crumb)
		out = append(out, a.folders(page, at)...)
	}
	if page.Status != nil {
		if class := a.site(site.AboutNames).Class(page.Status.Class()); class != nil {
			out = append(out, a.link(class, at))
		}
	}
	return out
}

// folders returns the folders between a page and its section: their indexes, or the names
// of those without one.
func (a asking) folders(page *site.Page, at site.Place) (out []Link) {
	for dir := path.Dir(page.Note.Path); dir != page.Section.Folder; dir = path.Dir(dir) {
		index := path.Join(dir, "index.md")
		a.look(site.AboutPage, index)
		crumb := Link{Title: path.Base(dir), Label: path.Base(dir)}
		switch p := a.press.notes[index]; {
		case p == page:
			continue
		case p != nil:
			crumb = a.link(p, at)
		}
		out = append(out, crumb)
	}
	slices.Reverse(out)
	return out
}

// Asset is the address of a file of layouts/assets/.
func (v *View) Asset(name string) (string, error) {
	address, ok := v.press.assets[name]
	if !ok {
		return "", fmt.Errorf("there is no layouts/assets/%s", name)
	}
	return v.at.To(address), nil
}

// Note is the address of a note by its path in content/, or empty if there is none.
func (v *View) Note(path string) string {
	v.look(site.AboutPage, path)
	if p := v.press.notes[path]; p != nil {
		return v.at.To(p.URL)
	}
	return ""
}

// Glossary is the address of the glossary, or empty if there is none.
func (v *View) Glossary() string {
	if p := v.site(site.AboutNames).Glossary; p != nil {
		return v.at.To(p.URL)
	}
	return ""
}

// Refer returns a section of an RFC, or the whole RFC if section is empty. It returns
// nil if the registry does not have it.
func (v *View) Refer(rfc, section string) *Reference {
	return refer(v.registry(), rfc, section)
}

// Updates returns the RFCs that changed or completed an RFC.
func (v *View) Updates(rfc string) (out []Reference) {
	if v.registry() == nil {
		return nil
	}
	d, _ := v.registry().RFC(rfc)
	for _, number := range d.UpdatedBy {
		newer := registry.RFC{Number: number} // the registry may not hold it
		if known, ok := v.registry().RFC(number); ok {
			newer = known
		}
		out = append(out, Reference{"RFC " + number, newer.Title, newer.URL()})
	}
	return out
}

// Listing returns the pages of the folder that its index, this page, does not mention
// itself.
func (v *View) Listing() []Link {
	if v.page == nil || v.page.Section == nil {
		return nil
	}
	var out []Link
	v.look(site.AboutLinks, v.page.Note.Path)
	for _, p := range v.page.Under() {
		if _, mentioned := p.Mention(v.page); !mentioned {
			out = append(out, v.link(p, v.at))
		}
	}
	return out
}

// Sections returns the index pages of the sections of the site, in order.
func (v *View) Sections() []Link {
	var out []Link
	for _, s := range v.site(site.AboutSections).Sections {
		if len(s.Pages) > 0 {
			out = append(out, v.sectionLink(s, v.at))
		}
	}
	return out
}

// TrialScript is the name of the script of trials, which is beside script.js, or empty if
// the page has none.
func (v *View) TrialScript() string {
	address := v.press.assets[layout.TrialScript]
	if address == "" || !v.hasTasks() && v.TrialNote() == "" && len(v.Starts()) == 0 && (v.page == nil || !trial.NeedsAny(v.site(site.AboutConfig).Config, v.page.Proof)) {
		return ""
	}
	return path.Base(address)
}

// TrialNote is the address of what the note sends and receives, or empty if it has no
// exchange that can be tried.
func (v *View) TrialNote() string {
	if v.press.assets[layout.TrialScript] == "" || !v.press.sends || v.page == nil || !trial.Has(v.page.Proof) {
		return ""
	}
	return path.Base(noteOfTrial(v.page.URL))
}

// hasTasks reports whether readers of the page can try a task with the program: its own,
// or one that the final draws.
func (v *View) hasTasks() bool {
	if v.page == nil || v.press.program == nil {
		return false
	}
	return len(v.page.Proof.Tasks) > 0 || slices.ContainsFunc(v.Final(), func(l Lesson) bool { return l.Tasks > 0 })
}

func noteOfTrial(url string) string { return strings.TrimSuffix(url, ".html") + trialNoteMark }

// Starts returns requests to begin with, on the page for requests alone.
func (v *View) Starts() []Request {
	if v.URL != site.TryPage {
		return nil
	}
	return v.press.starts
}

const trialNoteMark = ".trial.json"

// lists reports whether the page shows that list (one of note.Lists) below its text.
func (v *View) lists(kind string) bool {
	return v.page != nil && v.page == v.site(site.AboutNames).List(kind)
}
