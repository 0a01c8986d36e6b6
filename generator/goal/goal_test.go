package goal

import (
	"testing"

	"wirebook/generator/pattern"
	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

func TestMissing(t *testing.T) {
	const json = "HTTP/1.1 200 OK\n…: …\nContent-Type: application/json\n\n"
	answer := func(head, body string) string { return "HTTP/1.1 " + head + "\r\n\r\n" + body }
	for name, c := range map[string]struct{ goal, got, want string }{
		"the same":           {"HTTP/1.1 204 No Content\nVary: a\n", answer("204 No Content\r\nVary: a", ""), ""},
		"another phrase":     {"HTTP/1.1 204 No Content\n", answer("204 Nothing", ""), ""},
		"names in any case":  {"HTTP/1.1 204 No Content\nETag: a\n", answer("204 No Content\r\netag:  a ", ""), ""},
		"in any order":       {"HTTP/1.1 204 No Content\nA: a\nB: b\n", answer("204 No Content\r\nB: b\r\nA: a", ""), ""},
		"any others":         {"HTTP/1.1 204 No Content\n…: …\nA: a\n", answer("204 No Content\r\nB: b\r\nA: a", ""), ""},
		"no others":          {"HTTP/1.1 204 No Content\n…: …\nA: a\n", answer("204 No Content\r\nA: a", ""), ""},
		"a Date":             {"HTTP/1.1 204 No Content\n", answer("204 No Content\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT", ""), ""},
		"one too many":       {"HTTP/1.1 204 No Content\nA: a\n", answer("204 No Content\r\nA: a\r\nB: b", ""), "The answer must have no B."},
		"another code":       {"HTTP/1.1 204 No Content\n", answer("200 OK\r\nContent-Length: 0", ""), "The answer is 200 OK; it must be 204 No Content."},
		"a field too few":    {"HTTP/1.1 204 No Content\nETag: a\n", answer("204 No Content", ""), "The answer has no ETag."},
		"another value":      {"HTTP/1.1 204 No Content\nETag: a\n", answer("204 No Content\r\nETag: b", ""), "ETag is b; it must be a."},
		"two lines":          {"HTTP/1.1 204 No Content\nVia: a\nVia: b\n", answer("204 No Content\r\nVia: b\r\nVia: a", ""), ""},
		"one of two lines":   {"HTTP/1.1 204 No Content\nVia: a\nVia: a\n", answer("204 No Content\r\nVia: a", ""), "The answer has too few lines of Via: a is missing."},
		"a hole":             {"HTTP/1.1 204 No Content\nAge: 7\nX: 12\n", answer("204 No Content\r\nAge: 9\r\nX: 99", ""), ""},
		"not its type":       {"HTTP/1.1 204 No Content\nX: 12\n", answer("204 No Content\r\nX: soon", ""), "X is soon; it must be like 12."},
		"a body too many":    {"HTTP/1.1 200 OK\n…: …\n", answer("200 OK\r\nContent-Length: 2", "hi"), "The answer has a body of 2 bytes; it must have none."},
		"no body":            {"HTTP/1.1 200 OK\n…: …\n\nhi\n", answer("200 OK\r\nContent-Length: 0", ""), "The answer has no body."},
		"another body":       {"HTTP/1.1 200 OK\n…: …\n\nhi\n", answer("200 OK\r\nContent-Length: 2", "ho"), "The body is not the one that is asked for."},
		"any body":           {"HTTP/1.1 200 OK\n…: …\n\n…\n", answer("200 OK\r\nContent-Length: 2", "ho"), ""},
		"chunks":             {"HTTP/1.1 200 OK\n…: …\n\nhi\n", answer("200 OK\r\nTransfer-Encoding: chunked", "1\r\nh\r\n1\r\ni\r\n0\r\n\r\n"), ""},
		"JSON":               {json + "{\"a\": 1}\n", answer("200 OK\r\nContent-Type: application/json\r\nContent-Length: 12", "{\n \"a\": 1\n}\n"), ""},
		"JSON, elided":       {json + "{\"a\": 1, \"…\": \"…\"}\n", answer("200 OK\r\nContent-Type: application/json\r\nContent-Length: 13", "{\"a\":1,\"b\":2}"), ""},
		"other JSON":         {json + "{\"a\": 1}\n", answer("200 OK\r\nContent-Type: application/json\r\nContent-Length: 7", "{\"a\":2}"), "The body is not the one that is asked for."},
		"nothing":            {"HTTP/1.1 204 No Content\n", "", "No response was received."},
		"an interim answer":  {"HTTP/1.1 103 Early Hints\n…: …\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" + answer("204 No Content", ""), ""},
		"behind an interim":  {"HTTP/1.1 204 No Content\n", "HTTP/1.1 103 Early Hints\r\n\r\n" + answer("204 No Content", ""), ""},
		"bytes out of sight": {"HTTP/1.1 204 No Content\nA: a\n", answer("204 No Content\r\nA: \x00", ""), "A is ␀; it must be a."},
	} {
		t.Run(name, func(t *testing.T) {
			g := Goal{Text: c.goal, Holes: []pattern.Hole{{Field: "X", Type: "number"}}, Method: "GET"}
			if got := g.Missing(received(c.got)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func received(text string) (all []*wire.Message) {
	for at := 0; at < len(text); {
		m := wire.Parse([]byte(text), source.Span{Start: at, End: len(text)}, wire.Response, "GET")
		all, at = append(all, m), m.Span.End
	}
	return all
}

// A response that a reader writes is held to the rules, too, and the sentences do not
// say what would be right.
func TestJudge(t *testing.T) {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	judge := rule.NewJudge(facts)
	for name, c := range map[string]struct{ goal, written, want string }{
		"met":              {"405 Method Not Allowed\n…: …\nAllow: GET\n", "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\n\r\n", ""},
		"nothing":          {"405 Method Not Allowed\n", "", "The first line must be a status line: the version, a code of three digits and a phrase."},
		"no status line":   {"405 Method Not Allowed\n", "405 Method Not Allowed\r\n\r\n", "The first line must be a status line: the version, a code of three digits and a phrase."},
		"as it begins":     {"405 Method Not Allowed\n", "HTTP/1.1 \r\n\r\n", "The first line must be a status line: the version, a code of three digits and a phrase."},
		"another code":     {"405 Method Not Allowed\n", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404 is not the right status code here."},
		"breaks a rule":    {"405 Method Not Allowed\n…: …\n", "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n", "Allow is missing (RFC 9110 section 15.5.6)."},
		"another value":    {"405 Method Not Allowed\n…: …\nAllow: GET\n", "HTTP/1.1 405 Method Not Allowed\r\nAllow: PUT\r\nContent-Length: 0\r\n\r\n", "The value of Allow is not right."},
		"bytes behind it":  {"405 Method Not Allowed\n…: …\n", "HTTP/1.1 405 Method Not Allowed\r\nAllow: PUT\r\nContent-Length: 0\r\n\r\nx", "There is 1 byte after the end of the response."},
		"another body":     {"200 OK\n…: …\n\nhi\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nho", "The body is not right."},
		"an interim first": {"200 OK\n…: …\n\nhi\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := Goal{Text: "HTTP/1.1 " + c.goal, Method: "GET", Written: true, Request: "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"}
			if got, _ := g.Judge(judge, []byte(c.written)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	short := Goal{Text: "HTTP/1.1 200 OK\n…: …\n\nhi\n", Written: true}
	if got, _ := short.Judge(judge, []byte("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi")); got == "" {
		t.Error("a body that stops short meets the goal")
	}
}

// A value that is written in another way, and says the same, is right.
func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		goal, got string
		same      bool
	}{
		{"Allow: GET, HEAD", "Allow: HEAD,GET", true},
		{"Allow: GET, HEAD", "Allow: HEAD\r\nAllow: GET", true},
		{"Allow: GET\nAllow: HEAD", "Allow: HEAD, GET", true},
		{"Allow: GET", "Allow: get", false},
		{"Allow: GET", "Allow: GET, PUT", false},
		{"Vary: Accept, Origin", "Vary: origin, accept", true},
		{"Cache-Control: no-cache, max-age=60", "Cache-Control: max-age=60, No-Cache", true},
		{"Cache-Control: max-age=60", "Cache-Control: max-age=61", false},
		{"Location: /books/7", "Location: https://api.example.com/books/7", true},
		{"Location: http://api.example.com/books/7", "Location: /books/7", true},
		{"Location: /books/7", "Location: https://example.com/books/7", false},
		{"Location: /books/7", "Location: ftp://api.example.com/books/7", false},
		{"Location: /books/7", "Location: /books/8", false},
		{"Location: /", "Location: http://api.example.com", true},
		{"Location: //example.com/7", "Location: http://api.example.com//example.com/7", false},
		{"Location: /books/7", "Location: http://example.com@api.example.com/books/7", false},
		{"Content-Type: text/plain", "Content-Type: Text/Plain; charset=\"UTF-8\"", true},
		{"Content-Type: text/plain; charset=utf-8", "Content-Type: text/plain;charset=UTF-8", true},
		{"Content-Type: text/plain; charset=utf-8", "Content-Type: text/plain", false},
		{"Content-Type: text/plain", "Content-Type: text/html", false},
		{"WWW-Authenticate: Basic realm=\"a\"", "WWW-Authenticate: basic charset=\"UTF-8\", Realm=\"a\"", true},
		{"WWW-Authenticate: Basic realm=\"a\"", "WWW-Authenticate: Basic realm=\"A\"", false},
		{"Via: a, b", "Via: b, a", false},
	} {
		g := Goal{Text: "HTTP/1.1 200 OK\n…: …\n" + c.goal + "\n", Written: true, Request: "GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n"}
		if got := g.Missing(received("HTTP/1.1 200 OK\r\n" + c.got + "\r\nContent-Length: 0\r\n\r\n")); (got == "") != c.same {
			t.Errorf("%q for %q: %q", c.got, c.goal, got)
		}
	}
}

// Whatever is written, something is said of it.
func FuzzJudge(f *testing.F) {
	facts, err := registry.Load()
	if err != nil {
		f.Fatal(err)
	}
	judge := rule.NewJudge(facts)
	f.Add("HTTP/1.1 200 OK\n…: …\n\n{\"…\": \"…\"}\n", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":2}")
	f.Add("HTTP/1.1 …", "HTTP/1.1 100 \r\n\r\n")
	f.Fuzz(func(t *testing.T, goal, written string) {
		if len(goal)+len(written) > 1000 {
			return
		}
		Goal{Text: goal, Written: true}.Judge(judge, []byte(written))
	})
}
