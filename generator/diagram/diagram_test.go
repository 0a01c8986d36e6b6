package diagram_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/diagram"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// read returns the message fences of a note with that text.
func read(t testing.TB, text string) *exchange.Script {
	t.Helper()
	file, faults := source.NewFile("content/note.md", []byte("---\ntitle: A note\n---\n\n"+text))
	n, more := note.Parse(file, "note.md")
	if faults = append(faults, more...); len(faults) > 0 {
		t.Fatal(faults)
	}
	return exchange.ReadNote(n)
}

// drawn returns the drawings of one kind of all exchanges.
func drawn(s *exchange.Script, kind string) (all []*diagram.Drawing) {
	for _, e := range s.Exchanges {
		for _, d := range diagram.Of(s.Steps, e) {
			if d.Kind == kind {
				all = append(all, d)
			}
		}
	}
	return all
}

// fences are messages, each in a fence of its own. The first line may be the words of its
// info string.
func fences(messages ...string) string {
	var b strings.Builder
	for _, m := range messages {
		words := ""
		if strings.HasPrefix(m, "```") {
			b.WriteString(m + "\n\n")
			continue
		}
		if rest, ok := strings.CutPrefix(m, "@"); ok {
			words, m, _ = strings.Cut(rest, "\n")
			words = " " + words
		}
		b.WriteString("```http" + words + "\n" + m + "\n```\n\n")
	}
	return b.String()
}

const (
	get     = "GET /near/books/4 HTTP/1.1\nHost: a.example"
	missed  = "HTTP/1.1 200 OK\nCache-Control: max-age=60\nCache-Status: a.example; fwd=uri-miss; stored\nDate: Sun, 22 Nov 2026 18:00:01 GMT\nETag: \"x\"\nVia: 1.1 a.example\nContent-Length: 0"
	hit     = "HTTP/1.1 200 OK\nAge: 40\nCache-Control: max-age=60\nCache-Status: a.example; hit\nDate: Sun, 22 Nov 2026 18:00:01 GMT\nETag: \"x\"\nVia: 1.1 a.example\nContent-Length: 0"
	renewed = "HTTP/1.1 304 Not Modified\nCache-Control: max-age=60\nDate: Sun, 22 Nov 2026 18:01:31 GMT\nETag: \"x\""
)

