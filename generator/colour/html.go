package colour

import (
	"io"
	"strconv"
	"strings"
)

// Write writes code as HTML.
func Write(w io.StringWriter, spans []Span) {
	for _, s := range spans {
		WriteSpan(w, s.Class, s.Text)
	}
}

// WriteSpan writes text of a class as HTML.
func WriteSpan(w io.StringWriter, class, text string) {
	if text == "" {
		return
	}
	if class == "" {
		w.WriteString(Escape.Replace(text))
		return
	}
	w.WriteString(`<span class="`)
	w.WriteString(class)
	w.WriteString(`">`)
	w.WriteString(Escape.Replace(text))
	w.WriteString(`</span>`)
}

// Escape is for text between tags. Attributes also need their quotes escaped.
var Escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// WriteLines writes code as HTML with each line in an element with an id. It returns
// the number of lines.
func WriteLines(w io.StringWriter, spans []Span) int {
	line, open := 0, false
	for _, s := range spans {
		for part := range strings.Lines(s.Text) {
			if !open {
				line++
				w.WriteString(`<span class="line" id="L` + strconv.Itoa(line) + `">`)
				open = true
			}
			text, ended := strings.CutSuffix(part, "\n")
			WriteSpan(w, s.Class, text)
			if ended {
				w.WriteString("\n</span>")
				open = false
			}
		}
	}
	if open {
		w.WriteString("</span>")
	}
	return line
}
