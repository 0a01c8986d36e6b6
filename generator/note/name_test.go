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
		{"javascript:alert(1).md", "bad-name", "Windows does not allow : in names"},
		{"x/javascript:alert(1)/a.md", "bad-name", "Windows does not allow : in names"},
		{"a<b.png", "bad-name", "Windows does not allow < in names"},
		{"a>b.md", "bad-name", "Windows does not allow > in names"},
		{`a"b.md`, "bad-name", `Windows does not allow " in names`},
		{"a|b.md", "bad-name", "Windows does not allow | in names"},
		{"a?.md", "bad-name", "Windows does not allow ? in names"},
		{"a*.md", "bad-name", "Windows does not allow * in names"},
		{`a\b.md`, "bad-name", `Windows does not allow \ in names`},
		{"c#.md", "bad-name", "# has a special meaning in an address"},
		{"100%.md", "bad-name", "% has a special meaning in an address"},
		{"a\nb.md", "bad-name", "it contains the control character U+000A"},
		{"a\x7f.md", "bad-name", "it contains the control character U+007F"},
		{"a\u0085.md", "bad-name", "it contains the control character U+0085"},
		{"a\u202egpj.md", "bad-name", "it contains U+202E, which changes the order in which it is displayed"},
		{"a\u200f.md", "bad-name", "it contains U+200F, which changes the order in which it is displayed"},
		{"folder./a.md", "bad-name", "it ends with a dot or a space, which Windows removes"},
		{"folder /a.md", "bad-name", "it ends with a dot or a space, which Windows removes"},
		{"aux.md", "bad-name", "Windows has a device called aux"},
		{"CON", "bad-name", "Windows has a device called con"},
		{"nul.tar.gz", "bad-name", "Windows has a device called nul"},
		{"com1/a.md", "bad-name", "Windows has a device called com1"},
		{"Lpt9 .md", "bad-name", "Windows has a device called lpt9"},
		{"com¹.md", "bad-name", "Windows has a device called com¹"},
		{"origin/aux.go", "bad-name", "Windows has a device called aux"},
		{"Page.md&page.md", "same-name", "some systems consider this name and Page.md the same"},
		{"Picture.PNG&picture.png", "same-name", "some systems consider this name and Picture.PNG the same"},
		{"Status/200.md&status/404.md", "same-name", "some systems consider this name and Status the same"},
		{"s.md&ſ.md", "same-name", "some systems consider this name and s.md the same"},
		{"e\u0301.md&\u00e9.md", "same-name", "some systems consider this name and e\u0301.md the same"},
		{"a/x.md&b/X.md", "", ""},
		{strings.Repeat("a", 237) + ".md", "", ""},
		{strings.Repeat("a", 238) + ".md", "long-path", "the path has 241 bytes and 1 names; at most 240 bytes and 20 names are allowed"},
		{deep + "a/a.md", "long-path", "the path has 44 bytes and 21 names; at most 240 bytes and 20 names are allowed"},
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
