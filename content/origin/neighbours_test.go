package origin_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"wirebook/content/origin"
)

// Each row is one request to a fresh server beside the library, and the status that it
// gets.
func TestNeighbours(t *testing.T) {
	const (
		props = `<D:propfind xmlns:D="DAV:"><D:prop><D:getcontentlength/></D:prop></D:propfind>`
		lock  = `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>ada</D:owner></D:lockinfo>`
	)
	for _, row := range []struct {
		name, method, target, body string
		fields                     []string
		want                       int
	}{
		{"list", "PROPFIND", "http://dav.example.com/scans/", props, []string{"Depth", "1"}, 207},
		{"file", "GET", "http://dav.example.com/rules.txt", "", nil, 200},
		{"folder", "GET", "http://dav.example.com/scans/", "", nil, 405},
		{"new file", "PUT", "http://dav.example.com/new.txt", "x", nil, 201},
		{"file replaced", "PUT", "http://dav.example.com/rules.txt", "x", nil, 204},
		{"file in no folder", "PUT", "http://dav.example.com/none/new.txt", "x", nil, 409},
		{"file that just fits", "PUT", "http://dav.example.com/new.txt", strings.Repeat("a", 64<<10-70), nil, 201},
		{"file over the quota", "PUT", "http://dav.example.com/new.txt", strings.Repeat("a", 64<<10-69), nil, 507},
		{"file of the same size", "PUT", "http://dav.example.com/rules.txt", strings.Repeat("a", 27), nil, 204},
		{"lock", "LOCK", "http://dav.example.com/rules.txt", lock, nil, 200},
		{"copy", "COPY", "http://dav.example.com/rules.txt", "", []string{"Destination", "http://dav.example.com/more.txt"}, 201},
		{"copy to another host", "COPY", "http://dav.example.com/rules.txt", "", []string{"Destination", "http://api.example.com/more.txt"}, 502},
		{"shelves", "PROPFIND", "http://dav.example.com/shelves/", "", []string{"Depth", "1"}, 207},
		{"shelves without end", "PROPFIND", "http://dav.example.com/shelves/", "", nil, 508},
		{"shelves without end, bindings known", "PROPFIND", "http://dav.example.com/shelves/", "", []string{"DAV", "1, bind"}, 207},
		{"shelf in itself", "PROPFIND", "http://dav.example.com/shelves/novels/again/", "", []string{"Depth", "0"}, 207},
		{"no such shelf", "PROPFIND", "http://dav.example.com/shelves/poems/", "", nil, 404},
		{"shelves in a strange depth", "PROPFIND", "http://dav.example.com/shelves/", "", []string{"Depth", "2"}, 400},
		{"gateway", "GET", "http://www.example.com/books/1", "", nil, 200},
		{"gateway, absent", "GET", "http://www.example.com/books/99", "", nil, 404},
		{"gateway, held", "GET", "http://www.example.com/books/1", "", []string{"If-None-Match", `"emma-3"`}, 304},
		{"lite", "GET", "http://www.example.com/lite/books/1", "", nil, 203},
		{"head of lite", "HEAD", "http://www.example.com/lite/books/1", "", nil, 203},
		{"lite, held", "GET", "http://www.example.com/lite/books/1", "", []string{"If-None-Match", `"emma-3"`}, 203},
		{"lite, forbidden", "GET", "http://www.example.com/lite/books/1", "", []string{"Cache-Control", "no-transform"}, 200},
		{"lite without a blurb", "GET", "http://www.example.com/lite/books", "", nil, 200},
		{"use proxy", "GET", "http://museum.example.com/use-proxy", "", nil, 305},
		{"already", "GET", "http://museum.example.com/already", "", nil, 208},
	} {
		t.Run(row.name, func(t *testing.T) {
			srv := origin.New(log.New(io.Discard, "", 0))
			if got := neighbour(srv, row.method, row.target, row.body, row.fields...); got.StatusCode != row.want {
				t.Errorf("got %d, want %d", got.StatusCode, row.want)
			}
		})
	}
}

// neighbour passes a request to a server by the host that its target names.
func neighbour(srv *http.Server, method, target, body string, fields ...string) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.URL.Scheme, r.URL.Host = "", "" // the target of a request that is not for a proxy
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	srv.Handler.ServeHTTP(final{w}, r)
	return w.Result()
}

