package exchange

import (
	"fmt"
	"slices"
)

// endTask checks the task of a section that ends.
func (p *pairing) endTask() {
	t := p.task
	p.task = nil
	if t == nil {
		return
	}
	if t.Kind == "" {
		t.Faulty = true // the kind itself is at fault
		return
	}
	for _, part := range []struct {
		word  string
		needs bool
	}{
		{goalWord, t.Goal == nil && t.Kind != ReadTask && t.Kind != OrderTask},
		{solutionWord, t.Solution == nil},
		{wrongWord, len(t.Wrong) < attempts},
	} {
		if part.needs {
			p.fault(t.Begin, t.Begin.Word(taskWord), "task-part", fmt.Sprintf("this task lacks its %s", plural(part.word)), fmt.Sprintf("write a fence ```http %s in the same section%s", part.word, twice(part.word)))
			t.Faulty = true
		}
	}
	if t.Faulty {
		return
	}
	switch t.Kind {
	case ReadTask:
		p.checkRead(t)
	case OrderTask:
		p.checkOrder(t)
	default:
		p.checkMessages(t)
	}
	p.checkDistinct(t)
	for _, f := range p.found {
		if slices.ContainsFunc(append([]*Step{t.Begin, t.Goal, t.Solution}, t.Wrong...), func(s *Step) bool { return s != nil && s == f.step }) {
			t.Faulty = true
		}
	}
}

func twice(part string) string {
	if part == wrongWord {
		return ", twice"
	}
	return ""
}

// checkMessages checks the parts of a task whose attempts are messages.
func (p *pairing) checkMessages(t *Task) {
	attempt, name := InResponse, "response"
	if t.Sent() {
		attempt, name = InRequest, "request"
	}
	if t.Kind != MendTask && t.Begin.Kind != InRequest {
		p.fault(t.Begin, t.Begin.Fence.Marker, "task-message", fmt.Sprintf("a %s task begins with a request", t.Kind), "write a request, or task=mend for a broken response")
	}
	if t.Goal.Kind != InResponse || len(t.Goal.Messages) != 1 {
		p.fault(t.Goal, t.Goal.Fence.Marker, "task-message", "the goal is not one response", "write the response that meets the task")
	}
	for _, s := range append([]*Step{t.Solution}, t.Wrong...) {
		if s.Kind != attempt {
			p.fault(s, s.Fence.Marker, "task-message", fmt.Sprintf("an attempt at this task is a %s", name), "write a "+name)
		}
	}
	for _, s := range append([]*Step{t.Begin, t.Solution}, t.Wrong...) {
		for _, m := range s.Messages {
			for _, f := range m.Fields {
				if f.Elision {
					p.fault(s, f.Line, "task-message", "this message leaves fields out", "write all of it: only a goal may leave something out")
				}
			}
		}
	}
	if t.Goal.Raw || t.Goal.EOL != "\r\n" {
		p.fault(t.Goal, t.Goal.Fence.Info, "misplaced-word", "raw and eol have no meaning in a goal", "write the goal with plain lines")
	}
	p.checkLength(t.Goal)
	p.checkLength(t.Solution)
	p.checkSamples(t.Goal)
	if t.Hosts.Host == "" {
		if host, ok := t.Begin.Messages[0].Get("Host"); ok {
			t.Hosts.Host = hostName(host)
		} else if host, ok := t.Solution.Messages[0].Get("Host"); ok {
			t.Hosts.Host = hostName(host)
		}
	}
	if t.Sent() {
		t.Begin.Exchange.byHand, t.Begin.Exchange.text = t.Begin, p.Note.File.Data
	}
}

// checkDistinct faults attempts that are no others.
func (p *pairing) checkDistinct(t *Task) {
	seen := map[string]string{p.Text(t.Solution): "the solution"}
	for i, s := range t.Wrong {
		if same, is := seen[p.Text(s)]; is {
			p.fault(s, s.Fence.Marker, "task-same", fmt.Sprintf("this wrong attempt is the same as %s", same), "write what a reader could take for right")
		}
		seen[p.Text(s)] = fmt.Sprintf("wrong attempt %d", i+1)
	}
	if p.Text(t.Begin) == p.Text(t.Solution) {
		p.fault(t.Begin, t.Begin.Fence.Marker, "task-same", "the task begins with its solution, so nothing is left to do", "change the first fence")
	}
}
