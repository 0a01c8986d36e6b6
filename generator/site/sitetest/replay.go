package sitetest

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"sync"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/pipe"
	"wirebook/generator/source"
)

// By is the server that answers in sites made for tests.
const By = "net/http go1.2.3"

// A replay answers what a note documents, sending each elision literally.
type replay struct {
	origin.Origin // the built-in one, for the code of its handlers
	script        *exchange.Script
	mux           *http.ServeMux // with its patterns
}

func replayOf(n *note.Note, code []*source.File) *replay {
	r := &replay{Origin: origin.BuiltIn(By, nil, 0, code), mux: http.NewServeMux()}
	r.script = exchange.ReadNote(n)
	for _, route := range r.Routes() {
		r.mux.HandleFunc(route.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return r
}

func (r *replay) By() string { return By }

// Sendable is false: a page cannot contain it.
func (r *replay) Sendable() bool { return false }

func (r *replay) Start(context.Context) (origin.Instance, error) {
	left := []*exchange.Conversation{}
	for _, s := range r.script.Steps {
		if !slices.Contains(left, s.Conversation) {
			left = append(left, s.Conversation)
		}
	}
	return &instance{replay: r, left: left}, nil
}

// An instance answers each conversation once.
type instance struct {
	*replay
	mu   sync.Mutex
	left []*exchange.Conversation
}

func (i *instance) Logged() []string               { return nil }
func (i *instance) Failing(bool) ([]string, error) { return nil, nil }
func (i *instance) Stop()                          {}

func (i *instance) Answered(_ net.Addr, method, target string) (patterns []string, ok bool) {
	r, err := http.NewRequest(method, target, nil)
	if err != nil {
		return nil, true
	}
	for _, s := range i.script.Steps {
		if e := s.Exchange; e.Method == method && e.Target == target {
			r.Host = s.Conversation.Host
		}
	}
	if _, pattern := i.mux.Handler(r); pattern != "" {
		return []string{pattern}, true
	}
	return nil, true
}

func (i *instance) Dial(context.Context) (net.Conn, error) {
	client, server := pipe.New(&net.TCPAddr{Port: 1024}, &net.TCPAddr{Port: 80})
	go i.answer(server)
	return client, nil
}

var errOther = errors.New("this is not what the note documents")

// answer plays the server's side of the conversation that begins with what the client
// sends; it closes if there is none.
func (i *instance) answer(c *pipe.Conn) {
	defer c.CloseWrite()
	var got []byte
	read := func(want []byte) error {
		for b := make([]byte, 4096); !bytes.HasPrefix(got, want); {
			n, err := c.Read(b)
			if got = append(got, b[:n]...); err != nil {
				return errOther
			}
			if !bytes.HasPrefix(want, got[:min(len(got), len(want))]) {
				return errOther
			}
		}
		got = got[len(want):]
		return nil
	}
	first := make([]byte, 1<<16) // the client sends a request of that size in one write
	n, _ := c.Read(first)
	got = first[:n]
	for _, s := range i.take(got) {
		if !s.Sends() {
			c.Write(i.wire(s))
		} else if read(i.wire(s)) != nil {
			return
		}
	}
}

// take returns the conversation that begins with these bytes. Each is answered once.
func (i *instance) take(first []byte) []*exchange.Step {
	i.mu.Lock()
	defer i.mu.Unlock()
	at := slices.IndexFunc(i.left, func(c *exchange.Conversation) bool { return bytes.HasPrefix(first, i.wire(c.Steps[0])) })
	if at < 0 {
		return nil
	}
	steps := i.left[at].Steps
	i.left = slices.Delete(i.left, at, at+1)
	return steps
}

// wire returns the bytes of a step.
func (i *instance) wire(s *exchange.Step) (out []byte) {
	if s.Kind == exchange.InBytes {
		return s.Plain(i.script.File().Data)
	}
	for n, m := range s.Messages {
		if s.Raw {
			out = append(out, m.Text...)
			continue
		}
		b := pattern.Builder{Message: m, EOL: s.EOL, Cut: s.Cut, Continued: s.Continued, Exact: true, Method: s.Method(n)}
		out = append(out, pattern.BytesOf(b.Build(), nil)...)
	}
	return out
}
