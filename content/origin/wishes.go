package origin

import (
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net/http"
)

func (l *library) routeWishes(mux *router) {
	mux.HandleFunc("GET api.example.com/wishes", l.listWishes)
	mux.HandleFunc("GET api.example.com/wishes/{n}", l.getWish)
	mux.HandleFunc("POST api.example.com/wishes", l.addWish)
}

// A wish is a book that the library should buy.
type wish struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
}

// addWish stores a wish. A program sends JSON and gets 201 with the address of the wish.
// A browser sends a form, and its reader wants to see the list with the wish in it: 303
// makes it GET that page, which can be reloaded without adding the wish again.
func (l *library) addWish(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var sent wish
	switch media {
	case "application/x-www-form-urlencoded":
		sent.Title = r.PostFormValue("title")
	case "application/json":
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			fail(w, http.StatusBadRequest, "The body is not JSON: "+err.Error()+".")
			return
		}
	default:
		w.Header().Set("Accept-Post", "application/json, application/x-www-form-urlencoded")
		fail(w, http.StatusUnsupportedMediaType, "Send the wish as JSON or as a form.")
		return
	}
	if sent.Title == "" {
		fail(w, http.StatusUnprocessableEntity, "The wish names no book.", invalid{"#/title", "title is required."})
		return
	}

	l.mu.Lock()
	sent.ID = len(l.wishes) + 1
	l.wishes = append(l.wishes, sent)
	l.mu.Unlock()
	if media != "application/json" {
		w.Header().Set("Location", "/wishes")
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/wishes/%d", sent.ID))
	w.Header().Set("Content-Location", fmt.Sprintf("/wishes/%d", sent.ID))
	writeJSON(w, http.StatusCreated, sent)
}

var wishPage = template.Must(template.New("wishes").Parse(`<!doctype html>
<html lang="en">
<title>Wishes</title>
<ol>
{{range .}}<li>{{.Title}}</li>
{{end}}</ol>
</html>
`))

// listWishes is the page that the form leads to.
func (l *library) listWishes(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	wishes := l.wishes[:len(l.wishes):len(l.wishes)]
	l.mu.Unlock()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	wishPage.Execute(w, wishes)
}

// getWish answers with one wish.
func (l *library) getWish(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range l.wishes {
		if fmt.Sprint(one.ID) == r.PathValue("n") {
			writeJSON(w, http.StatusOK, one)
			return
		}
	}
	fail(w, http.StatusNotFound, "There is no wish "+r.PathValue("n")+".")
}
