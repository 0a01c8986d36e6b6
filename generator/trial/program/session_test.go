package program

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"
	"time"

	"wirebook/generator/pattern"
)

// switching is counter, with a protocol that sends back each line in capitals.
func switching(l *log.Logger) *http.Server {
	s := counter(l)
	mux := s.Handler.(*http.ServeMux)
	mux.HandleFunc("GET /switch", func(w http.ResponseWriter, r *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: capitals\r\n\r\n")
		for lines := bufio.NewScanner(rw); lines.Scan(); {
			io.WriteString(conn, strings.ToUpper(lines.Text())+"\n")
		}
	})
	mux.HandleFunc("GET /ticks", func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ticks\r\n\r\n")
		for err == nil { // a write does not wait
			time.Sleep(time.Millisecond)
			_, err = io.WriteString(conn, ".")
		}
	})
	return s
}

// noted is a program at the first of two exchanges of a note: /count, and then /count
// on another connection.
func noted(t *testing.T) *Program {
	p, err := New(switching)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	n := &Note{Limit: 50}
	for i := range 2 {
		n.Steps = append(n.Steps, Step{Exchange: i + 1, Conn: i + 1, Send: pattern.Text([]byte(count), nil)}, Step{Exchange: i + 1, Conn: i + 1, Last: true, Methods: []string{"GET"}})
	}
	if err := p.Begin(n, 1); err != nil {
		t.Fatal(err)
	}
	return p
}

// While the state is kept, each trial is compared with what the note gets: on the first
// connection with its own exchange, elsewhere with the one that is asked for. What the
// documented ones get is not counted in the state of the trial.
func TestKeepGoingTellsTheDifference(t *testing.T) {
	p := noted(t)
	for _, test := range []struct {
		trial Trial
		words string
		lines int
	}{
		{Trial{Bytes: []byte(count)}, "You sent the request as the note shows it. The answer is the same: 200 OK.", 0},
		{Trial{Bytes: []byte(count)}, "You sent the request as the note shows it. 200 stayed, and the answer differs.", 6},
		{Trial{Bytes: []byte(count), Conn: 2}, "", 0},
		{Trial{Bytes: []byte(count), Conn: 2, Like: 2}, "You sent the request of exchange 2 as the note shows it. 200 stayed, and the answer differs.", 6},
		{Trial{Bytes: []byte("GET /none HTTP/1.1\r\nHost: a\r\n\r\n"), Conn: 1000, Like: 2}, "You changed the path: 200 became 404.", 9},
		{Trial{Bytes: []byte(count), Conn: 2, Like: 7}, "", 0},
	} {
		test.trial.Keep = true
		r, err := p.Send(test.trial, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.Words, " "); got != test.words || len(r.Lines) != test.lines || r.Ending != "open" {
			t.Errorf("%+v: %q and %d lines, ending %s; want %q and %d", test.trial, got, len(r.Lines), r.Ending, test.words, test.lines)
		}
	}
	if p.dialed != 3 {
		t.Errorf("%d connections, want 3", p.dialed)
	}
	r := send(t, p, false, count)
	if got := r.Received[0].Body[0][1]; got != "6" {
		t.Errorf("the server counted %s requests, want 6", got)
	}
}

// After a 101 bytes go both ways, with no word of HTTP, until one side closes.
func TestSwitch(t *testing.T) {
	p := noted(t)
	r := send(t, p, true, "GET /switch HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: capitals\r\n\r\n")
	if len(r.Received) != 1 || r.Received[0].Code != 101 || r.Ending != "open" || !r.Switched {
		t.Fatalf("%+v", r)
	}
	for _, test := range []struct {
		keep               bool
		send, extra, ended string
	}{
		{true, "hello\n", "HELLO\n", "open"},
		{true, "", "", "silent"},
		{true, "a\nb\n", "A\nB\n", "open"},
		{false, "bye\n", "BYE\n", "done"},
	} {
		r := send(t, p, test.keep, test.send)
		if r.Extra != test.extra || r.Ending != test.ended || len(r.Received)+len(r.Sent)+len(r.Broken) > 0 || len(r.Words) > 0 {
			t.Errorf("%q: %+v, want %q, %s", test.send, r, test.extra, test.ended)
		}
	}
	if r := send(t, p, false, count); len(r.Received) != 1 || r.Received[0].Code != 200 {
		t.Errorf("after it: %+v", r)
	}
	// What never pauses is not waited for.
	send(t, p, true, "GET /ticks HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ticks\r\n\r\n")
	if r := send(t, p, true, ""); !strings.Contains(r.Extra, ".") || r.Ending != "open" {
		t.Errorf("of what never pauses: %.20q, %s", r.Extra, r.Ending)
	}
}

// Each part of a request whose content the origin asks for is compared with its own.
func TestContinueTellsTheDifference(t *testing.T) {
	p := noted(t)
	head := "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
	n := &Note{Limit: 50, Steps: []Step{
		{Exchange: 1, Conn: 1, Send: pattern.Text([]byte(head), nil)}, {Exchange: 1, Conn: 1, Interim: true, Methods: []string{"POST"}, Want: [][][]pattern.Piece{nil}},
		{Exchange: 1, Conn: 1, Send: pattern.Text([]byte("ab"), nil)}, {Exchange: 1, Conn: 1, Last: true, Methods: []string{"POST"}},
	}}
	for content, want := range map[string]string{"ab": "You sent the request as the note shows it. The answer is the same: 200 OK.", "xy": "You changed the content: 200 stayed, and the answer differs."} {
		if err := p.Begin(n, 1); err != nil {
			t.Fatal(err)
		}
		r := send(t, p, false, head)
		if got := strings.Join(r.Words, " "); got != "You sent the request as the note shows it. The answer is the same: 100 Continue." || r.Goes {
			t.Errorf("the head: %q", got)
		}
		r = send(t, p, false, content)
		if got := strings.Join(r.Words, " "); got != want || !r.Goes {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}

// An exchange that the note does not have is an error, and so is what is sent then.
func TestBeginNowhere(t *testing.T) {
	p := noted(t)
	for _, begin := range []func() error{func() error { return p.Begin(nil, 1) }, func() error { return p.Begin(&Note{}, 3) }} {
		if err := begin(); err == nil || !strings.Contains(err.Error(), "has no exchange") {
			t.Errorf("got %v", err)
		}
		if r := send(t, p, false, count); fmt.Sprint(r.Received[0].Code) != "200" || len(r.Words) > 0 {
			t.Errorf("%+v", r)
		}
	}
}
