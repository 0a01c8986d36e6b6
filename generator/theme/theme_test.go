package theme_test

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/layout"
	"wirebook/generator/site/sitetest"
	"wirebook/generator/source"
	"wirebook/generator/theme"
)

// themed reads the theme of a site with the given lines of site.yaml and files.
func themed(t *testing.T, config string, files map[string]string) (*theme.Theme, []source.Fault) {
	t.Helper()
	content := fstest.MapFS{
		"site.yaml":    {Data: []byte("title: Test\n" + config)},
		"index.md":     {Data: []byte("---\ntitle: Home\n---\nText.\n")},
		"about/me.md":  {Data: []byte("---\ntitle: Me\n---\nText.\n\n## A\n")},
		"own.js":       {Data: []byte("document.title += 1;\n")},
		"look/own.css": {Data: []byte("b { background: url(dot.svg) }\n@font-face { font-family: x; src: url('../f/a.woff2') }\n")},
		"look/dot.svg": {Data: []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")},
		"f/a.woff2":    {Data: []byte("wOF2")},
		"logo.svg":     {Data: []byte("<svg xmlns=\"http://www.w3.org/2000/svg\" />")},
	}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return theme.Read(sitetest.Link(t, content))
}

func told(faults []source.Fault) (out string) {
	for _, f := range faults {
		out += f.Position() + f.What + "\n"
		if f.Do == "" {
			out += "(says not what to do)\n"
		}
	}
	return out
}

const ordinary = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// Without a key of its own a site has the policy and the style sheet of every site.
func TestNoTheme(t *testing.T) {
	look, faults := themed(t, "", nil)
	if got := look.Policy(); got != ordinary || len(faults) > 0 || len(look.Files) > 0 {
		t.Errorf("the policy is %s: %v", got, faults)
	}
	css, faults := look.Style([]byte("a{--ink:light-dark(#000,#fff)}"))
	if string(css) != "a{--ink:light-dark(#000,#fff)}" || len(faults) > 0 {
		t.Errorf("the style is %s: %v", css, faults)
	}
	if got := string(look.Headers()); !strings.Contains(got, "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src") || !strings.Contains(got, "frame-ancestors 'none'\n/*.svg\n") {
		t.Errorf("the headers are %s", got)
	}
}

// The policy follows what pages load, and what they load has a name with a hash.
func TestPolicyFollows(t *testing.T) {
	for _, test := range []struct {
		config, file, want, html string
	}{
		{"fonts: {text: {regular: f/a.woff2}}\n", "", strings.Replace(ordinary, "connect-src", "font-src 'self'; connect-src", 1), ""},
		{"foot: x.html\n", `<p>Hello <a href="about/me.md#a">me</a>, <img src="logo.svg" alt="x &quot;y"></p><script src="/own.js" defer></script>`, ordinary,
			`<p>Hello <a href="about/me.html#a">me</a>, <img src="assets/own-logo.HASH.svg" alt="x &#34;y"></p><script src="assets/own-own.HASH.js" defer=""></script>`},
		{"foot: x.html\n", `<svg viewBox="0 0 2 2"><title>A</title><path d="M0 0h2"/></svg><br/>`, ordinary, `<svg viewbox="0 0 2 2"><title>A</title><path d="M0 0h2"/></svg><br>`},
		{"head: x.html\n", `<!-- c --><link rel="stylesheet" href="look/own.css"><script type="application/ld+json">{"a": "<b>"}</script>`, strings.Replace(ordinary, "connect-src", "font-src 'self'; connect-src", 1),
			`<link rel="stylesheet" href="assets/own-look-own.HASH.css"><script type="application/ld+json">{"a": "<b>"}</script>`},
		{"head: x.html\nallow: [https://s.example]\n", `<script src="https://s.example/a.js" async></script>`,
			strings.NewReplacer("script-src 'self'", "script-src 'self' https://s.example", "img-src 'self'", "img-src 'self' https://s.example", "connect-src 'self'", "connect-src 'self' https://s.example").Replace(ordinary),
			`<script src="https://s.example/a.js" async=""></script>`},
		{"foot: x.html\nallow: ['https://s.example/']\n", `<form action="https://s.example/go"></form>`,
			strings.NewReplacer("form-action 'none'", "form-action https://s.example", "img-src 'self'", "img-src 'self' https://s.example", "connect-src 'self'", "connect-src 'self' https://s.example").Replace(ordinary),
			`<form action="https://s.example/go"></form>`},
		{"foot: x.html\n", `<svg/><video src="look/dot.svg"></video>`, strings.Replace(ordinary, "connect-src", "media-src 'self'; connect-src", 1), `<svg/><video src="assets/own-look-dot.HASH.svg"></video>`},
	} {
		files := map[string]string{}
		if test.file != "" {
			files["x.html"] = test.file
		}
		look, faults := themed(t, test.config, files)
		if len(faults) > 0 {
			t.Errorf("%s%s: %s", test.config, test.file, told(faults))
			continue
		}
		if got := look.Policy(); got != test.want {
			t.Errorf("%s%s: the policy is\n%s, not\n%s", test.config, test.file, got, test.want)
		}
		frame := look.Head.HTML(func(to string) string { return to }) + look.Foot.HTML(func(to string) string { return to })
		if got := regexp.MustCompile(`\.[0-9a-f]{8}\.`).ReplaceAllString(frame, ".HASH."); got != test.html {
			t.Errorf("%s%s: the page has\n%s, not\n%s", test.config, test.file, got, test.html)
		}
	}
	look, _ := themed(t, "head: x.html\n", map[string]string{"x.html": `<link rel="stylesheet" href="look/own.css">`})
	sheet := ""
	for _, f := range look.Files {
		if strings.HasSuffix(f.Path, ".css") {
			sheet = string(f.Data)
		}
	}
	if !regexp.MustCompile(`url\(own-look-dot\.[0-9a-f]{8}\.svg\).*\n.*url\('own-f-a\.[0-9a-f]{8}\.woff2'\)`).MatchString(sheet) || len(look.Files) != 3 {
		t.Errorf("the style sheet is %s", sheet)
	}
}

// What the policy would refuse, what breaks a page and what is not there is a fault with
// its place.
func TestFaultsOfAuthors(t *testing.T) {
	for _, test := range []struct{ config, file, want string }{
		{"foot: x.html\n", "<p>a</p>\n<script>alert(1)</script>", "content/x.html:2:1: this script is inside the page, and the policy of the pages lets none of these through\n"},
		{"foot: x.html\n", "<style>a{}</style>", "content/x.html:1:1: <style> does not work here\n"},
		{"foot: x.html\n", `<p style="color:red">a</p>`, "content/x.html:1:4: this is a style inside the page, and the policy of the pages lets none of these through\n"},
		{"foot: x.html\n", `<p>a</p> <b onclick="x()">b</b>`, "content/x.html:1:13: onclick is a script inside the page, and the policy of the pages lets none of these through\n"},
		{"foot: x.html\n", `<a href="javascript:x()">b</a>`, "content/x.html:1:4: the address \"javascript:x()\" is of a kind that pages do not link to\n"},
		{"foot: x.html\n", "<script src=https://s.example/a.js></script>", "content/x.html:1:9: https://s.example/a.js is on another host, which pages do not contact\n"},
		{"foot: x.html\nallow: [https://t.example]\n", "<img src=//s.example/a.png>", "content/x.html:1:6: //s.example/a.png is on another host, which pages do not contact\n"},
		{"foot: x.html\nallow: [https://s.example]\n", "<img src=http://s.example/a.png>", "content/x.html:1:6: http://s.example/a.png is on another host, which pages do not contact\n"},
		{"foot: x.html\n", "<svg><image xlink:href=https://s.example/a.png /></svg>", "content/x.html:1:13: https://s.example/a.png is on another host, which pages do not contact\n"},
		{"foot: x.html\n", "<input type=image src=https://s.example/a.png>", "content/x.html:1:19: https://s.example/a.png is on another host, which pages do not contact\n"},
		{"foot: x.html\n", "<form><button formaction=https://s.example/>a</button></form>", "content/x.html:1:15: https://s.example/ is on another host, which pages do not contact\n"},
		{"foot: x.html\n", "<a href=logo.svg ping=https://s.example/>a</a>", "content/x.html:1:18: https://s.example/ is on another host, which pages do not contact\n"},
		{"foot: x.html\n", "<iframe src=about/me.md></iframe>", "content/x.html:1:9: the policy of the pages lets no page show them in a frame\n"},
		{"foot: x.html\n", "<embed src=own.js>", "content/x.html:1:1: <embed> does not work here\n"},
		{"foot: x.html\n", "<link rel=stylesheet href=z.css>", "content/z.css:2:13: data:image/gif;base64,R0 is no picture or font of content/, so this style would not load it\n"},
		{"foot: x.html\n", "<script src=own.jss></script>", "content/x.html:1:9: there is no file content/own.jss\n"},
		{"foot: x.html\n", "<p><b>a</p></b>", "content/x.html:1:8: </p> ends no element that is open here\ncontent/x.html:1:1: <p> does not end, so it would take in the rest of each page\n"},
		{"foot: x.html\n", "a\n<script src=own.js>", "content/x.html:2:1: <script> does not end, so it would take in the rest of each page\n"},
		{"foot: x.html\n", "a</footer>", "content/x.html:1:2: </footer> ends no element that is open here\n"},
		{"foot: x.html\n", `<link rel=stylesheet href=y.css>`, "content/y.css:1:13: https://s.example/a is no picture or font of content/, so this style would not load it\n"},
		{"head: x.html\n", "<p>a</p>", "content/x.html:1:1: <p> would end the head of the page\n"},
		{"head: x.html\n", "\n text", "content/x.html:2:2: text would end the head of the page\n"},
		{"head: x.html\n", "<base href=a>", "content/x.html:1:1: <base> does not work here\n"},
		{"foot: x.html\n", "<noscript><img src=https://s.example/a></noscript>", "content/x.html:1:1: <noscript> does not work here\n"},
		{"foot: x.html\n", "<p/>", "content/x.html:1:1: <p> does not end, so it would take in the rest of each page\n"},
		{"head: y.html\n", "", "content/site.yaml:2:7: there is no file content/y.html\n"},
		{"allow: ['https://*.example']\n", "", "content/site.yaml:2:9: \"https://*.example\" is not a host that pages could be allowed to contact\n"},
		{"allow: [https://a.example/x]\n", "", "content/site.yaml:2:9: \"https://a.example/x\" is not a host that pages could be allowed to contact\n"},
		{"allow: [http://a.example]\n", "", "content/site.yaml:2:9: \"http://a.example\" is not a host that pages could be allowed to contact\n"},
		{"logo: logo.svgg\n", "", "content/site.yaml:2:7: logo.svgg is no picture that browsers show\n"},
		{"logo: logos.svg\n", "", "content/site.yaml:2:7: there is no file content/logos.svg\n"},
		{"fonts:\n  code: {regular: f/b.woff2}\n", "", "content/site.yaml:3:19: there is no file content/f/b.woff2\n"},
		{"fonts:\n  code: {regular: own.js}\n", "", "content/site.yaml:3:19: own.js is no font that browsers load\n"},
		{"fonts:\n  code: {bold: f/a.woff2}\n", "", "content/site.yaml:3:3: the font for code has no regular face\n"},
		{"links:\n  - {name: Imprint, url: imprint.md}\n", "", "content/site.yaml:3:26: there is no file content/imprint.md\n"},
		{"links:\n  - {name: Imprint, url: 'javascript:1'}\n", "", "content/site.yaml:3:26: the address \"javascript:1\" is of a kind that pages do not link to\n"},
		{"links:\n  - {name: Me, url: 'about/me.md#b'}\n", "", "content/site.yaml:3:21: content/about/me.md has no heading #b\n"},
		{"foot: x.html\n", "<a href='about/me.md#b'>a</a>", "content/x.html:1:4: content/about/me.md has no heading #b\n"},
		{"links:\n  - {url: about/me.md}\n", "", "content/site.yaml:3:11: a link needs a name and an address\n"},
	} {
		files := map[string]string{"z.css": "/* url(a.png) */ i { background: url(logo.svg#a) }\nb { c: url( data:image/gif;base64,R0 ) }", "y.css": "a { b: url( https://s.example/a ) }"}
		if test.file != "" {
			files["x.html"] = test.file
		}
		_, faults := themed(t, test.config, files)
		if got := told(faults); got != test.want {
			t.Errorf("%s%s:\n%s not\n%s", test.config, test.file, got, test.want)
		}
	}
}

// style is the style sheet of the layouts with the colours of a site.
func styled(t *testing.T, config string) (string, []source.Fault) {
	t.Helper()
	look, faults := themed(t, config, nil)
	if len(faults) > 0 {
		t.Fatal(told(faults))
	}
	addresses, files, faults := layout.Assets(os.DirFS("../../layouts"), nil, look)
	return string(layout.StyleOf(addresses, files)), faults
}

// The colours, fonts and the logo of site.yaml are in the style sheet.
func TestStyle(t *testing.T) {
	plain, _ := styled(t, "")
	css, faults := styled(t, "colours:\n  accent: {light: \"#7a1fa2\", dark: \"#d9a5f6\"}\n  5xx: {dark: \"#f99\"}\nfonts: {text: {variable: f/a.woff2, italic: f/a.woff2}}\nlogo: logo.svg\n")
	if len(faults) > 0 {
		t.Fatal(told(faults))
	}
	for _, want := range []string{"--link:light-dark(#7a1fa2,#d9a5f6)", "--c5:light-dark(#ab2323,#f99)", `--serif:"own text",`, "img.logo{", `font-weight:100 900;font-style:normal`, `;font-weight:400;font-style:italic`} {
		if !strings.Contains(css, want) || strings.Contains(plain, want) {
			t.Errorf("the style sheet has no %s, or every one has it", want)
		}
	}
	if m := regexp.MustCompile(`@font-face\{font-family:"own text";src:url\(own-f-a\.[0-9a-f]{8}\.woff2\)format\("woff2"\)`).FindString(css); m == "" {
		t.Errorf("the style sheet does not begin with the font: %.200s", css)
	}
}

// Text that could not be read on a ground is a fault at the colour that the author set.
func TestContrastOfAuthors(t *testing.T) {
	for config, want := range map[string]string{
		"colours:\n  accent: {light: \"#aaaaaa\"}\n": "content/site.yaml:3:19: accent (#aaaaaa) on paper (#faf8f3) has a contrast of 2.18 to 1 in the light scheme, and text needs 4.5\n" +
			"content/site.yaml:3:19: accent (#aaaaaa) on sheet (#ffffff) has a contrast of 2.32 to 1 in the light scheme, and text needs 4.5\n" +
			"content/site.yaml:3:19: accent (#aaaaaa) on tint (#f1ede3) has a contrast of 1.98 to 1 in the light scheme, and text needs 4.5\n",
		"colours:\n  sheet: {dark: \"#777777\"}\n  rule: {light: \"#eee\"}\n": "content/site.yaml:3:17: ink (#e9e4da) on sheet (#777777) has",
		"colours:\n  accent: {light: red}\n":                                  "content/site.yaml:3:19: \"red\" is not a colour\n",
		"colours:\n  ink: {dark: \"#12345\"}\n":                               "content/site.yaml:3:15: \"#12345\" is not a colour\n",
		"colours:\n  rule: {light: \"#fff\", dark: \"#000\"}\n":               "",
	} {
		_, faults := styled(t, config)
		if got := told(faults); got != want && (want == "" || strings.HasSuffix(want, "\n") || !strings.HasPrefix(got, want)) {
			t.Errorf("%s:\n%s not\n%s", config, got, want)
		}
	}
	look, _ := themed(t, "colours: {accent: {light: \"#000000\"}}\n", nil)
	if _, faults := look.Style([]byte(":root{--link:blue}")); told(faults) != "content/site.yaml:2:11: the style sheet has no --link with a light and a dark colour, so this one would change nothing\n" {
		t.Errorf("of a style sheet without the colour: %s", told(faults))
	}
}

func TestContrastKnowsBlackAndWhite(t *testing.T) {
	for pair, want := range map[string]float64{"#000000 #ffffff": 21, "#777777 #ffffff": 4.48, "#777 #fff": 4.48, "#fff #fff": 1} {
		var a, b string
		fmt.Sscan(pair, &a, &b)
		if c := theme.Contrast(a, b); math.Abs(c-want) > .01 {
			t.Errorf("%s is %.2f, want %.2f", pair, c, want)
		}
	}
}
