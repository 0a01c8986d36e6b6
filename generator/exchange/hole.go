package exchange

import (
	"fmt"
	"iter"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A holeName is one name of hole="…": what may vary, and how far.
type holeName struct {
	text   string // as written
	code   string // of the interim response; empty: the final one
	field  string // name of a field
	nth    int    // which of the fields of that name, from 1; 0 where it is not said
	cookie string // name of a cookie in Set-Cookie
	path   string // of a JSON value: $.id
	typ    string
	span   source.Span
}

// A capture is a value that stands for whatever came in its place.
type capture struct {
	name, sample string
	span         source.Span
}

// types of holes, with what fits them.
var types = map[string]func(string) bool{
	"any":    func(s string) bool { return s != "" },
	"date":   isDate,
	"number": regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`).MatchString,
	"token":  regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$").MatchString,
	"uuid":   regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`).MatchString,
}

// isDate says that s is an IMF-fixdate (RFC 9110 section 5.6.7) whose weekday
// is that of its date.
func isDate(s string) bool {
	t, err := time.Parse(http.TimeFormat, s)
	return err == nil && t.Format(http.TimeFormat) == s
}

// fits says that a value is of the type; a JSON string fits by what it holds.
func fits(typ, value string) bool {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' && typ != "any" {
		value = value[1 : len(value)-1]
	}
	return types[typ](value)
}

var holeForm = regexp.MustCompile(`^(?:(1[0-9][0-9])/)?(?:(\$[^:]+)|([!#$%&'*+.^_|~0-9A-Za-z-]+)(?:\[([^\]]+)\]|#([1-9]))?)(?::([a-z]+))?$`)

func (s *settings) setHoles(w note.Word, fault faulter) {
	for text, span := range items(w) {
		m := holeForm.FindStringSubmatch(text)
		if m == nil {
			fault(span, "word-value", fmt.Sprintf("the hole %q cannot be read", text), "write the name of a field, Set-Cookie[name], Link#2, 103/Link or a JSON path such as $.id, and perhaps a type: ETag:token")
			continue
		}
		h := holeName{text: text, code: m[1], path: m[2], field: m[3], cookie: m[4], typ: m[6], span: span}
		if m[5] != "" {
			h.nth = int(m[5][0] - '0')
		}
		if h.typ == "" {
			h.typ = "any"
		}
		if types[h.typ] == nil {
			fault(span, "word-value", fmt.Sprintf("unknown type %q of the hole %s", h.typ, text), "the types are: any, date, number, token, uuid")
			continue
		}
		s.holes = append(s.holes, h)
	}
}

// items are the parts of a word's value, with the place of each.
func items(w note.Word) iter.Seq2[string, source.Span] {
	return func(yield func(string, source.Span) bool) {
		at := 0
		for _, text := range strings.Fields(w.Value) {
			at += max(0, strings.Index(w.Value[at:], text))
			if !yield(text, source.Span{Start: at, End: at + len(text)}.Shift(w.ValueSpan.Start)) {
				return
			}
			at += len(text)
		}
	}
}

// shortestSample keeps a capture from standing for bytes that are there by chance.
const shortestSample = 4

func (s *settings) setCaptures(w note.Word, fault faulter) {
	for text, span := range items(w) {
		name, sample, ok := strings.Cut(text, "=")
		switch {
		case !ok || name == "":
			fault(span, "word-value", fmt.Sprintf("the capture %q cannot be read", text), "write name=sample, where the sample is the text that stands in the response")
		case len(sample) < shortestSample:
			fault(span, "word-value", fmt.Sprintf("the sample %q is too short: it may stand for other text by chance", sample), fmt.Sprintf("take a sample of %d bytes or more", shortestSample))
		default:
			s.captures = append(s.captures, capture{name: name, sample: sample, span: span})
		}
	}
}

