package page

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wirebook/generator/site"
)

// Taught are what a lesson teaches: terms, codes and fields.
type Taught struct {
	By    Link
	Names []Name
}

// A Name is a term, a code, a field or a method.
type Name struct {
	Text string
	Code bool // it is set as code
}

// How long a reader takes, in seconds.
const (
	perWord     = 0.3 // 200 words a minute
	perMessage  = 8   // of an example
	perQuestion = 20  // to choose
	perTask     = 75  // to make it happen
)

// minutes is how long a reader takes for a page, given what it asks: for its words, the
// messages of its examples, its questions and its tasks.
func minutes(p *site.Page, asked []question) int {
	seconds, at := 0.0, p.Note.Head.End
	for _, f := range p.Note.Fences {
		if f.Quiz != nil {
			continue // it is read like other text
		}
		seconds += perWord * float64(countWords(p.Note.File.Data[at:f.Marker.Start]))
		at = f.Close.End
		if shownOn(p, f) != nil {
			seconds += perMessage
		}
	}
	seconds += perWord * float64(countWords(p.Note.File.Data[at:]))
	for _, q := range asked {
		if q.task {
			seconds += perTask
		} else {
			seconds += perQuestion
		}
	}
	return max(1, int(math.Ceil(seconds/60)))
}

// countWords counts what has a letter or a digit.
func countWords(text []byte) (n int) {
	for word := range bytes.FieldsSeq(text) {
		if bytes.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// lessons sets which questions of a page are counted: its own, or, on the index of its
// section, those of all its lessons.
func (m *markdown) lessons(v *View) {
	v.Learns, v.Chooses = len(m.questions) > 0, m.page.Note.Chooser != nil
	if v.lists("final") {
		v.Learns = true
		for _, s := range m.site(site.AboutSections).Sections {
			if s.Lessons {
				v.Lessons = append(v.Lessons, m.lessonsOf(s)...)
			}
		}
	}
	s := m.page.Section
	if s == nil || !s.Lessons {
		return
	}
	v.Learns = true
	switch {
	case s.Index == m.page:
		v.Lessons = m.lessonsOf(s)
	case !m.page.IsIndex():
		l := m.lesson(m.page, m.questions)
		v.Lesson = &l
		v.Needs, v.Teaches = m.needs(s), m.namesOf(m.page.Note.Meta.Teaches)
	}
}

func (m *markdown) lessonsOf(s *site.Section) (out []Lesson) {
	m.look(site.AboutOrder, s.Folder)
	m.look(aboutQuestions, s.Folder)
	for _, page := range s.Pages {
		if !page.IsIndex() {
			out = append(out, m.lesson(page, questions(page)))
		}
	}
	return out
}

func (m *markdown) lesson(page *site.Page, asked []question) Lesson {
	l := Lesson{Link: m.asking.link(page, m.at), Page: page.URL, Minutes: minutes(page, asked)}
	var ids []string
	for _, q := range asked {
		ids = append(ids, q.id)
		if q.task {
			l.Tasks++
		}
	}
	l.Questions, l.Asked = strings.Join(ids, " "), len(ids)-l.Tasks
	return l
}

// needs returns what the lesson needs, by the lessons that teach it.
func (m *markdown) needs(s *site.Section) (out []Taught) {
	for _, p := range s.Pages {
		needed := slices.DeleteFunc(slices.Clone(p.Note.Meta.Teaches), func(name string) bool { return !slices.Contains(m.page.Note.Meta.Needs, name) })
		if len(needed) > 0 {
			out = append(out, Taught{m.asking.link(p, m.at), m.namesOf(needed)})
		}
	}
	return out
}

func (a asking) namesOf(names []string) (out []Name) {
	for _, text := range names {
		code, err := strconv.Atoi(text)
		_, isCode := a.press.registered(code)
		isCode = isCode && err == nil
		if r := a.registry(); r != nil && !isCode {
			_, isField := r.Field(text)
			_, isMethod := r.Method(text)
			isCode = isField || isMethod
		}
		out = append(out, Name{text, isCode})
	}
	return out
}

// Final returns the lessons on the page whose script draws questions and tasks from them.
func (v *View) Final() []Lesson {
	if !v.lists("final") {
		return nil
	}
	return v.Lessons
}

// A Lesson is a page of a section whose questions are counted.
type Lesson struct {
	Link
	Page      string // its address from the root of the site; progress is stored under it
	Questions string // the ids of its questions and tasks, in order, separated by spaces
	Asked     int    // the number of its questions
	Tasks     int    // the number of its tasks
	Minutes   int    // that a reader takes for it
}
