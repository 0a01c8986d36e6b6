package leak

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"wirebook/generator/source"
)

const solution = "GET /books/1?a=b&c=%20 HTTP/1.1\r\nHost: api.example.com\r\nIf-None-Match: \"emma-3\", W/\"é\"\r\nX: <p>\\n\r\n\r\n"

// ways are what a file may make of a text.
var ways = map[string]func(string) string{
	"raw":    func(s string) string { return s },
	"LF":     func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") },
	"HTML":   html.EscapeString,
	"layout": template.HTMLEscapeString,
	"attribute with JSON": func(s string) string {
		return `<p data-a="` + html.EscapeString(quotes(s)) + `">`
	},
	"JSON":         quotes,
	"JSON in JSON": func(s string) string { return quotes(quotes(s)) },
	"script":       template.JSEscapeString,
	"query":        url.QueryEscape,
	"path":         url.PathEscape,
	"each byte": func(s string) (out string) {
		for _, c := range []byte(s) {
			out += fmt.Sprintf("%%%02x", c)
		}
		return out
	},
	"references": func(s string) (out string) {
		for _, c := range s {
			out += fmt.Sprintf("&#x%x;", c)
		}
		return out
	},
	"elements": func(s string) string {
		return `<b>` + strings.ReplaceAll(html.EscapeString(s), ": ", `</b>: <i class="x">`) + `</i>`
	},
	"one line": func(s string) string { return strings.ReplaceAll(s, "\r\n", " ") },
	"indented": func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n    ") },
	"base64 0": func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s + "and more")) },
	"base64 1": func(s string) string { return base64.StdEncoding.EncodeToString([]byte("a" + s + "!")) },
	"base64 2": func(s string) string { return base64.URLEncoding.EncodeToString([]byte("ab" + s + "??")) },
	"base64 of LF": func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte("abcd" + strings.ReplaceAll(s, "\r\n", "\n")))
	},
	"base64 of JSON": func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(`{"a":` + quotes2(s) + `}`)) },
	"base64 in an address": func(s string) string {
		return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s)))
	},
	"gzip": func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte("before " + s + " after"))
		w.Close()
		return b.String()
	},
}

func quotes(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func quotes2(s string) string { return `"` + string(quoted([]byte(s))) + `"` }

func search(texts ...string) *Search {
	s := Secret{Name: "the solution of task 1", File: &source.File{Name: "content/a.md"}}
	for _, t := range texts {
		s.Texts = append(s.Texts, []byte(t))
	}
	return NewSearch("public", []Secret{s})
}

func TestEachWayIsFound(t *testing.T) {
	for name, write := range ways {
		for _, around := range [][2]string{{"", ""}, {"some text ", "\nand more"}} {
			if name == "gzip" && around[0] != "" {
				continue
			}
			text := around[0] + write(solution) + around[1]
			s := search(solution)
			if s.Inspect("a.html", []byte(text)) {
				t.Errorf("%s: the solution is not found in %q", name, text)
			}
			if f := s.Faults(); len(f) != 1 || f[0].What != "the solution of task 1 is withheld, and public/a.html has it" {
				t.Errorf("%s: %v", name, f)
			}
			for _, other := range []string{strings.Replace(solution, "emma-3", "emma-4", 1), strings.Replace(solution, "GET", "PUT", 1), strings.Replace(solution, "com\r", "org\r", 1)} {
				if s := search(other); !s.Inspect("a.html", []byte(text)) {
					t.Errorf("%s: another solution is found", name)
				}
			}
		}
	}
}

// Nothing to search for is no search, and what the task shows is no secret.
func TestNoSearch(t *testing.T) {
	for name, s := range map[string]*Search{
		"none":  NewSearch("public", nil),
		"short": search("HTTP/1.1 204 No Content"),
		"shown": NewSearch("public", []Secret{{Texts: [][]byte{[]byte(solution)}, Shown: []byte(solution + "X: y\r\n")}}),
	} {
		if s != nil || !s.Inspect("a", []byte(solution)) || s.Faults() != nil {
			t.Errorf("%s: there is a search", name)
		}
	}
}

// The search costs little more with a hundred secrets than with one.
func BenchmarkInspect(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	page := make([]byte, 1<<20)
	for i := range page {
		page[i] = "abcdefghij klmnop\nqrstuvwxyz<>&;\\/%"[random.IntN(35)]
	}
	for _, n := range []int{1, 100} {
		var secrets []Secret
		for i := range n {
			secrets = append(secrets, Secret{Texts: [][]byte{fmt.Appendf(nil, "%s %d and %d", solution, i, i)}})
		}
		s := NewSearch("public", secrets)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				s.Inspect("a.md", page)
			}
		})
	}
}

func FuzzPlain(f *testing.F) {
	for _, write := range ways {
		f.Add([]byte(write(solution)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		once := plain(text)
		if len(once) > len(text)*3+3 {
			t.Errorf("%d bytes become %d", len(text), len(once))
		}
		untagged(text)
		search(solution).Inspect("a.html", text)
	})
}
