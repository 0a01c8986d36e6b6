package proof

import (
	"context"
	"errors"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/origin"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Tried is what came of something that a learner made for a task.
type Tried struct {
	Received []*wire.Message // for a request, the final response last; none if there was no answer
	By       string          // what answered
	Missing  string          // what it lacks; empty if it meets the goal
	Varies   []string        // the names of the fields that may have another value each time
}

// An Absent is the error of a task that cannot be tried here, and says why.
type Absent string

func (a Absent) Error() string { return string(a) }

// Try tries what a learner made for a task: the bytes of a message, or text for read and
// order tasks. A request is sent to the origin in its first state, and leaves no state
// behind. The error is an Absent, or says why the origin did not run.
func (p *Prover) Try(ctx context.Context, s *exchange.Script, t *exchange.Task, made []byte) (out Tried, err error) {
	switch {
	case t.Faulty:
		return out, Absent("the task has faults: run wirebook check")
	case t.Written():
		out.Missing, _ = GoalOf(s.File(), t).Judge(p.rules, made)
		return out, nil
	case !t.Sent():
		if solution := s.Text(t.Solution); string(made) != solution {
			if out.Missing = t.Differs(solution, string(made)); out.Missing == "" {
				out.Missing = "That is not all of it."
			}
		}
		return out, nil
	}
	o, fault := p.originOf(s, t)
	if fault != nil {
		return out, *fault
	}
	if out.By = o.By(); o.Absent() != "" {
		return out, Absent(o.Absent())
	}
	for _, h := range slices.Concat(p.holes[o.Name()], t.Goal.Holes) {
		if h.Field != "" {
			out.Varies = append(out.Varies, h.Field)
		}
	}
	if !o.Fresh() {
		o.Turn().Lock()
		defer o.Turn().Unlock()
		o.Restart()
		defer o.Restart()
	}
	method := ""
	if m := wire.Parse(made, source.Span{End: len(made)}, wire.Request, ""); m.Method.Len() > 0 {
		method = string(m.Bytes(m.Method))
	}
	out.Received, err = exchanged(ctx, o, made, method)
	if trouble, is := errors.AsType[*origin.Trouble](err); is && len(out.Received) == 0 {
		return out, trouble
	}
	out.Missing = GoalOf(s.File(), t).Missing(out.Received)
	return out, ctx.Err()
}
