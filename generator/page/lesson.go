package page

import (
	"strings"

	"wirebook/generator/site"
)

// A Lesson is a page of a section whose questions are counted.
type Lesson struct {
	Link
	Page      string // its address from the root of the site: the name under which it is remembered
	Questions string // their ids, in order, with spaces between them
}

// lessons tells a page which questions are counted: its own, or, on the index of
// its section, those of all lessons there.
func (p *press) lessons(v *View, m *markdown) {
	v.Learns, v.Chooses = len(m.questions) > 0, m.page.Note.Chooser != nil
	s := m.page.Section
	if s == nil || !s.Lessons {
		return
	}
	v.Learns = true
	if s.Index != m.page {
		l := lesson(m.page, m.at, m.questions)
		v.Lesson = &l
		return
	}
	for _, page := range s.Pages {
		if page != s.Index {
			v.Lessons = append(v.Lessons, lesson(page, m.at, questions(page)))
		}
	}
}

func lesson(page *site.Page, at site.Place, asked []question) Lesson {
	var ids []string
	for _, q := range asked {
		ids = append(ids, q.id)
	}
	return Lesson{Link: link(page, at), Page: page.URL, Questions: strings.Join(ids, " ")}
}
