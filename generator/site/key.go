package site

import (
	"strconv"
	"time"

	"wirebook/generator/cache"
	"wirebook/generator/exchange"
	"wirebook/generator/proof"
)

// AddFaces adds what pages may show of each other and of the site, but for who mentions
// whom and what was proven: the settings, the front matter and place of each page, the
// files of the origin, and what is copied.
func (s *Site) AddFaces(sum cache.Sum) {
	if s.ConfigFile != nil {
		sum.Bytes(s.ConfigFile.Data)
	}
	for _, f := range s.Frames {
		sum.Bytes(f.Data)
	}
	sum.Text(s.Config.Address, s.Today.Format(time.DateOnly))
	for _, p := range s.Pages {
		f := p.face
		sum.Text(p.Note.Path, f.url, f.head, f.section, f.folder, f.lang)
	}
	sum.Number(len(s.Sources))
	for _, src := range s.Sources {
		sum.Text(src.Path)
		sum.Bytes(src.File.Data)
	}
	for _, c := range s.Copies {
		sum.Text(c.URL)
		sum.Bytes(c.Data)
	}
	if s.Glossary != nil { // where texts use its terms depends on all of them
		sum.Bytes(s.Glossary.Note.File.Data)
	}
}

// AddOwn adds what the page shows of its own: its note, what was proven of it, where its
// links lead, and who mentions it.
func (p *Page) AddOwn(sum cache.Sum) {
	sum.Bytes(p.Note.File.Data)
	if c := p.Note.Chooser; c != nil {
		sum.Bytes(c.Text.File.Data)
	}
	for _, t := range []Targets{p.Targets, p.Chooser} {
		for _, list := range [][]string{t.Links, t.CodeSpans, t.Citations} {
			sum.Number(len(list))
			sum.Text(list...)
		}
	}
	sum.Number(len(p.Backlinks))
	for _, b := range p.Backlinks {
		sum.Text(b.From.Note.Path, b.Sentence, strconv.FormatBool(b.Told))
	}
	for _, pages := range [][]*Page{p.Choices, p.Compares, {p.Prev, p.Next}} {
		sum.Number(len(pages))
		for _, other := range pages {
			if other == nil {
				sum.Text("")
			} else {
				sum.Text(other.Note.Path)
			}
		}
	}
	for _, t := range p.Terms {
		sum.Text(t.ID, t.Name, t.Short, t.Target)
	}
	for i := range p.Proof.Results {
		addResult(sum, &p.Proof.Results[i])
	}
	for i := range p.Proof.Tasks {
		t := &p.Proof.Tasks[i]
		sum.Text(string(t.State()), t.Reason, t.Origin, t.By, strconv.FormatBool(t.Sendable), strconv.FormatBool(t.Withheld))
	}
	for _, st := range p.Proof.Steps {
		addStep(sum, st)
	}
}

func addStep(sum cache.Sum, st *exchange.Step) {
	sum.Number(st.Fence.Marker.Start)
	sum.Text(strconv.FormatBool(st.Last), strconv.FormatBool(st.Sends()), st.Label())
}

// addResult adds what a page shows of a result, but for what is in the note.
func addResult(sum cache.Sum, r *proof.Result) {
	sum.Text(string(r.State()), r.Reason, r.Origin, r.By, strconv.FormatBool(r.Server), strconv.FormatBool(r.Sendable))
	for _, b := range r.Breaks {
		sum.Text(b.ID)
	}
	sum.Number(len(r.Handlers))
	for _, h := range r.Handlers {
		sum.Text(h.Name, h.Pattern, h.File, h.Text, h.Language())
		sum.Number(h.Line)
	}
}