// A lock keeps out who does not name it, until it is taken off.
func TestLock(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	const file = "http://dav.example.com/rules.txt"
	res := neighbour(srv, "LOCK", file, `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>ada</D:owner></D:lockinfo>`)
	token := res.Header.Get("Lock-Token")
	if want := "<urn:uuid:00000000-0000-4000-8000-000000000001>"; token != want {
		t.Fatalf("the token is %q, want %q", token, want)
	}
	for _, step := range []struct {
		name, method string
		fields       []string
		want         int
	}{
		{"a stranger writes", "PUT", nil, 423},
		{"a guesser writes", "PUT", []string{"If", "(<urn:uuid:00000000-0000-4000-8000-000000000002>)"}, 412},
		{"the owner writes", "PUT", []string{"If", "(" + token + ")"}, 204},
		{"the owner unlocks", "UNLOCK", []string{"Lock-Token", token}, 204},
		{"a stranger writes again", "PUT", nil, 204},
	} {
		if got := neighbour(srv, step.method, file, "x", step.fields...).StatusCode; got != step.want {
			t.Errorf("%s: got %d, want %d", step.name, got, step.want)
		}
	}
}

// An export is done after three seconds, and the next after three more. Ada has one a
// day, and the queue two places.
func TestQueue(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	for _, step := range []struct {
		method, target, as string
		want               int
		wait               string
	}{
		{"POST", "/exports", asAda, 202, "3"},
		{"POST", "/exports", asAda, 402, ""},
		{"POST", "/exports", asBo, 202, "4"},
		{"GET", "/exports/1", "", 303, ""},
		{"GET", "/exports/3", "", 200, "2"},
		{"POST", "/exports", asBo, 202, "4"},
		{"GET", "/exports/3", "", 303, ""},
		{"GET", "/exports/4/file", "", 404, ""},
		{"GET", "/exports/3/file", "", 200, ""},
	} {
		got := send(t, srv, step.method, step.target, "", "Authorization", step.as)
		if wait := got.Header.Get("Retry-After"); got.StatusCode != step.want || wait != step.wait {
			t.Errorf("%s %s gets %d and Retry-After %q, want %d and %q", step.method, step.target, got.StatusCode, wait, step.want, step.wait)
		}
	}
	full := origin.New(log.New(io.Discard, "", 0))
	for _, want := range []int{202, 202, 503} {
		if got := send(t, full, "POST", "/exports", "", "Authorization", asBo).StatusCode; got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
}

// An upload goes on where it stopped, and nowhere else.
func TestUpload(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	const part = "application/partial-upload"
	for _, step := range []struct {
		name, method, target, body string
		fields                     []string
		want                       int
		offset                     string
	}{
		{"first part", "POST", "/uploads", "Emma", []string{"Upload-Complete", "?0", "Upload-Draft-Interop-Version", "8", "Upload-Length", "9"}, 201, ""},
		{"how much", "HEAD", "/uploads/1", "", nil, 204, "4"},
		{"another place", "PATCH", "/uploads/1", "!", []string{"Content-Type", part, "Upload-Complete", "?0", "Upload-Offset", "5"}, 409, "4"},
		{"another type", "PATCH", "/uploads/1", "!", []string{"Content-Type", "text/plain", "Upload-Complete", "?0", "Upload-Offset", "4"}, 415, ""},
		{"not told", "PATCH", "/uploads/1", "!", []string{"Content-Type", part, "Upload-Offset", "4"}, 400, ""},
		{"second part", "PATCH", "/uploads/1", " Wo", []string{"Content-Type", part, "Upload-Complete", "?0", "Upload-Offset", "4"}, 204, ""},
		{"more than was said", "PATCH", "/uploads/1", "odhouse", []string{"Content-Type", part, "Upload-Complete", "?1", "Upload-Offset", "7"}, 413, ""},
		{"last part", "PATCH", "/uploads/1", "od", []string{"Content-Type", part, "Upload-Complete", "?1", "Upload-Offset", "7"}, 200, ""},
		{"after the last", "PATCH", "/uploads/1", "", []string{"Content-Type", part, "Upload-Complete", "?1", "Upload-Offset", "9"}, 404, ""},
	} {
		got := send(t, srv, step.method, step.target, step.body, step.fields...)
		if offset := got.Header.Get("Upload-Offset"); got.StatusCode != step.want || offset != step.offset {
			t.Errorf("%s: got %d and Upload-Offset %q, want %d and %q", step.name, got.StatusCode, offset, step.want, step.offset)
		}
	}
}

// What the gateway changes keeps no tag of what the library sent.
func TestLite(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	got := neighbour(srv, "GET", "http://www.example.com/lite/books/1", "")
	for name, tag := range got.Header { // in whichever spelling
		if strings.EqualFold(name, "ETag") {
			t.Errorf("%s is %q", name, tag)
		}
	}
	if body, _ := io.ReadAll(got.Body); strings.Contains(string(body), "blurb") {
		t.Errorf("the book has a blurb:\n%s", body)
	}
	head := neighbour(srv, "HEAD", "http://www.example.com/lite/books/1", "")
	if a, b := got.Header.Get("Content-Length"), head.Header.Get("Content-Length"); a != b {
		t.Errorf("Content-Length is %q to GET and %q to HEAD", a, b)
	}
}
