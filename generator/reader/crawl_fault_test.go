package reader_test

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const goodAddress = "https://notes.example/course"

// goodSite is a site in which all is well.
func goodSite() map[string][]byte {
	const head = `<!doctype html><html lang="en"><head><title>TITLE</title><meta name="description" content="About TITLE.">`
	page := func(title, rest string) []byte {
		return []byte(strings.ReplaceAll(head, "TITLE", title) + rest)
	}
	canonical := func(to string) string { return `<link rel="canonical" href="` + goodAddress + "/" + to + `">` }
	files := map[string][]byte{
		"index.html": page("Home", canonical("")+`<link rel="stylesheet" href="assets/style.HASH.css"><script src="assets/script.HASH.js" defer></script></head>
			<body><h1 id="top">Home</h1><svg><title>A drawing</title></svg><p><a href="a/index.html#part">A</a> <a href="#top">up</a> <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a> <a download="x.bin" href="data:application/octet-stream,GET%20/%3F%23">bytes</a></p>`),
		"a/index.html": page("A", canonical("a/")+`<link rel="stylesheet" href="../assets/style.HASH.css"></head>
			<body><h1>A</h1><h2 id="part">Part</h2><nav aria-labelledby="part"><a href="b%20c.html">B</a></nav><img src="dot.png" srcset="dot.png 1x, ../dot2.png 2x" alt="A dot">`),
		"a/b c.html": page("B", canonical("a/b%20c.html")+`</head><body><h1>B</h1><button popovertarget="site">Contents</button><nav id="site"><a href="../index.html">Home</a></nav>`),
		"404.html":   page("No such page", `</head><body><h1>Not Found</h1><a href="/course/index.html">Home</a>`),
		"a/dot.png":  []byte("dot"), "dot2.png": []byte("dots"),
		"robots.txt": []byte("User-agent: *\nAllow: /\nSitemap: " + goodAddress + "/sitemap.xml\n"),
		"sitemap.xml": []byte(`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
			"<url><loc>" + goodAddress + "/</loc></url><url><loc>" + goodAddress + "/a/</loc></url><url><loc>" + goodAddress + "/a/b%20c.html</loc></url></urlset>"),
	}
	add := func(name, text string) {
		before, ext, _ := strings.Cut(name, ".")
		sum := sha256.Sum256([]byte(text))
		hash := hex.EncodeToString(sum[:4])
		files["assets/"+before+"."+hash+"."+ext] = []byte(text)
		for page, data := range files {
			files[page] = []byte(strings.ReplaceAll(string(data), before+".HASH", before+"."+hash))
		}
	}
	add("style.css", `h1 { background: url("../dot2.png") }`)
	add("script.js", `"use strict";`)
	return files
}

func TestGoodSite(t *testing.T) {
	for _, problem := range crawlSite(goodSite(), goodAddress) {
		t.Error(problem)
	}
}

// Each fault that is planted into the good site is found, and said once.
func TestCrawlFindsFaults(t *testing.T) {
	tests := []struct{ file, old, new, want string }{
		{"index.html", `href="#top"`, `href="a/gone.html"`, `index.html: <a href="a/gone.html"> leads to no file`},
		{"index.html", "a/index.html#part", "a/index.html#gone", `index.html: <a href="a/index.html#gone"> leads to no id`},
		{"index.html", `href="#top"`, `href="a/"`, `index.html: <a href="a/"> leads to no file`},
		{"index.html", "a/index.html#part", "a/index.html?x#part", `index.html: <a href="a/index.html?x#part"> has a query`},
		{"index.html", `href="#top"`, `href="#gone"`, `index.html: <a href="#gone"> leads to no id`},
		{"index.html", `href="#top"`, `href=""`, `index.html: <a href=""> leads nowhere`},
		{"index.html", `href="#top"`, `href="/course/index.html"`, `index.html: <a href="/course/index.html"> is not relative`},
		{"index.html", `href="#top"`, `href="../../etc/passwd"`, `index.html: <a href="../../etc/passwd"> leads to no file`},
		{"index.html", `href="#top"`, `href="dot2.png#part"`, `index.html: <a href="dot2.png#part"> leads to no id`},
		{"index.html", `href="#top"`, `href="//other.example/"`, `index.html: <a href="//other.example/"> is neither relative nor https`},
		{"index.html", `href="#top"`, `href="http://other.example/"`, `index.html: <a href="http://other.example/"> is neither relative nor https`},
		{"index.html", `href="#top"`, `href="javascript:x()"`, `index.html: <a href="javascript:x()"> is neither relative nor https`},
		{"index.html", `href="#top"`, `href="https://notes.example/course/a/"`, `index.html: <a href="https://notes.example/course/a/"> leads to this site by its full address`},
		{"index.html", ` download="x.bin"`, ``, `index.html: <a href="data:application/octet-stream,GET%20/%3F%23"> is neither relative nor https`},
		{"index.html", `GET%20/%3F%23`, ``, `index.html: <a href="data:application/octet-stream,"> holds no bytes to keep`},
		{"index.html", `GET%20/%3F%23`, `GET /#x`, `index.html: <a href="data:application/octet-stream,GET /#x"> holds no bytes to keep`},
		{"index.html", `GET%20/%3F%23`, `GET /?x`, `index.html: <a href="data:application/octet-stream,GET /?x"> holds no bytes to keep`},
		{"index.html", `application/octet-stream`, `text/html`, `index.html: <a href="data:text/html,GET%20/%3F%23"> holds no bytes to keep`},
		{"index.html", `href="#top"`, `href="%zz"`, `index.html: <a href="%zz"> is no address`},
		{"index.html", `<p>`, `<p id="top">`, `index.html: the id "top" is not one of its own`},
		{"index.html", `<p>`, `<p id="">`, `index.html: the id "" is not one of its own`},
		{"index.html", `<p>`, `<p id="a b">`, `index.html: the id "a b" is not one of its own`},
		{"index.html", `<p>`, `<p style="color: red">`, `index.html: <p style>: the policy of the site forbids it`},
		{"index.html", `<p>`, `<p onclick="x()">`, `index.html: <p onclick>: the policy of the site forbids it`},
		{"index.html", `<p>`, `<p><script>x()</script>`, `index.html: a script in the page: the policy of the site forbids it`},
		{"index.html", `<p>`, `<p><style>p{}</style>`, `index.html: <style>: the policy of the site forbids it`},
		{"index.html", `<p>`, `<p><img src="https://other.example/x.png">`, `index.html: <img src="https://other.example/x.png"> asks another host`},
		{"index.html", `<p>`, `<p><img srcset="dot2.png 1x, gone.png 2x">`, `index.html: <img src="gone.png"> leads to no file`},
		{"index.html", `<p>`, `<p><video poster="gone.png"></video>`, `index.html: <video poster="gone.png"> leads to no file`},
		{"index.html", `<p>`, `<p><form action="https://other.example/"></form>`, `index.html: <form action="https://other.example/"> asks another host`},
		{"index.html", `<p>`, `<p><svg><use xlink:href="gone.svg"/></svg>`, `index.html: <use xlink:href="gone.svg"> leads to no file`},
		{"index.html", `</head>`, `<link rel="preconnect" href="//fonts.example"></head>`, `index.html: <link href="//fonts.example"> asks another host`},
		{"index.html", `</head>`, `<script src="https://other.example/x.js"></script></head>`, `index.html: <script src="https://other.example/x.js"> asks another host`},
		{"index.html", `</head>`, `<base target="_top"></head>`, `index.html: <base>: the policy of the site forbids it`},
		{"index.html", `</head>`, `<meta http-equiv="refresh" content="1"></head>`, `index.html: <meta http-equiv="refresh">: fields stand in netlify.toml`},
		{"index.html", ` lang="en"`, ``, `index.html: no language`},
		{"index.html", `<h1 id="top">Home</h1>`, `<p id="top"></p>`, `index.html: 0 <h1>, with the text ""`},
		{"index.html", `</h1>`, `</h1><h1>Again</h1>`, `index.html: 2 <h1>, with the text "Again"`},
		{"index.html", `<title>Home</title>`, ``, `index.html: 0 <title>, with the text ""`},
		{"index.html", `<title>Home</title>`, `<title> </title>`, `index.html: 1 <title>, with the text ""`},
		{"index.html", `<title>Home</title>`, `<title>A</title>`, `index.html: has the title of a/index.html: "A"`},
		{"index.html", `About Home.`, `About A.`, `index.html: has the description of a/index.html: "About A."`},
		{"index.html", `About Home.`, ` `, `index.html: its descriptions are [" "]`},
		{"index.html", `<meta name="description" content="About Home.">`, ``, `index.html: its descriptions are []`},
		{"index.html", goodAddress + `/"`, goodAddress + `/index.html"`, `index.html: its canonical links are ["https://notes.example/course/index.html"], not ["https://notes.example/course/"]`},
		{"index.html", `<link rel="canonical" href="` + goodAddress + `/">`, ``, `index.html: its canonical links are [], not ["https://notes.example/course/"]`},
		{"a/index.html", `"b%20c.html"`, `"../index.html"`, `a/b c.html: no way leads here from index.html`},
		{"a/index.html", `aria-labelledby="part"`, `aria-labelledby="gone"`, `a/index.html: <nav aria-labelledby="#gone"> leads to no id`},
		{"a/index.html", `2x"`, `2x, dot3.png 3x"`, `a/index.html: <img src="dot3.png"> leads to no file`},
		{"a/b c.html", `popovertarget="site"`, `popovertarget="gone"`, `a/b c.html: <button popovertarget="#gone"> leads to no id`},
		{"404.html", "/course/index.html", "index.html", `404.html: <a href="index.html"> is not relative`},
		{"404.html", "/course/index.html", "/course/gone.html", `404.html: <a href="/course/gone.html"> leads to no file`},
		{"404.html", "/course/index.html", "/index.html", `404.html: <a href="/index.html"> is not relative`},
		{"404.html", `</head>`, `<link rel="canonical" href="` + goodAddress + `/404.html"></head>`, `404.html: its canonical links are ["https://notes.example/course/404.html"], not []`},
		{"robots.txt", goodAddress, "https://other.example", `robots.txt: has no line "Sitemap: https://notes.example/course/sitemap.xml"`},
		{"sitemap.xml", "<url><loc>" + goodAddress + "/a/</loc></url>", "", `sitemap.xml: https://notes.example/course/a/ is missing`},
		{"sitemap.xml", "</urlset>", "<url><loc>" + goodAddress + "/404.html</loc></url></urlset>", `sitemap.xml: https://notes.example/course/404.html is no page`},
		{"sitemap.xml", "</urlset>", "<url><loc>" + goodAddress + "/a/</loc></url></urlset>", `sitemap.xml: https://notes.example/course/a/ stands twice`},
		{"sitemap.xml", "</urlset>", "", `sitemap.xml: XML syntax error on line 1: unexpected EOF`},
	}
	for _, test := range tests {
		files := goodSite()
		text := string(files[test.file])
		if strings.Count(text, test.old) != 1 {
			t.Errorf("%s holds %q %d times", test.file, test.old, strings.Count(text, test.old))
			continue
		}
		files[test.file] = []byte(strings.Replace(text, test.old, test.new, 1))
		if got := crawlSite(files, goodAddress); !slices.Equal(got, []string{test.want}) {
			t.Errorf("%q for %q in %s: got\n%q\nwant\n%q", test.new, test.old, test.file, got, test.want)
		}
	}
}

var hashInName = regexp.MustCompile(`(style|script)\.[0-9a-f]{8}\.`)

func styleOf(files map[string][]byte) string {
	for name := range files {
		if path.Ext(name) == ".css" {
			return name
		}
	}
	return ""
}

// Files that are missing, or there and of no use.
func TestCrawlFindsFiles(t *testing.T) {
	tests := []struct {
		name string
		do   func(files map[string][]byte)
		want []string
	}{
		{"no home", func(f map[string][]byte) { delete(f, "index.html") }, []string{
			"404.html: <a href=\"/course/index.html\"> leads to no file", "a/b c.html: <a href=\"../index.html\"> leads to no file",
			"index.html: is missing", "assets/script.HASH.js: nothing asks for it", "sitemap.xml: https://notes.example/course/ is no page"}},
		{"no lost page", func(f map[string][]byte) { delete(f, "404.html") }, []string{"404.html: is missing"}},
		{"no robots.txt", func(f map[string][]byte) { delete(f, "robots.txt") }, []string{
			"robots.txt: is missing", `robots.txt: has no line "Sitemap: https://notes.example/course/sitemap.xml"`}},
		{"no sitemap", func(f map[string][]byte) { delete(f, "sitemap.xml") }, []string{"sitemap.xml: is missing", "sitemap.xml: EOF"}},
		{"no style", func(f map[string][]byte) { delete(f, styleOf(f)) }, []string{
			`a/index.html: <link href="../assets/style.HASH.css"> leads to no file`, `index.html: <link href="assets/style.HASH.css"> leads to no file`}},
		{"a style that refers to nothing", func(f map[string][]byte) { delete(f, "dot2.png") }, []string{
			`a/index.html: <img src="../dot2.png"> leads to no file`, `assets/style.HASH.css: url("../dot2.png") leads to no file`}},
		{"another style in its place", func(f map[string][]byte) { f[styleOf(f)] = []byte("h1 {}") }, []string{"assets/style.HASH.css: its name does not hold the hash of its bytes"}},
		{"no fingerprint", func(f map[string][]byte) { f["assets/mark.svg"] = []byte("<svg/>") }, []string{
			"assets/mark.svg: its name does not hold the hash of its bytes", "assets/mark.svg: nothing asks for it"}},
		{"a script outside assets/", func(f map[string][]byte) { f["x.js"] = nil }, []string{"x.js: stands outside assets/"}},
	}
	for _, test := range tests {
		files := goodSite()
		test.do(files)
		got := crawlSite(files, goodAddress)
		for i := range got {
			got[i] = hashInName.ReplaceAllString(got[i], "$1.HASH.")
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got\n%q\nwant\n%q", test.name, got, test.want)
		}
	}
}
