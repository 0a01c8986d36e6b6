package page

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"wirebook/generator/colour"
	"wirebook/generator/note"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A codeKey identifies a block of code, so that equal blocks are highlighted once.
type codeKey struct{ language, text string }

// mostCode is how many bytes of code are kept, in case the same block occurs again.
const mostCode = 512 << 10

// highlight splits code into spans.
func (p *press) highlight(language, text string) []colour.Span {
	if language == "" || language == "text" {
		return []colour.Span{{Text: text}}
	}
	key := codeKey{language, text}
	if spans, ok := p.code.Load(key); ok {
		return spans.([]colour.Span)
	}
	var spans []colour.Span
	if colour.Scanned(language) {
		spans = colour.Scan(language, text)
	} else {
		spans = p.colour(language, text)
	}
	if p.kept.Add(int64(len(text))) < mostCode {
		p.code.Store(key, spans)
	}
	return spans
}

// Plain returns a notice that lists the blocks of code that are shown without colours
// because they are too long. It knows of those at the top level of notes.
func (m Memory) Plain(s *site.Site) []source.Fault {
	m.plain.Turn()
	var places []string
	for _, p := range s.Pages {
		places = append(places, m.plain.Get(p.Note.Path, func(was *keptPlain) keptPlain {
			if was != nil && was.note == p.Note {
				return *was
			}
			return keptPlain{p.Note, plain(p.Note)}
		}).places...)
	}
	if len(places) == 0 {
		return nil
	}
	const most = 20
	do := fmt.Sprintf("split them: at most %d bytes of such a block get colours, in lines of %d, and %d bytes of a note", colour.MaxBlock, colour.MaxLine, colour.MaxNote) + strings.Join(places[:min(most, len(places))], "")
	if len(places) > most {
		do += fmt.Sprintf("\nand %d more", len(places)-most)
	}
	return []source.Fault{source.Usage("plain-code", "blocks of code are shown without colours, because they are too long", do)}
}

// plain lists those of a note.
func plain(n *note.Note) (places []string) {
	var budget colour.Budget
	for _, f := range n.Fences {
		name := colour.Name(f.Lang)
		if f.Message || budget.Take(f.Lang, n.File.Text(f.Body)) || name == "" || colour.Family(f.Lang) != "" {
			continue
		}
		line, _ := n.File.Position(f.Marker.Start)
		places = append(places, fmt.Sprintf("\n%s:%d: %d bytes of %s", n.File.Name, line, f.Body.Len(), name))
	}
	return places
}

// A SourceView is a file of the built-in origin, as source.html shows it. Each line has
// the id L followed by its number.
type SourceView struct {
	Path   string // origin/books.go
	Lines  int
	Code   template.HTML
	Others []Link // the other files in its folder
}

func (a asking) source(b *bytes.Buffer, s *site.Source) error {
	p, v := a.press, a.plainView(site.Place{Page: s.URL})
	v.Title = path.Base(s.Path)
	v.Description = "The source code of the server that answers the examples: " + s.Path + "."
	v.Canonical = site.Canonical(a.site(site.AboutConfig).Config.Address, s.URL)
	if a.home() != nil {
		v.Crumbs = []Link{v.Home}
	}
	text := string(s.File.Data)
	var code strings.Builder
	lines := colour.WriteLines(&code, p.highlight(strings.TrimPrefix(path.Ext(s.Path), "."), text))
	v.Source = &SourceView{Path: s.Path, Lines: lines, Code: template.HTML(code.String())}
	for _, other := range a.site(site.AboutSources).Sources {
		if other != s {
			v.Source.Others = append(v.Source.Others, Link{URL: v.at.To(other.URL), Title: path.Base(other.Path)})
		}
	}
	return p.layouts.Execute(b, "source.html", v)
}
