//go:build unix

package doctor_test

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"wirebook/generator/doctor"
)

// Each address is asked once, with HEAD and, where that is refused, with GET. Nothing is
// asked unless it is wanted.
func TestExternal(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	agents := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method+" "+r.URL.Path]++
		agents[r.UserAgent()] = true
		mu.Unlock()
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/get":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/closes":
			if r.Method == http.MethodHead {
				panic(http.ErrAbortHandler)
			}
		case "/moved":
			http.Redirect(w, r, "/well", http.StatusMovedPermanently)
		case "/passing":
			http.Redirect(w, r, "/well", http.StatusFound)
		case "/busy":
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	o := doctor.Options{Options: tree(t, map[string]string{
		"content/site.yaml": "title: Test\nlinks: [{name: Imprint, url: \"" + closed.URL + "/imprint\"}]\n",
		"content/index.md": "---\ntitle: Home\n---\n" + strings.NewReplacer("S", server.URL, "C", closed.URL).Replace(`[a](S/well) [b](S/well#part) [c](S/gone)
[d](S/get) [e](S/moved) [f](S/passing)
[g](S/busy) [h](C/x) [i](mailto:ada@example.org)
[j](S/silent) [l](S/closes)
[k](S/gone)
`),
	}), Asker: doctor.Asker{Agent: "wirebook/test", Through: silence{}}}
	want(t, examine(t, o))
	if len(asked) > 0 {
		t.Fatalf("asked without --external: %v", asked)
	}
	o.External = true
	sum, faults := doctor.Examine(t.Context(), o)
	got, text := found(faults)
	if len(got) != 4 || !slices.Contains(got, "external-dead content/site.yaml:2:30") || strings.Count(text, "this link leads nowhere: the answer is 410 Gone") != 2 || !strings.Contains(text, "connection refused") {
		t.Errorf("found %q\n%s", got, text)
	}
	notices, text := found(sum.Notices)
	if len(notices) != 3 || !strings.Contains(text, "moved for good, to "+server.URL+"/well") || !strings.Contains(text, "503 Service Unavailable") || !strings.Contains(text, "deadline exceeded") {
		t.Errorf("noticed %q\n%s", notices, text)
	}
	// Two of the redirects lead to /well, which is linked to as well.
	if asked["HEAD /well"] != 3 || asked["GET /well"] != 0 || asked["HEAD /gone"] != 1 || asked["GET /gone"] != 1 || asked["GET /get"] != 1 || asked["GET /closes"] != 1 {
		t.Errorf("asked %v", asked)
	}
	if names := slices.Collect(maps.Keys(agents)); len(names) != 1 || names[0] != "wirebook/test" {
		t.Errorf("by %q", names)
	}
}

// silence is a network in which one address does not answer until the time for it is over.
type silence struct{}

func (silence) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, ends := r.Context().Deadline(); ends && r.URL.Path == "/silent" {
		return nil, context.DeadlineExceeded
	}
	return http.DefaultTransport.RoundTrip(r)
}
