package source

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// widest is the length, in characters, to which the excerpt of a long line is cut,
// around the caret.
const widest = 110

// A Printer writes faults as text for a person.
type Printer struct {
	W     io.Writer
	Color bool
}

const (
	bold  = "1"
	red   = "31"
	green = "32"
	dim   = "2"
)

func (p Printer) paint(code, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Print writes one fault: its position and What; the line with carets, or the patch; Do;
// and an empty line.
func (p Printer) Print(f Fault) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s\n", p.paint(bold, f.Position()), f.What)
	shown := f.Shown
	if shown == nil && f.File != nil {
		shown = Excerpt(f.File, f.Span)
	}
	width := 0
	for _, l := range shown {
		if l.Number > 0 {
			width = max(width, len(itoa(l.Number)))
		}
	}
	for _, l := range shown {
		number := strings.Repeat(" ", width)
		if l.Number > 0 {
			number = fmt.Sprintf("%*d", width, l.Number)
		}
		switch l.Mark {
		case Documented:
			fmt.Fprintf(&b, "    %s\n", p.paint(red, "- "+number+"   "+l.Text))
		case Received:
			fmt.Fprintf(&b, "    %s\n", p.paint(green, "+ "+number+"   "+l.Text))
		case Carets:
			fmt.Fprintf(&b, "      %s   %s\n", number, p.paint(bold, l.Text))
		case Remark, Request:
			fmt.Fprintf(&b, "      %s\n", p.paint(dim, l.Text))
		default:
			fmt.Fprintf(&b, "      %s   %s\n", number, l.Text)
		}
	}
	for line := range strings.Lines(f.Do) {
		fmt.Fprintf(&b, "      %s\n", strings.TrimSuffix(line, "\n"))
	}
	b.WriteByte('\n')
	p.W.Write(b.Bytes())
}

// Excerpt returns the line in which a span begins, and a line with carets under the
// span.
func Excerpt(f *File, s Span) []Line {
	if len(f.Data) == 0 {
		return nil
	}
	number, _ := f.Position(s.Start)
	line := f.LineSpan(number)
	at := max(line.Start, min(s.Start, line.End))
	near := Span{at, at} // the part that window may show, in case the line is very long
	for range widest + 1 {
		if near.Start > line.Start {
			_, size := utf8.DecodeLastRune(f.Data[line.Start:near.Start])
			near.Start -= size
		}
		if near.End < line.End {
			_, size := utf8.DecodeRune(f.Data[near.End:line.End])
			near.End += size
		}
	}
	column := utf8.RuneCount(f.Data[near.Start:at]) + 1
	count := max(1, utf8.RuneCount(f.Data[at:max(at, min(s.End, near.End))]))
	text, column, count := window(Visible(f.Text(near)), column, count)
	return []Line{
		{Mark: Same, Number: number, Text: text},
		{Mark: Carets, Text: strings.Repeat(" ", column-1) + strings.Repeat("^", count)},
	}
}

// window cuts a long line to the part around the caret.
func window(text string, column, count int) (string, int, int) {
	runes := []rune(text)
	if len(runes) <= widest {
		return text, column, count
	}
	from := max(0, min(column-1-widest/3, len(runes)-widest))
	to := min(len(runes), from+widest)
	out := string(runes[from:to])
	column -= from
	if from > 0 {
		out, column = "…"+out, column+1
	}
	if to < len(runes) {
		out += "…"
	}
	return out, column, max(1, min(count, to-from-column+2))
}

// Visible returns a text as it is shown on one line of a terminal: each character takes
// one column, control characters become their Unicode pictures, and characters that have
// no width or change the direction of writing become ¤.
func Visible(s string) string {
	clean := utf8.ValidString(s)
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= ' ' && s[i] < 0x7f
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ':
			return '␀' + r
		case r == 0x7f:
			return '␡'
		case r >= 0x80 && r < 0xa0, unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			return '¤'
		}
		return r
	}, s)
}

// longestGuess is the length, in bytes, of the longest word for which Nearest looks. Its
// work grows with the square of the length.
const longestGuess = 100

// Nearest returns the candidate that a misspelt word most likely means, or "".
func Nearest(word string, candidates []string) string {
	if len(word) > longestGuess {
		return ""
	}
	best, least := "", max(1, len(word)/3)+1
	for _, c := range candidates {
		if len(c) >= len(word)+least || len(word) >= len(c)+least {
			continue // the lengths alone differ by too much
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance returns the number of insertions, deletions, substitutions and swaps of
// neighbours that turn a into b, bytewise.
func distance(a, b string) int {
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}

// OneLine returns text with each run of white space replaced by a space.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Capital returns s with a capital first letter, as a sentence begins.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Clip shortens s to n characters and an ellipsis, if it is longer.
func Clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// LongestQuoted is the number of characters of a first line or a word that messages
// quote.
const LongestQuoted = 60

// Meant returns the beginning of an advice, which suggests what a misspelt word means,
// or "".
func Meant(word string, words []string) string {
	if near := Nearest(word, words); near != "" {
		return fmt.Sprintf("did you mean %q? ", near)
	}
	return ""
}
