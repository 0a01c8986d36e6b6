//go:build full && unix

package excerpt

import (
	"strings"
	"syscall"
	"testing"
)

// What is pasted takes time in proportion to its length, whatever it is made of: a text
// sixteen times as long takes no more than eighty times as long, and half a second.
func TestExplainCost(t *testing.T) {
	e := explainer(t)
	for name, text := range map[string]func(n int) string{
		"a long body":    func(n int) string { return "HTTP/1.1 200 OK\n\n" + strings.Repeat("a\n", n) },
		"one long line":  func(n int) string { return "HTTP/1.1 200 OK\nX: " + strings.Repeat("a", n) },
		"fields":         func(n int) string { return "HTTP/1.1 200 OK\n" + strings.Repeat("ETag: a\n", n) },
		"unknown fields": func(n int) string { return "HTTP/1.1 200 OK\n" + strings.Repeat("Cache-Controll: a\n", n) },
		"messages":       func(n int) string { return strings.Repeat("HTTP/1.1 200 OK\nETag: a\n\n", n) },
		"of curl": func(n int) string {
			return strings.Repeat("> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< ETag: a\n<\nx\n", n)
		},
		"of a panel": func(n int) string {
			return "Request URL:\nhttp://a.example/\nStatus Code:\n200\n" + strings.Repeat("etag:\na\n", n)
		},
		"several panels": func(n int) string {
			return strings.Repeat("Request URL:\nhttp://a.example/\nStatus Code:\n200\netag:\na\n", n)
		},
		"pseudo-fields": func(n int) string { return strings.Repeat(":status: 200\netag: a\n", n) },
		"commands":      func(n int) string { return strings.Repeat("$ curl -i x\nHTTP/1.1 200 OK\n\na\n", n) },
		"JSON":          func(n int) string { return "[" + strings.Repeat(`{"status":200,"headers":{"etag":"a"}},`, n) + "{}]" },
		"JSON, cut":     func(n int) string { return strings.Repeat(`{"headers":`, n) },
		"JSON, deep":    func(n int) string { return strings.Repeat("[", n) },
		"a string":      func(n int) string { return "'HTTP/1.1 200 OK" + strings.Repeat(`\r\nETag: a`, n) + "'" },
		"quotes in it":  func(n int) string { return `"HTTP/1.1 200 OK\r\n` + strings.Repeat(`\"`, n) },
		"fences":        func(n int) string { return strings.Repeat("```http\nHTTP/1.1 200 OK\n```\n", n) },
		"quoted":        func(n int) string { return "> HTTP/1.1 200 OK\n" + strings.Repeat("> a: b\n", n) },
		"chunks": func(n int) string {
			return "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n" + strings.Repeat("1\na\n", n) + "0\n\n"
		},
		"wrapped":           func(n int) string { return "HTTP/1.1 200 OK\nX: " + strings.Repeat("a;\n b,\n", n) },
		"nothing at all":    func(n int) string { return strings.Repeat("nothing\n", n) },
		"interim responses": func(n int) string { return strings.Repeat("HTTP/1.1 103 Early Hints\nETag: a\n\n", n) },
		"requests":          func(n int) string { return strings.Repeat("GET / HTTP/1.1\nX: a\n\n", n) },
		"separators":        func(n int) string { return "GET / HTTP/1.1\n\n" + strings.Repeat("###\n", n) },
		"entries": func(n int) string {
			return "[" + strings.Repeat(`{"method":"GET","url":"http://a.example/b","headers":[{"name":"a","value":"b"}]},`, n) + "{}]"
		},
		"many white lines": func(n int) string { return "HTTP/1.1 200 OK\n" + strings.Repeat("\n", n) + "x" },
	} {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) (least float64) {
				data := []byte(text(n))
				if len(data) > MaxPaste {
					t.Fatalf("the text has %d bytes", len(data))
				}
				for i := range 3 {
					before := cpuTime(t)
					e.Explain(data)
					if took := cpuTime(t) - before; i == 0 || took < least {
						least = took
					}
				}
				return least
			}
			small, large := cost(5000), cost(80_000)
			t.Logf("%.1f ms, and sixteen times as much %.1f", small, large)
			if large > 80*small+500 { // the collector of garbage works at other times, too
				t.Errorf("%.1f ms become %.1f", small, large)
			}
		})
	}
}

// cpuTime is the time that this process has had of a processor, in milliseconds.
func cpuTime(t *testing.T) float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e6
}
