package page

import (
	"bufio"
	"bytes"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/exchange"
	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/site"
	"wirebook/generator/trial"
)

// A Task is what task.html is executed with: what readers are asked to do, and the
// solution.
type Task struct {
	Number int    // on the page, from 1
	ID     string // of the element; the reader's answer is stored under it
	Kind   string // send, write, mend, read or order
	Sent   bool   // readers send a request; otherwise the page itself can tell what is right

	Begin    *Message // what readers begin with; nil for read and order tasks
	Exchange int      // the number of the exchange whose response is read, or 0
	Lines    []string // to be put in order
	Hints    []template.HTML
	Text     template.HTML // what else the note says before the solution
	Goal     *Message      // what the answer must have, if readers are told
	Solution *Message      // nil for read and order tasks
	Right    []string      // the lines of the solution of these
	Answer   template.HTML // what the note says about the solution

	By      string // what answers
	Came    string // what it answered to the solution, when the build tried it
	Reason  string // why the build could not try it
	Send    *Send  // how a reader sends the request by hand; nil if it is not sent
	Program string // how readers run Wirebook
	Needs   bool   // a command answers, so only serve can send it
	Trials  bool   // other pages send requests, so this one says why it does not
	Data    string // for the script, as JSON; empty if the page cannot try it

	Withheld bool // the page does not have the solution

	WordsAttr template.HTMLAttr // as that of a View
}

// taskOf returns the task that a fence of the page begins, or nil.
func taskOf(p *site.Page, f *note.Fence) *proof.Task {
	for i := range p.Proof.Tasks {
		if t := &p.Proof.Tasks[i]; f != nil && t.Begin.Fence == f {
			return t
		}
	}
	return nil
}

// task renders a task. The section from n on, which follows its first fence, belongs to
// it; task returns what follows the section.
func (m *markdown) task(w util.BufWriter, t *proof.Task, n ast.Node) (ast.Node, error) {
	asked := m.question(t.Begin.Fence)
	v := &Task{Number: asked.Number, ID: asked.ID, Kind: string(t.Kind), Sent: t.Sent(), By: t.By, Reason: t.Reason, Withheld: t.Withheld, Program: m.program(), WordsAttr: asked.WordsAttr}
	lines := func(s *exchange.Step) []string { return strings.Split(t.Text(s), "\n") }
	switch t.Kind {
	case exchange.ReadTask:
		v.Exchange = t.Begin.Exchange.Number
	case exchange.OrderTask:
		v.Lines = lines(t.Begin)
	default:
		v.Begin = m.taskMessage(v, "Task", t.Begin)
	}
	switch {
	case t.Withheld:
	case v.Begin != nil:
		v.Solution = m.taskMessage(v, "Solution of task", t.Solution)
	default:
		v.Right = lines(t.Solution)
	}
	if t.Sent() {
		v.Goal = m.taskMessage(v, "Goal of task", t.Goal)
		v.Needs = trial.NeedsTask(m.site(site.AboutConfig).Config, t)
		v.Trials = m.press.assets[layout.TrialScript] != ""
		if addr := m.addr(t.Origin); addr != "" && t.Begin.Exchange.ByHand() {
			v.Send = m.send(t.Begin.Exchange, addr)
			v.Send.RawName, v.Send.HurlName = v.ID[1:]+".http", ""
		}
	}
	for _, a := range t.Attempts {
		if a.Step == t.Solution && !t.Withheld {
			v.Came = a.Answer
		}
	}
	v.Data = m.taskData(t, v.Needs)
	n, err := m.section(v, t, n)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := m.press.layouts.Execute(&b, "task.html", v); err != nil {
		return nil, err
	}
	_, err = w.Write(b.Bytes())
	return n, err
}

// section renders the rest of the section of a task: hints, and text before and after the
// solution.
func (m *markdown) section(v *Task, t *proof.Task, n ast.Node) (ast.Node, error) {
	var before, after bytes.Buffer
	first, second := bufio.NewWriter(&before), bufio.NewWriter(&after)
	parts, into := t.Fences(), first
	passed := false // a part of the task after its first fence
	var err error
	for ; n != nil && n.Kind() != ast.KindHeading && n.Kind() != east.KindFootnoteList; n = n.NextSibling() {
		f := m.fences[n]
		switch {
		case f != nil && slices.Contains(parts, f):
			if passed = true; f == t.Solution.Fence && t.Withheld {
				into = bufio.NewWriter(io.Discard)
			} else if f == t.Solution.Fence {
				into = second
			}
		case n.Kind() == ast.KindList && !passed && len(v.Hints) == 0:
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				var nodes []ast.Node
				for c := item.FirstChild(); c != nil; c = c.NextSibling() {
					nodes = append(nodes, c)
				}
				v.Hints = append(v.Hints, m.part(m.page.Note, &err, nodes...))
			}
		case t.Withheld && f != nil && f.Message:
			err = m.renderer.Render(first, m.page.Note.File.Data, n)
		default:
			err = m.renderer.Render(into, m.page.Note.File.Data, n)
		}
		if err != nil {
			return nil, err
		}
	}
	first.Flush()
	second.Flush()
	v.Text, v.Answer = template.HTML(bytes.TrimSpace(before.Bytes())), template.HTML(bytes.TrimSpace(after.Bytes()))
	return n, nil
}

// taskMessage returns the view of a message of a task, which no exchange shows.
func (m *markdown) taskMessage(v *Task, what string, s *exchange.Step) *Message {
	out := m.message(s)
	out.Name = m.name(what + " " + strconv.Itoa(v.Number) + ": " + firstLine(s))
	return &out
}

// taskData is what the script needs to know of a task, or empty if neither the page nor
// serve can try it.
func (m *markdown) taskData(t *proof.Task, needs bool) string {
	program := m.press.program != nil
	if t.Sent() {
		program = needs || m.press.sends && t.Sendable
	}
	if t.Goal != nil && !program {
		return ""
	}
	return trial.TaskOf(t)
}