var samples = []struct {
	kind     string
	messages []string
	says     string
	shows    string   // texts of the picture, each after a |
	changes  []string // old and new, in turn: each gives another picture
}{
	{"sequence", []string{"@conn=a\nPUT /a HTTP/1.1\nHost: a.example\nContent-Length: 5", "@conn=a\nHTTP/1.1 100 Continue", "```text conn=a send\nEmma\n```", "@conn=a closes\nHTTP/1.1 201 Created\nContent-Length: 0"},
		"In order of time: the client sends PUT /a; the server sends 100 Continue; the client sends bytes; the server sends 201 Created; the server closes the connection.",
		"|client|PUT /a|100 Continue|bytes|201 Created|closed",
		[]string{"PUT /a", "PUT /b", "100 Continue", "103 Early Hints", "201 Created", "409 Conflict", " closes", ""}},
	{"sequence", []string{get, missed},
		"Between client and origin: cache a.example. In order of time: the client sends GET /near/books/4; the cache asks GET; the origin sends 200 OK; the cache passes on 200 OK.",
		"|cache|a.example|origin|GET|200 OK",
		[]string{"GET /", "HEAD /", "fwd=uri-miss; stored", "hit", "a.example; fwd=uri-miss", "a.example; fwd=stale; fwd-status=304", "200 OK", "404 Not Found", "Via: 1.1 a.example", "Via: 1.1 b.example, 1.1 a.example"}},
	{"sequence", []string{get, "HTTP/1.1 504 Gateway Timeout\nProxy-Status: a.example; error=http_response_timeout\nContent-Length: 0"},
		"Between client and origin: gateway a.example. In order of time: the client sends GET /near/books/4; the gateway asks GET; the origin gives no valid answer (http_response_timeout); the gateway sends 504 Gateway Timeout.",
		"|gateway|GET|http response timeout|504 Gateway Timeout",
		[]string{"http_response_timeout", "http_protocol_error", "http_response_timeout", "destination_not_found", "504 Gateway Timeout", "502 Bad Gateway"}},
	{"sequence", []string{get, hit},
		"Between client and origin: cache a.example. In order of time: the client sends GET /near/books/4; the cache sends 200 OK.",
		"|cache|origin|GET /near/books/4|200 OK",
		[]string{"; hit", "; fwd=uri-miss", "Via: 1.1 a.example", "Via: 1.1 b.example, 1.1 a.example", "Cache-Status: a.example", "Cache-Status: b.example"}},
	{"redirects", []string{"POST /a HTTP/1.1\nHost: a.example", "HTTP/1.1 303 See Other\nLocation: b#c\nContent-Length: 0", "GET /b HTTP/1.1\nHost: a.example", "HTTP/1.1 308 Permanent Redirect\nLocation: http://a.example/c\nContent-Length: 0", "GET /c HTTP/1.1\nHost: a.example", "HTTP/1.1 200 OK\nContent-Length: 0"},
		"The chain of requests: POST /a gets 303 See Other; POST becomes GET: GET /b gets 308 Permanent Redirect; GET /c gets 200 OK.",
		"|POST|/a|303 See Other|POST becomes GET|308 Permanent Redirect|the method stays|GET|/c|200 OK",
		[]string{"POST /a", "GET /a", "GET /b", "PUT /b", "Location: b#c", "Location: d", "303 See Other", "302 Found", "308 Permanent Redirect", "307 Temporary Redirect", "200 OK", "404 Not Found", "GET /c", "GET /d", "GET /c", "HEAD /c"}},
	{"ruler", []string{"@conn=a\n" + get, "@conn=a\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nEmma\n1\n!\n0"},
		"A chunked body of 5 bytes. Chunk 1 has size 4, 4 bytes. Chunk 2 has size 1, 1 byte. Size 0 ends it.",
		"|4|0 to 3|1|0|the end|5",
		[]string{"4\nEmma", "3\nEmm", "\n0", "", "1\n!\n", ""}},
	{"ruler", []string{"@cut\nPOST /a HTTP/1.1\nHost: a.example\nContent-Length: 10\n\nEmma", "HTTP/1.1 408 Request Timeout\nContent-Length: 0"},
		"Content-Length says 10 bytes, and 4 sent: 6 bytes missing.",
		"|4 bytes sent|6 bytes missing",
		[]string{"Emma", "Em", "Content-Length: 10", "Content-Length: 12", "@cut", "@"}},
	{"ruler", []string{get, "@anatomy\nHTTP/1.1 200 OK\nContent-Length: 4\nVary: Accept\n\nEmma"},
		"The message is 56 bytes long: status line 17 bytes, 2 fields 33 bytes, empty line 2 bytes, body 4 bytes.",
		"|17|status line|33|2 fields|2|empty line|4|body|56",
		[]string{"200 OK", "404 Not Found", "Vary: Accept\n", "", "Vary: Accept", "Vary: *", "@anatomy", "@"}},
	{"life", []string{get, missed, get, hit, get + "\nIf-None-Match: \"x\"", renewed},
		"A stored response, fresh for 60 seconds: after 0 s: 200, from the origin; after 40 s: 200, from the store, Age: 40; after 90 s: 304, still right, and fresh again.",
		"|fresh|stale|1|200|after 0 s, from the origin|2|after 40 s, from the store, Age: 40|304|after 90 s, still right, and fresh again",
		[]string{"Age: 40", "Age: 50", "18:01:31", "18:01:32", "max-age=60", "max-age=30", `ETag: "x"`, `ETag: "y"`, "304 Not Modified", "200 OK"}},
	{"negotiation", []string{"GET /a HTTP/1.1\nHost: a.example\nAccept: text/html;q=0.5, text/*", "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\nContent-Length: 0"},
		"Accept lists text/html with weight 0.5, text/* with weight 1. The response is 200 OK, with Content-Type: text/plain.",
		"|text/html|0.5|text/*|1|200 OK|Content-Type: text/plain",
		[]string{"text/html;q=0.5", "text/html;q=0.6", "text/plain", "text/html", "200 OK", "406 Not Acceptable", ", text/*", "", "text/*", "text/plain"}},
}

