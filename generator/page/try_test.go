package page

import (
	"strings"
	"testing"

	"wirebook/generator/site"
	"wirebook/generator/trial"
)

// With a program that has the origin, pages lead to the page for requests
// of one's own; without the origin, or without a program, nothing says a word of it.
func TestTryPage(t *testing.T) {
	files := renderedWith(t, sample(t), &trial.Program{Wasm: answering.Wasm, Exec: answering.Exec, Origin: true})
	try := files[site.TryPage]
	for _, want := range []string{`<figure class="message request" id="_try">`, `data-trial="trial.`, `GET /books/1 HTTP/1.1`, `{id}</code>`, `data-notes="try.json"`, `<a href="#GET%20/books/1%20HTTP/1.1%0D%0AHost%3A%20`} {
		if !strings.Contains(try, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for name, want := range map[string]string{
		"index.html":      `<a href="try.html">write one`,
		"404.html":        `try.html">send a request`,
		site.WorkerScript: `"later":["assets/answer.`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	for name, p := range map[string]*trial.Program{"without a program": nil, "without the origin": answering} {
		files := renderedWith(t, sample(t), p)
		for file, text := range files {
			if strings.HasSuffix(file, ".html") && (strings.Contains(text, "data-trial") || strings.Contains(text, "try.html")) || strings.HasSuffix(file, ".trial.json") {
				t.Errorf("%s: %s is there, or offers a trial", name, file)
			}
		}
	}
}

// site.yaml can switch off both pages on which readers paste or write something; requests
// are then still sent from the pages of notes.
func TestTryAndReadSwitchedOff(t *testing.T) {
	off := sample(t)
	off.Config.Pages.Try, off.Config.Pages.Read = false, false
	files := renderedWith(t, off, &trial.Program{Wasm: answering.Wasm, Exec: answering.Exec, Origin: true})
	offers := false
	for file, text := range files {
		if strings.HasPrefix(file, "try.") || strings.HasPrefix(file, "read.") || strings.HasSuffix(file, ".html") && (strings.Contains(text, "try.html") || strings.Contains(text, "read.html")) {
			t.Errorf("%s is there, or leads to a page that is switched off", file)
		}
		offers = offers || strings.Contains(text, "data-trial")
	}
	if !offers {
		t.Error("no page offers a trial")
	}
}
