package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// What a note says is marked with its language, or that of its folder or site, and the
// words of the layouts as English, so that each is read aloud as it should be. Where all
// is English, nothing is marked.
func TestLanguageOfPages(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":   {Data: []byte("title: Cours\nlanguage: fr\nsections:\n  - {title: Leçons, folder: lessons}\n")},
		"index.md":    {Data: []byte("---\ntitle: Accueil\n---\nBonjour.\n")},
		"english.md":  {Data: []byte("---\ntitle: In English\nlang: en-GB\n---\nHello.\n")},
		"status/x.md": {Data: []byte("---\ntitle: Loin\n---\nAilleurs.\n")},

		"lessons/index.md": {Data: []byte("---\ntitle: Lektionen\nlang: de\n---\nLos.\n")},
		"lessons/eins.md":  {Data: []byte("---\ntitle: Eins\n---\nErste.\n\n```http\nGET / HTTP/1.1\nHost: a.example\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n\n> [!NOTE]\n> Achtung.\n\n```quiz\nWas?\n\n- [x] Ja\n- [ ] Nein\n\nDarum.\n```\n")},
		"lessons/two.md":   {Data: []byte("---\ntitle: Dos\nlang: es\n---\nSegundo.\n")},
	}
	files := rendered(t, sitetest.Link(t, content), realLayouts())
	for file, want := range map[string][]string{
		"index.html":    {`<html lang="fr">`, `<body lang="en">`, `<a class="wordmark" href="index.html" lang="fr">`, `<h1 lang="fr">`, `<div class="lead" lang="fr">`, `<a href="lessons/eins.html" lang="de">Eins</a>`},
		"english.html":  {`<html lang="en-GB">`, "<body>", `<h1 itemprop="headline">`, `<div class="lead">`, `<div class="text">`},
		"status/x.html": {`<html lang="fr">`, `<div class="text" lang="fr">`},
		"lessons/eins.html": {`<html lang="de">`, `<body lang="en">`, `<a class="wordmark" href="../index.html" lang="fr">`, `<div class="text" lang="de">`, `<div class="exchange" lang="en" id="_exchange-1"`,
			`<p lang="en"><strong>Note</strong></p>`, `<p class="label" lang="en">Question 1</p>`, `<summary lang="en">See the answer`, `lang="es"><span lang="en">Next</span> Dos</a>`},
		"lessons/two.html":   {`<html lang="es">`},
		"lessons/index.html": {`<html lang="de">`, `<a href="two.html" lang="es">Dos</a>`},
		"404.html":           {`<html lang="en">`, "<body>"},
		"search.html":        {`<html lang="en">`, "<body>"},
	} {
		for _, want := range want {
			if !strings.Contains(files[file], want) {
				t.Errorf("%s has no %s:\n%s", file, want, files[file])
			}
		}
	}
	content = fstest.MapFS{"site.yaml": {Data: []byte("title: T\n")}, "index.md": content["lessons/two.md"], "a.md": {Data: []byte("---\ntitle: A\n---\nText.\n")}}
	files = rendered(t, sitetest.Link(t, content), realLayouts())
	if page := files["a.html"]; !strings.Contains(page, "<body>") || strings.Contains(page, `lang="en-`) || !strings.Contains(page, `<a href="index.html" lang="es">Dos</a>`) || !strings.Contains(page, `<div class="text">`) {
		t.Errorf("in a site in English the language of the home page is not that of its own text alone:\n%s", page)
	}
}