// A picture is drawn from the messages: it says what they say, is another one when one of
// them is changed or removed.
func TestFollowsTheMessages(t *testing.T) {
	for _, test := range samples {
		text := fences(test.messages...)
		was := drawn(read(t, text), test.kind)
		if len(was) != 1 {
			t.Errorf("%s: %d drawings of\n%s", test.kind, len(was), text)
			continue
		}
		if was[0].Says != test.says {
			t.Errorf("%s says\n%s\nnot\n%s", test.kind, was[0].Says, test.says)
		}
		texts := ""
		for _, shape := range was[0].Shapes {
			texts += "|" + shape.Text
		}
		for want := range strings.SplitSeq(test.shows[1:], "|") {
			if !strings.Contains(texts+"|", "|"+want+"|") {
				t.Errorf("%s does not show %q: %s", test.kind, want, texts)
			}
		}
		for i := 0; i < len(test.changes); i += 2 {
			changed := fences(strings.Split(strings.Replace(strings.Join(test.messages, "\x00"), test.changes[i], test.changes[i+1], 1), "\x00")...)
			if changed == text {
				t.Fatalf("%s: there is no %q", test.kind, test.changes[i])
			}
			if now := drawn(read(t, changed), test.kind); same(now, was) || len(now) == 1 && now[0].Says == test.says {
				t.Errorf("%s: %q for %q gives the same picture, or the same words", test.kind, test.changes[i+1], test.changes[i])
			}
		}
		for i := range test.messages {
			fewer := fences(slices.Delete(slices.Clone(test.messages), i, i+1)...)
			if now := drawn(read(t, fewer), test.kind); same(now, was) && !(test.kind == "ruler" && i != longest(test.messages)) {
				t.Errorf("%s: the same picture without\n%s", test.kind, test.messages[i])
			}
		}
	}
}

// longest is the index of the message that a ruler measures: it has a body.
func longest(messages []string) int {
	return slices.IndexFunc(messages, func(m string) bool { return strings.Contains(m, "\n\n") })
}

