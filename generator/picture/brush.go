package picture

import (
	"image"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts are the fonts of pictures. They are part of the program, so a drawing does not
// depend on the fonts of a machine.
type fonts struct{ regular, bold, mono *sfnt.Font }

func loadFonts() (f fonts, err error) {
	for _, one := range []struct {
		into *(*sfnt.Font)
		data []byte
	}{{&f.regular, goregular.TTF}, {&f.bold, gobold.TTF}, {&f.mono, gomonobold.TTF}} {
		if *one.into, err = opentype.Parse(one.data); err != nil {
			return f, err
		}
	}
	return f, nil
}

// A brush draws pictures, one after another.
type brush struct {
	fonts fonts
	image *image.Paletted
	faces map[faceKey]font.Face
	sfnt  sfnt.Buffer
	png   png.Encoder
	spare *png.EncoderBuffer
}

type faceKey struct {
	font *sfnt.Font
	size int // in pixels
}

func newBrush(f fonts) *brush {
	b := &brush{fonts: f, image: image.NewPaletted(image.Rect(0, 0, pictureWidth, pictureHeight), nil), faces: map[faceKey]font.Face{}}
	// The pictures are mostly blank paper: more effort would save little.
	b.png = png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: b}
	return b
}

// Get and Put keep the encoder's memory for the next picture.
func (b *brush) Get() *png.EncoderBuffer      { return b.spare }
func (b *brush) Put(spare *png.EncoderBuffer) { b.spare = spare }

// has reports whether a font has a glyph for every character of a text.
func (b *brush) has(f *sfnt.Font, text string) bool {
	for _, r := range text {
		if i, err := f.GlyphIndex(&b.sfnt, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

func (b *brush) face(f *sfnt.Font, size int) font.Face {
	key := faceKey{f, size}
	if b.faces[key] == nil {
		// Without hinting no options make it fail.
		b.faces[key], _ = opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	}
	return b.faces[key]
}

// write writes a line of text from x on, above y.
func (b *brush) write(face font.Face, with ink, x, y int, text string) {
	dot := fixed.P(x, y)
	before := rune(-1)
	for _, r := range text {
		if before >= 0 {
			dot.X += face.Kern(before, r)
		}
		before = r
		box, mask, at, advance, ok := face.Glyph(dot, r)
		if alpha, is := mask.(*image.Alpha); ok && is {
			b.stamp(box, alpha, at, with)
		}
		dot.X += advance
	}
}

// stamp draws a glyph: each pixel gets the shade of its coverage.
func (b *brush) stamp(box image.Rectangle, mask *image.Alpha, at image.Point, with ink) {
	inside := box.Intersect(b.image.Rect)
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		from := mask.PixOffset(at.X+inside.Min.X-box.Min.X, at.Y+y-box.Min.Y)
		to := b.image.PixOffset(inside.Min.X, y)
		for i := range inside.Dx() {
			if shade := (int(mask.Pix[from+i])*shades + 127) / 255; shade > 0 {
				b.image.Pix[to+i] = uint8(with) + uint8(shade) - 1
			}
		}
	}
}

// fill draws a rectangle.
func (b *brush) fill(with ink, x, y, width, height int) {
	for row := y; row < y+height; row++ {
		line := b.image.Pix[b.image.PixOffset(x, row):][:width]
		for i := range line {
			line[i] = uint8(with) + shades - 1
		}
	}
}

// wrap breaks a text into lines no wider than width, where possible.
func wrap(face font.Face, text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, longer).Ceil() > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// fit finds the largest of the sizes in which a text has at most most lines, none wider
// than width; in the last size it cuts the text to the room there is.
func (b *brush) fit(f *sfnt.Font, text string, sizes []int, most, width int) (face font.Face, size int, lines []string) {
	for _, size = range sizes {
		face = b.face(f, size)
		lines = wrap(face, text, width)
		widest := 0
		for _, line := range lines {
			widest = max(widest, font.MeasureString(face, line).Ceil())
		}
		if len(lines) <= most && widest <= width {
			return face, size, lines
		}
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	return face, size, lines
}
