package diagram

import (
	"fmt"
	"strconv"
	"strings"
)

// A Stop is a lesson of a course.
type Stop struct {
	Key     string // as of a Shape
	Title   string
	About   string // one sentence, of which what is too long is left out
	Codes   []int  // the status codes of its examples, each once
	Minutes int    // that it takes; 0 if that is not known
}

// Course draws lessons in their order, each with a square for every code of its examples;
// nil without lessons.
func Course(stops []Stop) *Drawing {
	const high = 40
	if len(stops) == 0 {
		return nil
	}
	d := &Drawing{Kind: "course", Height: 4 + high*len(stops)}
	var said []string
	for i, s := range stops {
		y := 4 + high*i
		if i > 0 {
			d.path("life", "M14 %dV%d", y-14, y+2)
		}
		d.Shapes = append(d.Shapes,
			Shape{Class: "stop", Path: fmt.Sprintf("M14 %da11 11 0 1 0 .01 0z", y+3), Text: strconv.Itoa(i + 1), X: 14, Y: y + 18},
			Shape{Class: "start strong", Text: s.Title, X: 34, Y: y + 14, Key: s.Key})
		d.text("start small", 34, y+28, clip(s.About, (Width-34-42)*6/5))
		if s.Minutes > 0 {
			d.text("small end", Width, y+28, fmt.Sprint(s.Minutes, " min"))
		}
		for j, code := range s.Codes {
			if x := Width - 8 - (len(s.Codes)-1-j)*9; x > 40+wide(s.Title)*11/10 {
				d.path("bar "+classOf(code), "M%d %dh7v7h-7z", x, y+7)
			}
		}
		words := fmt.Sprintf("%d. %s", i+1, s.Title)
		if s.Minutes > 0 {
			words += ", " + count(s.Minutes, "minute")
		}
		said = append(said, words)
	}
	d.Says = "The lessons in order. " + strings.Join(said, ". ") + "."
	return d
}