// One request and one response are no picture, and neither is what has no subject.
func TestNothingToSee(t *testing.T) {
	plain := "HTTP/1.1 200 OK\nContent-Length: 0"
	for name, messages := range map[string][]string{
		"a request and a response":    {get, plain},
		"a redirect without the next": {get, "HTTP/1.1 301 Moved Permanently\nLocation: /a\nContent-Length: 0"},
		"a redirect to elsewhere":     {get, "HTTP/1.1 301 Moved Permanently\nLocation: /a\nContent-Length: 0", get, plain},
		"one format":                  {get + "\nAccept: text/html", plain},
		"a choice without an answer":  {get + "\nAccept: text/html, text/plain", plain},
		"used once":                   {get, "HTTP/1.1 200 OK\nCache-Control: max-age=60\nDate: Sun, 22 Nov 2026 18:00:01 GMT\nETag: \"x\"\nContent-Length: 0"},
		"a client that waits":         {"@cut\nPUT /a HTTP/1.1\nHost: a.example\nExpect: 100-continue\nContent-Length: 5", plain},
		"chunks left out":             {get, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nEmma\n…"},
	} {
		s := read(t, fences(messages...))
		for _, e := range s.Exchanges {
			for _, d := range diagram.Of(s.Steps, e) {
				t.Errorf("%s: %s: %s", name, d.Kind, d.Says)
			}
		}
	}
}

// chooser reads a walk.
func chooser(t *testing.T, text string) *note.Chooser {
	t.Helper()
	tree, faults := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: A site\n")}, "walk.yaml": {Data: []byte(text)}, "index.md": {Data: []byte("---\ntitle: A walk\nchooser: walk.yaml\n---\n")}})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return tree.Notes[0].Chooser
}

// Numbers that are none, or too large to count with, are drawn as the RFCs say.
func TestOddNumbers(t *testing.T) {
	asks := "GET /a HTTP/1.1\nHost: a.example\n"
	weights := drawn(read(t, fences(asks+"Accept: text/html;q=NaN, text/plain;q=0.5", "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 0")), "negotiation")
	if len(weights) != 1 || !strings.Contains(weights[0].Says, "text/html with weight 1, ") {
		t.Errorf("NaN as a weight: %v", weights)
	}
	stored := "HTTP/1.1 200 OK\nDate: Thu, 26 Nov 2026 08:00:0%s GMT\nETag: \"a\"\nCache-Control: max-age=9000000000000000000\n%sContent-Length: 0"
	life := drawn(read(t, fences(asks, fmt.Sprintf(stored, "0", ""), asks, fmt.Sprintf(stored, "0", "Age: 5\n"))), "life")
	if len(life) != 1 || !slices.ContainsFunc(life[0].Shapes, func(s diagram.Shape) bool { return s.Class == "bar of2" && s.Path == "M8 18h304v12h-304z" }) {
		t.Errorf("a response that is always fresh: %v", life)
	}
}

// A 203 is made on the way: the origin sent a 200 (RFC 9110 section 15.3.4).
func TestChangedOnTheWay(t *testing.T) {
	all := drawn(read(t, fences("GET /lite HTTP/1.1\nHost: a.example", "HTTP/1.1 203 Non-Authoritative Information\nVia: 1.1 a.example\nContent-Length: 0")), "sequence")
	const want = "the origin sends 200 OK; the gateway passes on 203 "
	if len(all) != 1 {
		t.Fatalf("%d drawings", len(all))
	}
	if !strings.Contains(all[0].Says, want) {
		t.Errorf("it does not say %q: %+v", want, all[0].Says)
	}
}

func TestTree(t *testing.T) {
	const walk = `questions:
  - id: take
    ask: Do you [get](index.md) it?
    answers:
      - if: Yes
        goto: done
      - if: It is too large
        then:
          id: large
          ask: What is?
          answers:
            - if: The target
              code: 414
            - if: The content
              code: 413
  - id: done
    ask: Did it work?
    answers:
      - if: Yes
        code: 200
      - if: No
        code: 500
`
	was := diagram.Tree(chooser(t, walk))
	if want := "The questions in order, each with the codes that it can end in. Do you get it? 414 413, or on: Yes. Did it work? 200 500."; was.Says != want {
		t.Errorf("the tree says\n%s\nnot\n%s", was.Says, want)
	}
	for old, new := range map[string]string{"414": "431", "Did it work": "Was it done", "if: Yes": "if: Whole", "            - if: The content\n              code: 413\n": ""} {
		changed := strings.Replace(walk, old, new, 1)
		if now := diagram.Tree(chooser(t, changed)); cmp.Equal(now.Shapes, was.Shapes) {
			t.Errorf("%q for %q gives the same picture", new, old)
		}
	}
}

func TestSenders(t *testing.T) {
	facts := facts(t)
	sent := func(own int, codes ...int) (all []diagram.Sent) {
		for _, code := range codes {
			s, _ := facts.Status(code)
			all = append(all, diagram.Sent{Status: s, Own: code == own, Shown: 7, Named: 6})
		}
		return all
	}
	d := diagram.Senders(sent(502, 500, 502, 504))
	if want := "Only a gateway or proxy sends 502, 504; any server, a gateway too, sends 500. Examples whose Proxy-Status names it: of 502 in 6 of 7."; d == nil || d.Says != want {
		t.Errorf("got %+v, not %s", d, want)
	}
	framed(t, "the senders", d)
	if d := diagram.Senders(sent(404, 404, 410)); d != nil {
		t.Errorf("any server sends 404 and 410: %s", d.Says)
	}
}

func TestClasses(t *testing.T) {
	facts := facts(t)
	was := diagram.Classes(facts, []int{200, 404}, map[int]string{4: "Change the request."})
	for _, want := range []string{"1xx Informational, 5 codes.", "4xx Client Error, 29 codes. Change the request."} {
		if !strings.Contains(was.Says, want) {
			t.Errorf("%s does not say %s", was.Says, want)
		}
	}
	squares := func(d *diagram.Drawing) (n int) {
		for _, s := range d.Shapes {
			n += strings.Count(s.Path, "h7v7")
		}
		return n
	}
	if n := squares(was); n != len(facts.Statuses()) {
		t.Errorf("%d squares for %d codes", n, len(facts.Statuses()))
	}
	if cmp.Equal(was, diagram.Classes(facts, []int{200}, map[int]string{4: "Change the request."})) {
		t.Error("it is the same without 404")
	}
}

func facts(t *testing.T) *registry.Registry {
	t.Helper()
	r, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every picture of this site is another one without any of the messages that it shows, and
// stays within its frame.
func TestOfThisSite(t *testing.T) {
	tree, faults := note.Read(os.DirFS("../../content"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	scripts, _ := exchange.Read(tree)
	kinds := map[string]int{}
	for _, s := range scripts.Notes {
		for _, e := range s.Exchanges {
			was := diagram.Of(s.Steps, e)
			for i, step := range s.Steps {
				if step.Exchange != e || len(was) == 0 {
					continue
				}
				if now := diagram.Of(slices.Delete(slices.Clone(s.Steps), i, i+1), e); same(now, was) && !(onlyRulers(was) && len(diagram.Of([]*exchange.Step{step}, e)) == 0) {
					t.Errorf("%s: exchange %d has the same pictures without %s", s.Note.Path, e.Number, step.Label())
				}
			}
			for _, d := range was {
				kinds[d.Kind]++
				framed(t, s.Note.Path, d)
			}
		}
	}
	for _, n := range tree.Notes {
		if n.Chooser != nil {
			framed(t, n.Path, diagram.Tree(n.Chooser))
		}
	}
	framed(t, "the classes", diagram.Classes(facts(t), tree.Config.Everyday, nil))
	if _, err := os.Stat("../../content/status"); err != nil {
		t.Skip("this site has no pages of status codes")
	}
	for _, kind := range []string{"sequence", "redirects", "ruler", "life", "negotiation"} {
		if kinds[kind] == 0 {
			t.Errorf("no note of this site has a picture of the kind %s", kind)
		}
	}
	t.Log(kinds)
}

var across = regexp.MustCompile(`[MHL](\d+)`)

// framed faults what a drawing has outside of its frame.
func framed(t *testing.T, where string, d *diagram.Drawing) {
	t.Helper()
	for _, s := range d.Shapes {
		for _, m := range across.FindAllStringSubmatch(s.Path, -1) {
			if x, _ := strconv.Atoi(m[1]); x > diagram.Width {
				t.Errorf("%s: %s is drawn outside of its frame: %s", where, d.Kind, s.Path)
			}
		}
		if s.X < 0 || s.X > diagram.Width || s.Y > d.Height {
			t.Errorf("%s: %s has a text outside of its frame: %+v", where, d.Kind, s)
		}
	}
}

// same reports whether drawings show the same, whatever they say in words.
func same(a, b []*diagram.Drawing) bool {
	return slices.EqualFunc(a, b, func(a, b *diagram.Drawing) bool { return cmp.Equal(a.Shapes, b.Shapes) })
}

// onlyRulers reports whether no picture is of more than one fence.
func onlyRulers(all []*diagram.Drawing) bool {
	return !slices.ContainsFunc(all, func(d *diagram.Drawing) bool { return d.Kind != "ruler" })
}

func TestCourse(t *testing.T) {
	stops := []diagram.Stop{{Key: "a.md", Title: "First", About: "Begin.", Codes: []int{200, 404}, Minutes: 5}, {Key: "b.md", Title: "Second"}}
	was := diagram.Course(stops)
	framed(t, "the course", was)
	if want := "The lessons in order. 1. First, 5 minutes. 2. Second."; was.Says != want {
		t.Errorf("it says %q, not %q", was.Says, want)
	}
	for name, change := range map[string]func(){
		"a title": func() { stops[1].Title = "Third" }, "the minutes": func() { stops[1].Minutes = 1 }, "a code": func() { stops[1].Codes = []int{500} }, "what it is about": func() { stops[1].About = "Go on." }, "the order": func() { slices.Reverse(stops) },
	} {
		before := diagram.Course(stops)
		if change(); cmp.Equal(before, diagram.Course(stops)) {
			t.Errorf("it is the same with another value of %s", name)
		}
	}
	if diagram.Course(nil) != nil {
		t.Error("no lessons are a course")
	}
}

func TestMatrix(t *testing.T) {
	rows := []diagram.Row{{Key: "e.md", Field: "ETag", With: map[int]int{200: 9, 304: 2}}, {Field: "Vary", With: map[int]int{200: 1}}}
	d := diagram.Matrix([]int{200, 304, 404}, rows)
	if want := "How many proven exchanges show a field in a response with a code. ETag with 200 in 9, 304 in 2. Vary with 200 in 1."; d.Says != want {
		t.Errorf("it says %q, not %q", d.Says, want)
	}
	framed(t, "the matrix", d)
	dots := 0
	for _, s := range d.Shapes {
		if strings.HasPrefix(s.Class, "bar ") {
			dots++
		}
	}
	if dots != 3 {
		t.Errorf("%d dots", dots)
	}
	if rows[0].With[200] = 1; cmp.Equal(d, diagram.Matrix([]int{200, 304, 404}, rows)) {
		t.Error("fewer exchanges give the same picture")
	}
	if diagram.Matrix(nil, rows) != nil || diagram.Matrix([]int{200}, nil) != nil {
		t.Error("nothing is a picture")
	}
}
