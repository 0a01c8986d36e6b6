package excerpt

import (
	"fmt"
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// code returns the meaning of a status code: what the site says about it, or about its
// class (RFC 9110 section 15).
func (e *Explainer) code(code int) *Meaning {
	s, known := e.facts.Status(code)
	class, ok := e.facts.Class(code / 100)
	if !ok {
		return &Meaning{Name: fmt.Sprint(code), Text: "Status codes lie between 100 and 599. A client treats any other as a 5xx.", Cite: "RFC 9110 section 15", CiteURL: e.section("9110", "15")}
	}
	if !known {
		n := e.notes.Classes[class.Digit]
		return &Meaning{Name: fmt.Sprintf("%dxx", class.Digit), URL: n.URL, Text: fmt.Sprintf("%d is not registered. A client that does not know it treats it as %d00. %s", code, class.Digit, n.Description),
			Cite: "RFC 9110 section 15", CiteURL: e.section("9110", "15")}
	}
	n := e.notes.Codes[code]
	m := &Meaning{Name: fmt.Sprintf("%d %s", code, s.Phrase), Text: n.Description, URL: n.URL}
	e.cite(m, s.RFC, s.Section)
	return m
}

// method returns what a method promises, or nil if it is not registered.
func (e *Explainer) method(name string) *Meaning {
	m, ok := e.facts.Method(name)
	if !ok {
		return nil
	}
	out := &Meaning{Name: name, Text: "It may change something on the server, and sending it twice may change it twice."}
	switch {
	case m.Safe:
		out.Text = "It does not ask for a change on the server, so it may be sent again at any time."
	case m.Idempotent:
		out.Text = "Sending it twice has the same effect as sending it once, so it may be sent again."
	}
	e.cite(out, m.RFC, m.Section)
	return out
}

// field returns the meaning of a field, by its name in any case. With guess, it suggests
// a registered name for one that is not.
func (e *Explainer) field(name string, guess bool) *Meaning {
	f, known := e.facts.FieldFold(name)
	n, noted := e.notes.Fields[strings.ToLower(name)]
	if !known && !noted {
		m := &Meaning{Name: name, Text: "No field with this name is registered: its sender decides what it means."}
		if !guess {
			return m
		}
		if near := e.slip(name); near != "" {
			m.Text, m.URL = fmt.Sprintf("No field with this name is registered. Did you mean %s?", near), e.notes.Fields[strings.ToLower(near)].URL
		}
		return m
	}
	m := &Meaning{Name: name, Text: n.Description, URL: n.URL}
	if !known {
		return m
	}
	m.Name = f.Name
	if n.Gloss != "" {
		m.Text = upper(n.Gloss) + "."
	}
	e.cite(m, f.RFC, f.Section)
	if m.Text != "" {
		return m
	}
	m.Text = "A registered field."
	if f.Status != "permanent" {
		m.Text = "A registered field, " + f.Status + "."
	}
	if m.Cite == "" && f.Reference != "" {
		m.Text += " It is defined in " + strings.Trim(f.Reference, "[]") + "."
	}
	return m
}

// slip returns the registered name that someone who wrote name most likely meant, or "".
// Only one letter may be wrong, missing, extra or in another place.
func (e *Explainer) slip(name string) string {
	near := source.Nearest(name, e.names)
	var count [256]int
	for _, c := range []byte(strings.ToLower(name)) {
		count[c]++
	}
	for _, c := range []byte(strings.ToLower(near)) {
		count[c]--
	}
	apart := 0
	for _, n := range count {
		apart += max(n, -n)
	}
	if apart > 2 {
		return ""
	}
	return near
}

// cite adds the definition of something.
func (e *Explainer) cite(m *Meaning, rfc, section string) {
	if rfc == "" {
		return
	}
	m.Cite, m.CiteURL = "RFC "+rfc, registry.RFC{Number: rfc}.URL()
	if section != "" {
		m.Cite, m.CiteURL = m.Cite+" section "+section, e.section(rfc, section)
	}
}

func (e *Explainer) section(rfc, number string) string {
	return registry.Section{RFC: rfc, Number: number}.URL()
}

// now returns what a client should do after a response: what the site says about its
// code, and what the response itself says.
func (e *Explainer) now(m *wire.Message) (out []string) {
	n := e.notes.Codes[m.Code]
	if n.Client == "" && n.Retry == "" {
		n = e.notes.Classes[m.Code/100]
	}
	add := func(text string) {
		if text != "" {
			out = append(out, text)
		}
	}
	add(n.Client)
	if n.Retry != "" {
		add("Sending it again: " + n.Retry)
	}
	for _, name := range []string{"Retry-After", "Location", "Allow", "WWW-Authenticate"} {
		if value, ok := m.Get(name); ok {
			add(here(m, name, value))
		}
	}
	return out
}
