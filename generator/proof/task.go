package proof

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/goal"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Task is a task of a note and what came of its attempts. It is Proven if its beginning
// and its wrong attempts miss the goal, and its solution meets it.
type Task struct {
	*exchange.Task
	File   *source.File
	Reason string // why it was not tried: Missing, or its origin did not start

	Origin   string // the name of what answers, in site.yaml; empty if nothing is sent
	By       string // what answers
	Sendable bool   // the built-in origin answers, which pages can contain
	Attempts []Attempt

	state State
}

// State returns the outcome of the task.
func (t *Task) State() State { return t.state }

// Line returns the line of a fence of the task, counted from 1.
func (t *Task) Line(st *exchange.Step) int {
	line, _ := t.File.Position(st.Fence.Marker.Start)
	return line
}

// Text returns the text of a fence of the task, without the line break before the closing
// fence.
func (t *Task) Text(st *exchange.Step) string { return exchange.TextIn(t.File, st) }

// Part says which part of the task an attempt is: begins, solution or wrong.
func (t *Task) Part(a Attempt) string {
	switch a.Step {
	case t.Begin:
		return "begins"
	case t.Solution:
		return "solution"
	}
	return "wrong"
}

// An Attempt is a message that a note offers for a task, and what came of it.
type Attempt struct {
	Step    *exchange.Step
	Answer  string // the code and phrase of the answer; empty if nothing was sent, or nothing received
	Missing string // what a reader is told who makes this attempt; empty if it meets the goal

	unstarted *origin.Trouble // why there was no answer, or nil
}

// GoalOf returns the goal of a task, or nil if its attempts are compared with its
// solution.
func GoalOf(s *source.File, t *exchange.Task) *goal.Goal {
	if t.Goal == nil {
		return nil
	}
	out := &goal.Goal{Text: s.Text(t.Goal.Fence.Body), Holes: t.Goal.Holes, Method: t.Begin.Method(0), Written: t.Written()}
	if t.Kind == exchange.WriteTask {
		out.Request = pattern.Latin1(t.Begin.Bytes())
	}
	if t.Begin.Kind == exchange.InResponse {
		out.Method = ""
	}
	return out
}

// task tries a task: its beginning, its wrong attempts and its solution.
func (p *Prover) task(ctx context.Context, s *exchange.Script, t *exchange.Task) (out Task, faults []source.Fault) {
	out = Task{Task: t, File: s.File(), state: Unplayed}
	if t.Faulty {
		out.state = Failed
		return out, nil
	}
	var try func(*exchange.Step) (Attempt, *source.Fault)
	switch {
	case t.Sent():
		o, fault := p.originOf(s, t)
		if fault != nil {
			out.state = Failed
			return out, []source.Fault{*fault}
		}
		out.Origin, out.By, out.Sendable = o.Name(), o.By(), o.Sendable()
		if out.Reason = o.Absent(); out.Reason != "" {
			out.state = Missing
			return out, nil
		}
		if !o.Fresh() {
			o.Turn().Lock()
			defer o.Turn().Unlock()
			o.Restart()
		}
		try = func(st *exchange.Step) (Attempt, *source.Fault) { return p.sent(ctx, s, t, o, st) }
	case t.Written():
		g := GoalOf(s.File(), t)
		try = func(st *exchange.Step) (Attempt, *source.Fault) {
			missing, _ := g.Judge(p.rules, st.Bytes())
			return Attempt{Step: st, Missing: missing}, nil
		}
	default:
		try = func(st *exchange.Step) (Attempt, *source.Fault) {
			return Attempt{Step: st, Missing: t.Differs(s.Text(t.Solution), s.Text(st))}, nil
		}
	}
	tried := slices.Concat([]*exchange.Step{t.Solution}, t.Wrong)
	if t.Kind != exchange.WriteTask && t.Kind != exchange.ReadTask { // these begin with nothing that could be right
		tried = slices.Concat([]*exchange.Step{t.Begin}, tried)
	}
	for _, st := range tried {
		a, fault := try(st)
		if ctx.Err() != nil {
			return out, faults
		}
		out.Attempts = append(out.Attempts, a)
		if fault == nil {
			fault = verdict(t, a)
		}
		if fault != nil {
			fault.File = s.File()
			faults = append(faults, *fault)
		}
		if a.unstarted != nil {
			out.Reason = a.unstarted.What
			break
		}
	}
	if out.state = Proven; len(faults) > 0 {
		out.state = Failed
	}
	return out, faults
}

