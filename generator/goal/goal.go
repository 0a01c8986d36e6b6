// Package goal says whether an answer is what a task asks for, and what it lacks in one
// sentence. The build proves tasks with it, and the program in the page tells readers
// with it what is still missing, so both say the same.
//
//	g := goal.Goal{Text: "HTTP/1.1 404 Not Found\n…: …\nContent-Type: text/html\n\n…\n"}
//	g.Missing(received) // "The answer is 200 OK; it must be 404 Not Found."
//
// A goal is a response in the notation of package exchange, and is met part by part: the
// status code is the same; each field is there, in any order, with a value that package
// pattern matches, or that says the same (Allow: POST, GET); the body matches. The line …: … allows any other fields, or none.
// JSON may have other white space.
package goal

import (
	"wirebook/generator/pattern"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Goal is what the answer to a task must have.
type Goal struct {
	Text  string         `json:"text"` // the response as the note shows it; its lines end in LF
	Holes []pattern.Hole `json:"holes,omitempty"`

	Method string `json:"method,omitempty"` // of the request that is answered

	// Written says that readers write the answer themselves, so that the sentences do not
	// tell them what is right. Request is what it answers, as pattern.Latin1 writes
	// bytes; empty if the task does not show it.
	Written bool   `json:"written,omitempty"`
	Request string `json:"request,omitempty"`

	// Digest takes the place of Text and Holes in a goal that is withheld.
	Digest string `json:"digest,omitempty"`
}

// message is the goal as a message.
func (g Goal) message() *wire.Message {
	all := g.read(g.Text)
	return all[len(all)-1]
}

func (g Goal) read(text string) []*wire.Message {
	return wire.Documented([]byte(text), source.Span{End: len(text)}, wire.Response, []string{g.Method}, false)
}

// Missing says what the responses to a request lack, interim ones included, or returns
// "" if one of them is what the goal asks for.
func (g Goal) Missing(got []*wire.Message) string {
	want := g.message()
	if len(got) == 0 {
		return "No response was received."
	}
	last := got[len(got)-1]
	for _, m := range got {
		if m.Code == want.Code {
			last = m
		}
	}
	return g.compare(want, last)
}

// dateRule is not held against a response that a reader writes: it has no clock.
const dateRule = "date-present"

// Judge says what a response that a reader wrote lacks: it must be well-formed, break no
// rule of level must, and be what the goal asks for. found are the rules that it breaks.
func (g Goal) Judge(j *rule.Judge, written []byte) (missing string, found []rule.Finding) {
	last, interim := g.responses(written)
	if last.Code == 0 {
		return "The first line must be a status line: the version, a code of three digits and a phrase.", nil
	}
	x := rule.Case{Interim: interim, Response: last, Method: g.Method, Played: true}
	if request := pattern.FromLatin1(g.Request); len(request) > 0 {
		x.Request, x.Sent = wire.Parse(request, source.Span{End: len(request)}, wire.Request, ""), true
	}
	for _, f := range j.Check(x) {
		if f.Message != x.Request && f.Rule.Fault() && f.Rule.ID != dateRule {
			found = append(found, f)
		}
	}
	switch {
	case g.Digest == "" && last.Code != g.message().Code:
		missing = g.compare(g.message(), last)
	case len(found) > 0:
		missing = sentence("%s (%s).", source.Capital(found[0].Detail), found[0].Rule.Citation())
	case !last.Complete && !last.Interim():
		missing = "The response does not end where it says."
	case last.Span.End < len(written):
		missing = sentence("%s after the end of the response.", count(len(written)-last.Span.End, "There is ", "There are "))
	case g.Digest == "":
		missing = g.Missing(append(interim, last))
	case digest(last) != g.Digest:
		missing = Undecided
	}
	return missing, found
}

// responses reads what a reader wrote: the final response, or the first that has no code,
// and the interim ones before it.
func (g Goal) responses(written []byte) (last *wire.Message, interim []*wire.Message) {
	for at := 0; ; at = last.Span.End {
		last = wire.Parse(written, source.Span{Start: at, End: len(written)}, wire.Response, g.Method)
		if last.Code == 0 || !last.Interim() || last.Span.End >= len(written) {
			return last, interim
		}
		interim = append(interim, last)
	}
}
