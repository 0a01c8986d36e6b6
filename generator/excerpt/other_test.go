package excerpt

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// What is read is counted, and what looks like HTTP and is not read is told with its
// reason.
func TestCounts(t *testing.T) {
	for _, test := range []struct {
		name, text                  string
		requests, responses, fields int
		unread                      string
	}{
		{"each kind", "'''http\nGET /a HTTP/1.1\n\nHTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\n'''\n\n'''http\nAge: 1\n\nAge: 2\n'''\n", 1, 2, 2, ""},
		{"alternatives", "'''http\nGET /a\nor\nGET /b\n'''\n", 2, 0, 0, ""},
		{"another language", "'''text\nHTTP/1.1 200 OK\n'''\n'''bash\n$ curl -v a.example\n> GET / HTTP/1.1\n'''\n", 0, 0, 0, "1:1 its language is text; 4:1 its language is bash"},
		{"no language", "'''\nGET /a HTTP/1.1\n'''\n", 0, 0, 0, "1:1 its fence names no language"},
		{"no fence", "Text\n\n    HTTP/1.1 200 OK\n", 0, 0, 0, "3:5 it is indented and has no fence"},
		{"a fence that is not closed", "'''http\nHTTP/1.1 200 OK\n\n'''json\n{}\n'''\n", 0, 0, 0, "1:1 its fence is not closed"},
		{"to the end", "- x\n\n  '''http\n  HTTP/1.1 200 OK\n", 0, 0, 0, "3:3 its fence is not closed"},
		{"something else", "'''http\n{\"a\": 1}\n'''\n", 0, 0, 0, "1:1 its first line is not a request line, status line or field"},
		{"frames", "'''http\n:method = GET\npriority = u=1\n'''\n", 0, 0, 0, "1:1 its fields are written as HTTP/2 frames"},
		{"a mail", "'''http\nReceived: from a\nDate: Mon, 22 Apr 2019 19:48:16 +0000\n'''\n", 0, 0, 0, "1:1 it is an email message"},
		{"a text about fences", "'''md\nHTTP/1.1 200 OK\n'''\n", 0, 0, 0, ""},
		{"no HTTP", "'''json\n{}\n'''\n\nHTTP/1.1 200 OK\n", 0, 0, 0, ""},
		{"a name that looks like a separator", "'''http\nAge: 1\n\n###: 2\n'''\n", 0, 0, 2, ""},
		{"nothing", "'''http\n'''\n'''http\n\n# nothing\n'''\n", 0, 0, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _, _ := marked(test.text)
			d := read(t, text)
			var unread []string
			for _, f := range d.Unread {
				line, column := f.File.Position(f.Span.Start)
				_, why, _ := strings.Cut(f.What, "was not read: ")
				unread = append(unread, fmt.Sprintf("%d:%d %s", line, column, why))
			}
			if d.Requests != test.requests || d.Responses != test.responses || d.FieldLists != test.fields || strings.Join(unread, "; ") != test.unread {
				t.Errorf("%d requests, %d responses, %d field lists, unread %q in\n%s", d.Requests, d.Responses, d.FieldLists, unread, text)
			}
		})
	}
}

// A file that is no Markdown is read as what somebody pastes. In Markdown, what stands
// outside of a code block is text.
func TestReadsOtherFiles(t *testing.T) {
	const har = `{"log":{"entries":[{"request":{"method":"GET","url":"http://a.example/","headers":[]},
 "response":{"status":405,"headers":[{"name":"ETag",
  "value":"a"}]}}]}}`
	for _, test := range []struct{ name, text, want string }{
		{"a.har", har, "1 1 0 2:23 405-allow 3:12 etag-form"},
		{"a.txt", "$ curl -i a.example\nHTTP/1.1 200 OK\nETag: a\n", "0 1 0 3:7 etag-form"},
		{"a.log", "* Connected\n> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 405 No\n< ETag: a\n<\n", "1 1 0 5:3 405-allow 6:9 etag-form"},
		{"a.http", "GET / HTTP/1.1\n\n###\n\nGET /b HTTP/1.1\nHost: a\n", "2 0 0"},
		{"a.txt", "ETag: a\n", "0 0 1 1:7 etag-form"},
		{"a.txt", "Text.\n\n'''http\nETag: a\n'''\n\nHTTP/1.1 405 No\n", "0 0 1 4:7 etag-form"},
		{"a.txt", "Text.\n", "0 0 0"},
		{"a.md", "HTTP/1.1 405 No\n", "0 0 0"},
		{"a.md", har, "0 0 0"},
		{"a.har", har[:150], "0 0 0 1:1 paste"},
		{"a.txt", strings.Repeat("a", MaxPaste+1), "0 0 0 1:1 paste"},
	} {
		text, _, _ := marked(test.text)
		file, _ := source.Foreign(test.name, []byte(text))
		d := Read(file, rules())
		got := fmt.Sprint(d.Requests, d.Responses, d.FieldLists)
		for _, f := range d.Findings {
			if f.Level == rule.Must {
				line, column := file.Position(f.Span.Start)
				got += fmt.Sprintf(" %d:%d %s", line, column, f.ID)
			}
		}
		for _, n := range d.Notices {
			line, column := file.Position(n.Span.Start)
			got += fmt.Sprintf(" %d:%d %s", line, column, n.ID)
		}
		if got != test.want {
			t.Errorf("%s is read as %q, not as %q:\n%.200s", test.name, got, test.want, text)
		}
	}
}

