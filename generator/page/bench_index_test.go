package page

import (
	"testing"
	"testing/fstest"

	"wirebook/generator/search"
	"wirebook/generator/site/sitetest"
)

// BenchmarkIndex makes the index of notes like ours; read the time of a note
// from "ns/note".
func BenchmarkIndex(b *testing.B) {
	const notes = 300
	s := sitetest.Link(b, fstest.MapFS(many(notes, shaped())))
	for b.Loop() {
		search.Index(s, "en")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/notes, "ns/note")
}
