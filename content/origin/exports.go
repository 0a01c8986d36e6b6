package origin

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"io"
	"net/http"
	"strconv"
)

func (l *library) routeExports(mux *router) {
	mux.HandleFunc("GET api.example.com/exports/nightly/file", l.getNightlyFile)
	mux.HandleFunc("POST api.example.com/exports", l.orderExport)
	mux.HandleFunc("GET api.example.com/exports/{id}", l.getExport)
	mux.HandleFunc("GET api.example.com/exports/{id}/file", l.getExportFile)
	mux.HandleFunc("POST api.example.com/exports/{id}/mail", l.mailExport)
}

// getNightlyFile sends the catalogue as it is tonight, each line as soon as it is made.
// So the length is not known when the head is sent, and the digest only after the last
// byte: it follows in a trailer field.
func (l *library) getNightlyFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="books.csv"`)
	chunked := r.ProtoAtLeast(1, 1) // HTTP/1.0 has neither chunks nor trailers
	if chunked {
		w.Header().Set("Trailer", "Content-Digest")
	}

	sum := sha256.New()
	lines := csv.NewWriter(io.MultiWriter(w, sum))
	send := func(line ...string) {
		lines.Write(line)
		lines.Flush()
		http.NewResponseController(w).Flush() // so that each line is a chunk
	}
	send("id", "title")
	for _, b := range l.visible() {
		send(strconv.Itoa(b.ID), b.Title)
	}

	if chunked {
		digest := base64.StdEncoding.EncodeToString(sum.Sum(nil))
		w.Header().Set("Content-Digest", "sha-256=:"+digest+":")
	}
}

// catalogue returns the same file at once.
func (l *library) catalogue() []byte {
	var file bytes.Buffer
	lines := csv.NewWriter(&file)
	lines.Write([]string{"id", "title"})
	for _, b := range l.visible() {
		lines.Write([]string{strconv.Itoa(b.ID), b.Title})
	}
	lines.Flush()
	return file.Bytes()
}
