package cli_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
)

// An origin is the server of the scripts: a few resources that behave well, and
// one path for each fault that an origin can have.
type origin struct {
	log    *log.Logger
	number int64 // of this origin in the process, for answers that vary
	books  atomic.Int64
}

var origins atomic.Int64

func newOrigin(l *log.Logger) *http.Server {
	o := &origin{log: l, number: origins.Add(1)}
	o.books.Store(6)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books/{id}", o.book)
	mux.HandleFunc("POST /books", o.create)
	mux.HandleFunc("PUT /books/{id}", o.put)
	mux.HandleFunc("DELETE /books/{id}", o.remove)
	unnamed := http.NewServeMux() // without a pattern in the request, no code is looked for
	for path, h := range o.odd() {
		unnamed.HandleFunc(path, h)
	}
	return &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if raw, ok := rawAnswers[r.URL.Path]; ok {
			hijack(w, raw)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/coded/") {
			r.URL.Path = strings.TrimPrefix(r.URL.Path, "/coded")
			mux.ServeHTTP(w, r)
			return
		}
		if _, pattern := unnamed.Handler(r); pattern == "" {
			mux.ServeHTTP(w, r)
		} else {
			unnamed.ServeHTTP(w, r)
		}
		r.Pattern = ""
	})}
}

func send(w http.ResponseWriter, code int, kind, body string) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(code)
	io.WriteString(w, body)
}

func (o *origin) book(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") != "1" {
		send(w, 404, "text/plain", "No such book.\n")
		return
	}
	w.Header()["ETag"] = []string{`"emma-3"`}
	w.Header().Set("Cache-Control", "no-cache")
	if r.Header.Get("If-None-Match") == `"emma-3"` {
		w.WriteHeader(304)
		return
	}
	send(w, 200, "application/json", `{"id":1,"title":"Emma"}`+"\n")
}

func (o *origin) create(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	id := o.books.Add(1)
	w.Header().Set("Location", fmt.Sprintf("/books/%d", id))
	send(w, 201, "application/json", fmt.Sprintf(`{"id":%d,"was":%q}`+"\n", id, body))
}

func (o *origin) put(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	send(w, 200, "text/plain", fmt.Sprintf("%d bytes\n", len(body)))
}

func (o *origin) remove(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }

// odd are the resources that are for one test each.
func (o *origin) odd() map[string]http.HandlerFunc {
	hints := func(codes ...int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for i, code := range codes {
				w.Header().Set("Link", fmt.Sprintf("</%d.css>; rel=preload", i+1))
				w.WriteHeader(code)
			}
			w.Header().Del("Link")
			send(w, 200, "text/plain", "hinted\n")
		}
	}
	return map[string]http.HandlerFunc{
		"/list": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "application/json", "[\n  {\"id\": 1, \"title\": \"Emma\"},\n  {\"id\": 2, \"title\": \"Persuasion\"},\n  {\"id\": 3, \"title\": \"Sanditon\"}\n]\n")
		},
		"/poem": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/plain; charset=utf-8", "one\ntwo\nthree\nfour\nfünf\n")
		},
		"/spaces": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/plain; charset=utf-8", "a space at the end \na\u00a0hard space\na\ttab\na zero\u200bwidth space\n")
		},
		"/headings": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/markdown; charset=utf-8", "# A fence\n\n```go\nx := 1\n```\n\n````\nlonger\n````\n")
		},
		"/empty": func(w http.ResponseWriter, r *http.Request) {},
		"/gzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			io.WriteString(z, strings.Repeat("Emma ", 40))
			z.Close()
			send(w, 200, "text/plain", b.String())
		},
		"/bell": func(w http.ResponseWriter, r *http.Request) { send(w, 200, "text/plain", "ding\a\n") },
		"/chunked": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "X-Sum")
			w.Header().Set("Content-Type", "text/plain")
			for _, s := range []string{"first\n", "second", " third\nfourth\n"} {
				io.WriteString(w, s)
				w.(http.Flusher).Flush()
			}
			w.Header().Set("X-Sum", "3")
		},
		"/hints":      hints(103),
		"/more-hints": hints(103, 103),
		"/varies": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Request-Id", fmt.Sprintf("r-%d", o.number))
			send(w, 200, "application/json", `{"id":1}`+"\n")
		},
		"/varies-twice": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", fmt.Sprintf("/books/%d", o.number))
			w.Header().Set("X-Request-Id", fmt.Sprintf("r-%d", o.number))
			send(w, 201, "application/json", `{"id":1}`+"\n")
		},
		"/varies-inside": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Set-Cookie", fmt.Sprintf("sid=s%04d; Path=/", o.number))
			send(w, 200, "application/json", fmt.Sprintf(`{"id":"%s","n":%d}`+"\n", strings.Repeat("x", int(o.number)), o.number))
		},
		"/login": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/plain", fmt.Sprintf("token-%04d\n", o.number))
		},
		"/inside": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") == fmt.Sprintf("Bearer token-%04d", o.number) {
				send(w, 200, "text/plain", fmt.Sprintf("token-%04d is good\n", o.number))
				return
			}
			w.Header().Set("WWW-Authenticate", "Bearer")
			send(w, 401, "text/plain", "who are you?\n")
		},
		"/cookies": func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Set-Cookie"] = []string{"a=1", "b=2"}
			send(w, 200, "text/plain", "two\n")
		},
		"/where": func(w http.ResponseWriter, r *http.Request) {
			here, _ := os.Getwd()
			send(w, 200, "application/json", fmt.Sprintf(`{"at":"%s/content/site.yaml:3"}`+"\n", here))
		},
		"/hang": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/slow-end": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "10")
			send(w, 200, "text/plain", "half\n")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"/panic": func(w http.ResponseWriter, r *http.Request) { panic("the shelf fell") },
		"/late-panic": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/plain", "begun\n")
			w.(http.Flusher).Flush()
			panic("the shelf fell late")
		},
		"/log": func(w http.ResponseWriter, r *http.Request) {
			o.log.Print("the disk is nearly full")
			send(w, 200, "text/plain", "well\n")
		},
		"/superfluous": func(w http.ResponseWriter, r *http.Request) {
			send(w, 200, "text/plain", "once\n")
			w.WriteHeader(500)
		},
		"/broken": func(w http.ResponseWriter, r *http.Request) { send(w, 500, "text/plain", "broken\n") },
		"/stay": func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(conn, "HTTP/1.1 204 No Content\r\n"+date+"\r\n")
		},
		"/upgrade": func(w http.ResponseWriter, r *http.Request) {
			hijack(w, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello \x01\x02\nbye")
		},
	}
}

