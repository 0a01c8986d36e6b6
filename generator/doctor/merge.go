package doctor

import (
	"slices"
	"strings"
)

// A chunk is a run of lines of a text that two people changed, each in a copy: as it was,
// and as it is in both copies. Where all three are equal, neither changed it.
type chunk struct{ base, ours, theirs []string }

func (c chunk) changedHere() bool  { return !slices.Equal(c.base, c.ours) }
func (c chunk) changedThere() bool { return !slices.Equal(c.base, c.theirs) }

// conflicts reports whether both changed the lines, and not in the same way.
func (c chunk) conflicts() bool {
	return c.changedHere() && c.changedThere() && !slices.Equal(c.ours, c.theirs)
}

// lines are those of a text, each with its line break.
func lines(text []byte) []string {
	all := strings.SplitAfter(string(text), "\n")
	if all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// align divides three texts into chunks, as diff3 does: a line that is in all three ends
// a run of lines that were changed. See Khanna, Kunal and Pierce, "A Formal Investigation
// of Diff3" (2007).
func align(base, ours, theirs []string) (chunks []chunk) {
	inOurs, inTheirs := common(base, ours), common(base, theirs)
	for i, o, t := 0, 0, 0; i < len(base) || o < len(ours) || t < len(theirs); {
		n := 0
		for i+n < len(base) && inOurs[i+n] == o+n && inTheirs[i+n] == t+n {
			n++
		}
		nextO, nextT := o+n, t+n
		next := i + n
		if n == 0 {
			for next < len(base) && (inOurs[next] < 0 || inTheirs[next] < 0) {
				next++
			}
			nextO, nextT = len(ours), len(theirs)
			if next < len(base) {
				nextO, nextT = inOurs[next], inTheirs[next]
			}
		}
		chunks = append(chunks, chunk{base[i:next], ours[o:nextO], theirs[t:nextT]})
		i, o, t = next, nextO, nextT
	}
	return chunks
}

// largestTable bounds the table of common, in cells. Texts that need a larger one have no
// line in common but those at their beginning and end.
const largestTable = 1 << 24

// common returns for each line of a the index of the same line in b, or -1: a longest
// common subsequence.
func common(a, b []string) []int {
	out := make([]int, len(a))
	for i := range out {
		out[i] = -1
	}
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		out[head] = head
		head++
	}
	endA, endB := len(a), len(b)
	for endA > head && endB > head && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
		out[endA] = endB
	}
	a, b = a[head:endA], b[head:endB]
	width := len(b) + 1
	if (len(a)+1)*width > largestTable {
		return out
	}
	longest := make([]int32, (len(a)+1)*width) // of what follows the two lines
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			} else {
				longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out[head+i] = head + j
			i, j = i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// merge joins the changes of both copies. Where both changed the same lines, all three
// versions are in the result, between marks such as those of git; conflicts counts these
// places.
func merge(chunks []chunk) (text []byte, conflicts int) {
	var b strings.Builder
	write := func(part []string) {
		for _, line := range part {
			b.WriteString(line)
		}
	}
	marked := func(mark string, part []string) {
		if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
			b.WriteByte('\n')
		}
		b.WriteString(mark + "\n")
		write(part)
	}
	for _, c := range chunks {
		switch {
		case c.conflicts():
			conflicts++
			marked("<<<<<<< yours", c.ours)
			marked("||||||| the original that yours was made from", c.base)
			marked("=======", c.theirs)
			marked(">>>>>>> the original now", nil)
		case c.changedThere():
			write(c.theirs)
		default:
			write(c.ours)
		}
	}
	return []byte(b.String()), conflicts
}
