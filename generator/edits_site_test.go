package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The site of the random edits: some dozens of notes that show of each other all that
// notes can show, three origins, and the layouts of this repository.

// A tree is the files of a site, by path.
type tree map[string]string

const editedConfig = `title: Edited
description: A site that is edited.
address: https://edited.example/
sections:
  - {title: Lessons, folder: lessons, lessons: true}
  - {title: Parts, folder: anatomy}
  - {title: Codes, folder: status}
  - {title: Fields, folder: fields}
  - {title: Choices, folder: choices}
exceptions:
  close: the option
origins:
  library:
    built-in: true
    hosts: [api.example.com]
  shared:
    hosts: [shared.example.com]
    folder: content/origin/answers
    command: [SELF]
    environment: {EDITS_ANSWER: answer.txt, SOCKET: "${SOCKET}"}
    holes: Server
    by: Shared
  alone:
    hosts: [alone.example.com]
    folder: content/origin/answers
    command: [SELF]
    environment: {EDITS_ANSWER: answer.txt, SOCKET: "${SOCKET}"}
    fresh: true
    by: Alone
`

// played is an exchange with an origin of the edited site. The library answers so.
func playedOn(host, info string) string {
	if host == "api.example.com" {
		return "```http\nGET /books/1?" + info + " HTTP/1.1\nHost: api.example.com\nAccept: text/html\n```\n\n" +
			"```http\nHTTP/1.1 103 Early Hints\nLink: </library.css>; rel=\"preload\"; as=\"style\"\n```\n\n" + finalResponse
	}
	code := map[string]string{"alone.example.com": " code=answer"}[host]
	return "```http" + code + "\nGET /" + info + " HTTP/1.1\nHost: " + host + "\n```\n\n" +
		"```http\nHTTP/1.1 200 OK\nContent-Length: 5\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nServer: tests\n\nwell\n\n```\n\n"
}

// editedTask is a task whose solution another code than 200 leaves unsolved.
const editedTask = "\n## Your turn\n\nAsk for a book that there is.\n\n```http task=send\nGET /nowhere HTTP/1.1\nHost: api.example.com\n```\n\n- It has a number.\n\n" +
	"```http goal\nHTTP/1.1 200 OK\n…: …\n\n…\n```\n\n```http solution\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n\n" +
	"```http wrong\nGET /books/99 HTTP/1.1\nHost: api.example.com\n```\n\n```http wrong\nGET /book/1 HTTP/1.1\nHost: api.example.com\n```\n"

