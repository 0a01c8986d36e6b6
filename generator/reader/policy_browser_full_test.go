//go:build full

package reader_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The site on a host that sends no header fields of its own: its pages work, and
// their policy holds.
func TestWithoutHeaders(t *testing.T) {
	chromium := openBrowser(t)
	public := filepath.Join(builtSite(t), "public")
	bare := func(dir string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// Not a file server's: that sends the reader of index.html elsewhere.
			name := filepath.Join(dir, filepath.FromSlash(r.URL.Path))
			if strings.HasSuffix(r.URL.Path, "/") {
				name = filepath.Join(name, "index.html")
			}
			data, err := os.ReadFile(name)
			if err != nil {
				http.NotFound(w, r)
				return
			}
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
		}))
		t.Cleanup(server.Close)
		return server.URL + "/"
	}
	site := bare(public)
	t.Run("the policy holds", func(t *testing.T) {
		home, err := os.ReadFile(filepath.Join(public, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		planted := bytes.Replace(home, []byte("</head>"), []byte(`<script>document.title = "ran"</script><style>h1 { display: none }</style><script src="https://127.0.0.2/x.js"></script></head>`), 1)
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "index.html"), planted, 0o644); err != nil {
			t.Fatal(err)
		}
		b := quietTab(t, chromium, bare(dir))
		b.open(b.site)
		if got := ask[string](b, `document.title`); got == "ran" {
			t.Error("an inline script runs")
		}
		if got := ask[string](b, `getComputedStyle(document.querySelector('h1')).display`); got == "none" {
			t.Error("an inline style holds")
		}
		all := strings.Join(b.wrong(), "\n")
		for _, want := range []string{"inline script violates", "inline style violates", "https://127.0.0.2/x.js: csp"} {
			if !strings.Contains(all, want) {
				t.Errorf("nothing says %q:\n%s", want, all)
			}
		}
	})
	t.Run("search", func(t *testing.T) { searchWords(openTab(t, chromium, site), site) })
	if program.Origin == nil {
		return // what follows goes the way of this site's notes and their server
	}
	t.Run("walk", func(t *testing.T) { walk(openTab(t, chromium, site), site+"index.html", "light", 1280) })
	t.Run("copy", func(t *testing.T) { copies(openTab(t, chromium, site), site, builtSite(t)) })
	t.Run("parts", func(t *testing.T) { partsOf(openTab(t, chromium, site), site) })
	t.Run("terms", func(t *testing.T) { termsOf(openTab(t, chromium, site), site) })
	t.Run("keys", func(t *testing.T) { keysOf(openTab(t, chromium, site), site) })
}
