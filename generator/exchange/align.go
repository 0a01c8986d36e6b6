package exchange

import "strings"

// An op says what became of one line of a fence.
type op struct {
	kind byte // '=' the same, '~' another line, '-' only documented, '+' only sent, '*' covered by an elision
	doc  int  // index of the documented line; for '+' of the line it stands before
	act  int  // index of the line that came; for '-' of the line it stands before
}

// An aligner compares the lines that are documented with those that came.
type aligner struct {
	doc, act []line
	same     func(doc, act line) bool
}

// A line is one line of a fence, documented or as what came would be written.
type line struct {
	text    string
	part    part
	name    string // of a field
	start   int    // documented: offset in the file
	elision bool   // stands for one or more lines
	message int    // index of the message
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
	for head < len(a.doc) && head < len(a.act) && !a.doc[head].elision && a.same(a.doc[head], a.act[head]) {
		ops = append(ops, op{'=', head, head})
		head++
	}
	tail := 0
	for tail < len(a.doc)-head && tail < len(a.act)-head {
		d, c := len(a.doc)-1-tail, len(a.act)-1-tail
		if a.doc[d].elision || !a.same(a.doc[d], a.act[c]) {
			break
		}
		tail++
	}
	ops = append(ops, a.table(head, len(a.doc)-tail, head, len(a.act)-tail)...)
	for i := tail; i > 0; i-- {
		ops = append(ops, op{'=', len(a.doc) - i, len(a.act) - i})
	}
	return ops
}

func (a aligner) table(d0, d1, c0, c1 int) (ops []op) {
	n, m := d1-d0, c1-c0
	if n*m > largestTable {
		for i := d0; i < d1; i++ {
			ops = append(ops, op{'-', i, c0})
		}
		for j := c0; j < c1; j++ {
			ops = append(ops, op{'+', d1, j})
		}
		return ops
	}
	width := m + 1
	cost := make([]int, (n+1)*width)
	from := make([]byte, (n+1)*width)
	for j := 1; j <= m; j++ {
		cost[j], from[j] = j*costGap, '+'
	}
	for i := 1; i <= n; i++ {
		row := i * width
		cost[row], from[row] = i*costGap, '-'
		d := a.doc[d0+i-1]
		for j := 1; j <= m; j++ {
			c := a.act[c0+j-1]
			best, kind := cost[row+j-1]+costGap, byte('+')
			try := func(n int, k byte) {
				if n < best {
					best, kind = n, k
				}
			}
			try(cost[row-width+j]+costGap, '-')
			switch {
			case d.elision:
				try(cost[row-width+j-1]+costCovered, '*')
				if from[row+j-1] == '*' || from[row+j-1] == 'x' {
					try(cost[row+j-1]+costCovered, 'x')
				}
			case a.same(d, c):
				try(cost[row-width+j-1], '=')
			case d.part == c.part && (d.part != fieldLine || strings.EqualFold(d.name, c.name)):
				try(cost[row-width+j-1]+costAlike, '~')
			default:
				try(cost[row-width+j-1]+costChange, '~')
			}
			cost[row+j], from[row+j] = best, kind
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		kind := from[i*width+j]
		o := op{kind, d0 + i - 1, c0 + j - 1}
		switch kind {
		case '+':
			o.doc++
			j--
		case '-':
			o.act++
			i--
		case 'x':
			o.kind = '*'
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
