package exchange

import (
	"fmt"
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
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
	request := s.asking()
	if request != nil {
		x.Request, x.Sent = s.asks, request.raw
	}
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
		asked := b.Message == x.Request
		if asked && x.Response.Interim() {
			continue // what refuses the request may be in a later fence
		}
		if _, ok := claimed[b.Rule.ID]; ok {
			if !claimed[b.Rule.ID] {
				s.exchange.Breaks = append(s.exchange.Breaks, b.Rule)
			}
			claimed[b.Rule.ID] = true
			continue
		}
		if b.Rule.Fault() {
			by := s
			if asked {
				by = request
			}
			faults = append(faults, s.breach(file, b, by, p != nil))
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

// asking is the step of the one request that a response answers, or nil.
func (s *step) asking() *step {
	for _, asked := range s.conn.steps {
		if s.asks != nil && asked.exchange == s.exchange && asked.place == inRequest {
			return asked
		}
	}
	return nil
}

// breach is the fault of a rule that a message of the step by breaks without
// saying so.
func (s *step) breach(file *source.File, b rule.Finding, by *step, played bool) source.Fault {
	mend := "mend the response"
	switch {
	case by != s:
		mend = "mend the request"
	case played:
		mend = "mend the origin"
	}
	at := by.placeOf(file, b)
	f := source.Fault{File: file, Span: at, ID: b.Rule.ID, What: b.Detail,
		Do: fmt.Sprintf("%s: %s\n%s, or own up to it: breaks=%q", b.Rule.Citation(), b.Rule.Sentence, mend, strings.Join(append(s.breaks[:len(s.breaks):len(s.breaks)], b.Rule.ID), " "))}
	if played {
		f.Request = s.request(file)
		f.Shown = append([]source.Line{{Mark: 'r', Text: "request   " + f.Request}}, source.Excerpt(file, at)...)
	}
	return f
}

// placeOf is where the note shows what a finding is about: its bytes, where
// the message is the note's own, and otherwise the field line with its name, the
// first of them standing for the first. Of a raw fence it is the beginning.
func (s *step) placeOf(file *source.File, b rule.Finding) source.Span {
	start := source.Span{Start: s.fence.Body.Start, End: s.fence.Body.Start}
	if s.raw || len(s.messages) == 0 {
		return start
	}
	if len(file.Data) > 0 && len(b.Message.Text) > 0 && &b.Message.Text[0] == &file.Data[0] {
		return b.Span
	}
	if b.Message.Kind == wire.Request { // a copy of the head
		offset := s.messages[0].Head.Start - b.Message.Head.Start
		return source.Span{Start: min(b.Span.Start+offset, s.fence.Body.End), End: min(b.Span.End+offset, s.fence.Body.End)}
	}
	for _, came := range b.Message.Fields {
		if b.Span.Start < came.Line.Start || b.Span.End > came.Line.End {
			continue
		}
		return s.documentedField(b.Message, came, start)
	}
	return start
}

// documentedField is the value of the field line of the note with the name of
// one that came, and as many of that name before it.
func (s *step) documentedField(m *wire.Message, came wire.Field, otherwise source.Span) source.Span {
	name := m.Bytes(came.Name)
	same := func(m *wire.Message, f wire.Field) bool {
		return !f.Elision && strings.EqualFold(m.Name(f), string(name))
	}
	before := 0
	for _, f := range m.Fields {
		if f == came {
			break
		}
		if same(m, f) {
			before++
		}
	}
	for _, documented := range s.messages {
		if documented.Code != m.Code {
			continue
		}
		for _, f := range documented.Fields {
			if same(documented, f) {
				if before == 0 {
					return f.Value
				}
				before--
			}
		}
	}
	return otherwise
}
