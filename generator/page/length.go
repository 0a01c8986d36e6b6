package page

import (
	"bytes"
	"math"
	"unicode"

	"wirebook/generator/site"
)

// How long a reader takes, in seconds.
const (
	perWord     = 0.3 // 200 words a minute
	perMessage  = 8   // of an example
	perQuestion = 20  // to choose
	perTask     = 75  // to make it happen
)

// minutes is how long a reader takes for a page, given what it asks: for its words, the
// messages of its examples, its questions and its tasks.
func minutes(p *site.Page, asked []question) int {
	seconds, at := 0.0, p.Note.Head.End
	for _, f := range p.Note.Fences {
		if f.Quiz != nil {
			continue // it is read like other text
		}
		seconds += perWord * float64(countWords(p.Note.File.Data[at:f.Marker.Start]))
		at = f.Close.End
		if shownOn(p, f) != nil {
			seconds += perMessage
		}
	}
	seconds += perWord * float64(countWords(p.Note.File.Data[at:]))
	for _, q := range asked {
		if q.task {
			seconds += perTask
		} else {
			seconds += perQuestion
		}
	}
	return max(1, int(math.Ceil(seconds/60)))
}

// countWords counts what has a letter or a digit.
func countWords(text []byte) (n int) {
	for word := range bytes.FieldsSeq(text) {
		if bytes.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