// editedSite is the site before the first edit.
func editedSite(t testing.TB) tree {
	t.Helper()
	f := tree{}
	for _, folder := range []string{"layouts", "content/origin"} {
		root := os.DirFS(filepath.Join("..", folder))
		fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || folder != "layouts" && (path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go")) {
				return err
			}
			data, err := fs.ReadFile(root, name)
			f[folder+"/"+name] = string(data)
			return err
		})
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f["content/site.yaml"] = strings.ReplaceAll(editedConfig, "SELF", self)
	f["content/origin/answers/answer.txt"] = "# wirebook: answer\nwell\n# wirebook: end\n"
	f["content/picture.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>`
	f["content/data.bin"] = "some bytes"
	note := func(name, meta, text string) { f["content/"+name+".md"] = "---\n" + meta + "\n---\n\n" + text }
	note("index", "title: Home\ndescription: Where it begins.", "A cache keeps answers. Start with [the first lesson](lessons/one.md) or the [map](map.md), and `close` it.\n\n![a picture](picture.svg)\n")
	note("map", "title: Map\ndescription: All of it.\nlist: map", "All pages.\n")
	note("data", "title: Data\ndescription: For programs.\nlist: data", "Files for programs: [bytes](data.bin).\n")
	note("glossary", "title: Words\ndescription: What words mean.\nglossary:\n  Cache: [caches]\n  Origin server: []", "The words.\n\n### Cache\n\nA cache keeps answers. It is [here](fields/etag.md).\n\n### Origin server\n\nAn origin server knows the answer. Others ask it.\n\n### Proxy\n\nA proxy asks for others.\n")
	note("loose", "title: Loose\ndescription: In no section.\nchanged: 2026-11-20\nchange: It is new.", "A proxy asks the origin server, and `404` is what it may get.\n")
	note("lessons/index", "title: Lessons\ndescription: Read in order.", "All lessons.\n")
	for i, name := range []string{"one", "two", "three"} {
		note("lessons/"+name, fmt.Sprintf("title: Lesson %d\ndescription: Lesson number %d.\norder: %d", i+1, i+1, i+1),
			"A cache and a proxy. [The next](two.md), and see [not found](../status/404.md#why).\n\n## What comes\n\n"+playedOn("api.example.com", name)+
				"```quiz\nWhich may a cache keep?\n\n- [x] `404`\n  It may.\n- [ ] `401`\n\nOthers may not.\n```\n"+editedTask)
	}
	note("anatomy/index", "title: Parts\ndescription: The parts.", "The parts of a message.\n")
	note("anatomy/code", "title: The code\ndescription: Three digits.\nparts: [status-code]", "A status code such as `200` or `404 Not Found`. A cache reads it.\n\n## Digits\n\nThree of them.\n")
	note("anatomy/fields", "title: The fields\ndescription: Names and values.", "`ETag` and `Location` are fields. An origin server writes them. See [codes](code.md#digits) and [its source](../origin/origin.go#L3).\n\n"+playedOn("shared.example.com", "fields"))
	note("status/index", "title: Codes\ndescription: All codes.", "The codes: [found](200.md).\n")
	note("status/2xx", "title: 2xx Successful\ndescription: It went well.", "It went well.\n")
	note("status/4xx", "title: 4xx Client Error\ndescription: It is the client.", "It is the client.\n")
	for _, code := range []string{"200 OK", "301 Moved Permanently", "304 Not Modified", "401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"} {
		number := code[:3]
		text := "This code is about one thing (RFC 9110 section 15). A cache may keep `200`, and [gone](410.md) too.\n\n## Why\n\nBecause `ETag` says more than `Location` does here.\n\n"
		switch number {
		case "200", "404":
			text += playedOn("api.example.com", number)
		case "403":
			text += playedOn("alone.example.com", number)
		case "410":
			text += "```python\nif code == 410:\n    forget()\n```\n"
		}
		note("status/"+number, "title: "+code+"\ndescription: What "+number+" says.\nretry: no\nclient: gives up\nsearch: [nothing there]", text)
	}
	note("fields/index", "title: Fields\ndescription: All fields.\nlist: fields", "All fields.\n")
	for _, field := range []string{"ETag", "Location", "Allow"} {
		note("fields/"+strings.ToLower(field), "title: "+field+"\ndescription: What "+field+" says.\nfield: "+field, "The field "+field+" is sent with `200`, and the text says so. A cache compares it.\n\n## Form\n\nIts form is in RFC 9110 section 8.8.3.\n")
	}
	note("choices/index", "title: Which code?\ndescription: A walk.\nchooser: chooser.yaml", "Answer the questions.\n")
	note("choices/401-or-403", "title: 401 or 403?\ndescription: Who, or not you.", "Send `401` to ask who it is, and `403` where it does not matter.\n")
	note("choices/404-or-410", "title: 404 or 410?\ndescription: Now, or for good.", "Send `410` if it is gone for good.\n\n"+playedOn("alone.example.com", "gone"))
	f["content/choices/chooser.yaml"] = "questions:\n  - id: kind\n    ask: Is it there?\n    answers:\n      - if: It is\n        code: 200\n        why: It is [there](../status/200.md).\n      - if: It is not\n        code: 404\n"
	return f
}

// An edit changes a tree. It does so whatever the tree is, so that edits before it can be
// left out.
type edit struct {
	what string
	do   func(tree)
}

// rewrite is an edit of one file, if it is there.
func rewrite(what, name string, with func(string) string) edit {
	return edit{what + " in " + name, func(f tree) {
		if text, ok := f[name]; ok {
			f[name] = with(text)
		}
	}}
}

