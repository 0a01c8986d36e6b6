package origin

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

func (l *library) routeText(mux *router) {
	mux.HandleFunc("GET api.example.com/books/{id}/text", l.chooseText)
	mux.HandleFunc("GET api.example.com/books/{id}/text.txt", l.getPlainText)
	mux.HandleFunc("GET api.example.com/books/{id}/text.html", l.getHTMLText)
}

// A variant is one form of a text, with its own address.
type variant struct {
	Href     string   `json:"href"` // relative to the text
	Type     string   `json:"type"`
	editions []string // oldest first
}

// texts are the forms in which the library has the text of a book. The list of book 2
// has a mistake: its second form should be text.html, but is the list itself.
func texts(id string) []variant {
	return map[string][]variant{
		"1": {
			{"text.txt", "text/plain", []string{
				"EMMA\nA novel in three volumes\nVolume 1: 18 chapters\nVolume 2: 17 chapters\nVolume 3: 19 chapters\n",
				"EMMA\nA novel in three volumes\nVolume 1: 18 chapters\nVolume 2: 18 chapters\nVolume 3: 19 chapters\n"}},
			{"text.html", "text/html", []string{
				"<h1>Emma</h1>\n<p>A novel in three volumes</p>\n"}},
		},
		"2": {
			{"text.txt", "text/plain", []string{"PERSUASION\nA novel in two volumes\n"}},
			{"text", "text/html", nil},
		},
	}[id]
}

// tag returns the entity tag of an edition of a variant; the first is 1.
func (v variant) tag(id string, edition int) string {
	_, form, _ := strings.Cut(v.Type, "/")
	return fmt.Sprintf(`"text-%s-%s-%d"`, id, form, edition)
}

// chooseText sends the form that Accept prefers. If it prefers several equally, or there
// is no Accept, the client chooses (RFC 9110 section 12.2), and gets the list. TCN says
// which of the two was sent (RFC 2295 section 8.5).
func (l *library) chooseText(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	variants := texts(id)
	if variants == nil {
		fail(w, http.StatusNotFound, "There is no text of book "+id+".")
		return
	}
	liked := acceptable(r, variants)
	w.Header().Set("Vary", "Accept")
	switch {
	case len(liked) == 0:
		notAcceptable(w, variants)
	case slices.ContainsFunc(liked, func(v variant) bool { return v.Href == "text" }):
		w.Header().Set("Alternates", alternates(variants))
		fail(w, http.StatusVariantAlsoNegotiates, "This list of variants contains itself.")
	case len(liked) > 1:
		h := w.Header()
		h["TCN"] = []string{"list"} // Set would write Tcn
		h.Set("Alternates", alternates(variants))
		for _, v := range variants {
			h.Add("Link", fmt.Sprintf(`<%s>; rel="alternate"; type="%s"`, v.Href, v.Type))
		}
		writeJSON(w, http.StatusMultipleChoices, map[string]any{"variants": variants})
	default:
		w.Header()["TCN"] = []string{"adhoc"} // chosen here, for a client that does not choose
		w.Header().Set("Content-Location", "/books/"+id+"/"+liked[0].Href)
		sendText(w, r, liked[0])
	}
}

// acceptable returns the variants that Accept prefers.
func acceptable(r *http.Request, variants []variant) (best []variant) {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if accept == "" {
		return variants
	}
	most := 0.0
	for _, v := range variants {
		switch q := quality(accept, v.Type); {
		case q > most:
			best, most = []variant{v}, q
		case q == most && q > 0:
			best = append(best, v)
		}
	}
	return best
}

// alternates returns a list of variants in the form of RFC 2295 section 8.3.
func alternates(variants []variant) string {
	var list []string
	for _, v := range variants {
		list = append(list, fmt.Sprintf(`{"%s" 1.0 {type %s} {language en}}`, v.Href, v.Type))
	}
	return strings.Join(list, ", ")
}

// notAcceptable answers 406, and lists the available forms.
func notAcceptable(w http.ResponseWriter, variants []variant) {
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, http.StatusNotAcceptable, struct {
		problem
		Variants []variant `json:"variants"`
	}{problem{"Not Acceptable", http.StatusNotAcceptable, "The text is not available in a type that you accept. Choose one of the variants.", nil}, variants})
}

func (l *library) getPlainText(w http.ResponseWriter, r *http.Request) { oneText(w, r, "text.txt") }
func (l *library) getHTMLText(w http.ResponseWriter, r *http.Request)  { oneText(w, r, "text.html") }

// oneText sends the form at its own address.
func oneText(w http.ResponseWriter, r *http.Request, href string) {
	id := r.PathValue("id")
	for _, v := range texts(id) {
		if v.Href == href {
			sendText(w, r, v)
			return
		}
	}
	fail(w, http.StatusNotFound, "Book "+id+" has no text in this format.")
}

// sendText sends the newest edition of a variant, or the difference from the one that
// the client has, if it can use that.
func sendText(w http.ResponseWriter, r *http.Request, v variant) {
	id, newest := r.PathValue("id"), len(v.editions)
	h := w.Header()
	h["ETag"] = []string{v.tag(id, newest)}
	if notModified(r, v.tag(id, newest), time.Time{}) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", v.Type+"; charset=utf-8")
	h.Set("Content-Language", "en")
	if sendDifference(w, r, v) {
		return
	}
	w.Write([]byte(v.editions[newest-1]))
}
