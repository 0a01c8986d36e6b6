package generator

import (
	"path"

	"wirebook/generator/proof"
	"wirebook/generator/public"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Summary says what a build, a check or an update did, in figures.
type Summary struct {
	Notes   int   // read
	Proven  int   // exchanges played and matched
	NoRun   int   // exchanges shown but not played
	Missing int   // exchanges whose optional origin is not installed
	Pages   int   // written or unchanged in public/
	Bytes   int64 // the size of all files of the site

	Tasks    []*proof.Task   // of the notes that were read, in their order
	Results  []*proof.Result // every exchange of the notes that were read, in their order
	Coverage *proof.Coverage // nil unless it was requested
	Notices  []source.Fault  // not faults: old facts, origins that are not here, and files in public/ that no build wrote

	Excerpts Excerpts       // what was read in documents without an origin
	Hints    []source.Fault // not faults: findings of the requested level
	Known    int            // faults that are in the baseline

	proved bool // notes were read and their exchanges proven
	traced bool // the exchange to trace was among them
}

// add counts the selected notes of a proof, and the results of their exchanges.
func (s *Summary) add(proven *proof.Proof, sel Selection, trace *proof.Trace) {
	s.proved, s.traced = true, s.traced || trace.Found()
	for _, n := range proven.Notes {
		if sel.note(n.Note) {
			s.Notes++
			s.Hints = append(s.Hints, n.Hints...)
			for i := range n.Tasks {
				s.Tasks = append(s.Tasks, &n.Tasks[i])
			}
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
		case r.State() == proof.Missing:
			s.Missing++
		case r.State() == proof.Proven:
			s.Proven++
		}
	}
}

// Played returns the number of exchanges that are to be proven: all except those that
// are marked as not played.
func (s Summary) Played() int { return len(s.Results) - s.NoRun }

// Absent returns why exchanges are not proven here, and how many for each reason.
func (s Summary) Absent() map[string]int {
	times := map[string]int{}
	for _, r := range s.Results {
		if r.State() == proof.Missing {
			times[r.Reason]++
		}
	}
	return times
}

// count adds the files of the site to the figures.
func (s *Summary) count(files *site.Files, w public.Written) {
	for _, f := range files.List {
		if path.Ext(f.Path) == ".html" && !f.Moved {
			s.Pages++
		}
	}
	s.Bytes = w.Bytes
}
