package export

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// SourceOf is the address of the Markdown of a page: beside the page, so that relative
// links between notes work there, too.
func SourceOf(p *site.Page) string { return p.Note.Path }

// Markdown returns the sources of the notes as they are, without what is withheld. No other file can have such an
// address: every .md file in content/ is a note.
func Markdown(s *site.Site) []site.File {
	files := make([]site.File, len(s.Pages))
	for i, p := range s.Pages {
		files[i] = site.File{Path: SourceOf(p), Data: sourceOf(p), Asset: true}
	}
	return files
}

// sourceOf returns the source of a page. Lines that are withheld are left out, since
// their lengths could tell what they say.
func sourceOf(p *site.Page) (out []byte) {
	if p.Note == p.Proof.Note {
		return p.Note.File.Data
	}
	at := 0
	for line := range bytes.Lines(p.Note.File.Data) {
		was := p.Proof.Note.File.Data[at : at+len(line)]
		if at += len(line); bytes.Equal(line, was) {
			out = append(out, line...)
		}
	}
	return out
}

// llms returns llms.txt as https://llmstxt.org defines it: the title, a sentence, and
// the Markdown of the notes by section. Its addresses are absolute if the site has an
// address. Notes outside any section come first.
func llms(s *site.Site) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", source.OneLine(s.Config.Title))
	if s.Config.Description != "" {
		fmt.Fprintf(&b, "\n> %s\n", source.OneLine(s.Config.Description))
	}
	list := func(pages []*site.Page) {
		b.WriteByte('\n')
		for _, p := range pages {
			address := cmp.Or(site.Canonical(s.Config.Address, SourceOf(p)), site.EscapePath(SourceOf(p)))
			fmt.Fprintf(&b, "- [%s](%s)", inBrackets.Replace(source.OneLine(p.Title)), address)
			if d := source.OneLine(p.Note.Meta.Description); d != "" {
				b.WriteString(": " + d)
			}
			b.WriteByte('\n')
		}
	}
	var loose []*site.Page
	for _, p := range s.Pages {
		if p.Section == nil {
			loose = append(loose, p)
		}
	}
	list(loose)
	for _, sec := range s.Sections {
		if len(sec.Pages) > 0 {
			fmt.Fprintf(&b, "\n## %s\n", source.OneLine(sec.Title))
			list(sec.Pages)
		}
	}
	return b.Bytes()
}

var inBrackets = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)
