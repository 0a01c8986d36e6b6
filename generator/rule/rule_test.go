package rule

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"wirebook/generator/registry"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A ruleExample is an exchange that breaks a rule, what is said of it, and one
// that comes near and does not break it.
type ruleExample struct {
	rule, breaks, says, near string
	at                       string // the bytes at fault, where they are compared
}

func allExamples() []ruleExample {
	return slices.Concat(formExamples(), fieldExamples(), bodyExamples(), connectionExamples(),
		methodExamples(), statusExamples(), conditionExamples(), rangeExamples(), requestExamples(),
		typeExamples(), jsonExamples(), sentExamples(), cacheExamples(), directiveExamples(), nameExamples(), structuredExamples(), otherExamples(), roleExamples(), multipartExamples(), twinExamples())
}

func newJudge(t testing.TB) *Judge {
	t.Helper()
	r, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return NewJudge(r)
}

// exchangeOf reads an example: messages parted by lines of three hyphens, the
// last one the final response. They are played, with CRLF for every line break,
// unless a first line with a # says otherwise: documented takes them as a note
// shows them; bytes takes escapes for all that is sent; closed has the server
// close, kept has it not; head gives the method HEAD without a request.
func exchangeOf(t testing.TB, text string) Case {
	t.Helper()
	x := Case{Played: true, Sent: true}
	escaped, behind := false, 0
	if words, ok := strings.CutPrefix(text, "# "); ok {
		words, text, _ = strings.Cut(words, "\n")
		for word := range strings.FieldsSeq(words) {
			switch word {
			case "documented":
				x.Played, x.Sent = false, false
			case "bytes":
				escaped = true
			case "closed":
				x.Closed = true
			case "kept":
				x.Kept = true
			case "twin":
				behind = 1
			case "around":
				behind = 2
			case "head":
				x.Method = "HEAD"
			default:
				t.Fatalf("unknown word %q", word)
			}
		}
	}
	method := x.Method
	all := strings.Split(text, "\n---\n")
	for i, text := range all {
		kind := wire.Response
		if behind > 0 && i >= len(all)-behind {
			method = "GET"
		}
		if i == 0 && !strings.HasPrefix(text, "HTTP/") && len(all) > 1 {
			kind = wire.Request
		}
		var m *wire.Message
		switch {
		case escaped:
			m = parseBytes([]byte(unescaped(t, text)), kind, method)
		case x.Played:
			text = strings.ReplaceAll(text, "\n", "\r\n")
			if strings.HasPrefix(text, "HTTP/") || kind == wire.Request {
				if !strings.Contains(text, "\r\n\r\n") {
					text = strings.TrimSuffix(text, "\r\n") + "\r\n\r\n"
				}
			}
			m = parseBytes([]byte(text), kind, method)
		default:
			data := []byte(text + "\n")
			m = wire.Documented(data, source.Span{End: len(data)}, kind, []string{method}, false)[0]
		}
		switch {
		case kind == wire.Request:
			x.Request = m
			method = string(m.Bytes(m.Method))
		case i == len(all)-1 && behind == 1:
			x.Twin = m
		case i == len(all)-2 && behind == 2:
			x.Before = m
		case i == len(all)-1 && behind == 2:
			x.After = m
		case i < len(all)-1-behind:
			x.Interim = append(x.Interim, m)
		default:
			x.Response = m
		}
	}
	return x
}

func parseBytes(data []byte, kind wire.Kind, method string) *wire.Message {
	return wire.Parse(data, source.Span{End: len(data)}, kind, method)
}

func unescaped(t testing.TB, text string) string {
	t.Helper()
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(text, "\n", "") + `"`)
	if err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return out
}

// of are the breaches of one rule.
func of(all []Finding, rule string) []Finding {
	return slices.DeleteFunc(slices.Clone(all), func(b Finding) bool { return b.Rule.ID != rule })
}

func TestRulesByExample(t *testing.T) {
	j := newJudge(t)
	for _, e := range allExamples() {
		t.Run(e.rule, func(t *testing.T) {
			if _, ok := j.Rule(e.rule); !ok {
				t.Fatal("there is no such rule")
			}
			if e.breaks != "" {
				found := of(j.Check(exchangeOf(t, e.breaks)), e.rule)
				if len(found) != 1 {
					t.Fatalf("%d breaches, want 1, in\n%s", len(found), e.breaks)
				}
				if found[0].Detail != e.says {
					t.Errorf("it says %q, want %q", found[0].Detail, e.says)
				}
				if at := string(found[0].Message.Bytes(found[0].Span)); e.at != "" && at != e.at {
					t.Errorf("it points at %q, want %q", at, e.at)
				}
			}
			if e.near != "" {
				for _, b := range of(j.Check(exchangeOf(t, e.near)), e.rule) {
					t.Errorf("a breach where there is none: %s, in\n%s", b.Detail, e.near)
				}
			}
		})
	}
}

