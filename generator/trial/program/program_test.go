package program

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"wirebook/generator/goal"
)

// counter is an origin that counts what it is asked, closes, stays silent and hints.
func counter(*log.Logger) *http.Server {
	mux, n := http.NewServeMux(), 0
	mux.HandleFunc("GET /count", func(w http.ResponseWriter, r *http.Request) { n++; fmt.Fprint(w, n) })
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	mux.HandleFunc("GET /hint", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		io.WriteString(w, "ready")
	})
	mux.HandleFunc("GET /refuse", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusMethodNotAllowed) })
	mux.HandleFunc("GET /gone", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	return &http.Server{Handler: mux}
}

// started is a program in the first state of the origin.
func started(t testing.TB) *Program {
	p, err := New(counter)
	if err != nil {
		t.Fatal(err)
	}
	p.limit = 50 * time.Millisecond
	if err := p.Begin(nil, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func send(t testing.TB, p *Program, keep bool, request string) *Report {
	t.Helper()
	r, err := p.Send(Trial{Bytes: []byte(request), Keep: keep}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const count = "GET /count HTTP/1.1\r\nHost: a\r\n\r\n"

func TestSend(t *testing.T) {
	for _, test := range []struct {
		name, request, titles, ending string
		lacks                         int
	}{
		{"an answer", count, "200 OK", "done", 0},
		{"two requests at once", count + count, "200 OK, 200 OK", "done", 0},
		{"an interim answer", "GET /hint HTTP/1.1\r\nHost: a\r\n\r\n", "103 Early Hints, 200 OK", "done", 0},
		{"a broken request", "GET /count\r\n\r\n", "400 Bad Request", "closed", 0},
		{"an answer before the end", "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n\r\nab", "404 Not Found", "closed", 999997},
		{"silence", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", "", "silent", 3},
		{"a closed connection", "GET /gone HTTP/1.1\r\nHost: a\r\n\r\n", "", "closed", 0},
		{"no request at all", "\x00\xff\r\n\r\n", "400 Bad Request", "closed", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := send(t, started(t), false, test.request)
			var titles []string
			for _, m := range r.Received {
				titles = append(titles, m.Title)
			}
			if got := strings.Join(titles, ", "); got != test.titles || r.Ending != test.ending || r.Lacks != test.lacks {
				t.Errorf("%q, ending %s, lacks %d; want %q, %s, %d", got, r.Ending, r.Lacks, test.titles, test.ending, test.lacks)
			}
		})
	}
}

// The connection and the state are kept where that is asked for.
func TestKeepGoing(t *testing.T) {
	p := started(t)
	for want := range 3 {
		r := send(t, p, true, count)
		if got := r.Received[0].Body[0][1]; got != fmt.Sprint(want+1) || r.Ending != "open" {
			t.Errorf("count %s, ending %s; want %d, open", got, r.Ending, want+1)
		}
	}
	if p.dialed != 1 {
		t.Errorf("%d connections", p.dialed)
	}
	if err := p.Begin(nil, 0); err != nil {
		t.Fatal(err)
	}
	if r := send(t, p, false, count); r.Received[0].Body[0][1] != "1" {
		t.Errorf("a new origin counts %v", r.Received[0].Body)
	}
}

// A request whose content the origin asks for goes on with it.
func TestContinue(t *testing.T) {
	p := started(t)
	r := send(t, p, false, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
	if len(r.Received) != 1 || r.Received[0].Code != 100 || r.Ending != "open" || r.Lacks != 2 {
		t.Fatalf("%+v", r)
	}
	r = send(t, p, false, "ab")
	if len(r.Received) != 1 || r.Received[0].Code != 200 || r.Received[0].Body[0][1] != "ab" || r.Lacks != 0 || len(r.Sent) != 1 || r.Sent[0].Title != "POST /echo" {
		t.Errorf("%+v", r)
	}
}

// What the request breaks is told even where the answer refuses it.
func TestBroken(t *testing.T) {
	r := send(t, started(t), false, "GET /count HTTP/1.1\r\n\r\n")
	if r.Received[0].Code != 400 || !slices.ContainsFunc(r.Broken, func(f Finding) bool {
		return f.Request && strings.Contains(f.Citation, "RFC") && f.URL != "" && slices.Equal(f.About, []string{"Host"})
	}) {
		t.Errorf("%+v", r.Broken)
	}
	r = send(t, started(t), false, "GET /count HTTP/1.1\r\nHost: a\r\ncontent-length: x\r\n\r\n")
	if !slices.ContainsFunc(r.Broken, func(f Finding) bool { return slices.Equal(f.About, []string{"content-length"}) }) {
		t.Errorf("%+v", r.Broken)
	}
	r = send(t, started(t), false, "GET /refuse HTTP/1.1\r\nHost: a\r\n\r\n")
	if !slices.ContainsFunc(r.Broken, func(f Finding) bool { return !f.Request && slices.Equal(f.About, []string{"Allow", "405"}) }) {
		t.Errorf("%+v", r.Broken)
	}
}

// The words name what was changed and what became of the answer.
func TestWords(t *testing.T) {
	parse := func(request, response string) *answer {
		a := &answer{raw: []byte(request), requests: requestsOf([]byte(request))}
		c := &client{data: []byte(response), ended: true}
		for {
			m, err := c.response("GET")
			if m == nil || err != nil {
				return a
			}
			a.received = append(a.received, m)
		}
	}
	was := parse("GET /a HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nDate: now\r\n\r\n")
	for _, test := range []struct{ request, response, want string }{
		{"GET /a HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nDate: later\r\n\r\n", "You sent the request as the note shows it. The answer is the same: 304 Not Modified."},
		{"GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "You changed If-None-Match (left out): 304 became 200."},
		{"GET /b?c HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"y\"\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nVary: a\r\n\r\n", "You changed the path, the query and If-None-Match: 304 stayed, and the answer differs."},
		{"GET /a HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\n\r\nx", "", "You changed the bytes: 304 became a closed connection."},
	} {
		r := &Report{Ending: "closed"}
		r.compare(was, parse(test.request, test.response))
		if got := strings.Join(r.Words, " "); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// Trials leave nothing behind: neither goroutines nor memory.
func TestManyTrials(t *testing.T) {
	p := started(t)
	trials := func(n int) (goroutines int, heap uint64) {
		for range n {
			if err := p.Begin(nil, 0); err != nil {
				t.Fatal(err)
			}
			send(t, p, false, count)
			send(t, p, true, count)
		}
		p.Close()
		var m runtime.MemStats
		for range 100 { // servers end by and by
			runtime.GC()
			runtime.ReadMemStats(&m)
			if goroutines = runtime.NumGoroutine(); goroutines < 10 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		return goroutines, m.HeapAlloc
	}
	_, before := trials(50)
	goroutines, after := trials(500)
	if goroutines >= 10 || after > before+1<<20 {
		t.Errorf("%d goroutines; %d bytes after 50 trials, %d after 500 more", goroutines, before, after)
	}
}

// Bytes of any kind are answered, or are an error: the program does not end.
func FuzzCall(f *testing.F) {
	f.Add("send", "{}", []byte(count))
	f.Add("begin", `{"Note":{"Steps":[{"x":1,"c":1,"s":[{"t":"GET / HTTP/1.1\r\n\r\n"}]},{"x":1,"c":1,"w":[[[{"k":10,"n":"a"}]]]}]},"Exchange":1}`, []byte(nil))
	f.Add("check", `{"Note":{"Steps":[{"x":1,"c":1,"b":5,"w":[]}]}}`, []byte(nil))
	f.Add("end", "{}", []byte("x"))
	f.Fuzz(func(t *testing.T, name, argument string, b []byte) {
		p := started(t)
		p.limit = time.Millisecond
		p.safely(name, []byte(argument), b, func(Event) {})
		if r := p.safely("begin", []byte(`{"Exchange":0}`), nil, nil); r.Error != "" {
			t.Errorf("after %s, no new origin: %s", name, r.Error)
		}
	})
}

// An attempt at a task is compared with its goal, and what a reader writes is, too.
func TestGoal(t *testing.T) {
	p := started(t)
	g := &goal.Goal{Text: "HTTP/1.1 200 OK\n…: …\n\n2\n", Method: "GET"}
	for _, want := range []string{"The body is not the one that is asked for.", ""} {
		r, err := p.Send(Trial{Bytes: []byte(count), Keep: true, Goal: g}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.Missing == nil || *r.Missing != want {
			t.Errorf("%v, want %q", r.Missing, want)
		}
	}
	if r := send(t, p, false, count); r.Missing != nil {
		t.Errorf("without a goal, %q is missing", *r.Missing)
	}
	for written, want := range map[string]string{
		`HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n`:               "Allow is missing (RFC 9110 section 15.5.6).",
		`HTTP/1.1 405 No\r\nAllow: GET\r\nContent-Length: 0\r\n\r\n`: "",
	} {
		written = strings.ReplaceAll(strings.ReplaceAll(written, `\r`, "\r"), `\n`, "\n")
		r := p.safely("judge", []byte(`{"Goal":{"text":"HTTP/1.1 405 Method Not Allowed\n…: …\n","method":"PUT","written":true}}`), []byte(written), nil)
		if j, ok := r.Result.(Judgement); !ok || j.Missing != want || (len(j.Broken) > 0) != (want != "") {
			t.Errorf("%q: %+v", written, r)
		}
	}
	if r := p.safely("judge", []byte("{}"), nil, nil); r.Error == "" {
		t.Error("without a goal nothing is judged")
	}
}
