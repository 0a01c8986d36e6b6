package proof

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// unsteady returns the fault of a response that is not the one of the first run. The
// documented text is what the first run received.
func (t *turn) unsteady() source.Fault {
	f := t.difference()
	f.ID = "unsteady"
	what := strings.TrimSuffix(f.What, " is not what the origin sent")
	f.Do = "mark what varies with hole or capture, or leave it out with …"
	switch names := t.varying(); {
	case len(names) == 0:
	case strings.EqualFold(names[0], "Set-Cookie"):
		what, f.Do = names[0], cookieMayVary(t.step, t, f.Span)
	default:
		what = names[0]
		if w, ok := t.step.Fence.Word("hole"); ok {
			names = append([]string{w.Value}, names...)
		}
		f.Do = fmt.Sprintf("it may vary: hole=%q", strings.Join(names, " "))
	}
	f.What = what + " differs from one run to the next"
	return f
}

// varying returns the names of the fields that were received with other values than
// documented: the first difference, and others that may get a hole as well. It is empty
// if the first difference is another.
func (t *turn) varying() (names []string) {
	a := t.aligner()
	for _, o := range a.align() {
		if o.kind == same || o.kind == covered {
			continue
		}
		name := ""
		if o.kind == altered {
			name = t.field(a.doc[o.doc], a.act[o.act])
		}
		switch {
		case len(names) == 0 && name == "":
			return nil
		case len(names) == 0,
			name != "" && !strings.EqualFold(name, "Set-Cookie") && !strings.EqualFold(name, "Content-Length") && !slices.Contains(names, name):
			names = append(names, name)
		}
	}
	return names
}

// field returns the name of the field that both of two lines are, or "". The lines of a
// raw fence are not told apart before.
func (t *turn) field(doc, act line) string {
	if !t.step.Raw {
		if doc.part != fieldLine || act.part != fieldLine {
			return ""
		}
		return doc.name
	}
	name, _, _ := strings.Cut(doc.text, ": ")
	head, _, _ := strings.Cut(exchange.Escape(t.got[act.message].Text), `\r\n\r\n`)
	if !strings.HasPrefix(act.text, name+": ") || !strings.Contains(head, `\r\n`+strings.TrimSuffix(act.text, `\r\n`)) {
		return ""
	}
	return name
}

// cookieMayVary says how to let a Set-Cookie vary that differs in each run: only its
// value, by the name of the cookie, which a later request may send back.
func cookieMayVary(st *exchange.Step, t *turn, at source.Span) string {
	m := st.Messages[len(st.Messages)-1]
	for _, f := range m.Fields {
		if at.Start < f.Line.Start || f.Line.End < at.Start {
			continue
		}
		pair, attributes, _ := strings.Cut(m.Value(f), ";")
		name, value, _ := strings.Cut(pair, "=")
		for _, came := range t.got[len(t.got)-1].Values("Set-Cookie") {
			pair, others, _ := strings.Cut(came, ";")
			if n, _, _ := strings.Cut(pair, "="); n != name || others != attributes {
				continue
			}
			do := fmt.Sprintf("it may vary: hole=%q", "Set-Cookie["+name+"]")
			if exchange.MayCapture(value) {
				do += fmt.Sprintf("; if a later request sends it back, write capture=%q instead", name+"="+value)
			}
			return do
		}
	}
	return `it may vary: hole="Set-Cookie"`
}

// steady returns a notice for each hole whose value was the same in both runs and in the
// note as it was: it may not be needed.
func steady(first, second *reading) (notices []source.Fault) {
	for i := range first.Note.Fences {
		st, now := first.step(i), second.step(i)
		if st == nil || now == nil {
			continue
		}
		one, two := first.turns[st], second.turns[now]
		if one == nil || two == nil || len(one.got) == 0 || len(two.got) == 0 || len(st.Messages) == 0 {
			continue
		}
		for _, h := range now.Holes {
			if h.Code != "" {
				continue
			}
			documented, _ := valueOf(h, st.Messages)
			was, ok := valueOf(h, one.got)
			is, _ := valueOf(h, two.got)
			if ok && was == is && was == documented {
				notices = append(notices, source.Fault{File: second.File(), Span: h.Span, ID: "hole-not-needed",
					What: fmt.Sprintf("the hole %s may not be needed: the value was %q in both runs", h.Text, was), Do: "remove it, if the value is always the same"})
			}
		}
	}
	return notices
}

// valueOf returns the text that a hole of the final response covers.
func valueOf(h pattern.Hole, messages []*wire.Message) (string, bool) {
	m := messages[len(messages)-1]
	at, ok := h.Find(m)
	return string(m.Bytes(at)), ok
}
