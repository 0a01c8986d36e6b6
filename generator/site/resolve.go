package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// resolve finds what one page refers to, and which pages it mentions.
func (l *linker) resolve(p *Page) (found *mentions, complete *completeness, faults []source.Fault) {
	n := p.Note
	found = &mentions{from: p, first: map[*Page]placed{}}
	complete = newCompleteness(l.site.Config, n)
	p.Targets, faults = l.text(p, n, found, complete)
	alone := func(to *Page) { found.add(to, placed{}) }
	if n.Chooser != nil {
		var more []source.Fault
		p.Chooser, more = l.text(p, n.Chooser.Text, found, complete)
		faults = slices.Concat(faults, more, l.chooser(n.Chooser, alone))
	}
	for _, s := range p.Proof.Steps {
		l.message(s.Shown(), alone)
	}
	return found, complete, faults
}

// text resolves what the Markdown of a page, or of its chooser, refers to.
func (l *linker) text(p *Page, n *note.Note, found *mentions, complete *completeness) (targets Targets, faults []source.Fault) {
	targets = newTargets(n)
	leads, dead := make([]*Page, 1+len(n.Links)), 0 // by CodeSpan.In
	for i, link := range n.Links {
		target, to, what, do := l.link(p, link, dead < maxGuesses)
		if what != "" {
			dead++
			faults = append(faults, source.Fault{File: n.File, Span: link.Span, ID: "dead-link", What: what, Do: do})
			continue
		}
		targets.Links[i] = target
		found.add(to, placed{true, link.Sentence, link.Span.Start, n.File})
		leads[i+1] = to
	}
	for i, span := range n.CodeSpans {
		to := l.named(span.Text)
		complete.mentioned(n.File, span, to, leads[span.In])
		switch {
		case span.In > 0: // it leads where its author wants
		case to.url != "" && complete.excused(span.Text): // something else of the same name
		case to.page != nil && to.page != p:
			found.add(to.page, placed{true, span.Sentence, span.Span.Start, n.File})
			fallthrough
		case to.page == nil && to.url != "":
			targets.CodeSpans[i] = Relative(p.URL, to.url)
		}
	}
	for _, p := range n.Phrases {
		complete.phrased(n.File, p)
	}
	for i, c := range n.Citations {
		address, what, do := l.cite(c, dead < maxGuesses)
		if c.Linked {
			targets.Citations[i] = address
		}
		if what != "" {
			dead++
			faults = append(faults, source.Fault{File: n.File, Span: c.Span, ID: "dead-citation", What: what, Do: do})
		} else {
			complete.cited(n.File, c, l.site.Registry)
		}
	}
	return targets, faults
}

// message mentions the pages of the code and the fields of a message.
func (l *linker) message(messages []*wire.Message, mention func(*Page)) {
	for _, m := range messages {
		if m.Code > 0 {
			mention(l.site.Code(m.Code))
		}
		for _, f := range m.Fields {
			if !f.Elision {
				mention(l.site.Field(m.Name(f)))
			}
		}
	}
}

// maxGuesses is the number of dead links and citations of a page with a guess at what they
// mean: a guess looks at all notes, at all headings of one, or at all sections of an RFC.
const maxGuesses = 50

// link resolves a link: it returns what is wrong with it, or its address as the page writes
// it and the page behind it, if it is one of ours. guess asks what a dead link may mean.
func (l *linker) link(p *Page, link note.Link, guess bool) (target string, to *Page, what, do string) {
	u, err := url.Parse(link.Destination)
	if err != nil {
		return "", nil, "the link is not an address: " + err.Error(), "write the path of a note, or a URL"
	}
	switch {
	case u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto":
		if link.Image {
			return "", nil, "the picture is on another host, which a page must not contact", "put a copy of the picture into content/"
		}
		return link.Destination, nil, "", ""
	case u.Scheme != "" || u.Host != "":
		return "", nil, fmt.Sprintf("the link %s leads neither to a note nor to an https URL", link.Destination), "write the path of a note, or a URL with https://"
	case u.Path == "" && u.Fragment == "":
		return "", nil, "the link is empty", "write the path of a note"
	case strings.HasPrefix(u.Path, "/"):
		return "", nil, "the link begins with /, so it would fail where the site is not at the root of its host", "write the path of the note from this one: ../status/404.md"
	}
	file := p.Note.Path
	if u.Path != "" {
		file = path.Join(path.Dir(p.Note.Path), u.Path)
		if file == ".." || strings.HasPrefix(file, "../") {
			return "", nil, fmt.Sprintf("the link leads out of content/: %s", link.Destination), "link to a note, or to a URL"
		}
	}
	if l.copies[file] { // we cannot know what a fragment of it means
		return Relative(p.URL, file) + fragmentOf(u), nil, "", ""
	}
	for _, s := range l.site.Sources {
		if s.Path == file {
			if what, do := lineOf(s, u.Fragment); what != "" {
				return "", nil, what, do
			}
			return Relative(p.URL, s.URL) + fragmentOf(u), nil, "", ""
		}
	}
	if slices.Contains(l.off, file) {
		return PlainText, nil, "", ""
	}
	to = l.byPath[file]
	if to == nil && slices.Contains(l.drafts, file) {
		return "", nil, path.Join(note.Folder, file) + " is a draft, which is not in the site", "remove the link, or `draft: true` from the draft; build --drafts puts drafts into the site"
	}
	if to == nil {
		kind := "note"
		if ext := path.Ext(file); len(ext) > 1 && ext != ".md" {
			kind = "file"
		}
		if do = "write a path from the folder of this note"; guess {
			do = l.nearest(p, file, do)
		}
		return "", nil, fmt.Sprintf("there is no %s at %s", kind, path.Join(note.Folder, file)), do
	}
	if u.Fragment != "" {
		if what, do := l.fragment(to, u.Fragment, guess); what != "" {
			return "", nil, what, do
		}
	}
	return Relative(p.URL, to.URL+fragmentOf(u)), to, "", ""
}

