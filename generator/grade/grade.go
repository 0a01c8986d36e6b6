package grade

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
)

// A Grader grades transcripts of a course.
type Grader struct {
	prover *proof.Prover
	pages  map[string]*exchange.Script // by address
}

// New makes a grader for the tasks of these scripts.
func New(p *proof.Prover, scripts *exchange.Scripts) *Grader {
	g := &Grader{p, map[string]*exchange.Script{}}
	for _, s := range scripts.Notes {
		if len(s.Tasks) > 0 {
			g.pages[strings.TrimSuffix(s.Note.Path, ".md")+".html"] = s
		}
	}
	return g
}

// An Honesty says whether an origin gives the answer that a transcript has.
type Honesty string

// Where a transcript has no answer, or one of a later state, it is unknown.
const (
	Honest    Honesty = "yes"
	Dishonest Honesty = "no"
	Unknown   Honesty = "-" // there is no answer to compare
)

// A Grade is what a transcript has of one task.
type Grade struct {
	Page   string            `json:"page"`
	Task   int               `json:"task"`
	Kind   exchange.TaskKind `json:"kind"`
	Asked  string            `json:"asked"`  // in Markdown
	At     string            `json:"at"`     // empty if nothing was handed in
	Met    bool              `json:"met"`    // the goal, when it was tried again
	Told   string            `json:"told"`   // what is missing, or why it could not be tried
	Honest Honesty           `json:"honest"` // the answer is that of the origin
	Why    string            `json:"why"`    // it is not
}

// Grade tries again what a transcript has, and returns a grade for each task of the pages
// that it is about, in order; first those that the course does not have. It returns early
// if ctx ends.
func (g *Grader) Grade(ctx context.Context, t *Transcript) (out []Grade) {
	made := map[*exchange.Task]Made{}
	var pages []string
	for _, m := range t.Tasks {
		s := g.pages[m.Page]
		i := -1
		if s != nil {
			i = slices.IndexFunc(s.Tasks, func(t *exchange.Task) bool { return t.ID == m.ID })
		}
		switch {
		case s == nil:
			out = append(out, stranger(m, "the course has no such page with tasks"))
		case i < 0:
			out = append(out, stranger(m, "the page has no such task: it may have changed since"))
		case made[s.Tasks[i]].At != "":
			out = append(out, stranger(m, "the transcript has this task twice; the first counts"))
		default:
			made[s.Tasks[i]] = m
			if !slices.Contains(pages, m.Page) {
				pages = append(pages, m.Page)
			}
		}
	}
	slices.Sort(pages)
	for _, page := range pages {
		s := g.pages[page]
		for _, task := range s.Tasks {
			grade := Grade{Page: page, Task: task.Number, Kind: task.Kind, Asked: s.Asked(task), Honest: Unknown}
			if m, ok := made[task]; ok {
				g.try(ctx, s, task, m, &grade)
			} else {
				grade.Told = "Nothing was handed in."
			}
			if ctx.Err() != nil {
				return out
			}
			out = append(out, grade)
		}
	}
	return out
}

func stranger(m Made, why string) Grade {
	return Grade{Page: m.Page, Task: m.Task, At: m.At, Told: why, Honest: Unknown}
}

// try tries what was made for a task, twice if it is sent: what differs between the two
// answers may also differ in the transcript.
func (g *Grader) try(ctx context.Context, s *exchange.Script, t *exchange.Task, m Made, grade *Grade) {
	grade.At = m.At
	bytes := []byte(m.Made)
	if t.Sent() || t.Written() {
		bytes = pattern.FromLatin1(m.Made)
	}
	first, err := g.prover.Try(ctx, s, t, bytes)
	if err != nil {
		_, absent := errors.AsType[proof.Absent](err)
		if grade.Told = "Not tried: " + clip(err.Error()); !absent {
			grade.Told = "The server did not answer: " + clip(err.Error())
		}
		return
	}
	grade.Met, grade.Told = first.Missing == "", first.Missing
	switch {
	case !t.Sent():
		return
	case m.Answer == "":
		grade.Why = "the transcript has no answer"
		return
	case m.Later:
		grade.Why = "other requests came before it"
		return
	}
	if len(first.Received) == 0 { // waited for in vain, which would be the same again
		grade.Honest, grade.Why = Dishonest, "the server gives no answer, and the transcript has one"
		return
	}
	second, err := g.prover.Try(ctx, s, t, bytes)
	if err != nil {
		return
	}
	grade.Honest = Honest
	if why := differs(textOf(first.Received), textOf(second.Received), m.Answer, first.Varies); why != "" {
		grade.Honest, grade.Why = Dishonest, why
		if m.By != first.By {
			grade.Why += "; it says that " + cmp.Or(clip(m.By), "nothing") + " answered, and here it is " + first.By
		}
	}
}
