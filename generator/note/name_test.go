package note

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/source"
)

// read reads a tree that holds these files beside its site.yaml.
func read(names ...string) []source.Fault {
	tree := fstest.MapFS{ConfigName: {Data: []byte("title: Test\n")}}
	for _, name := range names {
		tree[name] = &fstest.MapFile{Data: []byte("---\ntitle: Test\n---\n")}
	}
	_, faults := Read(tree)
	return faults
}

func TestNames(t *testing.T) {
	deep := strings.Repeat("a/", 19)
	for _, test := range []struct{ names, id, what string }{
		{"a.md", "", ""},
		{"über uns.md&日本語/メモ.md&a-b_c.d.md&con-tent.md&com.md&com10.md&lpt.md&auxiliary/x.md", "", ""},
		{deep + "a.md", "", ""},
		{"javascript:alert(1).md", "bad-name", "Windows has no names with :"},
		{"x/javascript:alert(1)/a.md", "bad-name", "Windows has no names with :"},
		{"a<b.png", "bad-name", "Windows has no names with <"},
		{"a>b.md", "bad-name", "Windows has no names with >"},
		{`a"b.md`, "bad-name", `Windows has no names with "`},
		{"a|b.md", "bad-name", "Windows has no names with |"},
		{"a?.md", "bad-name", "Windows has no names with ?"},
		{"a*.md", "bad-name", "Windows has no names with *"},
		{`a\b.md`, "bad-name", `Windows has no names with \`},
		{"c#.md", "bad-name", "in an address # has a meaning of its own"},
		{"100%.md", "bad-name", "in an address % has a meaning of its own"},
		{"a\nb.md", "bad-name", "it holds the control character U+000A"},
		{"a\x7f.md", "bad-name", "it holds the control character U+007F"},
		{"a\u0085.md", "bad-name", "it holds the control character U+0085"},
		{"a\u202egpj.md", "bad-name", "it holds U+202E, which changes the order in which it is shown"},
		{"a\u200f.md", "bad-name", "it holds U+200F, which changes the order in which it is shown"},
		{"folder./a.md", "bad-name", "it ends with a dot or a space, which Windows takes away"},
		{"folder /a.md", "bad-name", "it ends with a dot or a space, which Windows takes away"},
		{"aux.md", "bad-name", "Windows has a device called aux"},
		{"CON", "bad-name", "Windows has a device called con"},
		{"nul.tar.gz", "bad-name", "Windows has a device called nul"},
		{"com1/a.md", "bad-name", "Windows has a device called com1"},
		{"Lpt9 .md", "bad-name", "Windows has a device called lpt9"},
		{"com¹.md", "bad-name", "Windows has a device called com¹"},
		{"origin/aux.go", "bad-name", "Windows has a device called aux"},
		{"Page.md&page.md", "same-name", "some systems take this name and Page.md for one"},
		{"Picture.PNG&picture.png", "same-name", "some systems take this name and Picture.PNG for one"},
		{"Status/200.md&status/404.md", "same-name", "some systems take this name and Status for one"},
		{"s.md&ſ.md", "same-name", "some systems take this name and s.md for one"},
		{"e\u0301.md&\u00e9.md", "same-name", "some systems take this name and e\u0301.md for one"},
		{"a/x.md&b/X.md", "", ""},
		{strings.Repeat("a", 237) + ".md", "", ""},
		{strings.Repeat("a", 238) + ".md", "long-path", "the path has 241 bytes and 1 names; more than 240 bytes or 20 names are too many"},
		{deep + "a/a.md", "long-path", "the path has 44 bytes and 21 names; more than 240 bytes or 20 names are too many"},
		{strings.Repeat("a/", 900) + "a.md", "long-path", ""},
	} {
		faults := read(strings.Split(test.names, "&")...)
		switch {
		case test.id == "" && len(faults) > 0:
			t.Errorf("%q: got %q", test.names, faults)
		case test.id != "" && (len(faults) != 1 || faults[0].ID != test.id || !strings.HasSuffix(faults[0].What, test.what)):
			t.Errorf("%q: got %q, want one %s: %s", test.names, faults, test.id, test.what)
		}
		for _, f := range faults {
			if source.Visible(f.Error()) != f.Error() {
				t.Errorf("%q: the message has what cannot be seen: %q", test.names, f.Error())
			}
		}
	}
}

func TestBidiControls(t *testing.T) {
	for _, test := range []struct {
		text string
		at   []string
	}{
		{"---\ntitle: a\n---\nשלום\u200f and \u200earabic\u061c\n", nil},
		{"---\ntitle: a\u202eb\n---\n\ntext\u2066\n", []string{"2:9", "5:5"}},
		{"---\ntitle: a\n---\n\n`code\u202e` and \u202d `\u202c`\n\n    code\u202e\n\n- a\n\n  ```\n  \u202e\n  ```\n", []string{"5:13"}},
		{"---\ntitle: a\n---\n\n```js\nif (a) { //\u202e }\n```\n\n# \u2069\n", []string{"9:3"}},
		{"---\ntitle: a\n---\n\n```\u202e\n```\n", []string{"5:4"}},
		{"---\ntitle: a\n---\n\n```quiz\nWhat\u202e is `\u202e`?\n\n- [x] a\n- [ ] b\n```\n", []string{"6:5"}},
	} {
		file, _ := source.NewFile("a.md", []byte(test.text))
		_, faults := Parse(file, "a.md")
		var got []string
		for _, f := range faults {
			if f.ID != "bidi-control" {
				t.Errorf("%q: got %v", test.text, f)
			}
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(f.Position(), "a.md:"), ": "))
		}
		if strings.Join(got, " ") != strings.Join(test.at, " ") {
			t.Errorf("%q: faults at %q, want %q", test.text, got, test.at)
		}
	}
	tree := fstest.MapFS{ConfigName: {Data: []byte("title: T\u202est\n")}}
	if _, faults := Read(tree); len(faults) != 1 || faults[0].ID != "bidi-control" {
		t.Errorf("site.yaml: got %v", faults)
	}
}
