// Package diagram draws pictures of what notes document: of the exchanges of a note, of a
// chooser, and of the registry. Nothing is drawn by hand: if a message changes, so does
// its picture. A Drawing is a list of shapes, which layouts/drawing.html writes as SVG, and
// says the same in words.
package diagram

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// Width is the width of all drawings, in the units of their shapes. It is that of the text
// on a small phone, in pixels, so that text of 12 units can be read there.
const Width = 320

// A Drawing is a picture Width wide and Height high.
type Drawing struct {
	Kind   string // sequence, redirects, ruler, life, negotiation, tree, senders, classes, course or matrix
	Says   string // the same in words, in one or more sentences
	Height int
	Shapes []Shape
}

// A Shape is a path, a line of text, or both. Class is for the style sheet: of1 to of5 have
// the colours of the classes of status codes.
type Shape struct {
	Class string
	Path  string // as in the attribute d of SVG
	Text  string
	X, Y  int    // of the text's baseline, at its middle unless Class says start or end
	Key   string // what the shape is about, and may link to: a status code, or the path of a note; or empty
}

func (d *Drawing) path(class, format string, args ...any) {
	d.Shapes = append(d.Shapes, Shape{Class: class, Path: fmt.Sprintf(format, args...)})
}

func (d *Drawing) text(class string, x, y int, text string) {
	if text != "" {
		d.Shapes = append(d.Shapes, Shape{Class: class, Text: text, X: x, Y: y})
	}
}

// arrow is a line with a head at its end, which is to the left or to the right.
func (d *Drawing) arrow(class string, x, y, toX, toY int) {
	head := "m-9-4.2 8.6 4.2-8.8 3.6"
	if toX < x {
		head = "m9-4.2-8.6 4.2 8.8 3.6"
	}
	d.path(class, "M%d %dL%d %d%s", x, y, toX, toY, head)
}

// down is an arrow that points down.
func (d *Drawing) down(class string, x, y, toY int) {
	d.path(class, "M%d %dV%dm-4-8 4 7.6 4-7.6", x, y, toY)
}

// bar is a filled rectangle; one that is too narrow to be seen is widened.
func (d *Drawing) bar(class string, x, y, width, height int) {
	d.path("bar "+class, "M%d %dh%dv%dh-%dz", x, y, max(width, 2), height, max(width, 2))
}

const (
	chipWide = 36 // of a status code that can be pressed
	chipHigh = 24
	chipStep = chipWide + 2
)

// chip is a status code in a box, which may link to its page.
func (d *Drawing) chip(class string, x, y, code int) {
	d.Shapes = append(d.Shapes, Shape{
		Class: strings.TrimSpace("chip " + classOf(code) + " " + class),
		Path:  fmt.Sprintf("M%d %dh%dv%dh-%dz", x+1, y+1, chipWide-2, chipHigh-2, chipWide-2),
		Text:  strconv.Itoa(code), X: x + chipWide/2, Y: y + 16, Key: strconv.Itoa(code),
	})
}

// wide estimates how many units wide a text is: 12 high, in a sans-serif.
func wide(text string) int { return len([]rune(text)) * 32 / 5 }

// clip shortens a text to a width.
func clip(text string, width int) string {
	if wide(text) <= width {
		return text
	}
	runes := []rune(text)
	return string(runes[:max(0, width*5/32-1)]) + "…"
}

// classOf is the class of a shape for a status code.
func classOf(code int) string {
	if code < 100 {
		return ""
	}
	return fmt.Sprint("of", code/100)
}

// Of returns the drawings of an exchange, which are shown below it. steps are the message
// fences of its note, in order.
func Of(steps []*exchange.Step, e *exchange.Exchange) []*Drawing {
	all := []*Drawing{sequence(steps, e), redirects(steps, e), negotiation(steps, e), life(steps, e)}
	for _, s := range steps {
		if s.Exchange == e {
			all = append(all, rulers(s)...)
		}
	}
	return slices.DeleteFunc(all, func(d *Drawing) bool { return d == nil })
}

// A pair is the request of an exchange and the final response to it, as far as the note
// shows them.
type pair struct {
	exchange          *exchange.Exchange
	request, response *wire.Message
}

// pairs returns the exchanges of a note that have a request and a final response.
func pairs(steps []*exchange.Step) (all []pair) {
	for _, s := range steps {
		if len(all) == 0 || all[len(all)-1].exchange != s.Exchange {
			all = append(all, pair{exchange: s.Exchange})
		}
		p := &all[len(all)-1]
		for _, m := range s.Shown() {
			switch {
			case m.Kind == wire.Request && p.request == nil:
				p.request = m
			case m.Kind == wire.Response && m.Code >= 200 && p.response == nil:
				p.response = m
			}
		}
	}
	return slices.DeleteFunc(all, func(p pair) bool { return p.request == nil || p.response == nil })
}

// StartOf returns the method and target of a request, or the code and phrase of a response.
func StartOf(m *wire.Message) string {
	text := func(at source.Span) string { return string(m.Bytes(at)) }
	if m.Kind == wire.Request {
		return strings.TrimSpace(text(m.Method) + " " + text(m.Target))
	}
	return strings.TrimSpace(text(m.Status) + " " + text(m.Reason))
}

// param returns the value of a parameter of a list member, as in "a; q=0.5", and whether
// the member has it. Quotes around the value are removed.
func param(member, name string) (value string, ok bool) {
	for part := range strings.SplitSeq(member, ";") {
		key, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), `"`), true
		}
	}
	return "", false
}

// first is a list member without its parameters.
func first(member string) string {
	name, _, _ := strings.Cut(member, ";")
	return strings.Trim(strings.TrimSpace(name), `"`)
}