// put is an edit that writes a file.
func putFile(name, text string) edit {
	return edit{"write " + name, func(f tree) { f[name] = text }}
}

// replaced replaces the first match of a pattern.
func replaced(pattern, by string) func(string) string {
	r := regexp.MustCompile(pattern)
	return func(text string) string {
		at := r.FindStringSubmatchIndex(text)
		if at == nil {
			return text
		}
		return text[:at[0]] + string(r.ExpandString(nil, by, text, at)) + text[at[1]:]
	}
}

// An editor makes random edits.
type editor struct {
	*rand.Rand
	f tree
}

func (e editor) pick(list []string) string { return list[e.IntN(len(list))] }

// some picks one of the files whose name matches.
func (e editor) some(pattern string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.f)) {
		if ok, _ := path.Match(pattern, name); ok {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "content/none.md"
	}
	return e.pick(names)
}

func (e editor) note() string {
	return e.some(e.pick([]string{"content/*.md", "content/*/*.md", "content/*/*.md", "content/status/*.md"}))
}

// leaf is a note that few others need.
func (e editor) leaf() string {
	return e.pick([]string{"content/lessons/three.md", "content/status/301.md", "content/status/403.md", "content/fields/allow.md", "content/choices/401-or-403.md", "content/loose.md", "content/anatomy/code.md"})
}

func (e editor) word() string {
	return e.pick([]string{"cache", "caches", "proxy", "origin server", "a word", "another word", "`ETag`", "`404`", "`410 Gone`", "*much*", "(RFC 9110 section 15.5.5)"})
}

func (e editor) link() string {
	return e.pick([]string{"[lesson](/lessons/one.md)", "[gone](/status/410.md)", "[why](/status/404.md#why)", "[field](/fields/allow.md)", "[form](/fields/etag.md#form)", "[loose](/loose.md)", "[choice](/choices/401-or-403.md)", "[code](/anatomy/code.md#digits)"})
}

// from writes a link of link() as a note writes it.
func from(name, link string) string {
	back := strings.Repeat("../", strings.Count(name, "/")-1)
	return strings.Replace(link, "(/", "("+back, 1)
}