const date = "Date: Sun, 22 Nov 2026 18:00:00 GMT\r\n"

// rawAnswers are sent as they stand, and the connection is closed.
var rawAnswers = map[string]string{
	"/close":       "",
	"/cut":         "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nContent-Length: 20\r\n\r\nfive\n",
	"/no-status":   "sorry, not today\r\n",
	"/half-head":   "HTTP/1.1 200 OK\r\nDate: Sun, 22 N",
	"/extra":       "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\nmore\r\n",
	"/two":         "HTTP/1.1 204 No Content\r\n" + date + "\r\nHTTP/1.1 204 No Content\r\n" + date + "\r\n",
	"/lf":          "HTTP/1.1 204 No Content\n" + date[:len(date)-2] + "\n\n",
	"/invisible":   "HTTP/1.1 204 No Content\r\n" + date + "X-A: a\u00a0b\r\nX-B: c \r\nX-C:\td\r\nX-D: e\u200bf\r\n\r\n",
	"/no-reason":   "HTTP/1.1 204 \r\n" + date + "\r\n",
	"/order":       "HTTP/1.1 204 No Content\r\n" + date + "X-A: 1\r\nX-B: 2\r\nx-c: 3\r\nX-D: 4\r\nX-D: 5\r\n\r\n",
	"/latin":       "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nf\xfcnf\n",
	"/by-close":    "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nConnection: close\r\n\r\nto the end",
	"/no-break":    "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nContent-Length: 4\r\n\r\nword",
	"/no-date":     "HTTP/1.1 204 No Content\r\n\r\n",
	"/bad-chunk":   "HTTP/1.1 200 OK\r\n" + date + "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n5\r\nsec",
	"/two-dates":   "HTTP/1.1 204 No Content\r\n" + date + date + "\r\n",
	"/crlf":        "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/html\r\nContent-Length: 26\r\n\r\n<h1>Hi</h1>\r\n<hr>\r\nnginx\r\n",
	"/crlf-close":  "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nConnection: close\r\n\r\none\r\ntwo",
	"/crlf-some":   "HTTP/1.1 200 OK\r\n" + date + "Content-Type: text/plain\r\nContent-Length: 8\r\n\r\none\r\nb\n\n",
	"/date-broken": "HTTP/1.1 204 No Content\r\nDate: Mon, 22 Nov 2026 18:00:00 GMT\r\n\r\n",
}

func hijack(w http.ResponseWriter, answer string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	io.WriteString(conn, answer)
	conn.Close()
}
