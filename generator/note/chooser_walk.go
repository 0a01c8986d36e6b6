package note

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/source"
)

// walk follows every goto. A question that does not exist, a circle, and a question
// that no answer leads to are faults.
func (r *chooserReader) walk(questions []Question) {
	w := chooserWalk{r: r, questions: questions, reached: map[string]bool{}}
	if len(questions) > 0 {
		w.question(&questions[0])
	}
	if len(r.faults) > 0 {
		return // an answer with a fault may be the missing way
	}
	for i, q := range questions {
		if !w.reached[q.ID] {
			r.fault("chooser-unreached", "questions."+strconv.Itoa(i)+".id", fmt.Sprintf("no answer leads to the question %q", q.ID), "write `goto: "+q.ID+"` in an answer, or remove the question")
		}
	}
}

type chooserWalk struct {
	r         *chooserReader
	questions []Question
	reached   map[string]bool
	path      []string // the ids of the questions on the way
}

func (w *chooserWalk) question(q *Question) {
	if w.reached[q.ID] {
		return
	}
	w.reached[q.ID] = true
	w.path = append(w.path, q.ID)
	for i := range q.Answers {
		w.answer(&q.Answers[i])
	}
	w.path = w.path[:len(w.path)-1]
}

func (w *chooserWalk) answer(a *Answer) {
	fault := func(at source.Span, id, what, do string) {
		w.r.faults = append(w.r.faults, source.Fault{File: w.r.text.File, Span: at, ID: id, What: what, Do: do})
	}
	if a.Then != nil {
		w.question(a.Then)
	}
	if a.Goto == "" {
		return
	}
	var ids []string
	for i := range w.questions {
		ids = append(ids, w.questions[i].ID)
	}
	i := slices.Index(ids, a.Goto)
	if i < 0 {
		do := "goto can lead only to the questions at the top level: " + strings.Join(ids, ", ")
		if near := source.Nearest(a.Goto, ids); near != "" {
			do = fmt.Sprintf("did you mean %q?", near)
		}
		fault(a.At, "chooser-goto", fmt.Sprintf("there is no question %q", a.Goto), do)
		return
	}
	if at := slices.Index(w.path, a.Goto); at >= 0 {
		fault(a.At, "chooser-circle", "this walk never ends: "+strings.Join(append(slices.Clone(w.path[at:]), a.Goto), " → "), "let this answer lead to a code, or to a later question")
		return
	}
	w.question(&w.questions[i])
}

// Answers are all answers of a walk, in the order of the file.
func (c *Chooser) Answers() iter.Seq[*Answer] {
	return func(yield func(*Answer) bool) {
		for i := range c.Questions {
			if !c.Questions[i].each(yield) {
				return
			}
		}
	}
}

func (q *Question) each(yield func(*Answer) bool) bool {
	for i := range q.Answers {
		a := &q.Answers[i]
		if !yield(a) || a.Then != nil && !a.Then.each(yield) {
			return false
		}
	}
	return true
}
