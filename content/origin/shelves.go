package origin

import (
	"encoding/xml"
	"net/http"
	"strings"
)

// A shelf is a collection of the reading room. It can be in several places at once: each
// name under which it is found is a binding (RFC 5842 section 2).
type shelf struct {
	name, id string
	bound    []binding
}

// A binding is a name for a shelf within another.
type binding struct {
	segment string
	to      *shelf
}

// shelves are all shelves. By mistake, the novels are also among the novels, so
// following the bindings never ends.
func shelves() *shelf {
	novels := &shelf{name: "Novels", id: "urn:uuid:00000000-0000-4000-8000-000000005842"}
	novels.bound = []binding{{"again", novels}}
	return &shelf{"All shelves", "urn:uuid:00000000-0000-4000-8000-000000005841", []binding{{"novels", novels}}}
}

// A multistatus is the content of a 207 (RFC 4918 section 13).
type multistatus struct {
	XMLName   xml.Name      `xml:"D:multistatus"`
	Namespace string        `xml:"xmlns:D,attr"`
	Responses []davResponse `xml:"D:response"`
}

type davResponse struct {
	Href   string `xml:"D:href"`
	Name   string `xml:"D:propstat>D:prop>D:displayname"`
	ID     string `xml:"D:propstat>D:prop>D:resource-id>D:href"`
	Status string `xml:"D:propstat>D:status"`
}

// findShelves lists shelves, with two properties each, whatever was requested. Further
// down, a shelf may appear a second time. A client that supports bindings (DAV: bind)
// then gets 208 for it; to any other client the whole answer is 508 (RFC 5842 section
// 7.1).
func (l *library) findShelves(w http.ResponseWriter, r *http.Request) {
	s, href := shelves(), "/shelves/"
	for segment := range strings.SplitSeq(strings.Trim(strings.TrimPrefix(r.URL.Path, href), "/"), "/") {
		if segment == "" {
			continue
		}
		if s = s.member(segment); s == nil {
			fail(w, http.StatusNotFound, "There is no such shelf.")
			return
		}
		href += segment + "/"
	}

	list := multistatus{Namespace: "DAV:"}
	seen := map[*shelf]bool{}
	var report func(s *shelf, href string, depth int) (loop bool)
	report = func(s *shelf, href string, depth int) (loop bool) {
		status := "HTTP/1.1 200 OK"
		if seen[s] {
			status = "HTTP/1.1 208 Already Reported"
		}
		list.Responses = append(list.Responses, davResponse{href, s.name, s.id, status})
		if seen[s] || depth == 0 {
			return seen[s]
		}
		seen[s] = depth > 1
		for _, b := range s.bound {
			loop = report(b.to, href+b.segment+"/", depth-1) || loop
		}
		return loop
	}
	const deepest = 100
	depth, known := map[string]int{"0": 0, "1": 1, "infinity": deepest, "": deepest}[r.Header.Get("Depth")]
	switch loop := known && report(s, href, depth); {
	case !known:
		fail(w, http.StatusBadRequest, "Depth must be 0, 1 or infinity.")
		return
	case loop && !names(r, "DAV", "bind"): // RFC 5842 section 8.2
		fail(w, http.StatusLoopDetected, "A shelf contains itself, so this list would never end. Ask with Depth: 1.")
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.WriteHeader(http.StatusMultiStatus)
	w.Write([]byte(xml.Header))
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	enc.Encode(list)
}

// member returns the shelf with a name within another, or nil.
func (s *shelf) member(segment string) *shelf {
	for _, b := range s.bound {
		if b.segment == segment {
			return b.to
		}
	}
	return nil
}
