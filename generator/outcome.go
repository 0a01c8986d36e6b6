package generator

import (
	"cmp"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Result is what became of one exchange.
type Result string

// The results of exchanges.
const (
	Proven   Result = "proven"   // played, and matched
	Failed   Result = "failed"   // it has faults
	NoRun    Result = "norun"    // shown and not played, for a reason
	Missing  Result = "missing"  // not played, because its optional origin is not installed
	Unplayed Result = "unplayed" // not played, because of a fault elsewhere
)

// An Outcome is an exchange of a note and what became of it.
type Outcome struct {
	File          *source.File
	Span          source.Span // from its first fence to its last
	Number        int         // in the note, from 1
	Method        string
	Target        string
	Interim       []int // the codes of its interim responses
	Code          int   // of its final response; 0 where there is none
	Result        Result
	Reason        string         // why it was not played; empty where it was
	By            string         // what answered; empty where nothing was asked
	RequestFields []string       // the names of the fields of its request
	Fields        []string       // the names of the fields of its responses, with those of trailers
	Faults        []source.Fault // in its fences

	exchange *exchange.Exchange
}

// Line is the line of the first fence of the exchange, counted from 1.
func (o Outcome) Line() int {
	line, _ := o.File.Position(o.Span.Start)
	return line
}

// EndLine is the line of the last fence of the exchange that closes it.
func (o Outcome) EndLine() int {
	line, _ := o.File.Position(o.Span.End)
	return line
}

// outcomes lists what became of the exchanges of a proof, in the order of the
// notes. The faults are all that were found.
func outcomes(proofs []*exchange.Proof, faults []source.Fault) (out []Outcome) {
	byFile := map[*source.File][]source.Fault{}
	for _, f := range faults {
		byFile[f.File] = append(byFile[f.File], f)
	}
	for _, n := range notes(proofs) {
		first := len(out)
		owner := map[*exchange.Exchange]*Outcome{}
		for _, e := range n.Exchanges {
			out = append(out, outcome(n.Note.File, e))
		}
		for i, e := range n.Exchanges {
			owner[e] = &out[first+i]
		}
		own := fences(n)
		for _, f := range byFile[n.Note.File] {
			if e := own.at(f.Span.Start); e != nil && owner[e] != nil {
				owner[e].Faults = append(owner[e].Faults, f)
			}
		}
		for _, f := range n.Note.Fences {
			if shown := n.Fences[f]; shown != nil && owner[shown.Exchange] != nil {
				owner[shown.Exchange].add(shown)
			}
		}
		for i := range n.Exchanges {
			out[first+i].judge()
		}
	}
	return out
}

func notes(proofs []*exchange.Proof) (out []*exchange.Proven) {
	for _, p := range proofs {
		out = append(out, p.Notes...)
	}
	return out
}

func outcome(file *source.File, e *exchange.Exchange) Outcome {
	o := Outcome{File: file, Number: e.Number, Method: e.Method, Target: e.Target, Code: e.Code, Reason: e.NoRun, By: e.By, exchange: e}
	for i, f := range append([]*note.Fence{e.Request}, e.Responses...) {
		switch {
		case f == nil:
		case i == 0 || o.Span.End == 0:
			o.Span = source.Span{Start: f.Marker.Start, End: f.Close.End}
		default:
			o.Span.End = max(o.Span.End, f.Close.End)
		}
	}
	return o
}

// add keeps which fields and interim codes a fence of the exchange shows.
func (o *Outcome) add(shown *exchange.Shown) {
	names := &o.Fields
	if shown.Request {
		names = &o.RequestFields
	}
	for _, m := range shown.Messages {
		if m.Interim() {
			o.Interim = append(o.Interim, m.Code)
		}
		for _, list := range [][]wire.Field{m.Fields, m.Trailers} {
			for _, f := range list {
				if name := m.Name(f); !f.Elision && !slices.Contains(*names, name) {
					*names = append(*names, name)
				}
			}
		}
	}
}

// judge says what became of the exchange.
func (o *Outcome) judge() {
	e := o.exchange
	switch {
	case len(o.Faults) > 0:
		o.Result = Failed
	case e.Absent:
		o.Result = Missing
	case e.Absent:
		o.Result = Missing
	case e.NoRun != "":
		o.Result = NoRun
	case e.Proven():
		o.Result = Proven
	default:
		o.Result = Unplayed
	}
}

// owners are the fences of a note in order, with the exchanges they belong to.
type owners []owned

type owned struct {
	span     source.Span
	exchange *exchange.Exchange
}

func fences(n *exchange.Proven) (out owners) {
	for f, shown := range n.Fences {
		out = append(out, owned{source.Span{Start: f.Marker.Start, End: f.Close.End}, shown.Exchange})
	}
	slices.SortFunc(out, func(a, b owned) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return out
}

// at is the exchange whose fence an offset lies in, or nil.
func (o owners) at(offset int) *exchange.Exchange {
	i, found := slices.BinarySearchFunc(o, offset, func(f owned, at int) int { return cmp.Compare(f.span.Start, at) })
	if !found {
		i--
	}
	if i < 0 || offset > o[i].span.End {
		return nil
	}
	return o[i].exchange
}

// count takes what became of the exchanges into the summary.
func (s *Summary) count(all []Outcome) {
	s.Outcomes = all
	s.Proven, s.NoRun, s.Missing = 0, 0, 0
	for _, o := range all {
		switch {
		case o.exchange.Absent:
			s.Missing++
		case o.Reason != "":
			s.NoRun++
		case o.Result == Proven:
			s.Proven++
		}
	}
}

// Played is the number of exchanges that are to be proven: all but those that
// say why they are not played.
func (s Summary) Played() int { return len(s.Outcomes) - s.NoRun }
