package page

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/diagram"
	"wirebook/generator/note"
	"wirebook/generator/site"
)

// A Step is a question of a chooser with its answers. chooser.html is executed with the
// list of steps.
type Step struct {
	ID      string
	Ask     template.HTML
	Title   template.HTML // what it asks, without links
	Why     template.HTML // or empty
	Answers []Way
}

// A Way is an answer and where it leads: exactly one of Ending, Goto and Then is set.
type Way struct {
	To     string // its name in an address, unique among the answers of the question
	If     template.HTML
	Why    template.HTML // or empty
	Ending *Ending
	Goto   *Step // without its answers
	Then   *Step
}

// An Ending is a status code at the end of a walk, or one that must not be sent.
// unsent.html is executed with the list of the latter.
type Ending struct {
	Code    int
	Class   int // its first digit
	Phrase  string
	URL     string        // of its page, or empty
	Section *Reference    // where it is defined, or nil
	Why     template.HTML // why it must not be sent, or empty
	State   string        // as registry.Status.State
}

// chooser renders the walk that the note names, if any, and the codes that must not
// be sent.
func (m *markdown) chooser() (walk, unsent template.HTML, err error) {
	c := m.page.Note.Chooser
	if c == nil {
		return "", "", nil
	}
	b := chooserView{m: m, text: c.Text, steps: map[string]*Step{}}
	var steps []*Step
	for i := range c.Questions {
		b.steps[c.Questions[i].ID] = &Step{}
	}
	for i := range c.Questions {
		steps = append(steps, b.step(&c.Questions[i]))
	}
	endings := b.unsent(c)
	if b.err != nil {
		return "", "", b.err
	}
	var first, last bytes.Buffer
	if err := m.press.layouts.Execute(&first, "chooser.html", steps); err != nil {
		return "", "", err
	}
	if err := m.press.layouts.Execute(&first, "drawing.html", m.drawing(diagram.Tree(c), m.at)); err != nil {
		return "", "", err
	}
	err = m.press.layouts.Execute(&last, "unsent.html", endings)
	return template.HTML(first.String()), template.HTML(last.String()), err
}

type chooserView struct {
	m     *markdown
	text  *note.Note
	steps map[string]*Step // targets of goto
	err   error
}

func (b *chooserView) step(q *note.Question) *Step {
	s := b.steps[q.ID]
	if s == nil {
		s = &Step{}
	}
	s.ID, s.Ask, s.Why = q.ID, b.m.part(b.text, &b.err, q.AskText), b.m.part(b.text, &b.err, q.WhyText)
	s.Title = b.bare(q.AskText)
	times := map[string]int{}
	for _, a := range q.Answers {
		way := Way{If: b.bare(a.IfText), Why: b.m.part(b.text, &b.err, a.WhyText)}
		switch {
		case a.Then != nil:
			way.To, way.Then = a.Then.ID, b.step(a.Then)
		case a.Goto != "":
			way.To, way.Goto = a.Goto, b.steps[a.Goto]
		default:
			e := b.ending(a.Code)
			way.To, way.Ending = fmt.Sprint(a.Code), &e
		}
		times[way.To]++
		if n := times[way.To]; n > 1 {
			way.To += fmt.Sprint(".", n)
		}
		s.Answers = append(s.Answers, way)
	}
	return s
}

// bare returns a text without links.
func (b *chooserView) bare(n ast.Node) template.HTML {
	b.m.bare = true
	defer func() { b.m.bare = false }()
	return b.m.part(b.text, &b.err, n)
}

func (b *chooserView) ending(code int) Ending {
	e := Ending{Code: code, Class: code / 100}
	if s, ok := b.m.press.registered(code); ok {
		e.Phrase, e.State = s.Phrase, s.State
		e.Section = refer(b.m.registry(), s.RFC, s.Section)
	}
	if page := b.m.site(site.AboutNames).Code(code); page != nil {
		e.URL = b.m.at.To(page.URL)
	}
	return e
}

// unsent returns, in order, the codes that the walk names as such and those that the
// registry marks as not for ordinary use.
func (b *chooserView) unsent(c *note.Chooser) (out []Ending) {
	if b.m.registry() == nil {
		return nil
	}
	why := map[int]template.HTML{}
	for _, u := range c.Unsent {
		why[u.Code] = b.m.part(b.text, &b.err, u.WhyText)
	}
	for _, s := range b.m.registry().Statuses() {
		text, named := why[s.Code]
		if !named && s.State == "" {
			continue
		}
		e := b.ending(s.Code)
		e.Why = text
		out = append(out, e)
	}
	return out
}
