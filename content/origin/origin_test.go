package origin_test

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"wirebook/content/origin"
)

// send passes a request to a server and returns the response.
func send(t *testing.T, srv *http.Server, method, target, body string, fields ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "http://api.example.com"+target, strings.NewReader(body))
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	srv.Handler.ServeHTTP(final{w}, r)
	return w.Result()
}

// A final records the final response: to a recorder alone, 103 would be the last word.
type final struct{ *httptest.ResponseRecorder }

func (w final) WriteHeader(status int) {
	if status >= 200 {
		w.ResponseRecorder.WriteHeader(status)
	}
}

const (
	asJSON = "application/json"
	asAda  = "Basic YWRhOmxvdmVsYWNl"
	asBo   = "Basic Ym86b3ZlcmR1ZQ=="
	emma4  = `{"title":"Emma","author":"Jane Austen","year":1816}`
)

// Each row is one request to a fresh library, and the status that it gets.
var answers = []struct {
	name, method, target, body string
	fields                     []string
	want                       int
}{
	{"home", "GET", "/", "", nil, 200},
	{"list", "GET", "/books", "", nil, 200},
	{"book", "GET", "/books/1", "", nil, 200},
	{"head", "HEAD", "/books/1", "", nil, 200},
	{"tag held", "GET", "/books/1", "", []string{"If-None-Match", `"emma-3"`}, 304},
	{"tag held weakly", "GET", "/books/1", "", []string{"If-None-Match", `"x,y", W/"emma-3"`}, 304},
	{"any tag", "GET", "/books/1", "", []string{"If-None-Match", "*"}, 304},
	{"another tag, a later date", "GET", "/books/1", "", []string{"If-None-Match", `"emma-2"`, "If-Modified-Since", "Sun, 22 Nov 2026 00:00:00 GMT"}, 200},
	{"broken tag", "GET", "/books/1", "", []string{"If-None-Match", `"emma-3`}, 200},
	{"date held", "GET", "/books/1", "", []string{"If-Modified-Since", "Sat, 14 Nov 2026 09:30:00 GMT"}, 304},
	{"older date", "GET", "/books/1", "", []string{"If-Modified-Since", "Sat, 14 Nov 2026 09:29:59 GMT"}, 200},
	{"no date", "GET", "/books/1", "", []string{"If-Modified-Since", "yesterday"}, 200},
	{"tag of the page", "GET", "/books/1", "", []string{"Accept", "text/html", "If-None-Match", `"emma-3"`}, 200},
	{"withdrawn", "GET", "/books/3", "", nil, 410},
	{"barred", "GET", "/books/5", "", nil, 451},
	{"damaged", "GET", "/books/6", "", nil, 500},
	{"absent", "GET", "/books/99", "", nil, 404},
	{"not an id", "GET", "/books/01", "", nil, 404},
	{"no such path", "GET", "/nothing", "", nil, 404},
	{"no such method", "PATCH", "/books", "", nil, 405},
	{"create", "POST", "/books", `{"title":"Mansfield Park"}`, []string{"Content-Type", asJSON + "; charset=utf-8"}, 201},
	{"create broken", "POST", "/books", `{"title":`, []string{"Content-Type", asJSON}, 400},
	{"create mistyped", "POST", "/books", `{"title":5}`, []string{"Content-Type", asJSON}, 422},
	{"create no object", "POST", "/books", `"Emma"`, []string{"Content-Type", asJSON}, 422},
	{"create ahead", "POST", "/books", `{"title":"Emma","year":3000}`, []string{"Content-Type", asJSON}, 422},
	{"create nameless", "POST", "/books", `{}`, []string{"Content-Type", asJSON}, 422},
	{"create as text", "POST", "/books", "Emma", []string{"Content-Type", "text/plain"}, 415},
	{"create too long", "POST", "/books", `"` + strings.Repeat("a", 16<<10) + `"`, []string{"Content-Type", asJSON}, 413},
	{"replace", "PUT", "/books/1", emma4, []string{"Content-Type", asJSON, "If-Match", `"emma-3"`}, 200},
	{"replace blindly", "PUT", "/books/1", emma4, []string{"Content-Type", asJSON}, 428},
	{"replace too late", "PUT", "/books/1", emma4, []string{"Content-Type", asJSON, "If-Match", `"emma-2"`}, 412},
	{"replace by a weak tag", "PUT", "/books/1", emma4, []string{"Content-Type", asJSON, "If-Match", `W/"emma-3"`}, 412},
	{"replace if absent", "PUT", "/books/1", emma4, []string{"Content-Type", asJSON, "If-Match", "*", "If-None-Match", "*"}, 412},
	{"replace nothing", "PUT", "/books/99", emma4, []string{"Content-Type", asJSON, "If-Match", "*"}, 404},
	{"remove as nobody", "DELETE", "/books/4", "", nil, 401},
	{"remove as ada", "DELETE", "/books/4", "", []string{"Authorization", asAda}, 403},
	{"remove as bo", "DELETE", "/books/4", "", []string{"Authorization", asBo}, 204},
	{"remove if changed", "DELETE", "/books/4", "", []string{"Authorization", asBo, "If-Match", `"lady-susan-7"`}, 412},
	{"remove again", "DELETE", "/books/3", "", []string{"Authorization", asBo}, 410},
	{"remove nothing", "DELETE", "/books/99", "", []string{"Authorization", asBo}, 404},
	{"me as nobody", "GET", "/readers/me", "", nil, 401},
	{"me with a bad password", "GET", "/readers/me", "", []string{"Authorization", "Basic YWRhOmJ5cm9u"}, 401},
	{"me as ada", "GET", "/readers/me", "", []string{"Authorization", asAda}, 200},
	{"cover", "PUT", "/books/4/cover", "<svg/>", []string{"Content-Type", "image/svg+xml"}, 201},
	{"cover of nothing", "PUT", "/books/99/cover", "<svg/>", []string{"Content-Type", "image/svg+xml"}, 404},
	{"cover as text", "PUT", "/books/4/cover", "<svg/>", []string{"Content-Type", "text/plain"}, 415},
	{"cover too large", "PUT", "/books/4/cover", strings.Repeat("a", 64<<10+1), []string{"Content-Type", "image/svg+xml"}, 413},
	{"cover in place of none", "PUT", "/books/4/cover", "<svg/>", []string{"Content-Type", "image/svg+xml", "If-Match", "*"}, 412},
	{"cover where none is", "PUT", "/books/4/cover", "<svg/>", []string{"Content-Type", "image/svg+xml", "If-None-Match", "*"}, 201},
	{"no cover", "GET", "/books/4/cover", "", nil, 404},
	{"moved", "GET", "/catalogue", "", nil, 301},
	{"export", "GET", "/exports/nightly/file", "", nil, 200},
}

