package page

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wirebook/generator/theme"
)

// grounds are the colours that text stands on, texts those that it has. Each
// text may stand on each ground.
var (
	grounds = []string{"paper", "sheet", "tint"}
	texts   = []string{"ink", "soft", "link", "c1", "c2", "c3", "c4", "c5", "name", "word", "string", "number", "remark"}
	lines   = []string{"rule"}
)

var property = regexp.MustCompile(`--([a-z0-9]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);`)

// schemes reads the colours of the light and the dark scheme.
func schemes(t *testing.T) (css string, light, dark map[string]string) {
	t.Helper()
	data, err := fs.ReadFile(realLayouts(), "assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	css = string(data)
	light, dark = map[string]string{}, map[string]string{}
	for _, m := range property.FindAllStringSubmatch(css, -1) {
		light[m[1]], dark[m[1]] = m[2], m[3]
	}
	return css, light, dark
}

func TestContrast(t *testing.T) {
	_, light, dark := schemes(t)
	known := slices.Concat(grounds, texts, lines)
	for scheme, colours := range map[string]map[string]string{"light": light, "dark": dark} {
		if len(colours) != len(known) {
			t.Errorf("the %s scheme has %d colours, want %d", scheme, len(colours), len(known))
		}
		for _, ground := range grounds {
			for _, text := range texts {
				if ratio := theme.Contrast(colours[ground], colours[text]); ratio < 4.5 {
					t.Errorf("%s: %s on %s is %.2f", scheme, text, ground, ratio)
				}
			}
		}
	}
}

// A colour that is not of the lists would escape the test above.
func TestColoursAreOfTheLists(t *testing.T) {
	css, _, _ := schemes(t)
	screen, _, _ := strings.Cut(css, "@media print")
	declaration := regexp.MustCompile(`(?:^|[{;\s])(color|background|fill|stroke): ([^;}]+)[;}]`)
	found := declaration.FindAllStringSubmatch(screen, -1)
	if len(found) < 30 {
		t.Fatalf("found %d colours only", len(found))
	}
	for _, m := range found {
		allowed := texts
		if m[1] == "background" {
			allowed = append(slices.Clone(grounds), "#0006")
		}
		value := strings.TrimSuffix(strings.TrimPrefix(m[2], "var(--"), ")")
		switch {
		case value == "inherit", value == "currentColor", value == "none", value == "transparent":
		case value == "tone" && m[1] != "background":
		case m[1] == "stroke" && slices.Contains(grounds, value): // cut out of a mark
		case !slices.Contains(allowed, value):
			t.Errorf("%s: %s is not of the lists", m[1], m[2])
		}
	}
}
