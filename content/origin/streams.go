package origin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (l *library) routeStreams(mux *router) {
	mux.HandleFunc("POST api.example.com/summaries", l.streamSummaries)
	mux.HandleFunc("GET api.example.com/books.ndjson", l.streamBooks)
	mux.HandleFunc("GET api.example.com/news", streamNews)
}

// streamSummaries tells about books, a few words at a time, as the answer of a language
// model arrives. Whatever can be checked is checked before the first byte, while the
// status code can still say it. After that an error is one more event.
func (l *library) streamSummaries(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Books []int }
	if !readShort(w, r, &asked, `Send the ids of the books as JSON, such as {"books":[1,2]}.`) {
		return
	}
	for _, id := range asked.Books {
		if e := l.entry(strconv.Itoa(id)); e == nil || e.withdrawn || e.barred {
			fail(w, http.StatusUnprocessableEntity, "The list names a book that cannot be read.",
				invalid{"#/books", fmt.Sprintf("There is no book %d.", id)})
			return
		}
	}

	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("Incremental", "?1") // asks every proxy on the way not to wait for more
	send := func(event string, data any) {
		line, _ := json.Marshal(data)
		fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, line)
		http.NewResponseController(w).Flush()
	}
	for _, id := range asked.Books {
		b, err := l.entry(strconv.Itoa(id)).book()
		if err != nil {
			l.log.Printf("book %d does not decode: %v", id, err)
			status := http.StatusInternalServerError
			send("error", problem{Title: phrase(status), Status: status,
				Detail: fmt.Sprintf("Book %d cannot be read. The summaries before it are complete.", id)})
			return
		}
		for words := range slices.Chunk(strings.Fields(b.Blurb), 4) {
			send("delta", map[string]any{"book": id, "text": strings.Join(words, " ")})
		}
	}
	send("done", map[string]int{"books": len(asked.Books)})
}

// streamBooks sends all books, one a line. If it cannot go on, it breaks the connection:
// without the last chunk the client knows that there should have been more. Returning
// would end the stream as if it were complete.
func (l *library) streamBooks(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	lines := json.NewEncoder(w)
	for id := 1; ; id++ {
		e := l.entry(strconv.Itoa(id))
		if e == nil {
			return
		}
		if e.withdrawn || e.barred {
			continue
		}
		b, err := e.book()
		if err != nil {
			l.log.Printf("book %d does not decode: %v", id, err)
			panic(http.ErrAbortHandler) // net/http closes the connection, and logs nothing
		}
		lines.Encode(map[string]any{"id": b.ID, "title": b.Title})
		http.NewResponseController(w).Flush()
	}
}

// streamNews sends the news of the day, from the one after Last-Event-ID on: a browser
// whose connection broke says there what it has. With nothing left to send, 204 makes it
// stop asking.
func streamNews(w http.ResponseWriter, r *http.Request) {
	news := [...]string{"Emma is back.", "The reading room closes at six.", "Lady Susan has a new cover."}
	seen, _ := strconv.Atoi(r.Header.Get("Last-Event-ID")) // without one, 0
	w.Header().Set("Cache-Control", "no-store")
	if seen < 0 || seen >= len(news) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for i, text := range news[seen:] {
		fmt.Fprintf(w, "id: %d\ndata: %s\n\n", seen+i+1, text)
		http.NewResponseController(w).Flush()
	}
}
