package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// shaped is the text of a note like ours: 600 words, a table, six links, three
// messages and two blocks of code.
func shaped() string {
	words := strings.Repeat("The client sends a request and the server sends what it has to say about it. ", 8)
	return "Lead with [a link](../index.md) and `Date`.\n\n" +
		"## What it looks like\n\n" + words + "\n\n" +
		"```http\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n\n" +
		"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\nETag: \"emma-3\"\nDate: Sun, 22 Nov 2026 18:00:01 GMT\nContent-Length: 27\n\n{\"id\": 1, \"title\": \"Emma\"}\n```\n\n" +
		"## When to send it\n\n" + words + "\n\n" +
		"| Code | It says | So the client |\n|---|---|---|\n" + strings.Repeat("| `404 Not Found` | [nothing](../index.md) | stops |\n", 5) + "\n" +
		"## In code\n\n" + words + "\n\n```go\nfunc getBook(w http.ResponseWriter, r *http.Request) {\n\tid := r.PathValue(\"id\")\n\tif id == \"\" {\n\t\thttp.Error(w, \"no book\", 404)\n\t\treturn\n\t}\n}\n```\n\n" +
		words + "\n\n```json\n{\"title\": \"Not Found\", \"status\": 404}\n```\n\n" + words + "\n"
}

// BenchmarkNote renders sites of one kind of note; read the time of a note
// from "ns/note".
func BenchmarkNote(b *testing.B) {
	const notes = 300
	content := many(notes, shaped())
	s := sitetest.Link(b, fstest.MapFS(content))
	layouts := realLayouts()
	bytes := 0
	for b.Loop() {
		files, faults := Render(s, layouts, nil)
		if len(faults) > 0 {
			b.Fatal(faults)
		}
		bytes = 0
		for _, text := range made(b, files) {
			bytes += len(text)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/notes, "ns/note")
	b.ReportMetric(float64(bytes)/notes, "bytes/note")
}