// find is where the hole's value stands in a documented message; ok is false
// where the message has no such part.
func (h holeName) find(m *wire.Message) (at source.Span, ok bool) {
	if h.path != "" {
		return findPath(m.Text[:m.Body.End], m.Body.Start, h.path)
	}
	nth := 0
	for _, f := range append(m.Fields[:len(m.Fields):len(m.Fields)], m.Trailers...) {
		if f.Elision || !strings.EqualFold(m.Name(f), h.field) {
			continue
		}
		if h.cookie != "" {
			if c, found := cookieValue(m, f, h.cookie); found {
				return c, true
			}
			continue
		}
		if nth++; h.nth == 0 || nth == h.nth {
			return f.Value, true
		}
	}
	return at, false
}

// placeHoles finds the holes of a documented response. Date and Age are holes of
// their own accord, where their sample fits. Follow makes one of Content-Length,
// where other holes change the length of the body.
func (s *step) placeHoles(m *wire.Message, final, follow bool) (out []placed) {
	for _, f := range m.Fields {
		switch name := m.Name(f); {
		case strings.EqualFold(name, "Date") && isDate(m.Value(f)):
			out = append(out, placed{f.Value, value, "date"})
		case strings.EqualFold(name, "Age") && types["number"](m.Value(f)):
			out = append(out, placed{f.Value, value, "number"})
		}
	}
	for _, h := range append(s.holes[:len(s.holes):len(s.holes)], s.conn.holes...) {
		if h.code == "" && !final || h.code != "" && h.code != string(m.Text[m.Status.Start:m.Status.End]) {
			continue
		}
		at, ok := h.find(m)
		if !ok || !fits(h.typ, string(m.Text[at.Start:at.End])) {
			continue
		}
		kind := value
		switch {
		case h.path != "":
			kind = json
		case h.cookie != "":
			kind = cookie
		}
		out = append(out, placed{at, kind, h.typ})
	}
	if follow {
		for _, f := range m.Fields {
			if strings.EqualFold(m.Name(f), "Content-Length") && types["number"](m.Value(f)) {
				out = append(out, placed{f.Value, length, "number"})
			}
		}
	}
	slices.SortFunc(out, func(a, b placed) int { return a.at.Start - b.at.Start })
	return out
}

// checkHoles faults the holes that name nothing in the documented response, and
// those whose sample does not fit their type.
func (s *step) checkHoles(file *source.File) (faults []source.Fault) {
	if s.stub || len(s.messages) == 0 {
		return nil
	}
	for _, h := range s.holes {
		m := s.messages[len(s.messages)-1]
		for _, c := range s.messages {
			if h.code != "" && h.code == string(c.Text[c.Status.Start:c.Status.End]) {
				m = c
			}
		}
		at, ok := h.find(m)
		switch {
		case !ok:
			faults = append(faults, source.Fault{File: file, Span: h.span, ID: "hole-unused", What: fmt.Sprintf("the hole %s stands for nothing: the response has no such part", h.text), Do: "remove it, or write the part of the response that it names"})
		case !fits(h.typ, string(m.Text[at.Start:at.End])):
			faults = append(faults, source.Fault{File: file, Span: h.span, ID: "hole-sample", What: fmt.Sprintf("the sample %s of the hole %s is not of the type %s", m.Text[at.Start:at.End], h.text, h.typ), Do: "write a sample of that type, or another type: any, date, number, token, uuid"})
		}
	}
	for i, m := range s.messages {
		if s.norun == "" && m.Kind == wire.Response && s.builder(i).tooWide() {
			faults = append(faults, source.Fault{File: file, Span: m.Start, ID: "too-wide", What: "the elisions leave nothing of this response but its first line", Do: "show at least one field, or a part of the body"})
		}
	}
	text := string(file.Data[s.fence.Body.Start:s.fence.Body.End])
	for _, c := range s.settings.captures {
		if !strings.Contains(text, c.sample) {
			faults = append(faults, source.Fault{File: file, Span: c.span, ID: "capture-unused", What: fmt.Sprintf("the sample %q does not stand in this response", c.sample), Do: "write the sample as it stands there"})
		}
	}
	return faults
}
