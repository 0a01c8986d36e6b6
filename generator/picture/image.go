package picture

import (
	"bytes"
	"image"
	_ "image/gif" // the formats that image.DecodeConfig reads
	_ "image/jpeg"
	_ "image/png"

	"wirebook/generator/site"
)

// Size is the width and height of an image, in pixels.
type Size struct{ Width, Height int }

// Sizes returns the sizes of the images among the copied files, so that a page reserves
// their space while they load. Other files have none.
func Sizes(copies []site.Copy) map[string]Size {
	sizes := map[string]Size{}
	for _, c := range copies {
		if config, _, err := image.DecodeConfig(bytes.NewReader(c.Data)); err == nil {
			sizes[c.URL] = Size{config.Width, config.Height}
		}
	}
	return sizes
}
