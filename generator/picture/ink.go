package picture

import (
	"image/color"
	"regexp"
	"strconv"
	"strings"
)

// shades is the number of steps from the paper to a colour: enough for smooth edges,
// and few enough for a small file.
const shades = 15

// An ink is a colour of a picture: the first of its shades in the palette.
type ink uint8

// inks are the colours of pictures: those of the light scheme of
// layouts/assets/style.css, under the same names.
type inks struct {
	paper color.NRGBA
	text  color.NRGBA
	soft  color.NRGBA
	tones [6]color.NRGBA // by the first digit of a status code; 0 is for links
}

var styleColour = regexp.MustCompile(`--([a-z0-9]+):\s*(?:light-dark\(\s*)?#([0-9a-fA-F]{6})\s*[,;]`)

// readInks reads the colours. A colour that the style does not define is that of a
// plain page: a fork may write its style as it likes.
func readInks(style []byte) inks {
	c := inks{paper: color.NRGBA{255, 255, 255, 255}, text: color.NRGBA{A: 255}, soft: color.NRGBA{96, 96, 96, 255}}
	for i := range c.tones {
		c.tones[i] = c.text
	}
	named := map[string]*color.NRGBA{"paper": &c.paper, "ink": &c.text, "soft": &c.soft, "link": &c.tones[0]}
	for digit := 1; digit < len(c.tones); digit++ {
		named["c"+strconv.Itoa(digit)] = &c.tones[digit]
	}
	light, _, _ := strings.Cut(string(style), "@media")
	for _, m := range styleColour.FindAllStringSubmatch(light, -1) {
		if into := named[m[1]]; into != nil {
			n, _ := strconv.ParseUint(m[2], 16, 32)
			*into = color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
		}
	}
	return c
}

// The inks in a palette, after the paper.
const (
	textInk ink = 1 + iota*shades
	softInk
	toneInk
)

// palette returns the paper and the shades of the inks of a picture.
func (c inks) palette(digit int) color.Palette {
	p := color.Palette{c.paper}
	for _, to := range []color.NRGBA{c.text, c.soft, c.tones[digit]} {
		for i := 1; i <= shades; i++ {
			mix := func(a, b uint8) uint8 { return uint8((int(a)*(shades-i) + int(b)*i) / shades) }
			p = append(p, color.NRGBA{mix(c.paper.R, to.R), mix(c.paper.G, to.G), mix(c.paper.B, to.B), 255})
		}
	}
	return p
}
