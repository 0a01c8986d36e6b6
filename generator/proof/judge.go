package proof

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// judge holds an exchange to the rules of the RFCs: what was received or, if t is nil,
// what is documented. owned are the rules that the answer breaks and the note admits
// with breaks=. hints are findings of the requested level that are not faults.
func (p *Prover) judge(plan *plan, s *exchange.Step, t *turn) (faults, hints []source.Fault, owned []rule.Rule) {
	x := rule.Case{Played: t != nil, Closed: s.Closes}
	if len(s.Methods) > 1 || s.Stub {
		return nil, nil, nil
	}
	if len(s.Methods) == 1 {
		x.Method = s.Methods[0]
	}
	request := asking(s)
	if request != nil {
		x.Request, x.Sent = s.Asks, request.Raw
	}
	responses := s.Messages
	if t != nil {
		responses = t.got
		x.Closed, x.Kept = s.Closes && !t.kept, t.kept && !s.Closes
		x.Twin, x.Before, x.After = t.twin, t.before, t.after
	}
	for i, m := range responses {
		if m.Interim() && i+1 < len(responses) {
			x.Interim = append(x.Interim, m)
			continue
		}
		x.Response = m
	}
	if x.Response == nil {
		return nil, nil, nil
	}
	claimed := map[string]bool{}
	for _, id := range s.Breaks {
		claimed[id] = false
	}
	for _, f := range p.rules.Check(x) {
		asked := f.Message == x.Request
		if asked && x.Response.Interim() {
			continue // the response that refuses the request may be in a later fence
		}
		if seen, ok := claimed[f.Rule.ID]; ok {
			if !seen {
				owned = append(owned, f.Rule)
			}
			claimed[f.Rule.ID] = true
			continue
		}
		told := &faults
		if !f.Rule.Fault() {
			if !p.level.Includes(f.Rule.Level) {
				continue
			}
			told = &hints
		}
		if asked {
			*told = append(*told, requestBreach(plan, s, request, t, f))
		} else {
			*told = append(*told, breach(plan, s, t, f))
		}
	}
	for _, id := range s.Breaks {
		if !claimed[id] {
			faults = append(faults, p.notBroken(plan, s, id))
		}
	}
	if t != nil {
		faults = append(faults, p.samples(plan, s, x)...)
	}
	return faults, hints, owned
}

// asking returns the step of the one request that a response answers, or nil.
func asking(s *exchange.Step) *exchange.Step {
	if s.Asks == nil {
		return nil
	}
	i := slices.IndexFunc(s.Conversation.Steps, func(asked *exchange.Step) bool {
		return asked.Exchange == s.Exchange && asked.Kind == exchange.InRequest
	})
	return s.Conversation.Steps[i]
}

// requestBreach returns the fault of a rule that a request breaks and the answer does
// not refuse. As for the rest of the exchange, the response's breaks= can admit it.
func requestBreach(plan *plan, s, request *exchange.Step, t *turn, found rule.Finding) source.Fault {
	at := source.Span{Start: request.Fence.Body.Start, End: request.Fence.Body.Start}
	if !request.Raw {
		// Asks may be a copy of the request with an empty line after its head.
		at = found.Span.Shift(request.Messages[0].Span.Start - found.Message.Span.Start)
		at.End = min(at.End, request.Fence.Body.End)
	}
	do := advice(s, found, "correct the request")
	if t != nil {
		return t.fault(at, found.Rule.ID, found.Detail, do, 0)
	}
	return source.Fault{File: plan.File(), Span: at, ID: found.Rule.ID, What: found.Detail, Do: do, Exchange: s.Exchange.Number}
}

// advice says which rule is broken and what to do.
func advice(s *exchange.Step, found rule.Finding, mend string) string {
	if !found.Rule.Fault() {
		return fmt.Sprintf("%s (%s, %s): %s", found.Rule.Citation(), found.Rule.ID, found.Rule.Level, found.Rule.Sentence)
	}
	return fmt.Sprintf("%s: %s\n%s, or admit it: breaks=%q", found.Rule.Citation(), found.Rule.Sentence, mend, strings.Join(append(s.Breaks[:len(s.Breaks):len(s.Breaks)], found.Rule.ID), " "))
}

