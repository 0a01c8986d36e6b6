package page

import (
	"html/template"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/proof"
	"wirebook/generator/site"
	"wirebook/generator/wire"
)

// A Specimen is the first response of a page that has its status code, or the first message
// that has its field. It is above the text, with what each line says.
type Specimen struct {
	Exchange int    // its number in the note: the whole exchange is at #_exchange-N
	Request  bool   // the message is a request
	Of       string // the method and target that it answers
	Class    int    // first digit of its status code, or 0
	Name     string // unique on the page
	Text     template.HTML
	More     int    // lines of body left out
	NoRun    string // why it was not played, if it was not
}

// specimenBody is how many lines of a body a specimen shows.
const specimenBody = 13

// specimen returns the specimen of the page, or nil if its note shows none.
func (m *markdown) specimen() *Specimen {
	var request *exchange.Step
	for _, f := range m.page.Note.Fences {
		s := m.shown(f)
		if s == nil || !m.exemplary(s) {
			continue
		}
		if !s.Sends() {
			return m.specimenOf(s)
		}
		if request == nil {
			request = s
		}
	}
	if request == nil {
		return nil
	}
	return m.specimenOf(request)
}

// exemplary says whether a step has what the page is about.
func (m *markdown) exemplary(s *exchange.Step) bool {
	if _, expands := s.Fence.Word("expand"); expands {
		return false
	}
	return slices.ContainsFunc(s.Shown(), func(w *wire.Message) bool {
		if status := m.page.Status; status != nil {
			return w.Kind == wire.Response && w.Code == status.Code
		}
		if m.page.Field == nil {
			return false
		}
		_, has := w.Get(m.page.Field.Name)
		return has
	})
}

func (m *markdown) specimenOf(s *exchange.Step) *Specimen {
	e := m.page.Proof.Of(s.Exchange)
	out := &Specimen{Exchange: e.Number, Request: s.Sends()}
	out.Of = shorten(strings.TrimSpace(e.Method + " " + e.Target))
	if e.State() != proof.Proven {
		out.NoRun = e.Reason
	}
	w := &wireText{m: m, shown: s, glossed: true}
	w.end, out.More = folded(s, m.page.Note.File.Data)
	w.write()
	out.Text = template.HTML(w.String())
	if first := s.Shown()[0]; first.Kind == wire.Response {
		out.Class = first.Code / 100
	}
	out.Name = m.name("First example: " + firstLine(s))
	return out
}

// A Seal says how the examples of a page were proven.
type Seal struct {
	Proven, Shown int
	By            []string // what answered, in the order of the page
	Day           string   // of the build, which proved them; empty if it is unknown
}

// seal returns nil if no example of the page was played.
func (m *markdown) seal() *Seal {
	out := &Seal{Shown: len(m.page.Proof.Results), By: m.servers}
	for i := range m.page.Proof.Results {
		if m.page.Proof.Results[i].State() == proof.Proven {
			out.Proven++
		}
	}
	if out.Proven == 0 {
		return nil
	}
	if day := m.site(site.AboutDay).Today; !day.IsZero() {
		out.Day = day.Format("2 January 2006")
	}
	return out
}

// servers are what answered the examples of the page that are proven.
func servers(p *site.Page) (all []string) {
	for i := range p.Proof.Results {
		if r := &p.Proof.Results[i]; r.State() == proof.Proven && !slices.Contains(all, r.By) {
			all = append(all, r.By)
		}
	}
	return all
}

// folded returns where the text of a specimen ends, and how many lines of the last body
// follow it.
func folded(s *exchange.Step, data []byte) (end, more int) {
	last := s.Shown()[len(s.Shown())-1]
	end = s.Fence.Body.End
	start := max(s.Fence.Body.Start, min(last.Body.Start, end))
	lines := 0
	for line := range strings.Lines(string(data[start:end])) {
		if lines++; lines <= specimenBody {
			start += len(line)
		}
	}
	return start, max(0, lines-specimenBody)
}
