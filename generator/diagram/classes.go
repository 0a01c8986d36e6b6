package diagram

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/registry"
)

// Classes draws the five classes with a square for each of their codes, full for those of
// every day. client says what a client does about each, by the digit of the class.
func Classes(r *registry.Registry, everyday []int, client map[int]string) *Drawing {
	const square, across = 9, 33
	d := &Drawing{Kind: "classes", Height: 4}
	var said []string
	for _, c := range r.Classes() {
		tone := fmt.Sprint("of", c.Digit)
		d.path("bar "+tone, "M0 %dh4v%dh-4z", d.Height+2, 44+12*(max(1, len(wrap(client[c.Digit], lineLong)))-1))
		d.text("start code "+tone, 12, d.Height+14, fmt.Sprintf("%dxx", c.Digit))
		d.text("start strong", 46, d.Height+14, c.Name)
		n := 0
		var often, other strings.Builder
		for _, s := range r.Statuses() {
			if s.Class() != c.Digit {
				continue
			}
			to := &other
			if slices.Contains(everyday, s.Code) {
				to = &often
			}
			fmt.Fprintf(to, "M%d %dh7v7h-7z", 12+n%across*square, d.Height+21)
			n++
		}
		d.Shapes = append(d.Shapes, Shape{Class: tone + " thin", Path: other.String()}, Shape{Class: "bar " + tone, Path: often.String()})
		d.text("end small", Width, d.Height+14, count(n, "code"))
		d.Height += 30
		for _, line := range wrap(client[c.Digit], lineLong) {
			d.text("start small", 12, d.Height+12, line)
			d.Height += 12
		}
		d.Height += 14
		said = append(said, strings.TrimSpace(fmt.Sprintf("%dxx %s, %s. %s", c.Digit, c.Name, count(n, "code"), client[c.Digit])))
	}
	d.Says = "The five classes. " + strings.Join(said, " ")
	return d
}

const lineLong = 58 // characters of a small line

// wrap breaks a text into lines of at most so many characters, as far as its words allow.
func wrap(text string, long int) (all []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > long {
			all, line = append(all, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		all = append(all, line)
	}
	return all
}
