package site

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A completeness collects what one note lacks for the completeness that the site
// promises, and which exceptions it needs.
type completeness struct {
	config Config
	note   *note.Note
	faults []source.Fault
	needed map[string]bool // exceptions, as written
}

func newCompleteness(c Config, n *note.Note) *completeness {
	return &completeness{config: c, note: n, needed: map[string]bool{}}
}

// fault adds a fault if the site asks for that kind of completeness and no exception
// covers what is written.
func (c *completeness) fault(asked bool, written string, f source.Fault) {
	if c.excused(written) || !asked {
		return
	}
	f.Do += "\nif it is intentional, say why under `exceptions:` in the front matter, or in site.yaml for all notes"
	c.faults = append(c.faults, f)
}

// excused reports whether an exception covers what is written, and records that it is
// needed.
func (c *completeness) excused(written string) bool {
	c.needed[written] = true
	return c.config.Exceptions[written] != "" || c.note.Meta.Exceptions[written] != ""
}

// mentioned checks a code span against what it names. leads is the page of the link
// around it.
func (c *completeness) mentioned(file *source.File, span note.CodeSpan, to named, leads *Page) {
	asked := c.config.Complete.Mentions
	if what, do := to.elsewhere(c.note, span.Text, leads); what != "" {
		c.fault(asked, span.Text, source.Fault{File: file, Span: span.Span, ID: "other-page", What: what, Do: do})
	}
	misspelt := to.id == "wrong-phrase" || to.id == "field-case"
	if to.id != "" && (misspelt || span.In == 0) { // a link explains what it names
		c.fault(asked, span.Text, source.Fault{File: file, Span: span.Span, ID: to.id, What: to.what, Do: to.do})
	}
}

// phrased refuses a phrase of site.yaml, unless an exception says why it is used.
func (c *completeness) phrased(file *source.File, p note.Phrase) {
	c.fault(true, p.Text, source.Fault{File: file, Span: p.Span, ID: "phrase",
		What: fmt.Sprintf("site.yaml refuses the phrase %q", p.Text), Do: "write: " + c.config.Phrases[p.Text]})
}

// cited refuses a citation of an RFC that was replaced, unless an exception says why it
// is named, and requires a section in a citation of a whole RFC. The registry has no
// sections of an RFC that is history.
func (c *completeness) cited(file *source.File, cite note.Citation, r *registry.Registry) {
	if rfc, _ := r.RFC(cite.RFC); len(rfc.ObsoletedBy) > 0 {
		c.fault(c.config.Complete.Citations, "RFC "+cite.RFC, source.Fault{File: file, Span: cite.Span, ID: "replaced-rfc",
			What: fmt.Sprintf("RFC %s was replaced by RFC %s", cite.RFC, strings.Join(rfc.ObsoletedBy, ", RFC ")), Do: "cite what replaced it"})
	}
	if cite.Section != "" || !r.HoldsSections(cite.RFC) {
		return
	}
	c.fault(c.config.Complete.Citations, "RFC "+cite.RFC, source.Fault{File: file, Span: cite.Span, ID: "no-section",
		What: "the citation names no section", Do: fmt.Sprintf("write which one is meant: RFC %s section …", cite.RFC)})
}

// incomplete returns the faults of all notes and of the site as a whole.
func (l *linker) incomplete(notes []*resolved) (faults []source.Fault) {
	config := l.site.Config
	needed := map[string]bool{}
	for _, n := range notes {
		c := n.complete
		faults = append(faults, c.faults...)
		faults = append(faults, unneeded(c.note.File, c.note.Meta.Exceptions, c.note.Meta.At, c.needed)...)
		for what := range c.needed {
			if c.note.Meta.Exceptions[what] == "" {
				needed[what] = true
			}
		}
	}
	faults = append(faults, unneeded(l.config, config.Exceptions, config.At, needed)...)
	for _, p := range l.site.Pages {
		if config.Complete.Descriptions && p.Note.Meta.Description == "" {
			faults = append(faults, inMeta(p, "no-description", "description", "the note has no description", "write `description: …`, a sentence that says what the reader learns here"))
		}
		if config.Complete.Codes {
			faults = append(faults, l.agrees(p)...)
		}
	}
	return append(faults, l.missing()...)
}

