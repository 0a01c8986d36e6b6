package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// What stands beside a length is counted, and only where all of the body is shown.
func TestCountedBytes(t *testing.T) {
	get, head := "GET / HTTP/1.1", "HEAD / HTTP/1.1"
	tests := []struct {
		name, request, words, response string
		want                           []string
	}{
		{"whole", get, "", "Content-Length: 4\n\nEmma", []string{`<i class="len" data-n="4 bytes">`}},
		{"with its line break", get, "", "content-length: 5\n\nEmma", []string{`<i class="len" data-n="5 bytes">`}},
		{"one", get, "", "Content-Length: 1\n\nE", []string{`<i class="len" data-n="1 byte">`}},
		{"two of a character", get, "", "Content-Length: 2\n\né", []string{`<i class="len" data-n="2 bytes">`}},
		{"none", get, "", "Content-Length: 0\n", nil},
		{"not sent", head, "", "Content-Length: 4\n", nil},
		{"elided", get, ` norun="it is only shown"`, "Content-Length: 400\n\nEm…\n…\n", nil},
		{"cut", get, " cut", "Content-Length: 400\n\nEmma", nil},
		{"another field", get, "", "X-Content-Length: 4\n\nEmma", nil},
		{"in the body", get, "", "Content-Length: 19\n\nContent-Length: 19\n", []string{`<i class="len" data-n="19 bytes">`}},
		{"chunks", get, "", "Transfer-Encoding: chunked\n\n1a;x=y\nabcdefghijklmnopqrstuvwxyz\n1\nE\n0\n", []string{`<i class="size" data-n="26 bytes">`, `<i class="size" data-n="1 byte">`, `<i class="size" data-n="0 bytes">`}},
	}
	for _, test := range tests {
		html := renderNote(t, "```http\n"+test.request+"\nHost: a.example\n```\n\n```http"+test.words+"\nHTTP/1.1 200 OK\n"+test.response+"\n```\n")
		_, html, _ = strings.Cut(html, `<div class="text opening">`)
		got := regexp.MustCompile(`<i class="(len|size)"[^>]*>`).FindAllString(html, -1)
		if strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// The parts of a message have the numbers of what is said of them below.
func TestAnatomy(t *testing.T) {
	content := noted(request + "```http anatomy\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nB: 2\n\nEmma\n```\n")
	content["body.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Body\ndescription: D\nparts: [body, version]\n---\nText.\n")}
	html := rendered(t, sitetest.Link(t, content), realLayouts())["index.html"]
	const want = `<code><span class="p"><span class="kr">HTTP/1.1</span></span> <span class="p"><span class="m">200</span></span> <span class="p"><span class="ne">OK</span></span><span class="p"><i class="e"></i></span>
<span class="p"><span class="n">Date</span></span>: <span class="p"><span class="v">Sun, 22 Nov 2026 18:00:00 GMT</span></span><i class="e"></i>
<span class="n">B</span>: <span class="v">2</span><i class="e"></i>
<span class="p"><i class="e"></i></span>
<span class="p"><span class="b">Emma
</span></span></code>`
	if !strings.Contains(html, want) {
		t.Errorf("the message is %s", html[strings.Index(html, "<code>HTTP")+1:])
	}
	_, list, _ := strings.Cut(html, `<ol class="parts">`)
	list, _, _ = strings.Cut(list, "</ol>")
	names := regexp.MustCompile(`<b>(.*?)</b>`).FindAllStringSubmatch(list, -1)
	var got []string
	for _, n := range names {
		got = append(got, n[1])
	}
	wanted := `<a href="body.html">HTTP version</a> Status code Reason phrase Line end Field name Field value Empty line <a href="body.html">Body</a>`
	if strings.Join(got, " ") != wanted || strings.Count(html, `class="p"`) != len(got) {
		t.Errorf("below stands %q", got)
	}
	if strings.Count(html, `<li data-part=`) != 11 {
		t.Error("the page does not hold all parts for the script")
	}
}

// A connection is drawn where more than a request and a response passed on it.
func TestSequence(t *testing.T) {
	const (
		interim = "```http conn=a\nHTTP/1.1 100 Continue\n```\n\n"
		send    = "```text conn=a send\nEmma\n```\n\n"
	)
	ask, final := strings.Replace(request, "http", "http conn=a", 1), "```http conn=a closes\nHTTP/1.1 201 Created\nContent-Length: 0\n```\n\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a request and a response", request + "```http\nHTTP/1.1 200 OK\n```\n", nil},
		{"a conversation", ask + interim + send + final, []string{"In order of time: the client sends GET /; the server sends 100 Continue; the client sends bytes; the server sends 201 Created; the server closes the connection."}},
		{"both in one fence", request + "```http\nHTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\n```\n", []string{"In order of time: the client sends GET /; the server sends 103 Early Hints; the server sends 200 OK."}},
		{"two on one connection", ask + strings.Replace(final, " closes", "", 1) + "Text.\n\n" + ask + final, []string{"In order of time: the client sends GET /; the server sends 201 Created; the client sends GET /; the server sends 201 Created; the server closes the connection."}},
	}
	for _, test := range tests {
		html := renderNote(t, test.text)
		var got []string
		for _, m := range regexp.MustCompile(`<figure class="drawing sequence">\n<svg [^>]* role="img" aria-label="(.*?)">`).FindAllStringSubmatch(html, -1) {
			got = append(got, m[1])
		}
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
