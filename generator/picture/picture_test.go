package picture

import (
	"bytes"
	"image/color"
	"strings"
	"testing"
)

// A style without the names of the colours gives black on white.
func TestInks(t *testing.T) {
	if c := readInks([]byte("body { color: red }")); c.paper != (color.NRGBA{255, 255, 255, 255}) || c.text != (color.NRGBA{A: 255}) {
		t.Errorf("%+v", c)
	}
	c := readInks([]byte(":root { --paper: #010203;\n --c5: #AABBCC; }\n@media screen { :root { --paper: #ffffff; } }"))
	if c.paper != (color.NRGBA{1, 2, 3, 255}) || c.tones[5] != (color.NRGBA{0xaa, 0xbb, 0xcc, 255}) {
		t.Errorf("%+v", c)
	}
}

// Long titles stay inside the picture, and what does not fit ends in an ellipsis.
func TestFit(t *testing.T) {
	f, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	b := newBrush(f)
	for text, lines := range map[string]int{"Short": 1, "A longer title of some words in two": 2, strings.Repeat("word ", 60): 3} {
		_, _, got := b.fit(f.bold, text, []int{104, 84, 68, 56}, 3, lineRoom)
		if len(got) != lines {
			t.Errorf("%q has the lines %q", text, got)
		}
		if want := strings.Fields(text); lines < 3 && strings.Join(got, " ") != strings.Join(want, " ") || lines == 3 && !strings.HasSuffix(got[2], " …") {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func BenchmarkPicture(b *testing.B) {
	f, err := loadFonts()
	if err != nil {
		b.Fatal(err)
	}
	draw, c := newBrush(f), readInks(nil)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := draw.draw(&out, Sketch{above: "Status codes", code: "404", title: "Not Found", foot: "HTTP Responses", digit: 4}, c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}