func TestAnswers(t *testing.T) {
	for _, row := range answers {
		t.Run(row.name, func(t *testing.T) {
			srv := origin.New(log.New(io.Discard, "", 0))
			got := send(t, srv, row.method, row.target, row.body, row.fields...)
			if got.StatusCode != row.want {
				t.Errorf("got %d, want %d", got.StatusCode, row.want)
			}
		})
	}
}

// A change is seen by the next request, and by no other server.
func TestStateIsFresh(t *testing.T) {
	quiet := log.New(io.Discard, "", 0)
	first, second := origin.New(quiet), origin.New(quiet)
	created := send(t, first, "POST", "/books", `{"title":"Mansfield Park"}`, "Content-Type", asJSON)
	if got := created.Header.Get("Location"); got != "/books/7" {
		t.Fatalf("Location is %q", got)
	}
	send(t, first, "DELETE", "/books/4", "", "Authorization", asBo)
	send(t, first, "PUT", "/books/1/cover", "<svg/>", "Content-Type", "image/svg+xml")
	for target, want := range map[string][2]int{
		"/books/7": {200, 404}, "/books/4": {410, 200}, "/books/1/cover": {200, 404},
	} {
		if got := send(t, first, "GET", target, "").StatusCode; got != want[0] {
			t.Errorf("%s of the first server: %d, want %d", target, got, want[0])
		}
		if got := send(t, second, "GET", target, "").StatusCode; got != want[1] {
			t.Errorf("%s of the second server: %d, want %d", target, got, want[1])
		}
	}
}

