package origin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

func (l *library) routeScans(mux *router) {
	s := &scanner{library: l, stored: map[string][]byte{}}
	mux.HandleFunc("POST api.example.com/scans", s.receiveForm)
	mux.HandleFunc("POST api.example.com/scans/tickets", s.issueTicket)
	mux.HandleFunc("PUT api.example.com/inbox/{id}", s.receiveFile)
	mux.HandleFunc("GET api.example.com/scans/{id}", s.show)
}

const (
	scanLimit    = 2 << 10                       // bytes
	ticketLife   = 4 * time.Second               // on the library's clock: short, so that an example sees one expire
	ticketSecret = "only the library knows this" // a real one is random
)

// A scanner keeps scanned pages that readers send in.
type scanner struct {
	library *library
	mu      sync.Mutex
	stored  map[string][]byte // by id
	last    int
}

// keep stores a scan and returns its id.
func (s *scanner) keep(content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	id := strconv.Itoa(s.last)
	s.stored[id] = content
	return id
}

const brokenForm = "The form is cut off or broken. Check that it ends with the boundary and two dashes."

// receiveForm takes a form with the parts book and scan. It looks at the bytes of the file
// to see what they are: its name and its Content-Type are what the client says.
func (s *scanner) receiveForm(w http.ResponseWriter, r *http.Request) {
	form, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		w.Header().Set("Accept-Post", "multipart/form-data")
		fail(w, http.StatusUnsupportedMediaType, "Send a form as multipart/form-data with the parts book and scan.")
		return
	}
	var book, name string
	var scan []byte
	for err == nil { // err: Content-Type has no boundary
		part, next := form.NextPart()
		if errors.Is(next, io.EOF) {
			break
		}
		if next != nil {
			fail(w, http.StatusBadRequest, brokenForm)
			return
		}
		content, broken := io.ReadAll(io.LimitReader(part, scanLimit+1))
		if broken != nil {
			fail(w, http.StatusBadRequest, brokenForm)
			return
		}
		if len(content) > scanLimit {
			fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("The part %s can have at most %d bytes.", part.FormName(), scanLimit))
			return
		}
		switch part.FormName() {
		case "book":
			book = string(content)
		case "scan":
			scan, name = content, part.FileName() // without any folders
		}
	}
	if err != nil {
		fail(w, http.StatusBadRequest, "Content-Type has no boundary.")
		return
	}
	var wrong []invalid
	if s.library.entry(book) == nil {
		wrong = append(wrong, invalid{"#/book", fmt.Sprintf("book must be the id of a book, not %q.", book)})
	}
	if scan == nil {
		wrong = append(wrong, invalid{"#/scan", "scan is required."})
	}
	if len(wrong) > 0 {
		fail(w, http.StatusUnprocessableEntity, "Parts of the form are missing or wrong. See errors.", wrong...)
		return
	}
	if kind := http.DetectContentType(scan); kind != "application/pdf" {
		fail(w, http.StatusUnsupportedMediaType, "scan must be a PDF file. Its bytes look like "+kind+".")
		return
	}
	id := s.keep(scan)
	w.Header().Set("Location", "/scans/"+id)
	writeJSON(w, http.StatusCreated, map[string]any{"id": id, "book": book, "name": name, "bytes": len(scan)})
}

// issueTicket gives a reader a URL that takes one file of one size for a short time. No
// other credentials are needed to use it.
func (s *scanner) issueTicket(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.library.identify(r); !ok {
		challenge(w, r)
		return
	}
	var wish struct{ Bytes int }
	if !readShort(w, r, &wish, `Say how large the file is, such as {"bytes":9}.`) {
		return
	}
	if wish.Bytes < 1 || wish.Bytes > scanLimit {
		fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("bytes must be from 1 to %d.", scanLimit))
		return
	}
	id, ends := s.keep(nil), s.library.clock.now().Add(ticketLife).Unix()
	w.Header().Set("Cache-Control", "no-store") // the URL is a secret
	writeJSON(w, http.StatusCreated, map[string]string{
		"method": http.MethodPut,
		"url":    fmt.Sprintf("https://api.example.com/inbox/%s?bytes=%d&ends=%d&signature=%s", id, wish.Bytes, ends, ticketSignature(id, wish.Bytes, ends)),
	})
}

// ticketSignature signs everything that a ticket allows.
func ticketSignature(id string, size int, ends int64) string {
	mac := hmac.New(sha256.New, []byte(ticketSecret))
	fmt.Fprintf(mac, "PUT /inbox/%s %d %d", id, size, ends)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// receiveFile takes the file of a ticket.
func (s *scanner) receiveFile(w http.ResponseWriter, r *http.Request) {
	id, q := r.PathValue("id"), r.URL.Query()
	size, _ := strconv.Atoi(q.Get("bytes"))
	ends, _ := strconv.ParseInt(q.Get("ends"), 10, 64)
	switch {
	case !hmac.Equal([]byte(q.Get("signature")), []byte(ticketSignature(id, size, ends))):
		fail(w, http.StatusForbidden, "The URL was changed: its signature does not match. Use it exactly as you got it.")
		return
	case s.library.clock.now().Unix() >= ends:
		fail(w, http.StatusForbidden, "The URL has expired. Get a new one at /scans/tickets.")
		return
	case r.Header.Get("Content-Range") != "":
		fail(w, http.StatusBadRequest, "Parts of a file are not accepted here. Send the whole file without Content-Range.")
		return
	case r.ContentLength != int64(size):
		fail(w, http.StatusForbidden, fmt.Sprintf("The URL is for a file of %d bytes, but Content-Length is %d.", size, r.ContentLength))
		return
	}
	content, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, unreadable(err))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	first := s.stored[id] == nil
	s.stored[id] = content
	if first {
		w.Header().Set("Location", "/scans/"+id)
		w.WriteHeader(http.StatusCreated)
		return
	}
	w.WriteHeader(http.StatusNoContent) // the same URL again: PUT is idempotent
}

// show sends a scan back. It is a stranger's file on the library's own host, so browsers
// are told to take it for a PDF whatever it contains, and to save it instead of showing it.
func (s *scanner) show(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	content := s.stored[r.PathValue("id")]
	s.mu.Unlock()
	if content == nil {
		fail(w, http.StatusNotFound, "There is no scan "+r.PathValue("id")+".")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", "attachment")
	w.Write(content)
}
