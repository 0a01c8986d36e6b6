package origin

import (
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strings"
)

func (l *library) routeGraphQL(mux *router) {
	mux.HandleFunc("POST api.example.com/graphql", l.answerGraphQL)
}

const graphQLType = "application/graphql-response+json"

// graphQLFields finds what this server understands of GraphQL: queries such as
// { a: book(id: 1) { title } }.
var (
	graphQLQuery  = regexp.MustCompile(`^\s*\{\s*((?:\w+:\s*book\(id:\s*\d+\)\s*\{\s*title\s*\}\s*)+)\}\s*$`)
	graphQLFields = regexp.MustCompile(`(\w+):\s*book\(id:\s*(\d+)\)`)
)

// A graphQLError is one error of a response, with the path to the field that has none.
type graphQLError struct {
	Message string   `json:"message"`
	Path    []string `json:"path,omitempty"`
}

// answerGraphQL answers a query. With the media type of GraphQL the status code tells
// whether the query was run at all; with application/json it is 200 for every answer that
// is GraphQL, as older clients expect.
func (l *library) answerGraphQL(w http.ResponseWriter, r *http.Request) {
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
		w.Header().Set("Accept-Post", "application/json")
		fail(w, http.StatusUnsupportedMediaType, "Send the query as application/json.")
		return
	}
	var sent struct{ Query string }
	if !readShort(w, r, &sent, `Send the query as JSON, such as {"query":"{ a: book(id: 1) { title } }"}.`) {
		return
	}
	modern := strings.Contains(r.Header.Get("Accept"), graphQLType)
	w.Header().Set("Content-Type", "application/json")
	if modern {
		w.Header().Set("Content-Type", graphQLType)
	}
	w.Header().Set("Vary", "Accept")
	query := graphQLQuery.FindStringSubmatch(sent.Query)
	if query == nil {
		status := http.StatusOK
		if modern {
			status = http.StatusBadRequest
		}
		writeJSON(w, status, map[string]any{"errors": []graphQLError{{Message: "Syntax error: expected fields such as a: book(id: 1) { title }."}}})
		return
	}

	answer := struct {
		Data   map[string]*book `json:"data"`
		Errors []graphQLError   `json:"errors,omitempty"`
	}{Data: map[string]*book{}}
	for _, field := range graphQLFields.FindAllStringSubmatch(query[1], -1) {
		name, id := field[1], field[2]
		b, problem := l.readTitle(id)
		answer.Data[name] = b
		if problem != "" {
			answer.Errors = append(answer.Errors, graphQLError{problem, []string{name}})
		}
	}
	writeJSON(w, http.StatusOK, answer)
}

// readTitle returns the title of a book, or why there is none.
func (l *library) readTitle(id string) (*book, string) {
	e := l.entry(id)
	if e == nil || e.withdrawn || e.barred {
		return nil, "There is no book " + id + "."
	}
	b, err := e.book()
	if err != nil {
		l.log.Printf("book %s does not decode: %v", id, err)
		return nil, fmt.Sprintf("Book %s cannot be read.", id)
	}
	return &book{Title: b.Title}, ""
}
