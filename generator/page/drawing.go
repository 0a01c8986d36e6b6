package page

import (
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/diagram"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/wire"
)

// A Drawing is what drawing.html is executed with: a picture that the build draws.
type Drawing struct {
	*diagram.Drawing
	Pages map[string]Link // by the keys of its shapes; empty without links
}

// Name is the title of the page that a shape links to, if it says more than its text.
func (d *Drawing) Name(s diagram.Shape) string {
	if title := d.Pages[s.Key].Title; title != s.Text && strings.Contains(title, s.Text) {
		return title
	}
	return ""
}

// drawing gives a drawing links to the pages that its shapes are about.
func (a asking) drawing(d *diagram.Drawing, at site.Place) *Drawing {
	if d == nil {
		return nil
	}
	out := &Drawing{Drawing: d, Pages: map[string]Link{}}
	for _, s := range d.Shapes {
		if s.Key == "" {
			continue
		}
		page := a.press.notes[s.Key]
		if code, err := strconv.Atoi(s.Key); err == nil {
			page = a.site(site.AboutNames).Code(code)
		}
		if page != nil {
			out.Pages[s.Key] = a.link(page, at)
		}
	}
	return out
}

// Senders draws who can send the codes that the page compares, or the code that it is
// about and those that it is compared with; nil if any server can send all of them.
func (v *View) Senders() *Drawing {
	if v.page == nil || v.registry() == nil {
		return nil
	}
	comparing := []*site.Page{v.page}
	if v.Status != nil {
		if v.Status.Class() != 5 && v.Status.Sender == "" {
			return nil
		}
		comparing = v.page.Choices
	}
	for _, choice := range comparing {
		if d := v.senders(choice, v.Status); d != nil {
			return d
		}
	}
	return nil
}

// senders draws who can send the codes that a choice compares. own is the one that the page
// is about; if it is nil, the page is about all of them.
func (v *View) senders(choice *site.Page, own *registry.Status) *Drawing {
	v.look(site.AboutPage, choice.Note.Path) // its title says what it compares
	var codes []diagram.Sent
	for _, p := range choice.Compares {
		if p.Status != nil {
			codes = append(codes, v.sent(*p.Status, own == nil || own.Code == p.Status.Code))
		}
	}
	return v.drawing(diagram.Senders(codes), v.at)
}

func (v *View) sent(s registry.Status, own bool) diagram.Sent {
	seen := v.site(site.AboutSeen, strconv.Itoa(s.Code))
	out := diagram.Sent{Status: s, Own: own, Shown: seen.ProvenCode(s.Code)}
	for _, e := range seen.SeenWithCode(s.Code) {
		if e.Field == "Proxy-Status" && !e.Request {
			out.Named = e.Exchanges
		}
	}
	return out
}

// FiveClasses draws the classes of status codes, on the page that explains the code in a
// status line and on the index of the codes; nil on other pages.
func (v *View) FiveClasses() *Drawing {
	if v.page == nil || v.registry() == nil {
		return nil
	}
	explains := v.page == v.site(site.AboutNames).Part(wire.PartStatus)
	if s := v.page.Section; !explains && (s == nil || s.Index != v.page || !slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return p.Class != nil })) {
		return nil
	}
	client := map[int]string{}
	for _, c := range v.registry().Classes() {
		if page := v.site(site.AboutNames).Class(c.Digit); page != nil {
			client[c.Digit] = v.client(page)
		}
	}
	return v.drawing(diagram.Classes(v.registry(), v.site(site.AboutConfig).Config.Everyday, client), v.at)
}

// Course draws the first section of lessons of the site, on the home page; nil if there is
// none.
func (v *View) Course() *Drawing {
	if v.page == nil || v.page != v.home() {
		return nil
	}
	return v.drawn("course")
}

// Walk draws the first chooser of the site, on the home page and on the one that is one
// sheet of paper; nil if there is none.
func (v *View) Walk() *Drawing {
	if v.page == nil || v.page != v.home() && !v.lists("sheet") {
		return nil
	}
	return v.drawn("walk")
}

// drawn returns a drawing of other pages.
func (v *View) drawn(name string) *Drawing {
	v.look(aboutDrawn, name)
	return v.drawing(v.press.draws(name), v.at)
}

// client is what the note of a code or a class says that a client does.
func (v *View) client(page *site.Page) string {
	v.look(site.AboutPage, page.Note.Path)
	return page.Note.Meta.Client
}
