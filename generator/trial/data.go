package trial

import (
	"log"
	"net/http"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
	"wirebook/generator/source"
	"wirebook/generator/trial/program"
)

// NoteOf returns what the program replays of a note: the exchanges that the built-in
// origin answered, and the changes of their requests that it offers. origin plays these;
// where it is nil, none is offered.
func NoteOf(c note.Config, n *proof.Note, origin func(*log.Logger) *http.Server) *program.Note {
	out := noteOf(builtIn(c), c, n, Answers)
	for _, st := range n.Steps {
		if origin == nil || !Answers(n.Of(st.Exchange)) {
			continue
		}
		out.Tries = append(out.Tries, triesOf(st, n.Note.File.Data, func(request []byte) string {
			return play(origin, out, st.Exchange.Number, request)
		})...)
	}
	return out
}

// triesOf returns the changes of a request that its fence offers. will says what one is
// answered with.
func triesOf(st *exchange.Step, text []byte, will func(request []byte) string) (out []program.Try) {
	for _, by := range st.Tries {
		request := change(pattern.BytesOf(stepOf(st, text, nil).Send, nil), by)
		out = append(out, program.Try{Exchange: st.Exchange.Number, Label: by, Send: pattern.Latin1(request), Will: will(request)})
	}
	return out
}

// noteOf returns the steps of the exchanges that the origin of that name answers.
func noteOf(name string, c note.Config, n *proof.Note, answers func(*proof.Result) bool) *program.Note {
	origin := c.Origins[name]
	// A wrong hole was a fault of the proof.
	holes := exchange.ReadHoles(note.Word{Value: origin.Holes}, func(source.Span, string, string, string) {})
	out := &program.Note{Limit: int(origin.Deadline.Milliseconds())}
	last := map[*exchange.Conversation]int{} // index of the last step
	for _, st := range n.Steps {
		if answers(n.Of(st.Exchange)) {
			last[st.Conversation] = len(out.Steps)
			out.Steps = append(out.Steps, stepOf(st, n.Note.File.Data, holes))
		}
	}
	for _, i := range last {
		out.Steps[i].Last = true
	}
	return out
}

// Has reports whether a note has an exchange that the program can answer.
func Has(n *proof.Note) bool {
	return n != nil && slices.ContainsFunc(n.Results, func(r proof.Result) bool { return Answers(&r) })
}

// Answers reports whether the program can answer an exchange: the built-in origin did,
// and what it sent was proven.
func Answers(r *proof.Result) bool { return r.Sendable && r.State() == proof.Proven }

// Needs reports whether an exchange was proven with a command of site.yaml, which no page
// can run: only serve can send it (see Live).
func Needs(c note.Config, r *proof.Result) bool {
	return r.State() == proof.Proven && len(c.Origins[r.Origin].Command) > 0
}

// NeedsAny reports whether a note has an exchange that needs a command.
func NeedsAny(c note.Config, n *proof.Note) bool {
	return n != nil && slices.ContainsFunc(n.Results, func(r proof.Result) bool { return Needs(c, &r) })
}

// builtIn returns the name of the built-in origin.
func builtIn(c note.Config) string {
	for name, o := range c.Origins {
		if o.BuiltIn {
			return name
		}
	}
	return ""
}

func stepOf(st *exchange.Step, text []byte, holes []pattern.Hole) program.Step {
	out := program.Step{Exchange: st.Exchange.Number, Conn: st.Conversation.Number}
	switch {
	case st.Kind == exchange.InRequest:
		for i := range st.Messages {
			out.Send = append(out.Send, sent(st, i)...)
		}
	case st.Send:
		out.Send = literal(st, st.Plain(text))
	case st.Kind == exchange.InBytes:
		want := st.Plain(text)
		out.Bytes, out.Want = len(want), [][][]pattern.Piece{{literal(st, want)}}
	default:
		out.Methods = st.Methods
		for i := range st.Messages {
			out.Want = append(out.Want, wanted(st, i, holes))
		}
		n := len(st.Messages)
		out.Interim = n > 0 && st.Messages[n-1].Interim()
	}
	return out
}

// sent is what the ith request of a fence sends.
func sent(st *exchange.Step, i int) []pattern.Piece {
	m := st.Messages[i]
	if st.Raw {
		return literal(st, m.Text)
	}
	b := pattern.Builder{Message: m, EOL: st.EOL, Captures: st.Captured, Cut: st.Cut, Continued: st.Continued, Exact: true}
	return b.Build()
}

// literal are bytes in which captured values stand.
func literal(st *exchange.Step, text []byte) []pattern.Piece {
	return pattern.Text(text, st.Captured)
}

// wanted are the patterns of the ith response of a fence, in the order in which the proof
// tries them: each … as itself, then as an elision, then with a Content-Length that
// follows a hole.
func wanted(st *exchange.Step, i int, holes []pattern.Hole) [][]pattern.Piece {
	loose := st.Builder(i, holes)
	out := [][]pattern.Piece{loose.Build()}
	if loose.Elides() {
		exact := st.Builder(i, holes)
		exact.Exact = true
		out = append([][]pattern.Piece{exact.Build()}, out...)
	}
	if follows := st.Builder(i, holes); len(st.Holes)+len(st.Captures) > 0 {
		follows.Holes = st.Placed(i, holes, true)
		out = append(out, follows.Build())
	}
	return out
}