func TestEveryCheckHasExamples(t *testing.T) {
	breaks, near := map[string]bool{}, map[string]bool{}
	for _, e := range allExamples() {
		breaks[e.rule] = breaks[e.rule] || e.breaks != ""
		near[e.rule] = near[e.rule] || e.near != ""
	}
	for _, e := range newJudge(t).entries {
		if e.check == nil && e.each == nil {
			continue
		}
		if !breaks[e.ID] {
			t.Errorf("no example breaks %s", e.ID)
		}
		if !near[e.ID] {
			t.Errorf("no example comes near %s", e.ID)
		}
	}
}

func TestTableIsComplete(t *testing.T) {
	j := newJudge(t)
	seen := map[string]bool{}
	for _, e := range j.entries {
		if seen[e.ID] {
			t.Errorf("%s is repeated", e.ID)
		}
		seen[e.ID] = true
		if decided := e.check != nil || e.each != nil; decided != (e.Needs == "") {
			t.Errorf("%s: decided %v, needs %q", e.ID, decided, e.Needs)
		}
		if (e.each != nil) != (len(e.of) > 0) || e.check != nil && e.each != nil {
			t.Errorf("%s: each goes with the fields it is of, and not with check", e.ID)
		}
		if !strings.HasSuffix(e.Sentence, ".") || strings.Contains(e.Sentence, "\n") {
			t.Errorf("%s: %q is not a sentence", e.ID, e.Sentence)
		}
		if e.Level != Must && e.Level != Should && e.Level != Advice {
			t.Errorf("%s: level %q", e.ID, e.Level)
		}
		for _, code := range e.codes {
			if code < 1 || code > 5 && code < 100 || code > 599 {
				t.Errorf("%s: %d is neither a code nor a class", e.ID, code)
			}
		}
	}
}

func TestRulesCiteSectionsThatExist(t *testing.T) {
	r, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range newJudge(t).Rules() {
		if rule.RFC == "" && (rule.Document.Name == "" || !strings.Contains(rule.Document.URL, "#") || rule.Level == Must) {
			t.Errorf("%s is of no RFC: %+v, level %s", rule.ID, rule.Document, rule.Level)
		}
		for _, section := range rule.Sections() {
			if _, ok := r.Section(rule.RFC, section); !ok {
				t.Errorf("%s: RFC %s has no section %s", rule.ID, rule.RFC, section)
			}
		}
	}
}

func TestCitation(t *testing.T) {
	for _, c := range []struct{ place, want string }{
		{"9110 5.3", "RFC 9110 section 5.3"},
		{"9110 15.5.17 14.4", "RFC 9110 sections 15.5.17 and 14.4"},
		{"6585 3 4 5", "RFC 6585 sections 3, 4 and 5"},
		{"fetch#cors-check", "the Fetch standard"},
	} {
		if got := must("x", c.place, "").Citation(); got != c.want {
			t.Errorf("%s: %q, want %q", c.place, got, c.want)
		}
	}
}

// An elision may hide any field, so nothing is missing beside one.
func TestElisionHidesFields(t *testing.T) {
	j := newJudge(t)
	tried := 0
	for _, e := range allExamples() {
		field, missing := strings.CutSuffix(e.says, " is missing")
		if !missing || !wire.IsToken(field) || strings.HasPrefix(e.breaks, "# ") {
			continue
		}
		tried++
		at := strings.LastIndex(e.breaks, "HTTP/1.1 ")
		before := e.breaks[:at]
		head, body, _ := strings.Cut(e.breaks[at:], "\n\n")
		text := "# documented\n" + before + head + "\n" + wire.FieldElision
		if body != "" {
			text += "\n\n" + body
		}
		for _, b := range of(j.Check(exchangeOf(t, text)), e.rule) {
			t.Errorf("%s, although fields are left out: %s in\n%s", e.rule, b.Detail, text)
		}
	}
	if tried < 10 {
		t.Errorf("only %d examples tried", tried)
	}
}

