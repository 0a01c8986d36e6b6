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
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "api.example.com"
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
	asJSON  = "application/json"
	asPatch = "application/merge-patch+json"
	asAda   = "Basic YWRhOmxvdmVsYWNl"
	asBo    = "Basic Ym86b3ZlcmR1ZQ=="
	emma4   = `{"title":"Emma","author":"Jane Austen","year":1816}`
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
	{"another version", "GET", "/books/1", "", []string{"If-Match", `"emma-2"`}, 412},
	{"this version", "GET", "/books/1", "", []string{"If-Match", `"emma-3"`}, 200},
	{"changed since", "GET", "/books/1", "", []string{"If-Unmodified-Since", "Sat, 14 Nov 2026 09:29:59 GMT"}, 412},
	{"unchanged since, by tag", "GET", "/books/1", "", []string{"If-Match", `"emma-3"`, "If-Unmodified-Since", "Sat, 14 Nov 2026 09:29:59 GMT"}, 200},
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
	{"remove if changed since", "DELETE", "/books/4", "", []string{"Authorization", asBo, "If-Unmodified-Since", "Sun, 01 Nov 2026 00:00:00 GMT"}, 412},
	{"replace if not looked at", "PUT", "/books/1", "{", []string{"Content-Type", asJSON, "If-Match", `"emma-2"`}, 412},
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
	{"search", "GET", "/books?q=emma", "", nil, 200},
	{"address too long", "GET", "/books?q=" + strings.Repeat("a", 2000), "", nil, 414},
	{"no method of ours", "FROBNICATE", "/books", "", nil, 501},
	{"search the texts", "GET", "/search?q=letter", "", nil, 503},
	{"query", "QUERY", "/search", `{"author":"austen"}`, []string{"Content-Type", asJSON}, 200},
	{"query for what is held", "QUERY", "/search", `{"to":1816}`, []string{"Content-Type", asJSON, "If-None-Match", `"found-1.3"`}, 304},
	{"query for what was", "QUERY", "/search", `{"to":1816}`, []string{"Content-Type", asJSON, "If-Match", `"found-1.2"`}, 412},
	{"query if unchanged since, without a date", "QUERY", "/search", `{}`, []string{"Content-Type", asJSON, "If-Unmodified-Since", "Sun, 01 Nov 2026 00:00:00 GMT"}, 200},
	{"query of no type", "QUERY", "/search", `{}`, nil, 400},
	{"query as text", "QUERY", "/search", "austen", []string{"Content-Type", "text/plain"}, 415},
	{"query broken", "QUERY", "/search", `{"from":`, []string{"Content-Type", asJSON}, 400},
	{"query mistyped", "QUERY", "/search", `{"from":"1810"}`, []string{"Content-Type", asJSON}, 400},
	{"query of no sense", "QUERY", "/search", `{"from":1820,"to":1810}`, []string{"Content-Type", asJSON}, 422},
	{"query too long", "QUERY", "/search", `"` + strings.Repeat("a", 16<<10) + `"`, []string{"Content-Type", asJSON}, 413},
	{"query where none is", "QUERY", "/books", `{}`, []string{"Content-Type", asJSON}, 405},
	{"no earlier query", "GET", "/searches/1", "", nil, 404},
	{"create coded", "POST", "/books", "Emma", []string{"Content-Type", asJSON, "Content-Encoding", "br"}, 415},
	{"patch", "PATCH", "/books/1", `{"year":1816}`, []string{"Content-Type", asPatch, "If-Match", `"emma-3"`}, 200},
	{"patch blindly", "PATCH", "/books/1", `{"year":1816}`, []string{"Content-Type", asPatch}, 428},
	{"patch as JSON", "PATCH", "/books/1", `{"year":1816}`, []string{"Content-Type", asJSON, "If-Match", "*"}, 415},
	{"patch broken", "PATCH", "/books/1", `[]`, []string{"Content-Type", asPatch, "If-Match", "*"}, 400},
	{"patch away the title", "PATCH", "/books/1", `{"title":null}`, []string{"Content-Type", asPatch, "If-Match", "*"}, 422},
	{"patch nothing", "PATCH", "/books/99", `{"year":1816}`, []string{"Content-Type", asPatch, "If-Match", "*"}, 404},
	{"log in", "POST", "/sessions", `{"name":"ada","password":"lovelace"}`, nil, 201},
	{"log in wrongly", "POST", "/sessions", `{"name":"ada","password":"byron"}`, nil, 403},
	{"log in brokenly", "POST", "/sessions", `{`, nil, 400},
	{"log out of nothing", "DELETE", "/sessions/me", "", nil, 404},
	{"me with an unknown cookie", "GET", "/readers/me", "", []string{"Cookie", "sid=s9"}, 401},
	{"borrow as nobody", "POST", "/loans", `{"book":4}`, nil, 401},
	{"borrow", "POST", "/loans", `{"book":4}`, []string{"Authorization", asAda}, 201},
	{"borrow what is lent", "POST", "/loans", `{"book":1}`, []string{"Authorization", asAda}, 409},
	{"borrow what is withdrawn", "POST", "/loans", `{"book":3}`, []string{"Authorization", asAda}, 422},
	{"borrow brokenly", "POST", "/loans", `4`, []string{"Authorization", asAda}, 400},
	{"borrow too early", "POST", "/loans", `{"book":4}`, []string{"Authorization", asAda, "Early-Data", "0"}, 425},
	{"borrow for another site", "POST", "/loans", `{"book":4}`, []string{"Authorization", asAda, "Sec-Fetch-Site", "cross-site"}, 403},
	{"loan of another", "GET", "/loans/1", "", []string{"Authorization", asAda}, 404},
	{"loan as librarian", "GET", "/loans/1", "", []string{"Authorization", asBo}, 200},
	{"loan as nobody", "GET", "/loans/1", "", nil, 401},
	{"give back for another", "DELETE", "/loans/1", "", []string{"Authorization", asAda}, 404},
	{"give back", "DELETE", "/loans/1", "", []string{"Authorization", asBo}, 204},
	{"part of a cover", "GET", "/books/1/cover", "", []string{"Range", "bytes=0-9"}, 206},
	{"part of a cover in lines", "GET", "/books/1/cover", "", []string{"Range", "lines=0-9"}, 200},
	{"part of a head", "HEAD", "/books/1/cover", "", []string{"Range", "bytes=0-9"}, 200},
	{"part of an old cover", "GET", "/books/1/cover", "", []string{"Range", "bytes=0-9", "If-Range", `"cover-1-0"`}, 200},
	{"part beyond the end", "GET", "/books/1/cover", "", []string{"Range", "bytes=99999-"}, 416},
	{"cover held", "GET", "/books/1/cover", "", []string{"If-None-Match", `"cover-1-1"`, "Range", "bytes=0-9"}, 304},
	{"text of any kind", "GET", "/books/1/text", "", nil, 300},
	{"text of either kind", "GET", "/books/1/text", "", []string{"Accept", "*/*"}, 300},
	{"text as HTML", "GET", "/books/1/text", "", []string{"Accept", "text/html, text/*;q=0.1"}, 200},
	{"text as sound", "GET", "/books/1/text", "", []string{"Accept", "audio/mpeg"}, 406},
	{"text that lists itself", "GET", "/books/2/text", "", nil, 506},
	{"text beside the mistake", "GET", "/books/2/text", "", []string{"Accept", "text/plain"}, 200},
	{"no text", "GET", "/books/4/text", "", nil, 404},
	{"text in no such form", "GET", "/books/2/text.html", "", nil, 404},
	{"difference", "GET", "/books/1/text.txt", "", []string{"A-IM", "diffe", "If-None-Match", `"text-1-plain-1"`}, 226},
	{"difference refused", "GET", "/books/1/text.txt", "", []string{"A-IM", "diffe;q=0", "If-None-Match", `"text-1-plain-1"`}, 200},
	{"difference to nothing", "GET", "/books/1/text.txt", "", []string{"A-IM", "diffe", "If-None-Match", `"text-1-plain-0"`}, 200},
	{"head of a difference", "HEAD", "/books/1/text.txt", "", []string{"A-IM", "diffe", "If-None-Match", `"text-1-plain-1"`}, 200},
	{"order as nobody", "POST", "/exports", "", nil, 401},
	{"order", "POST", "/exports", "", []string{"Authorization", asAda}, 202},
	{"export that failed", "GET", "/exports/2", "", nil, 200},
	{"no export", "GET", "/exports/9", "", nil, 404},
	{"file of what failed", "GET", "/exports/2/file", "", nil, 404},
	{"mail what failed", "POST", "/exports/2/mail", "", nil, 424},
	{"review in a form", "POST", "/books/1/reviews", "text=Good", []string{"Content-Type", "application/x-www-form-urlencoded"}, 205},
	{"review", "POST", "/books/1/reviews", `{"text":"Good"}`, []string{"Content-Type", asJSON}, 201},
	{"review that says nothing", "POST", "/books/1/reviews", `{}`, []string{"Content-Type", asJSON}, 422},
	{"review as text", "POST", "/books/1/reviews", "Good", []string{"Content-Type", "text/plain"}, 415},
	{"review of nothing", "POST", "/books/3/reviews", `{"text":"Good"}`, []string{"Content-Type", asJSON}, 404},
	{"no review", "GET", "/books/1/reviews/1", "", nil, 404},
	{"today", "GET", "/books/today", "", nil, 302},
	{"old version", "DELETE", "/v1/books/4", "", nil, 308},
	{"slash too many", "GET", "/books//1", "", nil, 307},
	{"live without an upgrade", "GET", "/loans/live", "", nil, 426},
	{"live in an old version", "GET", "/loans/live", "", []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "8"}, 426},
	{"upload", "POST", "/uploads", "scan", nil, 200},
	{"no upload", "HEAD", "/uploads/1", "", nil, 404},
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
	send(t, first, "PUT", "/books/2/cover", "<svg/>", "Content-Type", "image/svg+xml")
	for target, want := range map[string][2]int{
		"/books/7": {200, 404}, "/books/4": {410, 200}, "/books/2/cover": {200, 404},
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
