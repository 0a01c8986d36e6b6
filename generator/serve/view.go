package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"

	"wirebook/generator"
)

//go:embed serve.js trial.js serve.css
var ownFiles embed.FS

// A view is the page that is shown for a path.
type view struct {
	html   []byte // as published
	status int
}

// view finds the page of a path: the file; the site's 404 page if there is no such file;
// or, before the first successful build, a page that waits for it.
func (s *server) view(urlPath string) view {
	if root, err := generator.OpenFolder(s.Root, public); err == nil {
		defer root.Close()
		if data, err := readRegular(root, inSite(urlPath)); err == nil {
			return view{data, http.StatusOK}
		}
		if data, err := readRegular(root, "404.html"); err == nil {
			return view{data, http.StatusNotFound}
		}
	}
	_, faults, _ := s.shown.get()
	if faults == "" {
		return view{[]byte(waiting("Not found", "There is no such page.")), http.StatusNotFound}
	}
	return view{[]byte(waiting("Not built yet", faults)), http.StatusServiceUnavailable}
}

// readRegular reads a regular file that is not hidden. Opening a pipe would block.
func readRegular(root *os.Root, name string) ([]byte, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || hidden(name) {
		return nil, os.ErrNotExist
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func waiting(title, text string) string {
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>%s</title>
<noscript><meta http-equiv="refresh" content="2"></noscript>
</head>
<body class="wirebook-waiting">
<h1>%[1]s</h1>
<pre>%s</pre>
</body>
</html>
`, html.EscapeString(title), html.EscapeString(text))
}

// seen returns a hash of the page, by which a browser's copy is recognized.
func (v view) seen() string {
	sum := sha256.Sum256(v.html)
	return hex.EncodeToString(sum[:8])
}

// withScript returns the page with the scripts that make it follow the tree and send trials. A page
// without a head is returned as it is.
func (v view) withScript() []byte {
	at := bytes.Index(v.html, []byte("</head>"))
	if at < 0 {
		return v.html
	}
	return fmt.Appendf(nil, `%s<link rel="stylesheet" href="/-/serve.css"><script src="/-/serve.js" data-seen="%s" defer></script><script src="/-/trial.js" defer></script>%s`,
		v.html[:at], v.seen(), v.html[at:])
}
