package origin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A book is the representation of a book as JSON.
type book struct {
	ID     int    `json:"id,omitempty"`
	Title  string `json:"title"`
	Author string `json:"author,omitempty"`
	Year   int    `json:"year,omitempty"`
	Blurb  string `json:"blurb,omitempty"`
}

// An entry is what the library stores about a book.
type entry struct {
	id        int
	record    []byte // the book as JSON, which may be damaged
	slug      string // the first part of the book's entity tags
	revision  int    // the last part of them
	changed   time.Time
	withdrawn bool // removed for good
	barred    bool // here, but a court has forbidden showing it
}

// book decodes the stored record. The error says what is wrong with it.
func (e *entry) book() (book, error) {
	var b book
	err := json.Unmarshal(e.record, &b)
	return b, err
}

// tag returns the strong entity tag of the book's JSON (RFC 9110 section 8.8.3).
func (e *entry) tag() string { return fmt.Sprintf(`"%s-%d"`, e.slug, e.revision) }

// lastModified returns the time of the last change, as a field value.
func (e *entry) lastModified() string { return e.changed.UTC().Format(http.TimeFormat) }

// entry returns a copy of what is stored about a book, or nil.
func (l *library) entry(id string) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, found := l.books[id]
	if !found {
		return nil
	}
	c := *e
	return &c
}

// visible returns the books that anyone may see, in the order of their ids. It omits
// records that do not decode: one damaged book must not make the whole list unavailable.
func (l *library) visible() []book {
	l.mu.Lock()
	defer l.mu.Unlock()
	var books []book
	for id := 1; id < l.next; id++ {
		e := l.books[strconv.Itoa(id)]
		if b, err := e.book(); err == nil && !e.withdrawn && !e.barred {
			books = append(books, b)
		}
	}
	return books
}

// firstBooks is the shelf of each new library.
func firstBooks() map[string]*entry {
	day := func(d int) time.Time { return time.Date(2026, time.November, d, 9, 30, 0, 0, time.UTC) }
	return map[string]*entry{
		"1": {id: 1, slug: "emma", revision: 3, changed: day(14), record: []byte(
			`{"id":1,"title":"Emma","author":"Jane Austen","year":1815,"blurb":"She arranges every heart but her own."}`)},
		"2": {id: 2, slug: "persuasion", revision: 1, changed: day(2), record: []byte(
			`{"id":2,"title":"Persuasion","author":"Jane Austen","year":1817,"blurb":"Eight years late, a letter."}`)},
		"3": {id: 3, slug: "sanditon", revision: 2, changed: day(9), withdrawn: true},
		"4": {id: 4, slug: "lady-susan", revision: 1, changed: day(2), record: []byte(
			`{"id":4,"title":"Lady Susan","author":"Jane Austen","year":1871,"blurb":"Forty-one letters, few of them honest."}`)},
		"5": {id: 5, slug: "chatterley", revision: 1, changed: day(11), barred: true, record: []byte(
			`{"id":5,"title":"Lady Chatterley's Lover","author":"D. H. Lawrence","year":1928}`)},
		"6": {id: 6, slug: "northanger-abbey", revision: 1, changed: day(2), record: []byte(
			`{"id":6,"title":"Northanger Abb`)},
	}
}

// slug turns a title into the first part of an entity tag: "Lady Susan" into lady-susan.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	})
	return strings.Join(words, "-")
}
