package exchange

import (
	"fmt"
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// judge holds an exchange to the rules of the RFCs: what came where it was
// played, what is documented where it was not.
func judge(j *rule.Judge, file *source.File, s *step, p *played) (faults []source.Fault) {
	x := rule.Case{Played: p != nil}
	if len(s.methods) > 1 || s.stub {
		return nil
	}
	if len(s.methods) == 1 {
		x.Method = s.methods[0]
	}
	x.Request = s.asks
	responses := s.messages
	if p != nil {
		responses = p.got
		x.Closed, x.Kept = p.step.closes && !p.kept, p.kept && !p.step.closes
		x.Twin, x.Before, x.After = p.twin, p.before, p.after
	}
	for i, m := range responses {
		if m.Interim() && i+1 < len(responses) {
			x.Interim = append(x.Interim, m)
			continue
		}
		x.Response = m
	}
	if x.Response == nil {
		return nil
	}
	claimed := map[string]bool{}
	for _, id := range s.breaks {
		claimed[id] = false
	}
	for _, b := range j.Check(x) {
		if _, ok := claimed[b.Rule.ID]; ok {
			if !claimed[b.Rule.ID] {
				s.exchange.Breaks = append(s.exchange.Breaks, b.Rule)
			}
			claimed[b.Rule.ID] = true
			continue
		}
		if b.Rule.Level == rule.Must {
			faults = append(faults, s.breach(file, b, p != nil))
		}
	}
	for _, id := range s.breaks {
		if claimed[id] {
			continue
		}
		at := s.fence.Info
		if w, ok := s.fence.Word("breaks"); ok {
			for text, span := range items(w) {
				if text == id {
					at = span
				}
			}
		}
		f := source.Fault{File: file, Span: at, ID: "breaks-nothing", What: fmt.Sprintf("the response does not break the rule %q", id), Do: "remove it from breaks"}
		if _, ok := j.Rule(id); !ok {
			f.ID, f.What = "unknown-rule", fmt.Sprintf("there is no rule %q", id)
			var ids []string
			for _, r := range j.Rules() {
				ids = append(ids, r.ID)
			}
			if near := source.Nearest(id, ids); near != "" {
				f.Do = fmt.Sprintf("did you mean %q?", near)
			}
		}
		faults = append(faults, f)
	}
	return faults
}

// breach is the fault of a rule that a response breaks without saying so.
func (s *step) breach(file *source.File, b rule.Finding, played bool) source.Fault {
	mend := "mend the response"
	if played {
		mend = "mend the origin"
	}
	at := source.Span{Start: s.fence.Body.Start, End: s.fence.Body.Start}
	text := string(b.Message.Text[b.Span.Start:b.Span.End])
	for _, m := range s.messages {
		for _, f := range m.Fields {
			if text != "" && !s.raw && m.Value(f) == text {
				at = f.Value
			}
		}
	}
	f := source.Fault{File: file, Span: at, ID: b.Rule.ID, What: b.Detail,
		Do: fmt.Sprintf("%s: %s\n%s, or own up to it: breaks=%q", b.Rule.Citation(), b.Rule.Sentence, mend, strings.Join(append(s.breaks[:len(s.breaks):len(s.breaks)], b.Rule.ID), " "))}
	if played {
		f.Request = s.request(file)
		f.Shown = append([]source.Line{{Mark: 'r', Text: "request   " + f.Request}}, source.Excerpt(file, at)...)
	}
	return f
}
