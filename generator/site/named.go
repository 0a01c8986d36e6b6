package site

import (
	"fmt"
	"regexp"
	"strconv"

	"wirebook/generator/note"
)

// A named is what a code span names: a status code, with or without its phrase, or a
// field. It is empty if the span names neither.
type named struct {
	page *Page  // that explains it, or nil
	url  string // from the root of the site: of the page, or of the line in a list; empty without either

	id, what, do string // what is wrong with the name, or that nothing explains it
}

var statusLike = regexp.MustCompile(`^([1-5][0-9]{2})(?: (.+))?$`)

// named returns what the text of a code span names.
func (l *linker) named(text string) named {
	if m := statusLike.FindStringSubmatch(text); m != nil {
		return l.namedStatus(m[1], m[2])
	}
	return l.namedField(text)
}

func (l *linker) namedStatus(digits, phrase string) named {
	code, _ := strconv.Atoi(digits)
	status, ok := l.site.Registry.Status(code)
	if !ok {
		return named{id: "unknown-code", what: fmt.Sprintf("%d is not a registered status code", code), do: "write a registered code"}
	}
	if phrase != "" && phrase != status.Phrase {
		return named{id: "wrong-phrase", what: fmt.Sprintf("the registry calls %d %q", code, status.Phrase),
			do: fmt.Sprintf("write `%d %s`", code, status.Phrase)}
	}
	if page := l.site.Code(code); page != nil {
		return named{page: page, url: page.URL}
	}
	return named{id: "no-code-note", what: fmt.Sprintf("no note explains the status code %d %s", code, status.Phrase),
		do: fmt.Sprintf("write content/status/%d.md", code)}
}

func (l *linker) namedField(text string) named {
	field, ok := l.site.Registry.FieldFold(text)
	switch {
	case !ok || field.Name == "*": // registered only so that nobody uses the name
		return named{}
	case field.Name != text:
		return named{id: "field-case", what: fmt.Sprintf("the registry writes this field %s", field.Name), do: fmt.Sprintf("write `%s`", field.Name)}
	}
	if page := l.site.Field(text); page != nil {
		return named{page: page, url: page.URL}
	}
	if url := l.site.FieldURL(text); url != "" {
		return named{url: url}
	}
	return named{id: "no-field-note", what: fmt.Sprintf("no note explains the field %s", text),
		do: "write one that says `field: " + text + "`, or one that says `list: fields`"}
}

// elsewhere says what is wrong with a link whose text names one code or field but which
// leads to the page of another.
func (n named) elsewhere(in *note.Note, text string, to *Page) (what, do string) {
	if n.page == nil || to == nil || n.page == to || to.Status == nil && to.Field == nil {
		return "", ""
	}
	return fmt.Sprintf("the link says %s and leads to the page %q", text, to.Title), "link to " + Relative(in.Path, n.page.Note.Path)
}
