package page

import "strings"

// What a page says of itself beyond its text: where else it stands.

// Markdown is the address of the note's source, or empty where the page is no
// note.
func (v *View) Markdown() string {
	if v.page == nil {
		return ""
	}
	return v.at.to(sourceOf(v.page))
}

// Position is the number of a crumb whose index is i: the first is 1.
func (v *View) Position(i int) int { return i + 1 }

// Feed is the address of the feed of changes, or empty where there is none.
func (v *View) Feed() string {
	if !v.press.feed {
		return ""
	}
	return v.at.to(feedName)
}

// Edit is where the note can be changed, or empty: site.yaml says how such
// addresses are written.
func (v *View) Edit() string {
	if v.page == nil {
		return ""
	}
	return strings.ReplaceAll(v.press.site.Config.Edit, "{path}", escapePath(v.page.Note.Path))
}
