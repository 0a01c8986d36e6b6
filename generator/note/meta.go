package note

import (
	"bytes"

	"wirebook/generator/source"
)

const metaMark = "---\n"

// At is where the value of a key of the front matter stands; the first line of
// the note where the key is missing.
func (m Meta) At(key string) source.Span { return m.at[key] }

// parseMeta reads the front matter and returns where the Markdown begins.
func parseMeta(file *source.File) (m Meta, body int, faults []source.Fault) {
	if !bytes.HasPrefix(file.Data, []byte(metaMark)) {
		return m, 0, []source.Fault{{File: file, ID: "no-front-matter", What: "the note has no front matter",
			Do: "begin the file with\n---\ntitle: …\ndescription: …\n---"}}
	}
	begin := len(metaMark)
	end := bytes.Index(file.Data[begin-1:], []byte("\n"+metaMark))
	if end < 0 && bytes.HasSuffix(file.Data, []byte("\n---")) {
		end, body = len(file.Data)-4-(begin-1), len(file.Data)
	} else if end >= 0 {
		body = begin - 1 + end + 1 + len(metaMark)
	} else {
		return m, len(file.Data), []source.Fault{{File: file, Span: source.Span{End: 3}, ID: "front-matter-open", What: "the front matter does not end",
			Do: "write a line with --- behind its last key"}}
	}
	m.at, faults = readYAML(file, begin, file.Data[begin:begin-1+end+1], &m)
	if m.Title == "" && len(faults) == 0 {
		at, ok := m.at["title"]
		if !ok {
			at.End = len(metaMark) - 1
		}
		faults = append(faults, source.Fault{File: file, Span: at, ID: "no-title", What: "the note has no title", Do: "write `title: …` in the front matter"})
	}
	return m, body, faults
}
