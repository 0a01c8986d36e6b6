package registry

import (
	"slices"
	"strings"
	"testing"
)

func loaded(t *testing.T) *Registry {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestStatuses(t *testing.T) {
	r := loaded(t)
	perClass := map[int]int{}
	perCaching := map[Caching][]int{}
	perState := map[string][]int{}
	for i, s := range r.Statuses() {
		if i > 0 && r.Statuses()[i-1].Code >= s.Code {
			t.Errorf("%d stands after %d", s.Code, r.Statuses()[i-1].Code)
		}
		if got, ok := r.Status(s.Code); !ok || got != s {
			t.Errorf("Status(%d) = %v, %v", s.Code, got, ok)
		}
		perClass[s.Class()]++
		perCaching[s.Caching] = append(perCaching[s.Caching], s.Code)
		perState[s.State] = append(perState[s.State], s.Code)
		// 104 rests on an Internet-Draft.
		if (s.RFC == "" || s.Section == "") != (s.Code == 104) {
			t.Errorf("%d is defined by RFC %q section %q", s.Code, s.RFC, s.Section)
		}
	}
	for class, want := range map[int]int{1: 5, 2: 10, 3: 9, 4: 29, 5: 11} {
		if perClass[class] != want {
			t.Errorf("class %d has %d codes, want %d", class, perClass[class], want)
		}
	}
	for caching, want := range map[Caching][]int{
		Heuristic: {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501},
		Never:     {428, 429, 431, 511},
		Interim:   {100, 101, 102, 103, 104},
	} {
		if !slices.Equal(perCaching[caching], want) {
			t.Errorf("%s: %v, want %v", caching, perCaching[caching], want)
		}
	}
	for state, want := range map[string][]int{
		"temporary": {104}, "unused": {306, 418}, "reserved": {402}, "deprecated": {305}, "obsolete": {102, 510},
	} {
		if !slices.Equal(perState[state], want) {
			t.Errorf("%s: %v, want %v", state, perState[state], want)
		}
	}
	for _, code := range []int{0, 99, 105, 299, 419, 499, 600} {
		if s, ok := r.Status(code); ok {
			t.Errorf("%d is registered as %v", code, s)
		}
	}
}

// The sections that define codes of RFC 9110 carry the code in their title, so a
// slip of one line in the data would show here.
func TestStatusSectionsNameTheCode(t *testing.T) {
	r := loaded(t)
	checked := 0
	for _, s := range r.Statuses() {
		section, ok := r.Section(s.RFC, s.Section)
		if s.RFC == "" {
			continue
		}
		if !ok {
			t.Errorf("%d: RFC %s section %s is not held", s.Code, s.RFC, s.Section)
			continue
		}
		for _, part := range []string{s.Phrase, Status{Code: s.Code}.digits()} {
			if !strings.Contains(section.Title, part) {
				t.Errorf("%d: section %s of RFC %s is %q, without %q", s.Code, s.Section, s.RFC, section.Title, part)
			}
		}
		checked++
	}
	if checked != 63 {
		t.Errorf("checked %d codes, want 63", checked)
	}
}

func (s Status) digits() string {
	return string([]byte{'0' + byte(s.Code/100), '0' + byte(s.Code/10%10), '0' + byte(s.Code%10)})
}

func TestClasses(t *testing.T) {
	r := loaded(t)
	want := []string{"Informational", "Successful", "Redirection", "Client Error", "Server Error"}
	if len(r.Classes()) != len(want) {
		t.Fatalf("%d classes, want %d", len(r.Classes()), len(want))
	}
	for i, c := range r.Classes() {
		section, ok := r.Section(c.RFC, c.Section)
		if c.Digit != i+1 || c.Name != want[i] || !ok || !strings.HasPrefix(section.Title, c.Name) {
			t.Errorf("class %d is %v, defined in %q", i+1, c, section.Title)
		}
		if got, ok := r.Class(c.Digit); !ok || got != c {
			t.Errorf("Class(%d) = %v, %v", c.Digit, got, ok)
		}
	}
	for _, digit := range []int{0, 6} {
		if c, ok := r.Class(digit); ok {
			t.Errorf("class %d is %v", digit, c)
		}
	}
}

func TestFields(t *testing.T) {
	r := loaded(t)
	if n := len(r.Fields()); n != 259 {
		t.Errorf("%d fields, want 259", n)
	}
	seen := map[string]bool{}
	for _, f := range r.Fields() {
		if seen[strings.ToLower(f.Name)] {
			t.Errorf("%s stands twice", f.Name)
		}
		seen[strings.ToLower(f.Name)] = true
		if got, ok := r.Field(f.Name); !ok || got != f {
			t.Errorf("Field(%s) = %v, %v", f.Name, got, ok)
		}
		if got, ok := r.FieldFold(strings.ToUpper(f.Name)); !ok || got != f {
			t.Errorf("FieldFold(%s) = %v, %v", strings.ToUpper(f.Name), got, ok)
		}
		_, held := r.Section(f.RFC, f.Section)
		if doc, ok := r.RFC(f.RFC); ok && len(r.sections[doc.Number]) > 0 && !held {
			t.Errorf("%s: section %q of RFC %s is not held", f.Name, f.Section, f.RFC)
		}
	}
	for _, name := range []string{"etag", "Etag", "ETAG", "X-Request-Id", ""} {
		if f, ok := r.Field(name); ok {
			t.Errorf("Field(%q) = %v", name, f)
		}
	}
	if f, ok := r.FieldFold("X-Request-Id"); ok {
		t.Errorf("X-Request-Id is registered as %v", f)
	}
}

func TestFieldColumns(t *testing.T) {
	r := loaded(t)
	for _, want := range []Field{
		{Name: "ETag", Status: "permanent", RFC: "9110", Section: "8.8.3", Reference: "RFC 9110 section 8.8.3"},
		{Name: "Allow", Status: "permanent", RFC: "9110", Section: "10.2.1", Reference: "RFC 9110 section 10.2.1", List: true},
		{Name: "Set-Cookie", Status: "permanent", RFC: "6265", Section: "4.1", Reference: "draft-ietf-httpbis-rfc6265bis-22"},
		{Name: "Cache-Status", Status: "permanent", RFC: "9211", Section: "2", Reference: "RFC 9211", Structured: "List", List: true},
		{Name: "Pragma", Status: "deprecated", RFC: "9111", Section: "5.4", Reference: "RFC 9111 section 5.4", List: true},
		{Name: "Access-Control-Max-Age", Status: "permanent", Reference: "Fetch"},
	} {
		if got, ok := r.Field(want.Name); !ok || got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	for _, name := range []string{"Content-Length", "Content-Type", "Date", "Location", "Set-Cookie", "Retry-After", "Host", "Range"} {
		if f, ok := r.Field(name); !ok || f.List {
			t.Errorf("%s is a list: %v", name, f)
		}
	}
}

// Every field that is registered as structured is described, and what is
// described goes with its registration.
func TestStructured(t *testing.T) {
	r := loaded(t)
	for _, f := range r.Fields() {
		s, ok := r.Structured(strings.ToLower(f.Name))
		if f.Structured != "" && !ok {
			t.Errorf("%s is registered as a structured %s, and not described", f.Name, f.Structured)
		}
		if ok && f.RFC != "" && s.RFC != f.RFC {
			t.Errorf("%s is described of RFC %s, and defined by RFC %s", f.Name, s.RFC, f.RFC)
		}
	}
	s, ok := r.Structured("cache-status")
	if !ok || s.Type != "List" || !slices.Equal(s.Members, []string{"string", "token"}) || !slices.Equal(s.Keys["detail"], []string{"string", "token"}) {
		t.Errorf("Cache-Status is %+v", s)
	}
	if s, ok := r.Structured("Link"); ok {
		t.Errorf("Link, which is older, is %+v", s)
	}
	if n := len(r.StructuredFields()); n != 38 {
		t.Errorf("%d structured fields, want 38", n)
	}
}

func TestMethods(t *testing.T) {
	r := loaded(t)
	if n := len(r.Methods()); n != 41 {
		t.Errorf("%d methods, want 41", n)
	}
	for _, want := range []Method{
		{"GET", true, true, "9110", "9.3.1"},
		{"POST", false, false, "9110", "9.3.3"},
		{"PUT", false, true, "9110", "9.3.4"},
		{"PATCH", false, false, "5789", "2"},
		{"PROPFIND", true, true, "4918", "9.1"},
	} {
		if got, ok := r.Method(want.Name); !ok || got != want {
			t.Errorf("Method(%s) = %v, want %v", want.Name, got, want)
		}
	}
	for _, m := range r.Methods() {
		section, held := r.Section(m.RFC, m.Section)
		named := strings.Contains(section.Title, m.Name) || m.Name == "*" || m.Name == "PRI"
		if held && !named {
			t.Errorf("%s: section %s of RFC %s is %q", m.Name, m.Section, m.RFC, section.Title)
		}
	}
	for _, name := range []string{"get", "FROBNICATE", ""} {
		if m, ok := r.Method(name); ok {
			t.Errorf("Method(%q) = %v", name, m)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
