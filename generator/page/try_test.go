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