func TestBreachesStandInOrder(t *testing.T) {
	x := exchangeOf(t, `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 103 Early Hints
Link: </a.css>
---
HTTP/1.1 404 Not Found
ETag: a
Vary: ,a
Content-Length: 0`)
	var got []string
	for _, b := range newJudge(t).Check(x) {
		got = append(got, b.Rule.ID+" "+string(b.Message.Bytes(b.Span)))
	}
	want := []string{
		`link-rel </a.css>`,
		"date-present HTTP/1.1 404 Not Found",
		"4xx-says HTTP/1.1 404 Not Found",
		"etag-form a",
		"list-empty ,a",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A body without an empty line before it is one fault, and is read as the body.
func TestOneFaultForAMissingLine(t *testing.T) {
	x := exchangeOf(t, `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Date: Wed, 25 Nov 2026 10:00:00 GMT
Content-Type: application/json
{
  "id": 7,
  "name": "x",
}`)
	var got []string
	for _, f := range newJudge(t).Check(x) {
		if f.Rule.Level == Must {
			got = append(got, f.Rule.ID+" "+string(f.Message.Bytes(f.Span)))
		}
	}
	if want := []string{"head-end {", "json-valid ,"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNothingIsSaidOfNothing(t *testing.T) {
	j := newJudge(t)
	for _, x := range []Case{{}, {Played: true}, {Response: parseBytes(nil, wire.Response, ""), Played: true}} {
		if found := j.Check(x); len(found) > 0 {
			t.Errorf("%d breaches, the first is %s", len(found), found[0].Rule.ID)
		}
	}
}

func TestRuleUnknown(t *testing.T) {
	if r, ok := newJudge(t).Rule("no-such-rule"); ok || r != (Rule{}) {
		t.Errorf("got %v, %v", r, ok)
	}
}

// A judge is shared by goroutines; the race detector looks on.
func TestJudgeIsShared(t *testing.T) {
	j := newJudge(t)
	x := exchangeOf(t, typical)
	done := make(chan int)
	for range 4 {
		go func() { done <- len(j.Check(x)) }()
	}
	for range 4 {
		if n := <-done; n != 0 {
			t.Errorf("%d breaches", n)
		}
	}
}

const typical = `GET /books/1 HTTP/1.1
Host: api.example.com
Accept: application/json
---
HTTP/1.1 200 OK
Cache-Control: max-age=60
Content-Type: application/json
ETag: "emma-3"
Last-Modified: Sun, 01 Nov 2026 09:00:00 GMT
Link: </books/1/cover>; rel="preview"
Vary: Accept
Date: Sun, 22 Nov 2026 18:00:01 GMT
Content-Length: 23

{"id":1,"title":"Emma"}`

func BenchmarkCheck(b *testing.B) {
	j, x := newJudge(b), exchangeOf(b, typical)
	b.ReportAllocs()
	for b.Loop() {
		if len(j.Check(x)) != 0 {
			b.Fatal("a breach")
		}
	}
}

// What one field has wrong is said of that field, though another has its value.
func TestFaultIsAtItsOwnField(t *testing.T) {
	x := exchangeOf(t, `# documented
HTTP/1.1 200 OK
X-Before: 9f3b
ETag: 9f3b
X-Build: 9f3b
Content-Length: 0
`)
	for _, f := range of(newJudge(t).Check(x), "etag-form") {
		if line := x.Response.Fields[1]; f.Span != line.Value {
			t.Errorf("the fault is at %v, and the ETag at %v", f.Span, line.Value)
		}
	}
}

// One fault of a message does not hide another.
func TestAllFaultsOfAMessage(t *testing.T) {
	x := exchangeOf(t, `# documented
POST /t HTTP/1.1
Host: a b
If-Match: 9f3b
Content-Type: application/json
Content-Length: 99

{"a": 1,}
---
HTTP/1.1 200 OK
Date: Mon, 25 Nov 2026 10:00:00 GMT
ETag: 9f3b
Content-Type: application/json
Content-Length: 3
Link: /a; rel=next
Cache-Control: max-age="1"

{a:1}
`)
	var got []string
	for _, f := range newJudge(t).Check(x) {
		if f.Rule.Fault() || f.Rule.ID == "cl-true" {
			got = append(got, f.Rule.ID)
		}
	}
	want := []string{"host", "tags-form", "cl-true", "json-valid", "date-day", "etag-form", "cl-true", "link-form", "cc-token", "json-valid"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
