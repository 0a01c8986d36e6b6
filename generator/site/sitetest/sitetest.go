// Package sitetest makes sites for tests.
package sitetest

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/site"
	"wirebook/generator/wire"
)

// Link links the notes of content, with every exchange taken as played.
func Link(t testing.TB, content fs.FS) *site.Site {
	t.Helper()
	tree, faults := note.Read(content)
	for _, f := range faults {
		t.Fatal(f)
	}
	proof := &exchange.Proof{Tree: tree}
	for _, n := range tree.Notes {
		proof.Notes = append(proof.Notes, taken(n))
	}
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, faults := site.Link(proof, facts)
	for _, f := range faults {
		t.Fatal(f)
	}
	return s
}

// taken pairs the fences of a note and takes them as played: what is shown is
// tested here, not whether it is true.
func taken(n *note.Note) *exchange.Proven {
	p := &exchange.Proven{Note: n, Fences: map[*note.Fence]*exchange.Shown{}}
	data := n.File.Data
	var e *exchange.Exchange
	for _, f := range n.Fences {
		if !f.Message {
			continue
		}
		shown := &exchange.Shown{Fence: f, Label: "Response", Last: true}
		kind := wire.Response
		_, response := f.Word("response")
		if !response && !strings.HasPrefix(string(data[f.Body.Start:f.Body.End]), "HTTP/") {
			kind = wire.Request
			e = &exchange.Exchange{Number: len(p.Exchanges) + 1, By: "net/http go1.2.3"}
			p.Exchanges = append(p.Exchanges, e)
			shown.Request, shown.Last, shown.Label = true, false, "Request"
			if w, ok := f.Word("norun"); ok {
				e.NoRun = w.Value
			}
			if w, ok := f.Word("predict"); ok {
				e.Request = f
				for code := range strings.FieldsSeq(w.Value) {
					n, _ := strconv.Atoi(code)
					e.Predict = append(e.Predict, n)
				}
			}
		}
		shown.Exchange = e
		shown.Messages = wire.Documented(data, f.Body, kind, []string{"GET"}, false)
		m := shown.Messages[0]
		if kind == wire.Request {
			e.Method, e.Target = string(m.Text[m.Method.Start:m.Method.End]), string(m.Text[m.Target.Start:m.Target.End])
		} else {
			e.Code = m.Code
		}
		if w, ok := f.Word("conn"); ok {
			e.Conn = w.Value
		}
		if w, ok := f.Word("breaks"); ok {
			e.Breaks = []rule.Rule{{ID: w.Value, Sentence: "It has a <Date>", RFC: "9110", Section: "6.6.1", Level: rule.Must}}
			e.Server = true
		} else if e.Code == 404 {
			e.Handlers = []exchange.Handler{{
				Pattern: "GET api.example.com/books/{id}", Name: "getBook", File: "origin/books.go", Line: 5, EndLine: 7,
				Text: "// getBook answers with one book.\nfunc getBook(w http.ResponseWriter, r *http.Request) {\n\thttp.Error(w, \"no <book>\", 404)\n}\n",
			}}
		}
		p.Fences[f] = shown
	}
	return p
}
