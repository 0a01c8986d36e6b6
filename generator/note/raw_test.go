package note

import (
	"strings"
	"testing"

	"wirebook/generator/source"
)

func TestRawHTML(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a <!-- comment --> b\n\n<!-- and\na block -->\n\n<!-- two --><!-- of them -->\n", ""},
		{"`<b>` and\n\n```html\n<script>\n```\n", ""},
		{"<https://example.org/> and 1 < 2\n", ""},
		{"a <b>c</b>\n", "5:3 <b>|5:7 </b>"},
		{"<div\nonclick=\"x()\">\n", "5:1 <div"},
		{"<!-- a --> <script>x()</script>\n", "5:12 <script>"},
		{"<!-- a\n-->\n<p>\n", "7:1 <p>"},
		{"- a\n  <style>p { color: red }</style>\n", "6:3 <style>"},
		{"> [a](b.md) <i>\n", "5:13 <i>"},
		{"| a |\n|---|\n| <br> |\n", "7:3 <br>"},
		{"a[^1]\n\n[^1]: b <u>\n", "7:9 <u>"},
	}
	for _, test := range tests {
		file, faults := source.NewFile("content/a.md", []byte("---\ntitle: T\ndescription: D\n---\n"+test.text))
		if len(faults) > 0 {
			t.Fatal(faults[0])
		}
		_, faults = Parse(file, "a.md")
		var got []string
		for _, f := range faults {
			if f.ID != "raw-html" || f.Status() != source.ExitNotes {
				t.Errorf("%q: %s (%s, exit status %d)", test.text, f.Error(), f.ID, f.Status())
			}
			place := strings.TrimSuffix(strings.TrimPrefix(f.Position(), "content/a.md:"), ": ")
			got = append(got, place+" "+file.Text(f.Span))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