// A cover is kept as it was sent; who holds it need not get it again.
func TestCover(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	put := func(condition ...string) int {
		fields := append([]string{"Content-Type", "image/svg+xml"}, condition...)
		return send(t, srv, "PUT", "/books/4/cover", "<svg/>", fields...).StatusCode
	}
	if got := put(); got != 201 {
		t.Errorf("the first PUT gets %d", got)
	}
	if got := put("If-Match", `"cover-4-1"`); got != 204 {
		t.Errorf("the second PUT gets %d", got)
	}
	if got := put("If-Match", `"cover-4-1"`); got != 412 {
		t.Errorf("a PUT that comes too late gets %d", got)
	}
	got := send(t, srv, "GET", "/books/4/cover", "")
	if body, _ := io.ReadAll(got.Body); string(body) != "<svg/>" {
		t.Errorf("the cover is %q", body)
	}
	held := send(t, srv, "GET", "/books/4/cover", "", "If-None-Match", `"cover-4-2"`)
	if held.StatusCode != 304 {
		t.Errorf("a GET of what is held gets %d", held.StatusCode)
	}
}

// The time of a change counts requests, and so does not depend on the day.
func TestClock(t *testing.T) {
	srv := origin.New(log.New(io.Discard, "", 0))
	send(t, srv, "GET", "/books", "")
	send(t, srv, "POST", "/books", `{"title":"Mansfield Park"}`, "Content-Type", asJSON)
	got := send(t, srv, "GET", "/books/7", "").Header.Get("Last-Modified")
	if want := "Sun, 22 Nov 2026 18:00:02 GMT"; got != want {
		t.Errorf("Last-Modified is %q, want %q", got, want)
	}
}

// Only a 500 is logged, and its cause stays out of the answer.
func TestLog(t *testing.T) {
	var logged strings.Builder
	srv := origin.New(log.New(&logged, "", 0))
	for _, row := range answers {
		if row.want != 500 {
			send(t, srv, row.method, row.target, row.body, row.fields...)
		}
	}
	if logged.Len() > 0 {
		t.Fatalf("logged without a 500: %s", &logged)
	}
	got := send(t, srv, "GET", "/books/6", "")
	body, _ := io.ReadAll(got.Body)
	id := got.Header.Get("X-Request-Id")
	if want := id + ": book 6 does not decode: unexpected end of JSON input\n"; logged.String() != want {
		t.Errorf("logged %q, want %q", &logged, want)
	}
	if strings.Contains(string(body), "decode") || !strings.Contains(string(body), id) {
		t.Errorf("the answer is %s", body)
	}
}

// Names with capitals inside keep them on the wire, where net/http would lower them.
func TestNamesOnTheWire(t *testing.T) {
	for request, want := range map[string]string{
		"GET /books/1":    "\r\nETag: \"emma-3\"\r\n",
		"GET /readers/me": "\r\nWWW-Authenticate: Basic ",
	} {
		answer := dial(t, request+" HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n\r\n")
		if !strings.Contains(answer, want) {
			t.Errorf("%s has no %q in\n%s", request, want, answer)
		}
	}
}

// dial sends bytes to a listening server and returns all that it answers.
func dial(t *testing.T, request string) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := origin.New(log.New(io.Discard, "", 0))
	go srv.Serve(ln)
	defer srv.Close()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, request)
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func BenchmarkNew(b *testing.B) {
	quiet := log.New(io.Discard, "", 0)
	b.ReportAllocs()
	for b.Loop() {
		origin.New(quiet)
	}
}
