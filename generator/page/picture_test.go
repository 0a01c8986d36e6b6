package page

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// width and height are what the places that show pictures expect, in pixels.
const width, height = 1200, 630

// pictureOf draws the picture of a page and says how much of it is of a colour.
func pictureOf(t *testing.T, files map[string]string, name string) map[color.Color]int {
	t.Helper()
	img, err := png.Decode(strings.NewReader(files[name]))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if want := image.Rect(0, 0, width, height); img.Bounds() != want {
		t.Errorf("%s is %v, not %v", name, img.Bounds(), want)
	}
	seen := map[color.Color]int{}
	for y := range height {
		for x := range width {
			seen[color.NRGBAModel.Convert(img.At(x, y))]++
		}
	}
	return seen
}

// The picture of a code has the colour of its class, and others do not.
func TestPictures(t *testing.T) {
	files := rendered(t, sample(t), realLayouts())
	_, light, _ := schemes(t)
	amber := color.NRGBA{A: 255}
	if n, err := fmt.Sscanf(light["c4"], "#%02x%02x%02x", &amber.R, &amber.G, &amber.B); n != 3 {
		t.Fatalf("style.css has no colour for 4xx: %v", err)
	}
	const bar = 24 * height
	for name, want := range map[string]bool{"pictures/status/404.png": true, "pictures/status/4xx.png": true, "pictures/index.png": false, "pictures/anatomy/date.png": false} {
		seen := pictureOf(t, files, name)
		if got := seen[amber] > bar+5000; got != want {
			t.Errorf("%s has %d pixels of the colour of 4xx", name, seen[amber])
		}
		if len(seen) < 10 {
			t.Errorf("%s has %d colours: nothing is written on it", name, len(seen))
		}
	}
	for _, want := range []string{
		`<meta property="og:title" content="404 Not Found">`,
		`<meta property="og:type" content="article">`,
		`<meta property="og:image" content="https://notes.example/course/pictures/status/404.png">`,
		`<meta property="og:image:alt" content="HTTP/1.1 404 Not Found">`,
	} {
		if !strings.Contains(files["status/404.html"], want) {
			t.Errorf("status/404.html has no %s", want)
		}
	}
	if want := `content="https://notes.example/course/pictures/index.png"`; !strings.Contains(files["origin/books.go.html"], want) {
		t.Errorf("a page without a picture of its own has not that of the first page: %s", want)
	}
	if strings.Contains(files["404.html"], "og:") {
		t.Error("the page for what is not there has a picture")
	}
}

// Without an address there is no picture, an author's own is taken, and a title
// that the fonts cannot write gets the picture of the first page.
func TestPicturesOrNone(t *testing.T) {
	render := func(change func(fstest.MapFS), address string) map[string]string {
		content := plainSite()
		change(content)
		s := sitetest.Link(t, content)
		s.Config.Address = address
		return rendered(t, s, realLayouts())
	}
	const address = "https://notes.example/"
	files := render(func(fstest.MapFS) {}, "")
	for name, data := range files {
		if strings.HasPrefix(name, "pictures/") || strings.Contains(data, "og:image") {
			t.Errorf("%s is there or names a picture, and the site has no address", name)
		}
	}
	files = render(func(content fstest.MapFS) {
		content["one/index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 状态码\n---\n\nText.\n")}
	}, address)
	if _, there := files["pictures/one/index.png"]; there || !strings.Contains(files["one/index.html"], address+"pictures/index.png") {
		t.Error("a title that the fonts cannot write is not left to the picture of the first page")
	}
	var own bytes.Buffer
	png.Encode(&own, image.NewGray(image.Rect(0, 0, 30, 20)))
	files = render(func(content fstest.MapFS) {
		content["pictures/loose/note.png"] = &fstest.MapFile{Data: own.Bytes()}
	}, address)
	if files["pictures/loose/note.png"] != own.String() || !strings.Contains(files["loose/note.html"], `<meta property="og:image:width" content="30">`) {
		t.Error("the author's own picture does not win")
	}
}
