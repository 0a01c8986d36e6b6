package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// renderNote renders a note with the given text.
func renderNote(t *testing.T, text string) string {
	t.Helper()
	return rendered(t, sitetest.Link(t, noted(text)), realLayouts())["index.html"]
}

const request = "```http\nGET / HTTP/1.1\nHost: a.example\n```\n\n"

func TestMessagesOfOneExchangeAreOneSheet(t *testing.T) {
	response := "```http\nHTTP/1.1 100 Continue\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n"
	tests := []struct {
		text                     string
		sheets, messages, proofs int
	}{
		{request + response, 1, 3, 1},
		{request + "Text.\n\n" + response, 2, 3, 1},
		{request + response + request + response, 2, 6, 2},
	}
	for _, test := range tests {
		html := renderNote(t, test.text)
		for part, want := range map[string]int{`<div class="sheet">`: test.sheets, `<figure class="message`: test.messages, `class="proven"`: test.proofs} {
			if got := strings.Count(html, part); got != want {
				t.Errorf("%q: %d times %s, want %d", test.text, got, part, want)
			}
		}
	}
}

// Each status line has the tone of its own code; the label has them in order.
func TestToneOfEachStatusLine(t *testing.T) {
	html := renderNote(t, request+"```http\nHTTP/1.1 103 Early Hints\n\nHTTP/1.1 404 Not Found\n```\n")
	for _, want := range []string{
		`<figure class="message response of1">`, `aria-label="Response: 103 Early Hints, then 404 Not Found"`,
		`<span class="of1"><span class="kr">HTTP/1.1</span> <span class="m">103</span>`, `<span class="of4"><span class="kr">HTTP/1.1</span> <span class="m">404</span>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s:\n%s", want, html)
		}
	}
}

func TestNothingCame(t *testing.T) {
	html := renderNote(t, request+"```http response\n```\n")
	if !strings.Contains(html, "No bytes: ") || strings.Count(html, "<pre") != 1 {
		t.Error("the page does not say that nothing came")
	}
}

func TestBytesHaveNoStatusLine(t *testing.T) {
	html := renderNote(t, request+"```http response breaks=\"status-line\"\n<h1>no status line</h1>\n```\n")
	if !strings.Contains(html, `class="message response bytes"`) || !strings.Contains(html, "&lt;h1&gt;no status line") {
		t.Error("bytes are shown as a message")
	}
	if strings.Contains(html, `class="message request bytes"`) {
		t.Error("a message is shown as bytes")
	}
}

// A page does not lead to itself from its own messages.
func TestMessagesLeadElsewhere(t *testing.T) {
	content := noted("Lead.\n")
	messages := request + "```http\nHTTP/1.1 404 Not Found\nDate: Sun, 22 Nov 2026 18:00:00 GMT\n```\n\n" + request + "```http\nHTTP/1.1 200 OK\ndate: Sun, 22 Nov 2026 18:00:00 GMT\n```\n"
	content["status/404.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 404 Not Found\ndescription: D\nretry: R\nclient: C\n---\n" + messages)}
	content["status/200.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 200 OK\ndescription: D\nretry: R\nclient: C\nfield: Date\n---\n" + messages)}
	files := rendered(t, sitetest.Link(t, content), realLayouts())
	for page, want := range map[string][]string{
		"status/404.html": {`<span class="m">404</span>`, `<a class="m" href="200.html">200</a>`, `<a class="n" href="200.html">Date</a>`, `<a class="n" href="200.html">date</a>`},
		"status/200.html": {`<a class="m" href="404.html">404</a>`, `<span class="m">200</span>`, `<span class="n">Date</span>`, `<span class="n">date</span>`},
	} {
		for _, part := range want {
			if !strings.Contains(files[page], part) {
				t.Errorf("%s does not hold %s", page, part)
			}
		}
	}
}