// sound makes an edit that usually leaves no fault.
func (e editor) sound() edit {
	n, mark := e.note(), fmt.Sprint(e.IntN(1000))
	word, link := e.word(), e.link()
	edits := []func() edit{
		func() edit {
			return rewrite("text", n, replaced(`(?m)^([A-Z][^\n]*)\n`, "$1 Here is "+word+" "+mark+".\n"))
		},
		func() edit {
			return rewrite("text at the end", n, func(s string) string { return s + "\nOne more " + word + ".\n" })
		},
		func() edit {
			return rewrite("a link", n, func(s string) string { return s + "\nIt says more about it: " + from(n, link) + ", in a sentence.\n" })
		},
		func() edit {
			return rewrite("a heading", n, func(s string) string { return s + "\n## Part " + mark + "\n\nText.\n" })
		},
		func() edit {
			return rewrite("a word of a sentence", e.pick([]string{n, "content/status/200.md", "content/fields/allow.md", e.some("content/status/???.md")}), replaced(`(says|is sent|asks|writes|compares|keeps)( w\d+)? `, "$1 w"+mark+" "))
		},
		func() edit { return rewrite("fewer words", n, replaced(` Here is [^.\n]*\.`, "")) },
		func() edit {
			name := e.pick([]string{"content/lessons/two.md", "content/anatomy/fields.md", "content/loose.md", "content/choices/index.md", "content/glossary.md", "content/index.md", "content/fields/etag.md", "content/map.md"})
			return rewrite("title", name, replaced(`(?m)^title: .*$`, "title: Title "+mark))
		},
		func() edit {
			return rewrite("title of a choice", "content/choices/404-or-410.md", replaced(`(?m)^title: .*$`, "title: "+e.pick([]string{"404 or 410?", "200 or 410?", "404 or 301?", "ETag or Location?"})))
		},
		func() edit {
			return rewrite("description", n, replaced(`(?m)^description: .*$`, "description: Says "+mark+"."))
		},
		func() edit {
			return rewrite("order", e.some("content/lessons/*.md"), replaced(`(?m)^order: .*$`, "order: "+mark))
		},
		func() edit {
			return rewrite("nav", "content/anatomy/code.md", replaced(`(?m)^title: (.*)$`, "title: $1\nnav: N"+mark))
		},
		func() edit { return rewrite("no nav", "content/anatomy/code.md", replaced(`(?m)^nav: .*\n`, "")) },
		func() edit {
			return rewrite("search", e.some("content/status/???.md"), replaced(`(?m)^search: .*$`, "search: [phrase "+mark+"]"))
		},
		func() edit {
			return rewrite("retry", e.some("content/status/???.md"), replaced(`(?m)^retry: .*$`, "retry: maybe "+mark))
		},
		func() edit {
			return rewrite("changed", n, replaced(`(?m)^(title: .*)$`, "$1\nchanged: 2026-11-0"+mark[:1]))
		},
		func() edit { return rewrite("not changed", n, replaced(`(?m)^changed: .*\n`, "")) },
		func() edit {
			return putFile("content/new-"+mark+".md", "---\ntitle: New "+mark+"\ndescription: It is new.\n---\n\nA new note with "+word+".\n")
		},
		func() edit {
			return putFile("content/lessons/new.md", "---\ntitle: A new lesson "+mark+"\ndescription: It is new.\norder: 2\n---\n\n"+playedOn("api.example.com", mark))
		},
		func() edit {
			return edit{"remove new notes", func(f tree) { maps.DeleteFunc(f, func(name, _ string) bool { return strings.Contains(name, "/new") }) }}
		},
		func() edit {
			return putFile("content/status/"+e.pick([]string{"418", "429"})+".md", "---\ntitle: "+e.pick([]string{"418 (Unused)", "429 Too Many Requests"})+"\ndescription: d\n---\n\nIt is `429`.\n")
		},
		func() edit {
			return edit{"remove 429 and 418", func(f tree) { delete(f, "content/status/429.md"); delete(f, "content/status/418.md") }}
		},
		func() edit {
			return rewrite("a layout", e.some("layouts/*.html"), func(s string) string { return s + "<!-- -->" })
		},
		func() edit {
			return rewrite("words of a layout", e.pick([]string{"layouts/page.html", "layouts/home.html", "layouts/section.html", "layouts/nav.html", "layouts/exchange.html", "layouts/search.html"}), func(s string) string { return s + "<p>" + mark + " {{printf \"%.1s\" \"x\"}}</p>\n" })
		},
		func() edit {
			return rewrite("a layout that shows other pages", "layouts/page.html", func(s string) string {
				return s + e.pick([]string{"{{range .Sections}}{{.Title}}{{end}}", "{{range .FieldIndex}}{{.Letter}}{{range .Entries}}{{.Title}}{{end}}{{end}}", "{{range .Mentioned}}{{.Section}}{{end}}", "{{.Note \"new-1.md\"}}{{.Note \"loose.md\"}}{{.Glossary}}", "{{range .Classes}}{{.URL}}{{end}}", "{{with .Related}}{{.Exchanges}}{{end}}"})
			})
		},
		func() edit { return edit{"the layouts as they were", func(f tree) { restoreLayouts(f) }} },
		func() edit {
			return rewrite("a style", "layouts/assets/style.css", func(s string) string { return s + ".x" + mark + "{margin:0}\n" })
		},
		func() edit {
			return rewrite("a script", e.some("layouts/assets/*/*.js"), func(s string) string { return s + "// " + mark + "\n0;\n" })
		},
		func() edit {
			return rewrite("the worker", "layouts/sw.js", func(s string) string { return s + "// " + mark + "\n" })
		},
		func() edit { return putFile("layouts/assets/more.css", ".more{order:"+mark+"}\n") },
		func() edit { return edit{"remove an asset", func(f tree) { delete(f, "layouts/assets/more.css") }} },
		func() edit { return putFile("content/data.bin", "other bytes "+mark) },
		func() edit {
			return putFile("content/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""+mark+"\" height=\"10\"></svg>")
		},
		func() edit { return putFile("content/pictures/status/404.png", onePixel) },
		func() edit {
			return edit{"remove a picture", func(f tree) { delete(f, "content/pictures/status/404.png") }}
		},
		func() edit { return putFile("content/robots.txt", "User-agent: "+mark+"\n") },
		func() edit { return edit{"remove robots.txt", func(f tree) { delete(f, "content/robots.txt") }} },
		func() edit {
			return rewrite("the Go code", e.pick([]string{"content/origin/books.go", "content/origin/origin.go", "content/origin/page.go"}), replaced(`(?m)^// .*$`, "// A comment "+mark+"."))
		},
		func() edit {
			return rewrite("a line of Go code", "content/origin/books.go", func(s string) string { return strings.Replace(s, "\nimport", "\n// "+mark+"\n\nimport", 1) })
		},
		func() edit {
			return rewrite("the answer", "content/origin/answers/answer.txt", func(s string) string { return s + "# " + mark + "\n" })
		},
		func() edit { // nothing else but the result of an exchange has it
			return rewrite("a line of the answer that pages show", "content/origin/answers/answer.txt", replaced(`(?m)^(# wirebook: answer\n)(# shown .*\n)?`, "${1}# shown "+mark+"\n"))
		},
		func() edit { // pages that this one mentions anyway show what was seen together
			return rewrite("one more exchange", e.pick([]string{"content/status/200.md", "content/status/404.md"}), func(s string) string { return s + "\n" + playedOn("api.example.com", "more"+mark) })
		},
		func() edit {
			return rewrite("no more exchange", e.pick([]string{"content/status/200.md", "content/status/404.md"}), replaced("(?s)\n\n```http\nGET /books/1\\?more.*```\n", "\n"))
		},
		func() edit {
			return rewrite("the title", "content/site.yaml", replaced(`(?m)^title: .*$`, "title: Site "+mark))
		},
		func() edit {
			return rewrite("the description", "content/site.yaml", replaced(`(?m)^description: .*$`, "description: About "+mark))
		},
		func() edit {
			return rewrite("the address", "content/site.yaml", replaced(`(?m)^address: .*$`, "address: "+e.pick([]string{"https://edited.example/", "https://edited.example/below/", `""`})))
		},
		func() edit {
			return rewrite("a section", "content/site.yaml", replaced(`title: (\w+)[ 0-9]*, folder: (\w+)`, "title: $1 "+mark+", folder: $2"))
		},
		func() edit {
			return rewrite("the order of sections", "content/site.yaml", replaced(`(?m)^(  - .*\n)(  - .*\n)(  - .*\n)`, "$2$3$1"))
		},
		func() edit {
			return rewrite("who answered", "content/site.yaml", replaced(`by: .*`, "by: Server "+mark))
		},
		func() edit {
			return rewrite("completeness", "content/site.yaml", func(s string) string {
				return strings.Replace(s, "exceptions:", "complete: {descriptions: true}\nexceptions:", 1)
			})
		},
		func() edit { return rewrite("no completeness", "content/site.yaml", replaced(`complete: .*\n`, "")) },
		func() edit {
			return rewrite("language", "content/site.yaml", replaced(`(?m)^(language: .*\n)?description`, "language: "+e.pick([]string{"en", "de"})+"\ndescription"))
		},
		func() edit {
			return rewrite("a term", "content/glossary.md", replaced(`\n(A cache) [^.]*\.`, "\n$1 keeps "+mark+"."))
		},
		func() edit {
			return rewrite("one more term", "content/glossary.md", func(s string) string { return s + "\n### Word " + mark + "\n\nA word of " + mark + ".\n" })
		},
		func() edit {
			entry := "\n### " + e.pick([]string{"Message", "Client", "Lesson", "Code", "Field", "Text"}) + "\n\nA word of the notes.\n"
			return rewrite("a term that notes use comes or goes", "content/glossary.md", func(s string) string {
				if strings.Contains(s, entry) {
					return strings.Replace(s, entry, "", 1)
				}
				return s + entry
			})
		},
		func() edit {
			return rewrite("a use of a term", "content/glossary.md", replaced(`Cache: \[.*\]`, "Cache: ["+e.pick([]string{"caches", "answers, caches", "a word"})+"]"))
		},
		func() edit {
			return rewrite("no glossary", "content/glossary.md", replaced(`(?m)^glossary:\n(  .*\n)+`, ""))
		},
		func() edit {
			return rewrite("a glossary", "content/glossary.md", func(s string) string {
				return strings.Replace(s, "\ndescription: What words mean.\n---", "\ndescription: What words mean.\nglossary: {}\n---", 1)
			})
		},
		func() edit {
			return rewrite("a question", "content/choices/chooser.yaml", replaced(`ask: .*`, "ask: Is it "+mark+"?"))
		},
		func() edit {
			return rewrite("a code of the walk", "content/choices/chooser.yaml", replaced(`code: (404|410|301)`, "code: "+e.pick([]string{"404", "410", "301"})))
		},
		func() edit { return rewrite("a request", n, replaced(`GET /(\w*)(\?\w*)? HTTP`, "GET /$1$2 HTTP")) },
		func() edit { return rewrite("another request", n, replaced(`(books/1\?)\w*`, "${1}v"+mark)) },
		func() edit {
			return rewrite("a quiz", e.some("content/lessons/*.md"), replaced(`Which may a cache keep[^\n]*`, "Which may a cache keep, "+mark+"?"))
		},
		func() edit {
			return rewrite("a task", e.some("content/lessons/*.md"), replaced(`It has a number[^\n]*`, "It has a number, "+mark+"."))
		},
		func() edit {
			return rewrite("a wrong attempt", e.some("content/lessons/*.md"), replaced(`GET /books/9\d+`, "GET /books/9"+mark))
		},
		func() edit {
			return rewrite("to predict", "content/status/404.md", replaced("```http\nGET ([^`]*)", "```http predict=\"200 404\"\nGET $1"))
		},
		func() edit {
			return rewrite("not played", "content/status/200.md", replaced("(?s)```http\nGET (.*)```http\n(HTTP/1.1 103.*)```http\n(HTTP/1.1 200)", "```http norun=\"the server is away today\"\nGET $1```http\n$2```http\n$3"))
		},
	}
	if e.IntN(3) == 0 {
		edits = edits[:6] // most edits are of the text
	}
	return edits[e.IntN(len(edits))]()
}

