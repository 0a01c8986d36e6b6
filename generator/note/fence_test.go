package note_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/source"
)

func TestWords(t *testing.T) {
	for _, test := range []struct {
		info string
		lang string
		want []string // key, value where there is one, and where they stand
	}{
		{"http", "http", nil},
		{"HTTP raw", "HTTP", []string{"raw"}},
		{"json http raw", "json", []string{"raw"}},
		{"text conn=a send", "text", []string{"conn=a@a", "send"}},
		{"conn=a send", "", []string{"conn=a@a", "send"}},
		{"send conn=a", "", []string{"send", "conn=a@a"}},
		{"http  hole=\"ETag Größe\"\traw", "http", []string{"hole=ETag Größe@ETag Größe", "raw"}},
		{`http norun="it says \"no\""`, "http", []string{`norun=it says "no"@it says \"no\"`}},
		{`http a="b\\" c`, "http", []string{`a=b\@b\\`, "c"}},
		{`http a="\x"`, "http", []string{`a=\x@\x`}},
		{`http a="" b= c="x"d`, "http", []string{"a=@", "b=@", "c=x@x", "d"}},
		{`http a="b=c"`, "http", []string{"a=b=c@b=c"}},
		{"http a=b=c", "http", []string{"a=b=c@b=c"}},
		{"http http", "http", []string{"http"}},
	} {
		t.Run(test.info, func(t *testing.T) {
			n := well(t, "```"+test.info+"\nx\n```\n")
			f := n.Fences[0]
			if !f.Message || f.Lang != test.lang || n.File.Text(f.Info) != test.info {
				t.Errorf("message %v, language %q, info string %q", f.Message, f.Lang, n.File.Text(f.Info))
			}
			var got []string
			for _, w := range f.Words {
				word := w.Key
				if w.HasValue {
					word += "=" + w.Value + "@" + n.File.Text(w.ValueSpan)
				}
				got = append(got, word)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFences(t *testing.T) {
	for _, test := range []struct {
		name, markdown string
		message        bool
		marker, body   string
		closing        string
	}{
		{"a message", "```http\nGET\n\nx\n```\n", true, "```", "GET\n\nx\n", "```"},
		{"nothing in it", "```http response\n```\ntext\n", true, "```", "", "```"},
		{"the last line of the note", "```http\nGET\n```", true, "```", "GET\n", "```"},
		{"an empty line in it", "```http\n\n```\n", true, "```", "\n", "```"},
		{"empty lines at its end", "```http\nGET\n\n\n```\n", true, "```", "GET\n\n\n", "```"},
		{"longer", "`````http\n```\n````\n`````  \n", true, "`````", "```\n````\n", "`````  "},
		{"a longer end", "```http\nGET\n`````\n", true, "```", "GET\n", "`````"},
		{"tildes", "~~~ http\n```\n~~~\n", true, "~~~", "```\n", "~~~"},
		{"tabs", "```http\n\tGET\t\n  x \n```\n", true, "```", "\tGET\t\n  x \n", "```"},
		{"not ASCII", "```http\nGrößt …\n```\n", true, "```", "Größt …\n", "```"},
		{"the third word", "```text x http\nGET\n```\n", false, "```", "GET\n", "```"},
		{"no message", "```https\nGET\n```\n", false, "```", "GET\n", "```"},
		{"a value", "```http=1\nGET\n```\n", false, "```", "GET\n", "```"},
		{"no language", "```\nGET\n```\n", false, "```", "GET\n", "```"},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := well(t, "Text.\n\n"+test.markdown)
			if len(n.Fences) != 1 {
				t.Fatalf("%d fences", len(n.Fences))
			}
			f := n.Fences[0]
			got := []string{fmt.Sprint(f.Message), n.File.Text(f.Marker), n.File.Text(f.Body), n.File.Text(f.Close)}
			if diff := cmp.Diff([]string{fmt.Sprint(test.message), test.marker, test.body, test.closing}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Nothing that looks like a message goes unplayed in silence.
func TestStrays(t *testing.T) {
	const get = "GET / HTTP/1.1\n"
	for _, test := range []struct {
		name, markdown string
		want           []string // kind and line of the faults
	}{
		{"a bullet list", "- ```http\n  " + get + "  ```\n", []string{"fence-nested 4"}},
		{"a numbered list", "12) text\n\n    ```json http\n    x\n    ```\n", []string{"fence-nested 6"}},
		{"a list in a list", "* a\n  + ~~~http\n    x\n", []string{"fence-nested 5"}},
		{"a quotation", "> ```http\n> x\n", []string{"fence-nested 4"}},
		{"a footnote", "a[^1]\n\n[^1]: b\n\n    ```http\n    x\n    ```\n", []string{"fence-nested 8"}},
		{"four spaces", "    ```http\n    x\n", []string{"fence-nested 4"}},
		{"a tab", "\t```http\n", []string{"fence-nested 4"}},
		{"HTML", "<div>\n```http\nx\n```\n</div>\n", []string{"raw-html 4", "fence-nested 5"}},
		{"a comment", "<!--\n```http\nx\n```\n-->\n", []string{"fence-nested 5"}},
		{"a code span", "text ```http conn=a``` text\n```http conn=a``` text\n", []string{"fence-nested 5"}},
		{"bytes of a conversation", "> ```text conn=a send\n> x\n", []string{"fence-nested 4"}},
		{"indented", "  ```http\n  x\n  ```\n", []string{"fence-indented 4"}},
		{"not closed", "text\n\n```http\nx\n", []string{"fence-open 6"}},
		{"closed by another kind", "```http\nx\n~~~\n", []string{"fence-open 4"}},
		{"closed by too few", "````http\nx\n```\n", []string{"fence-open 4"}},
		{"other code, not closed", "```go\nx\n", []string{"fence-open 4"}},
		{"swallowed", "```go\nx\n\n```http\nx\n```\n", []string{"fence-swallowed 7"}},
		{"swallowed by a message", "```http\nx\n\n```json http\nx\n```\n", []string{"fence-swallowed 7"}},
		{"a quote that does not end", "```http norun=\"x\nx\n```\n", []string{"quote-open 4"}},
		{"a connection without a direction", "```text conn=a\nGET\n```\n", []string{"misplaced-word 4"}},
		{"a direction that is misspelt", "```text conn=a recieve\nx\n```\n", []string{"misplaced-word 4"}},
		{"a connection that is misspelt", "```text con=a send\nx\n```\n", []string{"unknown-word 4"}},
		{"a message that is misspelt", "```json htpp\nx\n```\n", []string{"unknown-word 4"}},
		{"a bare message", "```\nGET / HTTP/1.1\n```\n", []string{"message-unread 5"}},
		{"a message of another language", "```message/http\nHTTP/1.1 200 OK\n```\n", []string{"message-unread 5"}},
		{"attributes", "```{.http}\n\nHTTP/1.1 200 OK\n```\n", []string{"message-unread 6"}},
		{"a comma", "```http,line\nHTTP/2 204\n```\n", []string{"message-unread 5"}},
		{"a message in a list", "- one\n\n  ```text\n  HTTP/1.1 200 OK\n  ```\n", []string{"message-unread 7"}},
		{"an indented message", "Text.\n\n    PUT /a HTTP/1.1\n    Host: a\n", []string{"message-unread 6"}},
		{"a message in a footnote", "Text[^a].\n\n[^a]: Text.\n\n    ```http\n    HTTP/1.1 200 OK\n    ```\n", []string{"fence-nested 8"}},
		{"shown without proof", "```text unproven\nHTTP/1.1 200 OK\n```\n", nil},
		{"the notation itself", "````markdown\nHTTP/1.1 200 OK\n````\n", nil},
		{"a request in a sentence", "```\nGET is a method; HTTP/1.1 a version\n```\n", nil},
		{"other words", "```go linenos=table title=conn.go\nx\n```\n", nil},
		{"shown in a longer fence", "````markdown\n```http\nx\n```\n````\n", nil},
		{"shown in tildes", "~~~markdown\n```http\nx\n```\n~~~\n", nil},
		{"behind an empty line", "text\n```http\nx\n```\ntext\n", nil},
		{"other code in a list", "- ```go\n  x\n  ```\n", nil},
		{"too short", "- ``http\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, faults := parse(t, test.markdown)
			for _, f := range n.Fences {
				if f.Message {
					faults = append(faults, f.Faults...)
				}
			}
			var got []string
			for _, f := range source.Sort(faults) {
				line, _ := f.File.Position(f.Span.Start)
				got = append(got, fmt.Sprintf("%s %d", f.ID, line))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			for _, f := range n.Fences {
				if number, _ := n.File.Position(f.Marker.Start); (len(f.Faults) > 0) != (len(got) > 0) && f.Message {
					t.Errorf("the fence at line %d has the faults %v", number, f.Faults)
				}
			}
		})
	}
}
