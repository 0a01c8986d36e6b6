package page

import (
	"bytes"
	"image"
	_ "image/gif" // the formats that image.DecodeConfig shall know
	_ "image/jpeg"
	_ "image/png"

	"wirebook/generator/site"
)

// size is the width and height of an image, in pixels.
type size struct{ width, height int }

// imageSizes reads the sizes of the pictures among the copied files, so that a
// page keeps their place free while they load. Other files have none.
func imageSizes(copies []site.Copy) map[string]size {
	sizes := map[string]size{}
	for _, c := range copies {
		if config, _, err := image.DecodeConfig(bytes.NewReader(c.Data)); err == nil {
			sizes[c.URL] = size{config.Width, config.Height}
		}
	}
	return sizes
}
