package page

import (
	"slices"
	"strconv"

	"wirebook/generator/site"
)

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
	for _, from := range v.page.Backlinks {
		if slices.Contains(v.page.Choices, from) {
			continue
		}
		if sentence := v.page.Sentences[from]; sentence != "" && !said[from.Section] && len(m.Said) < mostSaid {
			said[from.Section] = from.Section != nil
			m.Said = append(m.Said, Mention{v.link(from, v.at), sentence})
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