// wrong makes an edit that usually leaves a fault.
func (e editor) wrong() edit {
	n, leaf, mark := e.note(), e.leaf(), fmt.Sprint(e.IntN(1000))
	edits := []func() edit{
		func() edit {
			return rewrite("an unsolved task", e.some("content/lessons/*.md"), replaced("http goal\nHTTP/1.1 200 OK", "http goal\nHTTP/1.1 204 No Content"))
		},
		func() edit {
			return rewrite("a dead link", n, func(s string) string { return s + "\nSee [it](nowhere-" + mark + ".md).\n" })
		},
		func() edit {
			return rewrite("a dead citation", n, func(s string) string { return s + "\nSee RFC 9110 section 99.\n" })
		},
		func() edit {
			return edit{"rename " + leaf, func(f tree) { rename(f, leaf, strings.TrimSuffix(leaf, ".md")+"-renamed.md") }}
		},
		func() edit { return edit{"remove " + leaf, func(f tree) { delete(f, leaf) }} },
		func() edit {
			name := e.pick([]string{"content/anatomy/index.md", "content/fields/index.md", "content/map.md", "content/glossary.md", "content/data.md"})
			return edit{"remove " + name, func(f tree) { delete(f, name) }}
		},
		func() edit {
			return rewrite("another heading", "content/anatomy/code.md", replaced(`## Digits`, "## Numbers"))
		},
		func() edit {
			return rewrite("a wrong title", "content/status/404.md", replaced(`(?m)^title: .*$`, "title: 404 Missing"))
		},
		func() edit { return rewrite("no description", n, replaced(`(?m)^description: .*\n`, "")) },
		func() edit { return rewrite("an unknown key", n, replaced(`(?m)^title: (.*)$`, "titel: $1")) },
		func() edit {
			return rewrite("the field of another", "content/fields/allow.md", replaced(`(?m)^field: .*$`, "field: ETag"))
		},
		func() edit {
			return rewrite("the part of another", "content/anatomy/fields.md", replaced(`(?m)^title: (.*)$`, "title: $1\nparts: [status-code]"))
		},
		func() edit {
			return rewrite("another answer", "content/status/200.md", replaced(`max-age=\d+`, "max-age="+mark))
		},
		func() edit { return rewrite("another body", "content/status/403.md", replaced(`well`, "wel1")) },
		func() edit {
			return rewrite("an unknown host", "content/status/404.md", replaced(`Host: .*`, "Host: nobody.example.com"))
		},
		func() edit {
			return rewrite("a wrong layout", e.pick([]string{"layouts/page.html", "layouts/home.html", "layouts/exchange.html", "layouts/nav.html"}), func(s string) string { return s + "{{.Nothing}}" })
		},
		func() edit {
			return rewrite("an unfinished layout", "layouts/page.html", func(s string) string { return s + "{{if}}" })
		},
		func() edit { return edit{"remove a layout", func(f tree) { delete(f, "layouts/nav.html") }} },
		func() edit {
			return rewrite("a missing asset", "layouts/page.html", func(s string) string { return s + "{{.Asset \"nothing.css\"}}" })
		},
		func() edit {
			return rewrite("the answer of the server", "content/origin/answers/answer.txt", replaced(`well`, "wel"+mark[:1]))
		},
		func() edit {
			return rewrite("no host", "content/site.yaml", replaced(`shared\.example\.com`, "other.example.com"))
		},
		func() edit {
			return rewrite("no hole", "content/site.yaml", replaced(`    holes: Server\n`, "    holes: Server:colour\n"))
		},
		func() edit { return rewrite("a wrong site.yaml", "content/site.yaml", replaced(`^title`, "titel")) },
		func() edit {
			return rewrite("an empty section", "content/site.yaml", replaced(`folder: choices`, "folder: nothing"))
		},
		func() edit {
			return rewrite("an exception too many", "content/site.yaml", replaced(`  close: the option\n`, "  close: the option\n  nothing-"+mark+": needs this\n"))
		},
		func() edit {
			return rewrite("a wrong walk", "content/choices/chooser.yaml", replaced(`code: 200`, "code: 299"))
		},
		func() edit {
			return edit{"remove the walk", func(f tree) { delete(f, "content/choices/chooser.yaml") }}
		},
		func() edit {
			return rewrite("a term without a text", "content/glossary.md", func(s string) string { return s + "\n### Nothing\n" })
		},
		func() edit {
			return rewrite("a second glossary", "content/loose.md", replaced(`(?m)^title: (.*)$`, "title: $1\nglossary: {}"))
		},
		func() edit { return putFile("content/status/404.html", "<p>") },
		func() edit { return edit{"remove the picture", func(f tree) { delete(f, "content/picture.svg") }} },
		func() edit { return rewrite("bytes that are no text", n, func(s string) string { return s + "\xff" }) },
		func() edit { return edit{"remove site.yaml", func(f tree) { delete(f, "content/site.yaml") }} },
		func() edit {
			return rewrite("a short file of the origin", "content/origin/origin.go", func(s string) string { return "package origin\n" })
		},
	}
	return edits[e.IntN(len(edits))]()
}

func rename(f tree, from, to string) {
	if text, ok := f[from]; ok {
		delete(f, from)
		f[to] = text
	}
}

// restoreLayouts brings back the layouts of this repository.
func restoreLayouts(f tree) {
	for name := range f {
		if strings.HasPrefix(name, "layouts/") && path.Ext(name) == ".html" {
			data, _ := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
			f[name] = string(data)
		}
	}
}

// onePixel is a picture.
const onePixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
