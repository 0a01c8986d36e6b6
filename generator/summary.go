package generator

import (
	"path"

	"wirebook/generator/proof"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Summary is what a build, a check or an update did, in figures.
type Summary struct {
	Notes   int   // read
	Proven  int   // exchanges played and matched
	NoRun   int   // exchanges shown and not played
	Missing int   // exchanges whose optional origin is not installed
	Pages   int   // written or unchanged in public/
	Bytes   int64 // of all files of the site

	Results  []*proof.Result // every exchange of the notes that were read, in their order
	Coverage *proof.Coverage // where it was asked for
	Notices  []source.Fault  // no faults: files in public/ that no build wrote

	proved bool // notes were read and their exchanges asked for
	traced bool // the exchange to be traced is among them
}

// add counts the selected notes of a proof, and what became of their exchanges.
func (s *Summary) add(proven *proof.Proof, sel Selection, trace *proof.Trace) {
	s.proved, s.traced = true, s.traced || trace.Found()
	for _, n := range proven.Notes {
		if sel.note(n.Note) {
			s.Notes++
		}
	}
	for _, r := range proven.Results() {
		if !sel.result(r) {
			continue
		}
		s.Results = append(s.Results, r)
		switch {
		case r.NoRun != "":
			s.NoRun++
		case r.Reason != "":
			s.Missing++
		case r.State() == proof.Proven:
			s.Proven++
		}
	}
}

// Played is the number of exchanges that are to be proven: all but those that
// say why they are not played.
func (s Summary) Played() int { return len(s.Results) - s.NoRun }

// count counts the files of the site.
func (s *Summary) count(files []site.File) {
	for _, f := range files {
		if path.Ext(f.Path) == ".html" {
			s.Pages++
		}
		s.Bytes += int64(len(f.Data))
	}
}
