package note

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"wirebook/generator/source"
)

const metaMark = "---\n"

// At returns the span of the value of a key of the front matter, or the zero span if
// the key is missing.
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
			Do: "write a line with --- after its last key"}}
	}
	m.at, faults = readYAML(file, begin, file.Data[begin:begin-1+end+1], &m)
	if m.Title == "" && len(faults) == 0 {
		at, ok := m.at["title"]
		if !ok {
			at.End = len(metaMark) - 1
		}
		faults = append(faults, source.Fault{File: file, Span: at, ID: "no-title", What: "the note has no title", Do: "write `title: …` in the front matter"})
	}
	for _, t := range []struct {
		key, text string
		max       int
	}{{"title", m.Title, maxTitle}, {"nav", m.Nav, maxTitle}, {"description", m.Description, maxDescription}, {"change", m.Change, maxDescription}} {
		faults = append(faults, longText(file, m.at[t.key], t.key, t.text, t.max)...)
	}
	return m, body, append(faults, append(append(m.checkChange(file), misnamedLanguage(file, m.at["lang"], m.Lang)...), unreasoned(file, m.Exceptions, m.at)...)...)
}

// checkChange faults a change that a feed could not announce.
func (m Meta) checkChange(file *source.File) (faults []source.Fault) {
	if _, err := time.Parse(time.DateOnly, m.Changed); m.Changed != "" && err != nil {
		faults = append(faults, source.Fault{File: file, Span: m.at["changed"], ID: "changed-day", What: fmt.Sprintf("%q is not a date", m.Changed), Do: "write it like this: changed: 2026-11-22"})
	}
	if m.Change != "" && m.Changed == "" {
		faults = append(faults, source.Fault{File: file, Span: m.at["change"], ID: "change-undated", What: "the note says what changed but not when", Do: "write the day: changed: 2026-11-22"})
	}
	return faults
}

// misnamedLanguage faults what is no language tag.
func misnamedLanguage(file *source.File, at source.Span, tag string) []source.Fault {
	if _, err := language.Parse(tag); tag == "" || err == nil && !strings.Contains(tag, "_") {
		return nil
	}
	return []source.Fault{{File: file, Span: at, ID: "language", What: fmt.Sprintf("%q is not the tag of a language", tag), Do: "write one of BCP 47: de, pt-BR, zh-Hant"}}
}

// Lists are what a page can list below its text: all registered fields, the whole
// site, its data for programs, the codes on one sheet of paper, or the lessons, from
// which a script draws questions and tasks.
var Lists = []string{"fields", "map", "data", "sheet", "final"}

// unreasoned faults exceptions without a reason.
func unreasoned(file *source.File, exceptions map[string]string, at places) (faults []source.Fault) {
	for _, what := range slices.Sorted(maps.Keys(exceptions)) {
		if exceptions[what] == "" {
			faults = append(faults, source.Fault{File: file, Span: at[ExceptionKey(what)], ID: "no-reason",
				What: "the exception gives no reason", Do: "write the reason after the colon"})
		}
	}
	return faults
}

// PlaceKey returns the path of the key of a place, for At of Meta.
func PlaceKey(id string) string { return "places." + id + ":" }

// ExceptionKey returns the path of the key of an exception, for At of Meta and
// Config.
func ExceptionKey(what string) string { return "exceptions." + what + ":" }
