package origin

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// firstCovers are the covers of a new library: only Emma has one.
func firstCovers() map[string]cover {
	printed := time.Date(2026, time.November, 14, 9, 30, 0, 0, time.UTC)
	return map[string]cover{"1": {coverOfEmma(), "image/svg+xml", 1, printed}}
}

// coverOfEmma is drawn once: each note is played on a library of its own.
var coverOfEmma = sync.OnceValue(func() []byte { return []byte(wallpaper("Emma")) })

// wallpaper is a picture of 12,000 bytes: a title on a pattern of dots.
func wallpaper(title string) string {
	const size, end = 12000, "</svg>\n"
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 300">` + "\n")
	fmt.Fprintf(&b, "<title>%s</title>\n"+`<text x="70" y="40">%[1]s</text>`+"\n", title)
	for i := 0; ; i++ {
		dot := fmt.Sprintf(`<circle cx="%d" cy="%d" r="3"/>`+"\n", i%20*10, i/20*10+60)
		if b.Len()+len(dot)+len(end) > size {
			break
		}
		b.WriteString(dot)
	}
	b.WriteString(strings.Repeat(" ", size-b.Len()-len(end)))
	b.WriteString(end)
	return b.String()
}
