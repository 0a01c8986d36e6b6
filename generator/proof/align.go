package proof

import (
	"strings"
	"wirebook/generator/pattern"
)

// An op says what became of one line of a fence.
type op struct {
	kind opKind
	doc  int // index of the documented line; where it is added, of the line that it is before
	act  int // index of the line that was received; where it is removed, of the line that it is before
}

// An opKind is one of five ways in which a line may differ, or not.
type opKind byte

const (
	same    opKind = iota
	altered        // another line in its place
	removed        // only documented
	added          // only received
	covered        // received, and covered by an elision
	more           // the same elision covers one line more; only while the table is made
)

// An aligner compares the lines that are documented with those that came.
type aligner struct {
	doc, act []line
	alike    func(doc, act line) bool
}

// A line is one line of a fence, documented or as what was received would be written.
type line struct {
	text    string
	part    part
	name    string          // of a field
	start   int             // documented: offset in the file; received: in the message
	elision bool            // stands for one or more lines
	pattern []pattern.Piece // documented: what it covers, where that is more than itself
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

// Costs of an alignment: what is the same is free, an elision is nearly so, and a
// line is rather taken for a changed one where it is the same field.
const (
	costCovered = 1
	costAlike   = 10
	costChange  = 19
	costGap     = 10
)

// largestTable bounds the table of an alignment: beyond it, all that lies between the
// equal beginning and the equal end counts as changed.
const largestTable = 1 << 22

// align finds the cheapest way to make the lines that came of those documented.
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
			case d.elision:
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