func fragmentOf(u *url.URL) string {
	if u.Fragment == "" {
		return ""
	}
	return "#" + u.EscapedFragment()
}

// lineOf says what is wrong with a fragment of a file of the origin, whose page has an
// id for each line: L12.
func lineOf(s *Source, fragment string) (what, do string) {
	lines, _ := s.File.Position(len(s.File.Data))
	n, err := strconv.Atoi(strings.TrimPrefix(fragment, "L"))
	if fragment == "" || fragment == "L"+strconv.Itoa(n) && err == nil && 0 < n && n <= lines {
		return "", ""
	}
	return fmt.Sprintf("content/%s has no line #%s", s.Path, fragment), fmt.Sprintf("link to the file, or to one of its lines: #L1 to #L%d", lines)
}

// Lacks says that a page has no place with an id to which a link leads, or nothing.
func (s *Site) Lacks(p *Page, id string) (what string) {
	if p == s.List("fields") {
		if f, ok := s.Registry.FieldFold(id); ok && FieldAnchor(f.Name) == id {
			return ""
		}
	}
	if p.ids[id] {
		return ""
	}
	return fmt.Sprintf("content/%s has no heading #%s", p.Note.Path, id)
}

// fragment says what is wrong with a fragment of a page.
func (l *linker) fragment(p *Page, id string, guess bool) (what, do string) {
	if what = l.site.Lacks(p, id); what == "" {
		return "", ""
	}
	if len(p.ids) == 0 {
		return what, "link to the note without a fragment: it has no headings"
	}
	if !guess {
		return what, "write the id of one of its headings"
	}
	var ids []string
	for _, h := range p.Note.Headings {
		ids = append(ids, h.ID)
	}
	for _, r := range p.Note.Rows {
		ids = append(ids, r.ID)
	}
	if near := source.Nearest(id, ids); near != "" {
		return what, fmt.Sprintf("did you mean #%s?", near)
	}
	for i := range ids {
		ids[i] = "#" + ids[i]
	}
	return what, "its headings are: " + some(ids)
}

// nearest proposes what the path of a missing note may mean: the index of a folder, a
// file or note of that name in another folder, or a note of a similar name, preferably
// in the same folder; otherwise it returns otherwise.
func (l *linker) nearest(p *Page, file, otherwise string) string {
	if index := path.Join(file, "index.md"); l.byPath[index] != nil {
		return "did you mean " + Relative(p.Note.Path, index) + "?"
	}
	for _, c := range l.site.Copies {
		if path.Base(c.URL) == path.Base(file) {
			return "did you mean " + Relative(p.Note.Path, c.URL) + "?"
		}
	}
	stems := map[string]string{} // of the names of notes, with a path
	var here, all []string
	for _, other := range l.pages {
		to := other.Note.Path
		if path.Base(to) == path.Base(file) {
			return "did you mean " + Relative(p.Note.Path, to) + "?"
		}
		stem := strings.TrimSuffix(path.Base(to), ".md")
		if path.Dir(to) == path.Dir(file) {
			here, stems[stem] = append(here, stem), to
		} else if _, ok := stems[stem]; !ok {
			all, stems[stem] = append(all, stem), to
		}
	}
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	for _, names := range [][]string{here, all} {
		if near := source.Nearest(stem, names); near != "" {
			return "did you mean " + Relative(p.Note.Path, stems[near]) + "?"
		}
	}
	return otherwise
}

// cite resolves a citation, or says what is wrong with it.
func (l *linker) cite(c note.Citation, guess bool) (address, what, do string) {
	r := l.site.Registry
	rfc, ok := r.RFC(c.RFC)
	if !ok {
		var held []string
		for _, known := range r.RFCs() {
			held = append(held, known.Number)
		}
		return "", fmt.Sprintf("the registry has no RFC %s", c.RFC), "the RFCs are: " + strings.Join(held, ", ")
	}
	address = rfc.URL()
	if c.Section != "" {
		section, ok := r.Section(c.RFC, c.Section)
		if !ok {
			kind := "section"
			if c.Section[0] > '9' {
				kind = "appendix"
			}
			what = fmt.Sprintf("RFC %s has no %s %s", c.RFC, kind, c.Section)
			if guess {
				if near, found := r.NearestSection(c.RFC, c.Section); found && near.Number[0] > '9' == (c.Section[0] > '9') {
					return "", what, fmt.Sprintf("did you mean %s %s, %s?", kind, near.Number, near.Title)
				}
			}
			return "", what, fmt.Sprintf("see %s, %s", rfc.URL(), rfc.Title)
		}
		address = section.URL()
	}
	return address, "", ""
}