// verdict returns the fault of an attempt that does not come out as the task needs it.
func verdict(t *exchange.Task, a Attempt) *source.Fault {
	f := &source.Fault{Span: a.Step.Fence.Marker}
	switch {
	case a.Step == t.Solution && a.Missing == "", a.Step != t.Solution && a.Missing != "":
		return nil
	case a.Step == t.Solution:
		f.ID, f.What, f.Do = "task-unsolved", "the solution misses the goal: "+lower(a.Missing), "correct the solution or the goal, so that the task can be solved"
	case a.Step == t.Begin:
		f.ID, f.What, f.Do = "task-solved", "the task begins with what meets its goal, so nothing is left to do", "begin with something else, or ask for more in the goal"
	default:
		f.ID, f.What, f.Do = "task-wrong", "this wrong attempt meets the goal", "ask for more in the goal, or write an attempt that misses it"
	}
	return f
}

// lower begins a sentence inside another, and leaves out its full stop.
func lower(sentence string) string {
	if first, _, _ := strings.Cut(sentence, " "); first == "The" || first == "Your" || first == "No" || first == "There" {
		sentence = strings.ToLower(sentence[:1]) + sentence[1:]
	}
	return strings.TrimSuffix(sentence, ".")
}

// originOf finds the origin of a task.
func (p *Prover) originOf(s *exchange.Script, t *exchange.Task) (origin.Origin, *source.Fault) {
	name, fault := p.name(&exchange.Step{Conversation: t.Hosts})
	if fault == nil && p.origins[name] == nil {
		fault = noOrigin(name)
	}
	if fault != nil {
		fault.File, fault.Span = s.File(), t.Begin.Word("origin")
		return nil, fault
	}
	return p.origins[name], nil
}

// sent sends an attempt to an origin in its first state.
func (p *Prover) sent(ctx context.Context, s *exchange.Script, t *exchange.Task, o origin.Origin, st *exchange.Step) (Attempt, *source.Fault) {
	bytes := st.Bytes()
	got, err := exchanged(ctx, o, bytes, st.Method(0))
	if !o.Fresh() && !slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE"}, st.Method(0)) {
		o.Restart()
	}
	a := Attempt{Step: st}
	if err != nil && len(got) == 0 {
		a.Missing = "No response was received."
		if t, is := errors.AsType[*origin.Trouble](err); is {
			f := t.Fault()
			f.Span, a.unstarted = st.Fence.Marker, unstarted(err)
			return a, &f
		}
		return a, nil
	}
	last := got[len(got)-1]
	a.Answer = strings.TrimSpace(fmt.Sprintf("%s %s", last.Bytes(last.Status), last.Bytes(last.Reason)))
	a.Missing = GoalOf(s.File(), t).Missing(got)
	if st != t.Solution {
		return a, nil
	}
	request := wire.Parse(bytes, source.Span{End: len(bytes)}, wire.Request, "")
	for _, f := range p.rules.Check(rule.Case{Request: request, Sent: true, Response: last, Played: true}) {
		if f.Message == request && f.Rule.Fault() {
			return a, &source.Fault{Span: st.Fence.Marker, ID: "task-rule", What: "the solution breaks a rule: " + f.Detail, Do: fmt.Sprintf("%s: %s", f.Rule.Citation(), f.Rule.Sentence)}
		}
	}
	return a, nil
}

// exchanged sends bytes to a new instance of an origin and returns the responses, the
// final one last.
func exchanged(ctx context.Context, o origin.Origin, b []byte, method string) (got []*wire.Message, err error) {
	instance, err := o.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer instance.Stop()
	conn, err := instance.Dial(ctx)
	if err != nil {
		return nil, err
	}
	c := newClient(ctx, conn, o.Limit())
	defer c.finish()
	c.send(b)
	deadline := c.deadline()
	for len(got) <= mostInterim {
		m, err := c.response(method, deadline)
		if m != nil {
			got = append(got, m)
		}
		if err != nil || !m.Interim() {
			return got, err
		}
	}
	return got, errInterim
}