// A comment keeps one rule in the block behind it from being told, for a reason.
func TestIgnores(t *testing.T) {
	const answer = "'''http\nHTTP/1.1 200 OK\nETag: a\nAge: soon\n'''\n"
	for _, test := range []struct{ name, text, faults, notices string }{
		{"one rule", "<!-- wirebook ignore etag-form: it is about that -->\n" + answer, "age-form", ""},
		{"two rules", "<!-- wirebook ignore etag-form, age-form: it is about that -->\n" + answer, "", ""},
		{"two comments", "<!-- wirebook ignore etag-form: a -->\n\n<!-- wirebook ignore age-form: b -->\nText.\n\n" + answer, "", ""},
		{"MDX, in a list", "- {/* wirebook ignore etag-form: a */}\n\n  '''http\n  ETag: a\n  '''\n", "", ""},
		{"over two lines", "<!-- wirebook ignore etag-form:\n     it is about that -->\n'''http\nETag: a\n'''\n", "", ""},
		{"the next block only", "<!-- wirebook ignore etag-form: a -->\n" + answer + answer, "age-form etag-form age-form", ""},
		{"of a hint", "<!-- wirebook ignore date-present: a -->\n'''http\nHTTP/1.1 200 OK\nX: y\n'''\n", "", ""},
		{"one that nothing needs", "<!-- wirebook ignore etag-form: a -->\n'''http\nETag: \"a\"\n'''\n", "", "1:22 ignore-unused"},
		{"no block", "'''http\nETag: \"a\"\n'''\n<!-- wirebook ignore etag-form: a -->\n", "", "4:22 ignore-unused"},
		{"no reason", "<!-- wirebook ignore etag-form -->\n'''http\nETag: a\n'''\n", "ignore-reason etag-form", ""},
		{"no rule", "<!-- wirebook ignore: a -->\n'''http\nETag: a\n'''\n", "ignore-rule etag-form", ""},
		{"an unknown rule", "<!-- wirebook ignore etag-from: a -->\n'''http\nETag: a\n'''\n", "unknown-rule etag-form", ""},
		{"another comment", "<!-- wirebook is good: it ignores etag-form -->\n'''http\nETag: a\n'''\n", "etag-form", ""},
		{"our notation", "'''http breaks=\"x etag-form\"\nETag: a\nAge: soon\n'''\n", "age-form", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _, _ := marked(test.text)
			d := read(t, text)
			var faults, notices []string
			for _, f := range d.Findings {
				if f.Level == rule.Must {
					faults = append(faults, f.ID)
				}
			}
			for _, f := range d.Notices {
				line, column := f.File.Position(f.Span.Start)
				notices = append(notices, fmt.Sprintf("%d:%d %s", line, column, f.ID))
			}
			if strings.Join(faults, " ") != test.faults || strings.Join(notices, " ") != test.notices {
				t.Errorf("faults %q, notices %q, want %q and %q", faults, notices, test.faults, test.notices)
			}
		})
	}
}

// Nothing that we write into notes is offered to the documents of others.
func TestNoNotation(t *testing.T) {
	text, _, _ := marked("'''http\nHTTP/1.1 401 Unauthorized\nContent-Length: 9\nETag: a\n\nno\n'''\n")
	d := read(t, text)
	if len(d.Findings) < 3 {
		t.Fatalf("only %d findings", len(d.Findings))
	}
	for _, f := range d.Findings {
		for _, word := range []string{"breaks", "norun", "cut", "hole", "--update"} {
			if strings.Contains(f.Do+f.What, word) {
				t.Errorf("%s offers %s: %s", f.ID, word, f.Do)
			}
		}
		if !strings.Contains(f.Do, "("+f.ID) {
			t.Errorf("%s does not name its rule: %s", f.ID, f.Do)
		}
	}
}

// FuzzRead reads anything as a document of others. Places are in the file, and
// reading it twice tells the same.
func FuzzRead(f *testing.F) {
	for _, in := range seeds(f) {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, ok := source.Foreign("a.md", bytes.Clone(data))
		if !ok {
			return
		}
		d, again := Read(file, rules()), Read(file, rules())
		if fmt.Sprint(d.Findings, d.Unread, d.Notices) != fmt.Sprint(again.Findings, again.Unread, again.Notices) {
			t.Fatal("the same document is read in two ways")
		}
		all := append(d.Unread, d.Notices...)
		for _, f := range d.Findings {
			all = append(all, f.Fault)
			if f.About.Start > f.Span.Start || f.About.End < f.Span.Start {
				t.Errorf("%s at %v is not in its message %v", f.ID, f.Span, f.About)
			}
		}
		for _, f := range all {
			if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > len(file.Data) {
				t.Errorf("%s: the span %v is not in the file of %d bytes", f.ID, f.Span, len(file.Data))
			}
		}
	})
}

// seeds are documents of this repository and of the tests.
func seeds(f *testing.F) (out [][]byte) {
	for _, pattern := range []string{"../../README.md", "../../content/anatomy/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			out = append(out, data)
		}
	}
	text, _, _ := marked("> 1. '''http x\n>    > GET / HTTP/1.1\n>    > Host: a\n>    >\n>    < HTTP/2 200 \n>    < x: y\\\n>    '''\n{/* wirebook ignore host: x */}\n~~~ http-message\nNOTE: '\\' line wrapping per RFC 8792\n\nHTTP/1.1 200 OK\nETag: \\\n  a\n\n5\nab\n\n0\n~~~\n")
	return append(out, []byte(text))
}
