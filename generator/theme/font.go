package theme

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"strings"

	"wirebook/generator/note"
)

// formats are those of font files, by their extensions.
var formats = map[string]string{".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}

// fonts makes the @font-face rules of the fonts.
func (t *Theme) fonts() {
	var b bytes.Buffer
	for _, of := range []struct {
		key, property string
		font          note.Font
	}{{"text", "serif", t.config.Fonts.Text}, {"interface", "sans", t.config.Fonts.Interface}, {"code", "mono", t.config.Fonts.Code}} {
		for _, face := range []struct{ key, file, weight, style string }{
			{"variable", of.font.Variable, "100 900", "normal"}, {"regular", of.font.Regular, "400", "normal"}, {"bold", of.font.Bold, "700", "normal"},
			{"italic", of.font.Italic, "400", "italic"}, {"bold-italic", of.font.BoldItalic, "700", "italic"},
		} {
			if face.file == "" {
				continue
			}
			key := "fonts." + of.key + "." + face.key
			format := formats[strings.ToLower(path.Ext(face.file))]
			if format == "" {
				t.fault("font", key, fmt.Sprintf("%s is no font that browsers load", face.file), "name a file of content/ that ends in .woff2, .woff, .ttf or .otf; .woff2 is the smallest")
				continue
			}
			if address := t.file(key, face.file); address != "" {
				t.families[of.property] = "own " + of.key
				fmt.Fprintf(&b, `@font-face{font-family:"own %s";src:url(%s)format("%s");font-weight:%s;font-style:%s;font-display:swap}`, of.key, path.Base(address), format, face.weight, face.style)
			}
		}
		if any := cmp.Or(of.font.Bold, of.font.Italic, of.font.BoldItalic); any != "" && cmp.Or(of.font.Regular, of.font.Variable) == "" {
			t.fault("font", "fonts."+of.key, fmt.Sprintf("the font for %s has no regular face", of.key), "name it: regular: fonts/name.woff2")
		}
	}
	if t.faces = b.Bytes(); len(t.faces) > 0 {
		t.let("font-src", "'self'")
	}
}
