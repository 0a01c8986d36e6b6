package theme

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// The custom properties of the style sheet: the grounds, what is text on each of them, and
// the key of site.yaml that sets each.
var (
	grounds = []string{"paper", "sheet", "tint"}
	texts   = []string{"ink", "soft", "link", "c1", "c2", "c3", "c4", "c5", "name", "word", "string", "number", "remark"}
)

// enough is the contrast that text needs (WCAG 2.2 success criterion 1.4.3).
const enough = 4.5

// property matches a colour of the style sheet with its value in the light and in the dark
// scheme, once white space has been removed.
var property = regexp.MustCompile(`--([a-z0-9]+):light-dark\((#[0-9a-fA-F]+),(#[0-9a-fA-F]+)\)`)

// hexColour is a colour as site.yaml has it.
var hexColour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// A set is a colour that the author sets.
type set struct {
	key, property string
	values        note.Colour
}

func (t *Theme) sets() (out []set) {
	c := t.config.Colours
	for _, s := range []set{
		{"paper", "paper", c.Paper}, {"sheet", "sheet", c.Sheet}, {"tint", "tint", c.Tint}, {"rule", "rule", c.Rule},
		{"ink", "ink", c.Ink}, {"soft", "soft", c.Soft}, {"accent", "link", c.Accent},
		{"1xx", "c1", c.C1}, {"2xx", "c2", c.C2}, {"3xx", "c3", c.C3}, {"4xx", "c4", c.C4}, {"5xx", "c5", c.C5},
	} {
		if s.values != (note.Colour{}) {
			out = append(out, s)
		}
	}
	return out
}

// Style returns the style sheet of the site with the colours, the fonts and the logo, and
// a fault for each pair of colours whose contrast is too small to be read.
func (t *Theme) Style(css []byte) ([]byte, []source.Fault) {
	t.faults = nil
	if sets := t.sets(); len(sets) > 0 {
		css = t.coloured(css, sets)
	}
	for name, family := range t.families {
		list := "--" + name + ":"
		if !strings.Contains(string(css), list) {
			t.fault("font", "fonts", "the style sheet has no --"+name+", so this font would change nothing", "take it from layouts/assets/style.css")
		}
		css = []byte(strings.Replace(string(css), list, list+strconv.Quote(family)+",", 1))
	}
	css = append(t.faces[:len(t.faces):len(t.faces)], css...)
	if t.Logo != "" {
		css = append(css, "img.logo{width:auto;max-width:12rem;object-fit:contain}"...)
	}
	return css, t.faults
}

func (t *Theme) coloured(css []byte, sets []set) []byte {
	schemes := [2]map[string]string{{}, {}} // light and dark
	for _, m := range property.FindAllSubmatch(css, -1) {
		schemes[0][string(m[1])], schemes[1][string(m[1])] = string(m[2]), string(m[3])
	}
	by := map[string]set{}
	for _, s := range sets {
		by[s.property] = s
		if schemes[0][s.property] == "" {
			t.fault("colour", "colours."+s.key, "the style sheet has no --"+s.property+" with a light and a dark colour, so this one would change nothing", "take it from layouts/assets/style.css")
			continue
		}
		for i, value := range []string{s.values.Light, s.values.Dark} {
			switch {
			case value == "":
			case hexColour.MatchString(value):
				schemes[i][s.property] = value
			default:
				t.fault("colour", "colours."+s.key+"."+names[i], fmt.Sprintf("%q is not a colour", value), `write it in quotes, as red, green and blue in hexadecimal: "#1d4b82"`)
			}
		}
	}
	if len(t.faults) > 0 {
		return css
	}
	for i := range schemes {
		for _, ground := range grounds {
			for _, text := range texts {
				t.contrast(i, schemes[i], by, text, ground)
			}
		}
	}
	return property.ReplaceAllFunc(css, func(m []byte) []byte {
		name := string(property.FindSubmatch(m)[1])
		if _, set := by[name]; !set {
			return m
		}
		return []byte("--" + name + ":light-dark(" + schemes[0][name] + "," + schemes[1][name] + ")")
	})
}

// names are the keys of the schemes.
var names = []string{"light", "dark"}

// contrast faults a text and a ground of which the author sets one, if they are too alike.
func (t *Theme) contrast(scheme int, colours map[string]string, by map[string]set, text, ground string) {
	value := func(s set) string { return []string{s.values.Light, s.values.Dark}[scheme] }
	one, mine := by[text]
	if !mine || value(one) == "" {
		if one, mine = by[ground]; !mine || value(one) == "" {
			return
		}
	}
	on, of := colours[ground], colours[text]
	if on == "" || of == "" {
		return
	}
	if ratio := Contrast(of, on); ratio < enough {
		name := func(property string) string {
			if s, ok := by[property]; ok {
				return s.key
			}
			return map[string]string{"link": "accent", "c1": "1xx", "c2": "2xx", "c3": "3xx", "c4": "4xx", "c5": "5xx"}[property]
		}
		called := func(property string) string {
			if n := name(property); n != "" {
				return n
			}
			return property
		}
		do := "choose a darker text or a lighter ground"
		if scheme == 1 {
			do = "choose a lighter text or a darker ground"
		}
		t.fault("contrast", "colours."+one.key+"."+names[scheme],
			fmt.Sprintf("%s (%s) on %s (%s) has a contrast of %.2f to 1 in the %s scheme, and text needs %.1f", called(text), of, called(ground), on, math.Floor(ratio*100)/100, names[scheme], enough), do)
	}
}

// Contrast is the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it. A
// colour is # with three or six hexadecimal digits.
func Contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(colour string) (sum float64) {
	digits := strings.TrimPrefix(colour, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
		if err != nil {
			return 0 // the patterns above let no other digits through
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
