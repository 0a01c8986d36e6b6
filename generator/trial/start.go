package trial

import (
	"log"
	"net/http"
	"strconv"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
	"wirebook/generator/source"
	"wirebook/generator/trial/program"
	"wirebook/generator/wire"
)

// A Start is requests to begin with, without a note: what the origin answers last, in its
// first state, has a certain code.
type Start struct {
	Bytes    []byte
	Requests int
	Title    string // of the last request: GET /books/99
}

// StartOf returns the first requests of a note that the built-in origin answers with a
// code: one request where its first state allows it, or else all that the note sends up to
// it. Each is played on origin. ok is false where no request of the note does that.
func StartOf(n *proof.Note, code int, origin func(*log.Logger) *http.Server) (s Start, ok bool) {
	var all []byte
	count := 0
	for _, st := range n.Steps {
		r := n.Of(st.Exchange)
		if !Answers(r) || st.Kind != exchange.InRequest {
			continue
		}
		one := pattern.BytesOf(stepOf(st, n.Note.File.Data, nil).Send, nil)
		all = append(all, one...)
		count += len(st.Messages)
		if r.Code != code {
			continue
		}
		last := wire.Parse(one, source.Span{End: len(one)}, wire.Request, "")
		s = Start{Bytes: one, Requests: len(st.Messages), Title: program.Title(last)}
		if gets(origin, one, code) {
			return s, true
		}
		s.Bytes, s.Requests = all, count
		return s, gets(origin, all, code)
	}
	return Start{}, false
}

// gets reports whether the last answer to requests, in the first state, has a code.
func gets(origin func(*log.Logger) *http.Server, requests []byte, code int) bool {
	title, _, _ := strings.Cut(play(origin, nil, 0, requests), " ")
	return title == strconv.Itoa(code)
}
