package note

import "testing"

func TestActs(t *testing.T) {
	svg := func(inside string) string { return `<svg xmlns="http://www.w3.org/2000/svg">` + inside + `</svg>` }
	for _, test := range []struct {
		name, text, want string
	}{
		{"a.png", "\x89PNG", ""},
		{"docs/_headers", "", ""}, // a host reads it at the root alone
		{"docs/sw.js", "", ""},
		{"a.js", "alert(1)", ""},
		{"_headers", "", "hosts are configured by files of this name"},
		{"_redirects", "", "hosts are configured by files of this name"},
		{"_worker.js", "", "hosts are configured by files of this name"},
		{"CNAME", "", "hosts are configured by files of this name"},
		{"netlify.toml", "", "hosts are configured by files of this name"},
		{"docs/.htaccess", "", "hosts are configured by files of this name"},
		{"docs/Web.Config", "", "hosts are configured by files of this name"},
		{"docs/a.PHP", "", "hosts are configured by files of this name"},
		{"sw.js", "", "browsers let this script control the whole site"},
		{".well-known/a/b", "", "others trust the files below this name"},
		{"a.HTM", "", "it is a page that may contain script, but is not generated here"},
		{"a.xhtml", "", "it is a page that may contain script, but is not generated here"},
		{"a.svgz", "\x1f\x8b", "it may contain script, since it is compressed"},
		{"a.svg", svg(`<g id="script"><text>script: on</text></g>`), ""},
		{"a.svg", "\xef\xbb\xbf" + svg(""), ""},
		{"a.xml", "<rss><item>javascript:</item></rss>", ""},
		{"a.svg", svg(`<script/>`), "it contains <script>"},
		{"a.svg", svg(`<x:SCRIPT xmlns:x="http://www.w3.org/1999/xhtml"/>`), "it contains <SCRIPT>"},
		{"a.xml", `<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></a>`, "it contains <script>"},
		{"a.svg", svg(`<foreignObject/>`), "it contains <foreignObject>"},
		{"a.svg", svg(`<g onload="a()"/>`), "it contains the attribute onload"},
		{"a.svg", svg(`<g OnMouseOver="a()"/>`), "it contains the attribute OnMouseOver"},
		{"a.svg", svg(`<set attributeName="onload" to="a()"/>`), "it contains the attribute attributeName"},
		{"a.svg", svg(`<a><set attributeName="xlink:href" to="x"/></a>`), "it contains the attribute attributeName"},
		{"a.svg", svg(`<a href="java&#10;script:a()"/>`), "its attribute href leads to script"},
		{"a.svg", svg(`<a xmlns:xlink="x" xlink:href=" JavaScript:a()"/>`), "its attribute href leads to script"},
		{"a.svg", svg(`<use href="data:image/svg+xml,a"/>`), "its attribute href leads to script"},
		{"a.svg", svg(`<use href="data:text/html,a"/>`), "its attribute href leads to script"},
		{"a.svg", `<?xml-stylesheet href="a.xsl"?>` + svg(""), "it contains <?xml-stylesheet"},
		{"a.svg", `<!DOCTYPE svg [<!ENTITY a "<script/>">]>` + svg("&a;"), "its DOCTYPE has declarations"},
		{"a.svg", svg(`<g`), "it may contain script, since it cannot be parsed: XML syntax error on line 1: expected attribute name in element"},
		{"a.svg", `<?xml version="1.0" encoding="utf-7"?>` + svg(""), `it may contain script, since it cannot be parsed: xml: encoding "utf-7" declared but Decoder.CharsetReader is nil`},
		{"a.svg", "\xff\xfe<\x00s\x00", "it may contain script, since it cannot be parsed: XML syntax error on line 1: invalid UTF-8"},
	} {
		if got := acts(test.name, []byte(test.text)); got != test.want {
			t.Errorf("%s %q: %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestListed(t *testing.T) {
	publish := []string{"docs", "a/b.html", "/c/", ".config/d"}
	for name, want := range map[string][2]bool{ // listed, and not passed over
		"docs": {true, true}, "docs/a/b.html": {true, true}, "docs.html": {false, true}, "docs2/a.html": {false, true},
		"a/b.html": {true, true}, "a": {false, false}, "c/d": {true, true},
		".config": {false, true}, ".config/d": {true, true}, ".config/e": {false, false}, ".git": {false, false}, ".htaccess": {false, true},
	} {
		if listed(publish, name) != want[0] || want[1] != shown(publish, name) && name[0] == '.' {
			t.Errorf("%s: listed %v, shown %v", name, listed(publish, name), shown(publish, name))
		}
	}
}
