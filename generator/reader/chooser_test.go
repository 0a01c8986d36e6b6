package reader_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/registry"
)

// choosers are the walks of the notes.
func choosers(t *testing.T) (out []*note.Chooser) {
	t.Helper()
	tree, faults := note.Read(os.DirFS(top + "/content"))
	for _, f := range faults {
		t.Fatal(f)
	}
	for _, n := range tree.Notes {
		if n.Chooser != nil {
			out = append(out, n.Chooser)
		}
	}
	return out
}

// Every path of a walk ends in a code that a server may choose, and every such
// code is the end of a path.
func TestEveryPathOfTheChooser(t *testing.T) {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	walks := choosers(t)
	if len(walks) == 0 && program.Origin != nil {
		t.Error("no note of this site has a walk")
	}
	for _, c := range walks {
		for _, problem := range walkProblems(c, facts) {
			t.Errorf("%s: %s", c.Text.File.Name, problem)
		}
	}
}

// walkProblems walks every path, question by question.
func walkProblems(c *note.Chooser, facts *registry.Registry) (problems []string) {
	problem := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	reasons := map[int]bool{}
	for _, u := range c.Unsent {
		reasons[u.Code] = u.WhyText != nil
	}
	ends := map[int]bool{}
	var walk func(q *note.Question, path []string)
	walk = func(q *note.Question, path []string) {
		if slices.Contains(path, q.ID) {
			problem("a circle: %v, %s", path, q.ID)
			return
		}
		path = append(slices.Clip(path), q.ID)
		if len(q.Answers) == 0 {
			problem("%v: no answers", path)
		}
		for _, a := range q.Answers {
			switch {
			case a.Then != nil:
				walk(a.Then, path)
			case a.Goto != "":
				i := slices.IndexFunc(c.Questions, func(q note.Question) bool { return q.ID == a.Goto })
				if i < 0 {
					problem("%v: %s leads to %q, which is not there", path, a.If, a.Goto)
					continue
				}
				walk(&c.Questions[i], path)
			default:
				ends[a.Code] = true
				s, ok := facts.Status(a.Code)
				if _, unsent := reasons[a.Code]; !ok || s.State != "" || unsent {
					problem("%v: %s leads to %d, which nobody should send", path, a.If, a.Code)
				} else if s.RFC == "" || s.Section == "" {
					problem("%v: %s leads to %d, and the registry has no section of it", path, a.If, a.Code)
				}
			}
		}
	}
	if len(c.Questions) > 0 {
		walk(&c.Questions[0], nil)
	}
	for _, s := range facts.Statuses() {
		reason, unsent := reasons[s.Code]
		switch {
		case s.State != "" && !unsent:
			problem("%d is %s, and no reason is given", s.Code, s.State)
		case unsent && !reason:
			problem("%d has no reason", s.Code)
		case !unsent && s.State == "" && !ends[s.Code]:
			problem("no path ends in %d", s.Code)
		}
	}
	return problems
}

// What is taken out of a walk is missed, and what nobody should send is found.
func TestChooserProblemsAreSeen(t *testing.T) {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range choosers(t) {
		for a := range c.Answers() {
			before := *a
			for _, code := range []int{305, 599} {
				*a = note.Answer{If: "planted", Code: code}
				if len(walkProblems(c, facts)) == 0 {
					t.Errorf("%q may lead to %d", before.If, code)
				}
			}
			if before.Code > 0 {
				*a = note.Answer{If: "planted", Goto: c.Questions[0].ID}
				if len(walkProblems(c, facts)) == 0 {
					t.Errorf("%q may lead back to the first question", before.If)
				}
			}
			*a = before
		}
		for i := range c.Unsent {
			before := c.Unsent
			c.Unsent = slices.Delete(slices.Clone(c.Unsent), i, i+1)
			if len(walkProblems(c, facts)) == 0 {
				t.Errorf("%d may be missing among those that nobody should send", before[i].Code)
			}
			c.Unsent = before
		}
	}
}
