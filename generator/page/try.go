package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/origin"
	"wirebook/generator/site"
	"wirebook/generator/trial"
	"wirebook/generator/wire"
)

// canTry reports whether the site has the page for requests of a reader's own: it has the
// layout, and no file of its own at one of the two addresses.
func (p *press) canTry() bool {
	taken := p.taken(site.TryPage) || p.taken(site.TryNotes) ||
		slices.ContainsFunc(p.site.Pages, func(page *site.Page) bool { return page.URL == site.TryPage })
	return p.layouts.Files[site.TryPage] != nil && !taken && len(p.requests) > 0
}

// requestsOf returns a request for each pattern of the built-in origin of the site. It
// parses all of its files, unless they are those of the build before.
func (p *press) requestsOf(m Memory) []Request {
	of := keptRequests{host: p.builtInHost()}
	for _, s := range p.site.Sources {
		of.files = append(of.files, s.File)
	}
	return m.routes.Get("", func(was *keptRequests) keptRequests {
		if was != nil && was.host == of.host && slices.Equal(was.files, of.files) {
			return *was
		}
		seen := map[string]bool{}
		for _, r := range origin.RoutesOf(of.files) {
			if !seen[r.Pattern] {
				seen[r.Pattern] = true
				of.all = append(of.all, requestFor(r.Pattern, of.host))
			}
		}
		return of
	}).all
}

// builtInHost is the first host of the built-in origin, or empty.
func (p *press) builtInHost() string {
	for _, o := range p.site.Config.Origins {
		if o.BuiltIn && len(o.Hosts) > 0 {
			return o.Hosts[0]
		}
	}
	return ""
}

// wildcard is a wildcard of a pattern of ServeMux.
var wildcard = regexp.MustCompile(`\{[^}]*\}`)

// requestFor is a request that a pattern matches. The wildcards stand for 1.
func requestFor(pattern, host string) Request {
	method, rest, found := strings.Cut(pattern, " ")
	if !found {
		method, rest = "GET", pattern
	}
	if i := strings.IndexByte(rest, '/'); i > 0 {
		host, rest = rest[:i], rest[i:]
	}
	target := wildcard.ReplaceAllStringFunc(rest, func(name string) string {
		if name == "{$}" || strings.HasSuffix(name, "...}") {
			return ""
		}
		return "1"
	})
	text := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\n", method, target, host)
	if method == "POST" || method == "PUT" || method == "PATCH" {
		text += "Content-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"title\":\"Emma\"}"
	} else {
		text += "\r\n"
	}
	return Request{Title: method + " " + target, Pattern: pattern, Fragment: fragment(text), text: text}
}

// fragment writes bytes as trial/page.js does.
func fragment(text string) template.URL {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c == '_' || c == '.' || c == '~' || c == '/' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return template.URL(b.String())
}

// tryNotes is the list of the data files of all notes.
func (p *press) tryNotes() site.File {
	addresses := []string{}
	for _, page := range p.site.Pages {
		if trial.Has(page.Proof) {
			addresses = append(addresses, noteOfTrial(page.URL))
		}
	}
	data, _ := json.Marshal(addresses) // strings only
	return site.File{Path: site.TryNotes, Data: data, Asset: true}
}

// tryOwn is what the page shows and no other page asks for.
func (p *press) tryOwn() string { return fmt.Sprint(p.requests, p.starts, p.tried()) }

// tryPage renders the page for requests of a reader's own.
func (a asking) tryPage(b *bytes.Buffer) error {
	a.look(site.AboutAll, "") // it counts the exchanges of all notes
	v := a.ownView(site.TryPage, "Try the server", "Write a request and send it to the server behind the examples, which answers in your browser. Nothing leaves the page.")
	var parts bytes.Buffer // of what will be received
	if err := a.press.layouts.Execute(&parts, "parts.html", (&markdown{asking: a, at: v.at}).parts(wire.PartNames)); err != nil {
		return err
	}
	v.Parts = template.HTML(parts.String())
	return a.press.layouts.Execute(b, site.TryPage, v)
}

// Try is the address of the page for requests of a reader's own, or empty.
func (v *View) Try() string { return v.press.tryURL(v.at) }

func (p *press) tryURL(at site.Place) string {
	if !p.tries {
		return ""
	}
	return at.To(site.TryPage)
}

// Routes returns a request for each pattern of the built-in origin.
func (v *View) Routes() []Request { return v.press.requests }

// startsOf returns a request for each of the everyday codes, from the note of the code;
// or, where that gives none, those of the shortest patterns.
func (p *press) startsOf(m Memory) (out []Request) {
	if p.program.Make == nil {
		return p.shortest()
	}
	for _, code := range p.site.Config.Everyday {
		page := p.site.Code(code)
		if page == nil || page.Proof == nil {
			continue
		}
		kept := m.starts.Get(code, func(was *keptStart) keptStart {
			if was != nil && was.of == page.Proof && was.on == p.program {
				return *was
			}
			s, ok := trial.StartOf(page.Proof, code, p.program.Make)
			return keptStart{page.Proof, p.program, s, ok}
		})
		if !kept.ok {
			continue
		}
		s := kept.start
		if s.Requests > 1 {
			s.Title = fmt.Sprintf("%d requests, the last %s", s.Requests, s.Title)
		}
		out = append(out, Request{Title: s.Title, Code: code, Fragment: fragment(string(s.Bytes)), text: string(s.Bytes)})
	}
	if len(out) == 0 {
		return p.shortest()
	}
	return out
}

// mostStarts is how many requests to begin with are shown where no code gives any.
const mostStarts = 6

// shortest are requests for the shortest patterns that GET answers at the first host, if
// there are any.
func (p *press) shortest() (out []Request) {
	for _, prefix := range []string{"GET " + p.builtInHost() + "/", "GET ", ""} {
		for _, r := range p.requests {
			if strings.HasPrefix(r.Pattern, prefix) && (prefix == "" || !strings.HasSuffix(r.Pattern, "/")) {
				out = append(out, r)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b Request) int { return len(a.Pattern) - len(b.Pattern) })
	return out[:min(len(out), mostStarts)]
}

// Sample is the request that the page for requests begins with, as a page shows it.
func (v *View) Sample() string {
	for _, r := range v.Starts() {
		return strings.ReplaceAll(r.text, "\r\n", "\n")
	}
	return ""
}

// TrialNotes is the address of the list of what the program can replay.
func (v *View) TrialNotes() string { return v.at.To(site.TryNotes) }

// Tried is how many examples the built-in origin answered.
func (v *View) Tried() int { return v.press.tried() }

func (p *press) tried() (n int) {
	for _, page := range p.site.Pages {
		if page.Proof == nil {
			continue
		}
		for i := range page.Proof.Results {
			if trial.Answers(&page.Proof.Results[i]) {
				n++
			}
		}
	}
	return n
}

// trialNote is the file that a page with trials loads: what its note sends and receives.
func (p *press) trialNote(page *site.Page) job {
	return job{path: noteOfTrial(page.URL), name: page.Note.File.Name, of: input{own: page.Proof}, asset: true, do: func(a asking, b *bytes.Buffer) error {
		return json.NewEncoder(b).Encode(trial.NoteOf(a.site(site.AboutConfig).Config, page.Proof, p.program.Make))
	}}
}
