package origin

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

func (l *library) routeImports(mux *router) {
	mux.HandleFunc("POST api.example.com/imports", importTitles)
}

const importLimit = 4 << 10 // bytes, after decompression

// importTitles reads titles, one JSON object a line, and counts them. The content may be
// compressed with gzip. The limit holds for what it becomes: a few hundred bytes can
// unpack to gigabytes.
func importTitles(w http.ResponseWriter, r *http.Request) {
	content := io.Reader(r.Body)
	switch coding := r.Header.Get("Content-Encoding"); coding {
	case "", "identity":
	case "gzip":
		unpacked, err := gzip.NewReader(r.Body)
		if err != nil {
			fail(w, http.StatusBadRequest, "The body is not gzip, although Content-Encoding says so.")
			return
		}
		content = unpacked
	default:
		w.Header().Set("Accept-Encoding", "gzip")
		fail(w, http.StatusUnsupportedMediaType, "The coding "+coding+" is not supported. Use gzip, or no coding.")
		return
	}
	all, err := io.ReadAll(io.LimitReader(content, importLimit+1))
	switch {
	case len(all) > importLimit:
		fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("After decompression an import can have at most %d bytes.", importLimit))
		return
	case errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF):
		fail(w, http.StatusBadRequest, "The gzip data are damaged or incomplete. Compress the file again.")
		return
	case err != nil:
		fail(w, http.StatusBadRequest, unreadable(err))
		return
	}
	titles := 0
	lines := bufio.NewScanner(bytes.NewReader(all))
	for lines.Scan() {
		var one struct{ Title string }
		if json.Unmarshal(lines.Bytes(), &one) != nil || one.Title == "" {
			fail(w, http.StatusUnprocessableEntity, fmt.Sprintf(`Line %d must be a JSON object with a title, such as {"title":"Emma"}.`, titles+1))
			return
		}
		titles++
	}
	writeJSON(w, http.StatusOK, map[string]int{"titles": titles})
}
