package proof

import (
	"strings"
	"wirebook/generator/pattern"
)

// An op says how one line of a fence differs, or that it does not.
type op struct {
	kind opKind
	doc  int // index of the documented line; if the line was added, of the one after it
	act  int // index of the received line; if the line was removed, of the one after it
}

// An opKind is a kind of op.
type opKind byte

const (
	same    opKind = iota
	altered        // a different line was received in its place
	removed        // only documented
	added          // only received
	covered        // received, and covered by an elision
	more           // the same elision covers another line; only used inside table
)

// An aligner compares the documented lines with the received ones.
type aligner struct {
	doc, act []line
	alike    func(doc, act line) bool
}

// A line is one line of a fence: documented, or what was received as a fence would show
// it.
type line struct {
	text    string
	part    part
	name    string          // of a field
	start   int             // offset: in the file if documented, in the message if received
	elision bool            // stands for one or more lines
	pattern []pattern.Piece // documented: what it matches, if that is more than its text
	message int             // index of the message
}

// A part says what a line of a fence is.
type part int

const (
	startLine part = iota
	fieldLine
	emptyLine
	bodyLine
)

// Costs of an alignment. Equal lines are free, and elisions almost. A line counts as
// changed rather than replaced if it is the same field.
const (
	costCovered = 1
	costAlike   = 10
	costChange  = 19
	costGap     = 10
)

// largestTable bounds the table of an alignment, in cells. If it would be larger, all
// lines between the equal beginning and the equal end count as changed.
const largestTable = 1 << 22

// moved returns the indices of received lines that an elision covers although they are
// documented before it: fields in another order.
func (a aligner) moved(ops []op) map[int]bool {
	lost, out := map[string]bool{}, map[int]bool{}
	for _, o := range ops {
		if o.kind == removed && a.doc[o.doc].part == fieldLine && !a.doc[o.doc].elision {
			lost[a.doc[o.doc].text] = true
		}
	}
	for _, o := range ops {
		if o.kind == covered && a.act[o.act].part == fieldLine && lost[a.act[o.act].text] {
			out[o.act] = true
		}
	}
	return out
}

// align returns the cheapest ops that turn the documented lines into the received ones.
func (a aligner) align() (ops []op) {
	head := 0
	for head < len(a.doc) && head < len(a.act) && !a.doc[head].elision && a.alike(a.doc[head], a.act[head]) {
		ops = append(ops, op{same, head, head})
		head++
	}
	tail := 0
	for tail < len(a.doc)-head && tail < len(a.act)-head {
		d, c := len(a.doc)-1-tail, len(a.act)-1-tail
		if a.doc[d].elision || !a.alike(a.doc[d], a.act[c]) {
			break
		}
		tail++
	}
	ops = append(ops, a.table(head, len(a.doc)-tail, head, len(a.act)-tail)...)
	for i := tail; i > 0; i-- {
		ops = append(ops, op{same, len(a.doc) - i, len(a.act) - i})
	}
	return ops
}

func (a aligner) table(d0, d1, c0, c1 int) (ops []op) {
	n, m := d1-d0, c1-c0
	if n*m > largestTable {
		for i := d0; i < d1; i++ {
			ops = append(ops, op{removed, i, c0})
		}
		for j := c0; j < c1; j++ {
			ops = append(ops, op{added, d1, j})
		}
		return ops
	}
	width := m + 1
	cost := make([]int, (n+1)*width)
	from := make([]opKind, (n+1)*width)
	for j := 1; j <= m; j++ {
		cost[j], from[j] = j*costGap, added
	}
	for i := 1; i <= n; i++ {
		row := i * width
		cost[row], from[row] = i*costGap, removed
		d := a.doc[d0+i-1]
		for j := 1; j <= m; j++ {
			c := a.act[c0+j-1]
			best, kind := cost[row+j-1]+costGap, added
			try := func(n int, k opKind) {
				if n < best {
					best, kind = n, k
				}
			}
			try(cost[row-width+j]+costGap, removed)
			switch {
			case d.elision && d.part == c.part:
				try(cost[row-width+j-1]+costCovered, covered)
				if from[row+j-1] == covered || from[row+j-1] == more {
					try(cost[row+j-1]+costCovered, more)
				}
			case a.alike(d, c):
				try(cost[row-width+j-1], same)
			case d.part == c.part && (d.part != fieldLine || strings.EqualFold(d.name, c.name)):
				try(cost[row-width+j-1]+costAlike, altered)
			default:
				try(cost[row-width+j-1]+costChange, altered)
			}
			cost[row+j], from[row+j] = best, kind
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		kind := from[i*width+j]
		o := op{kind, d0 + i - 1, c0 + j - 1}
		switch kind {
		case added:
			o.doc++
			j--
		case removed:
			o.act++
			i--
		case more:
			o.kind = covered
			j--
		default:
			i--
			j--
		}
		ops = append(ops, o)
	}
	for i, j := 0, len(ops)-1; i < j; i, j = i+1, j-1 {
		ops[i], ops[j] = ops[j], ops[i]
	}
	return ops
}
