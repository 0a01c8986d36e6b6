package origin

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

// createBook adds a book. The library chooses the id, and returns it in Location.
func (l *library) createBook(w http.ResponseWriter, r *http.Request) {
	if !acceptsBook(w, r) {
		return
	}
	b, ok := l.readBook(w, r)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b.ID = l.next
	l.next++
	e := &entry{id: b.ID, slug: slug(b.Title), revision: 1, changed: l.clock.now(), record: encode(b)}
	l.books[strconv.Itoa(b.ID)] = e

	h := w.Header()
	h.Set("Location", fmt.Sprintf("/books/%d", b.ID))
	h.Set("Content-Location", fmt.Sprintf("/books/%d", b.ID)) // the content is that book
	h["ETag"] = []string{e.tag()}
	writeJSON(w, http.StatusCreated, b)
}

const bookLimit = 16 << 10 // bytes

// acceptsBook reports whether the content of a request may be a book, by the head alone.
// If not, it has answered 415.
func acceptsBook(w http.ResponseWriter, r *http.Request) bool {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case media != "application/json":
		if r.Method == http.MethodPost {
			w.Header().Set("Accept-Post", "application/json")
		}
		fail(w, http.StatusUnsupportedMediaType, "Send the book as application/json.")
	case r.Header.Get("Content-Encoding") != "":
		w.Header().Set("Accept-Encoding", "identity") // no content coding at all
		fail(w, http.StatusUnsupportedMediaType, "Send the book without Content-Encoding.")
	default:
		return true
	}
	return false
}

// readBook reads a book from the content of a request. If it cannot, it has answered:
// 400 for content that does not parse, 413 for too much of it, 422 for a book that makes
// no sense.
func (l *library) readBook(w http.ResponseWriter, r *http.Request) (b book, ok bool) {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bookLimit))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		fail(w, http.StatusRequestEntityTooLarge, "A book can have at most 16 KiB.")
		return b, false
	case err != nil:
		fail(w, http.StatusBadRequest, unreadable(err))
		return b, false
	}
	wrong, err := l.decode(content, &b)
	switch {
	case err != nil:
		fail(w, http.StatusBadRequest, "The body is not JSON: "+err.Error()+".")
	case len(wrong) > 0:
		fail(w, http.StatusUnprocessableEntity, "The book has wrong values. Correct those listed in errors.", wrong...)
	}
	return b, err == nil && len(wrong) == 0
}

// unreadable says what is wrong with content that could not be read to its end. It does
// not repeat the error, because errors of a connection contain addresses.
func unreadable(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "The body ended too early. Send all of it."
	}
	return "The body cannot be read. Check its Content-Length or its chunks."
}

const shortLimit = 1 << 10 // bytes

// readShort reads a short piece of JSON into v. If it cannot, it has answered: 413 if
// there is too much, otherwise 400 with what to send.
func readShort(w http.ResponseWriter, r *http.Request, v any, send string) bool {
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, shortLimit)).Decode(v)
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		fail(w, http.StatusRequestEntityTooLarge, "The body can have at most 1 KiB.")
	case err != nil:
		fail(w, http.StatusBadRequest, send)
	}
	return err == nil
}

// decode reads a book from JSON. The error says that it is not JSON; everything else
// that is wrong with the book is listed.
func (l *library) decode(content []byte, b *book) (wrong []invalid, err error) {
	var mistyped *json.UnmarshalTypeError
	err = json.Unmarshal(content, b)
	switch {
	case errors.As(err, &mistyped):
		where := strings.TrimSuffix("#/"+mistyped.Field, "/") // "#" is the whole document
		wanted := map[reflect.Kind]string{reflect.String: "a string", reflect.Int: "a whole number"}[mistyped.Type.Kind()]
		return []invalid{{where, "The value must be " + cmp.Or(wanted, "an object") + ", but its type is " + mistyped.Value + "."}}, nil
	case err != nil:
		return nil, err
	}
	if b.Title == "" {
		wrong = append(wrong, invalid{"#/title", "title is required."})
	}
	if year := l.clock.now().Year(); b.Year > year {
		wrong = append(wrong, invalid{"#/year", fmt.Sprintf("year must be %d or earlier.", year)})
	}
	return wrong, nil
}

// encode returns the record of a book.
func encode(b book) []byte {
	record, err := json.Marshal(b)
	if err != nil {
		panic(err) // cannot happen: a book is numbers and strings
	}
	return record
}
