package generator_test

import (
	"context"
	"log"
	"net/http"
	"path/filepath"
	"testing"

	"wirebook/generator"
)

// An update that is interrupted writes nothing more, and says that it was stopped.
func TestUpdateStops(t *testing.T) {
	t.Setenv("CI", "") // where it is set, --update refuses
	ctx, stop := context.WithCancel(t.Context())
	root := t.TempDir()
	put(t, root, "content/site.yaml", "title: Test\norigins:\n  app: {built-in: true, hosts: [api.example.com]}\n")
	text := "---\ntitle: Home\n---\n\n```http\nPOST / HTTP/1.1\nHost: api.example.com\nContent-Length: 3\n\nhello\n```\n\n```http\nHTTP/1.1 …\n```\n"
	put(t, root, "content/index.md", text)
	put(t, root, "content/other.md", text)
	o := generator.Options{Root: root, Origin: func(*log.Logger) *http.Server {
		return &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { stop() })}
	}}
	done, faults := generator.Update(ctx, o, generator.Selection{}, false)
	if len(faults) != 1 || faults[0].ID != "stopped" || done.Notes > 0 {
		t.Errorf("%+v, faults %v", done, faults)
	}
	for _, name := range []string{"index.md", "other.md"} {
		if got := get(t, filepath.Join(root, "content", name)); got != text {
			t.Errorf("%s is now\n%s", name, got)
		}
	}
}