// samples holds the samples of holes to the rules: the page shows them, although they
// were not received. x is the case of what was received.
func (p *Prover) samples(plan *plan, s *exchange.Step, x rule.Case) (faults []source.Fault) {
	if s.Raw || len(s.Holes) == 0 {
		return nil
	}
	x = rule.Case{Request: x.Request, Method: x.Method}
	for i, m := range s.Messages {
		if i+1 < len(s.Messages) {
			x.Interim = append(x.Interim, m)
		} else {
			x.Response = m
		}
	}
	for _, f := range p.rules.Check(x) {
		i := slices.Index(s.Messages, f.Message)
		if i < 0 || !f.Rule.Fault() || slices.Contains(s.Breaks, f.Rule.ID) {
			continue
		}
		if slices.ContainsFunc(s.Placed(i, nil, false), func(h pattern.Placed) bool { return h.Named() && overlap(h.Span(), f.Span) }) {
			faults = append(faults, source.Fault{File: plan.File(), Span: f.Span, ID: f.Rule.ID, What: f.Detail, Exchange: s.Exchange.Number,
				Do: fmt.Sprintf("%s: %s\nwrite a sample for the hole that keeps the rule", f.Rule.Citation(), f.Rule.Sentence)})
		}
	}
	return faults
}

func overlap(a, b source.Span) bool { return a.Start < b.End && b.Start < a.End }

// notBroken returns the fault of a note that admits breaking a rule which its answer
// keeps.
func (p *Prover) notBroken(plan *plan, s *exchange.Step, id string) source.Fault {
	at := s.Fence.Info
	if w, ok := s.Fence.Word("breaks"); ok {
		for text, span := range exchange.Items(w) {
			if text == id {
				at = span
			}
		}
	}
	f := source.Fault{File: plan.File(), Span: at, Exchange: s.Exchange.Number, ID: "breaks-nothing", What: fmt.Sprintf("the response does not break the rule %q", id), Do: "remove it from breaks"}
	if _, ok := p.rules.Rule(id); !ok {
		f.ID, f.What = "unknown-rule", fmt.Sprintf("there is no rule %q", id)
		var ids []string
		for _, r := range p.rules.Rules() {
			ids = append(ids, r.ID)
		}
		if near := source.Nearest(id, ids); near != "" {
			f.Do = fmt.Sprintf("did you mean %q?", near)
		}
	}
	return f
}

// breach returns the fault of a rule that a response breaks and the note does not admit.
func breach(plan *plan, s *exchange.Step, t *turn, found rule.Finding) source.Fault {
	mend := "correct the response"
	if t != nil {
		mend = "correct the origin"
	}
	do := advice(s, found, mend)
	at := placeOf(s, t, found)
	if t != nil {
		return t.fault(at, found.Rule.ID, found.Detail, do, 0)
	}
	return source.Fault{File: plan.File(), Span: at, ID: found.Rule.ID, What: found.Detail, Do: do, Exchange: s.Exchange.Number}
}

// placeOf returns where in the note a finding is. The spans of a message that is not
// played are already those of the file; for a received one it is the documented line.
func placeOf(s *exchange.Step, t *turn, found rule.Finding) source.Span {
	none := source.Span{Start: s.Fence.Body.Start, End: s.Fence.Body.Start}
	switch {
	case s.Raw:
		return none
	case t == nil:
		return found.Span
	}
	a := t.aligner()
	for _, o := range a.align() {
		if o.kind == added || o.kind == removed {
			continue
		}
		doc, act := a.doc[o.doc], a.act[o.act]
		if t.got[act.message] != found.Message || found.Span.Start < act.start || found.Span.Start > act.start+len(act.text) {
			continue
		}
		from := doc.start + min(found.Span.Start-act.start, len(doc.text))
		to := doc.start + min(found.Span.End-act.start, len(doc.text))
		if doc.elision {
			from, to = doc.start, doc.start+len(doc.text)
		}
		return source.Span{Start: from, End: max(from, to)}
	}
	return none
}