// unneeded faults exceptions that nothing needs.
func unneeded(file *source.File, exceptions map[string]string, at func(string) source.Span, needed map[string]bool) (faults []source.Fault) {
	for _, what := range slices.Sorted(maps.Keys(exceptions)) {
		if exceptions[what] != "" && !needed[what] {
			faults = append(faults, source.Fault{File: file, Span: at(note.ExceptionKey(what)), ID: "exception-unused",
				What: fmt.Sprintf("nothing needs the exception of %q", what), Do: "remove it, or write it exactly as between the backticks, or as in phrases:"})
		}
	}
	return faults
}

// agrees checks the note of a status code or a class against the registry.
func (l *linker) agrees(p *Page) (faults []source.Fault) {
	meta := p.Note.Meta
	if c := p.Class; c != nil {
		if want := fmt.Sprintf("%dxx %s", c.Digit, c.Name); meta.Title != want {
			faults = append(faults, inMeta(p, "class-title", "title", fmt.Sprintf("the registry calls this class %q", want), "write title: "+want))
		}
		return faults
	}
	s := p.Status
	if s == nil {
		return nil
	}
	code := strconv.Itoa(s.Code)
	if want := code + " " + s.Phrase; s.Phrase == "(Unused)" && meta.Title != want {
		faults = append(faults, inMeta(p, "status-title", "title", fmt.Sprintf("the registry calls this code %q", want), "write title: "+want))
	}
	if meta.Nav != "" && meta.Nav != code {
		faults = append(faults, inMeta(p, "status-nav", "nav", fmt.Sprintf("this is the note of %s, and the navigation would call it %q", code, meta.Nav), fmt.Sprintf("write nav: %q", code)))
	}
	if meta.Order != 0 && meta.Order/100 != s.Class() {
		faults = append(faults, inMeta(p, "status-order", "order", fmt.Sprintf("%s is in the class %dxx, and the order %d is not", code, s.Class(), meta.Order), "write order: "+code))
	}
	if meta.Retry == "" {
		faults = append(faults, inMeta(p, "no-retry", "retry", "the note of a status code does not say whether a retry can help", "write `retry: …`"))
	}
	if meta.Client == "" {
		faults = append(faults, inMeta(p, "no-client", "client", "the note of a status code does not say what the client does now", "write `client: …`"))
	}
	if s.Section != "" && !slices.ContainsFunc(p.Note.Citations, func(c note.Citation) bool { return c.RFC == s.RFC && c.Section == s.Section }) {
		do := fmt.Sprintf("cite it in the first sentence: RFC %s section %s", s.RFC, s.Section)
		faults = append(faults, inMeta(p, "status-section", "title", "the note does not cite the section that defines "+code, do))
	}
	return faults
}

// missing returns faults for the codes, classes and fields that no note explains.
func (l *linker) missing() (faults []source.Fault) {
	fault := func(id, key, what, do string) {
		faults = append(faults, source.Fault{File: l.config, Span: l.site.Config.At("complete." + key + ":"), ID: id, What: what, Do: do})
	}
	r := l.site.Registry
	var codes, fields []string
	for _, c := range r.Classes() {
		if l.site.Class(c.Digit) == nil {
			codes = append(codes, fmt.Sprintf("%dxx", c.Digit))
		}
		for _, s := range r.Statuses() {
			if s.Class() == c.Digit && l.site.Code(s.Code) == nil {
				codes = append(codes, strconv.Itoa(s.Code))
			}
		}
	}
	for _, f := range r.Fields() {
		if f.Name != "*" && l.site.FieldURL(f.Name) == "" {
			fields = append(fields, f.Name)
		}
	}
	if c := l.site.Config.Complete; c.Codes && len(codes) > 0 {
		fault("codes-missing", "codes", "not every registered status code and class has a note; these have none: "+some(codes), "write them: content/status/"+codes[0]+".md")
	}
	if c := l.site.Config.Complete; c.Fields && len(fields) > 0 {
		fault("fields-missing", "fields", "not every registered field has a note; these have none: "+some(fields), "let one note list them: write `list: fields` in its front matter")
	}
	return faults
}

// some lists the first of many names.
func some(names []string) string {
	const most = 10
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
