package site

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// titleWord matches words in the title of a choice that may be a code or a field.
var titleWord = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9-]*`)

// choices finds what the notes in the folder choices compare: the codes and fields in
// their titles, such as "401 or 403?".
func (l *linker) choices() {
	for _, p := range l.site.Pages {
		name, within := strings.CutPrefix(p.Note.Path, "choices/")
		if !within || strings.Contains(name, "/") || name == "index.md" {
			continue
		}
		for _, word := range titleWord.FindAllString(p.Title, -1) {
			to := l.inTitle(word)
			if to != nil && to != p && !slices.Contains(p.Compares, to) {
				p.Compares = append(p.Compares, to)
				to.Choices = append(to.Choices, p)
			}
		}
	}
}

func (l *linker) inTitle(word string) *Page {
	if code, err := strconv.Atoi(word); err == nil {
		return l.site.Code(code)
	}
	if f, ok := l.site.Registry.Field(word); ok {
		return l.site.Field(f.Name)
	}
	return nil
}
