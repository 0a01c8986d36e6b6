//go:build full

package reader_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"wirebook/generator"
)

// The fonts, scripts and styles of an author run and load in a browser under the policy
// that the build made for them, in the page and in the header.
func TestLookInABrowser(t *testing.T) {
	chromium := openBrowser(t)
	root := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml":      "title: T\nlogo: look/logo.svg\nfonts: {text: {regular: look/go.ttf}}\nhead: look/head.html\nfoot: look/foot.html\n",
		"content/index.md":       "---\ntitle: Home\n---\nText.\n",
		"content/deep/page.md":   "---\ntitle: Deep\n---\nText.\n",
		"content/look/logo.svg":  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2" width="4" height="2"><rect width="4" height="2"/></svg>`,
		"content/look/go.ttf":    string(goregular.TTF),
		"content/look/head.html": `<link rel="stylesheet" href="own.css"><script src="own.js" defer></script>`,
		"content/look/foot.html": `<p id="own">Mine</p>`,
		"content/look/own.css":   "#own { background: url(logo.svg); letter-spacing: 3px; }",
		"content/look/own.js":    `document.getElementById("own").dataset.ran = "yes";`,
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, faults := generator.Build(t.Context(), generator.Options{Root: root, Layouts: os.DirFS(top + "/layouts")}); len(faults) > 0 {
		t.Fatal(faults)
	}
	public := filepath.Join(root, "public")
	headers, err := os.ReadFile(filepath.Join(public, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	policy := policyRule.FindStringSubmatch(string(headers))[3]
	files := http.FileServer(http.Dir(public))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := openTab(t, chromium, server.URL+"/")
	for _, page := range []string{"", "deep/page.html"} {
		b.open(b.site + page)
		for script, want := range map[string]string{
			`document.getElementById("own").dataset.ran`:                                        "yes",
			`getComputedStyle(document.getElementById("own")).letterSpacing`:                    "3px",
			`document.fonts.load("16px 'own text'").then(all => all.map(f => f.status).join())`: "loaded",
			`document.querySelector("img.logo").decode().then(() => "drawn")`:                   "drawn",
		} {
			if got := ask[string](b, script); got != want {
				t.Errorf("%s: %s is %q, not %q", page, script, got, want)
			}
		}
	}
}
