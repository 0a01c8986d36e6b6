package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site"
	"wirebook/generator/site/sitetest"
)

// What site.yaml says of the look is on every page, at each depth, with one policy, which
// is also that of the file for the host.
func TestThemeOfPages(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml": {Data: []byte("title: T\nlogo: look/logo.svg\nfonts: {text: {regular: look/a.woff2}}\nlinks:\n  - {name: Imprint, url: deep/imprint.md}\n  - {name: School, url: https://school.example/?a=1&b=2}\n" +
			"head: head.html\nfoot: look/foot.html\nallow: [https://stats.example]\n")},
		"index.md":        {Data: []byte("---\ntitle: Home\n---\nText.\n")},
		"deep/imprint.md": {Data: []byte("---\ntitle: Imprint\n---\nText.\n")},
		"look/logo.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
		"look/a.woff2":    {Data: []byte("wOF2")},
		"look/own.js":     {Data: []byte("1;")},
		"head.html":       {Data: []byte(`<script src="look/own.js" defer></script><script src="https://stats.example/s.js"></script>`)},
		"look/foot.html":  {Data: []byte(`<p>By <a href="../deep/imprint.md">us</a>.</p>`)},
	}
	files := rendered(t, sitetest.Link(t, content), realLayouts())
	hash := regexp.MustCompile(`\.[0-9a-f]{8}\.`)
	const policy = "default-src 'none'; script-src 'self' https://stats.example; style-src 'self'; img-src 'self' https://stats.example; font-src 'self'; connect-src 'self' https://stats.example;"
	for file, root := range map[string]string{"index.html": "", "deep/imprint.html": "../", "search.html": "", "404.html": "/"} {
		page := hash.ReplaceAllString(files[file], ".HASH.")
		for _, want := range []string{
			`<meta http-equiv="Content-Security-Policy" content="` + policy,
			`<link rel="icon" href="` + root + `assets/own-look-logo.HASH.svg">`,
			`<img class="logo" src="` + root + `assets/own-look-logo.HASH.svg" alt=""`,
			"<script src=\"" + root + "assets/own-look-own.HASH.js\" defer=\"\"></script><script src=\"https://stats.example/s.js\"></script>\n</head>",
			`>Imprint</a> · <a href="https://school.example/?a=1&amp;b=2">School</a></p>`,
			">us</a>.</p>\n</footer>",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s:\n%s", file, want, page)
			}
		}
	}
	if !strings.Contains(files["deep/imprint.html"], `<p>By <a href="imprint.html">us</a>.</p>`) {
		t.Error("the link of the foot does not follow the place of the page")
	}
	if got := files["_headers"]; !strings.Contains(got, strings.Replace(policy, "script-src 'self' https://stats.example", "script-src 'self' https://stats.example 'wasm-unsafe-eval'", 1)) {
		t.Errorf("the headers are %s", got)
	}
	for _, name := range []string{"head.html", "look/foot.html"} {
		if _, there := files[name]; there {
			t.Errorf("%s is published", name)
		}
	}
	if !strings.Contains(files[site.WorkerScript], "assets/own-look-own.") {
		t.Error("the service worker does not keep the script of the author")
	}
}

// Pages of the generator that site.yaml switches off are not there, and nothing leads to
// them.
func TestPagesSwitchedOff(t *testing.T) {
	build := func(config string) map[string]string {
		content := fstest.MapFS{
			"site.yaml": {Data: []byte("title: T\n" + config)},
			"index.md":  {Data: []byte("---\ntitle: Home\n---\nSee [all *pages*](map.md) and [the data](data.md#a).\n")},
			"map.md":    {Data: []byte("---\ntitle: All pages\nlist: map\n---\nText.\n")},
			"data.md":   {Data: []byte("---\ntitle: Data\nlist: data\n---\nText.\n\n## a\n")},
		}
		return rendered(t, sitetest.Link(t, content), realLayouts())
	}
	all := build("pages: {map: true}\n")
	for _, name := range []string{"map.html", "data.html", "api/v1/fields.json", "offline.html", "sw.js"} {
		if _, there := all[name]; !there {
			t.Fatalf("%s is not there by itself", name)
		}
	}
	none := build("pages: {map: false, data: false, offline: false}\n")
	for _, name := range []string{"map.html", "map.md", "data.html", "api/v1/fields.json", "offline.html"} {
		if _, there := none[name]; there {
			t.Errorf("%s is there", name)
		}
	}
	for name, page := range none {
		if strings.HasSuffix(name, ".html") && regexp.MustCompile(`"[^"]*(?:map|data|offline)\.html|data-worker`).MatchString(page) {
			t.Errorf("%s leads to a page that is switched off", name)
		}
	}
	if home := none["index.html"]; !strings.Contains(home, "See all <em>pages</em> and the data.") {
		t.Errorf("the home page is %s", home)
	}
	if worker := none["sw.js"]; !strings.Contains(worker, "registration.unregister()") || strings.Contains(worker, "const build") {
		t.Errorf("the service worker is %s", worker)
	}
}
