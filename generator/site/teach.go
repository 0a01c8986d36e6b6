package site

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wirebook/generator/source"
)

// teaching checks what the notes of lessons say that they teach and need. Whatever a
// lesson needs was taught by an earlier one of its section.
func (l *linker) teaching() (faults []source.Fault) {
	for _, p := range l.pages {
		lesson := p.Section != nil && p.Section.Lessons && p.Section.Index != p
		for _, key := range []string{"teaches", "needs"} {
			if p.Note.Meta.At(key).End > 0 && !lesson {
				faults = append(faults, inMeta(p, "no-lesson", key, key+": is for lessons, and this note is none",
					"remove it, or move the note into a section of site.yaml with lessons: true"))
			}
		}
	}
	for _, s := range l.site.Sections {
		if s.Lessons {
			faults = append(faults, s.teaching()...)
		}
	}
	return faults
}

func (s *Section) teaching() (faults []source.Fault) {
	fault := func(id string, p *Page, key string, i int, what, do string) {
		faults = append(faults, inMeta(p, id, key+"."+strconv.Itoa(i), what, do))
	}
	place := map[*Page]int{}
	taught := map[string]*Page{}
	var all []string
	for i, p := range s.Pages {
		place[p] = i
		if p == s.Index {
			continue
		}
		text := words(string(p.Note.File.Data[p.Note.Head.End:]))
		for i, name := range p.Note.Meta.Teaches {
			if other := taught[name]; other != nil {
				fault("taught-twice", p, "teaches", i, fmt.Sprintf("content/%s teaches %q already", other.Note.Path, name), "leave it to one of them; the other may need it")
				continue
			}
			taught[name] = p
			all = append(all, name)
			if !says(text, words(name)) {
				fault("taught-unsaid", p, "teaches", i, fmt.Sprintf("the lesson says that it teaches %q, and its text never uses the word", name), "explain it, or remove it")
			}
		}
	}
	for _, p := range s.Pages {
		if p == s.Index {
			continue
		}
		for i, name := range p.Note.Meta.Needs {
			switch by := taught[name]; {
			case by == nil:
				do := "let an earlier lesson teach it, or remove it"
				if near := source.Nearest(name, all); near != "" {
					do = fmt.Sprintf("did you mean %q? Otherwise %s", near, do)
				}
				fault("needs-untaught", p, "needs", i, fmt.Sprintf("no lesson teaches %q", name), do)
			case by == p:
				fault("needs-own", p, "needs", i, fmt.Sprintf("the lesson teaches %q itself", name), "keep it in one of the two lists")
			case place[by] > place[p]:
				fault("needs-later", p, "needs", i, fmt.Sprintf("%q is taught later, in content/%s", name, by.Note.Path), "change the order of the two, or explain it here")
			}
		}
	}
	return faults
}

// words returns a text in lower case, with one space between its words.
func words(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }

// says reports whether a text has a name as whole words, perhaps in the plural.
func says(text, name string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for at := 0; name != ""; at += len(name) {
		i := strings.Index(text[at:], name)
		if i < 0 {
			break
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text[at+len(name):], "s"))
		if !inWord(before) && !inWord(after) {
			return true
		}
	}
	return false
}
