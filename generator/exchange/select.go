package exchange

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/source"
)

// maxSelected is how many bytes of a response a task may ask for. The search for a longer
// text could cost the square of its length.
const maxSelected = 4 << 10

// checkRead checks a task whose readers select a part of a response.
func (p *pairing) checkRead(t *Task) {
	for _, s := range p.Steps {
		if s.Exchange == t.Begin.Exchange && s.Kind == InResponse {
			t.Shown = s
		}
	}
	if t.Begin.norun != "" {
		p.fault(t.Begin, t.Begin.Word("norun"), "task-unproven", "this exchange is not played, so nothing proves what readers select", "write an exchange that is played")
	}
	if t.Shown == nil || t.Shown.Stub {
		return // which is a fault already
	}
	for _, s := range append([]*Step{t.Solution}, t.Wrong...) {
		if s.Fence.Body.Len() > maxSelected {
			p.fault(s, s.Fence.Body, "task-select", fmt.Sprintf("this text has %d bytes; readers select at most %d", s.Fence.Body.Len(), maxSelected), "write the lines that answer the question")
			continue
		}
		if n := len(Selected(p.Text(t.Shown), p.Text(s))); n != 1 {
			times := "not in the response"
			if n > 1 {
				times = fmt.Sprintf("in the response %d times", n)
			}
			p.fault(s, s.Fence.Body, "task-select", "this text is "+times+", so readers cannot select it", "write whole lines of the response, or a part of a line that occurs once")
		}
	}
}

// Selected returns where a text is in a message that is read: as whole lines if it is
// that anywhere, and otherwise as a part of lines.
func Selected(message, text string) (at []source.Span) {
	var lines, parts []source.Span
	for from := 0; text != ""; {
		i := strings.Index(message[from:], text)
		if i < 0 {
			break
		}
		found := source.Span{Start: from + i, End: from + i + len(text)}
		parts = append(parts, found)
		if (found.Start == 0 || message[found.Start-1] == '\n') && (found.End == len(message) || message[found.End] == '\n') {
			lines = append(lines, found)
		}
		from = found.Start + 1
	}
	if len(lines) > 0 {
		return lines
	}
	return parts
}

// Lines reports whether a text is whole lines of a message.
func Lines(message, text string) bool {
	return strings.Contains("\n"+message+"\n", "\n"+text+"\n")
}

// checkOrder checks a task whose readers put lines in order. The solution must be in the
// note, which is played, so that it is right; finish compares it when all of the note
// is read.
func (p *pairing) checkOrder(t *Task) {
	want := sortedLines(p.Text(t.Solution))
	for _, s := range append([]*Step{t.Begin}, t.Wrong...) {
		if !slices.Equal(sortedLines(p.Text(s)), want) {
			p.fault(s, s.Fence.Body, "task-lines", "these lines are not those of the solution in another order", "write each line of the solution once")
		}
	}
}

// Differs says how an attempt at a read or order task differs from its solution, or
// returns "" if it does not. Both are the text of their fences.
func (t *Task) Differs(solution, attempt string) string {
	if t.Kind == ReadTask {
		if attempt == solution {
			return ""
		}
		return "That is not what was asked for: " + source.Clip(attempt, source.LongestQuoted)
	}
	lines := strings.Split(attempt, "\n")
	for i, want := range strings.Split(solution, "\n") {
		if i < len(lines) && lines[i] != want {
			return fmt.Sprintf("%d of %d are in their place; then this is too early: %s", i, len(lines), source.Clip(lines[i], source.LongestQuoted))
		}
	}
	return ""
}

func sortedLines(text string) []string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return lines
}

// checkPassed faults an order that no messages of the note passed in.
func (p *pairing) checkPassed(t *Task) {
	if t.Kind != OrderTask || t.Faulty || slices.ContainsFunc(p.Steps, func(s *Step) bool { return s.Stub }) {
		return
	}
	want := strings.Split(p.Text(t.Solution), "\n")
	passed := p.passed()
	for i := range passed {
		if len(passed)-i >= len(want) && slices.Equal(passed[i:i+len(want)], want) {
			return
		}
	}
	t.Faulty = true
	p.fault(t.Solution, t.Solution.Fence.Body, "task-unproven", "no messages of this note pass in this order, so nothing proves it", "write the first lines of messages that follow each other in the note, as they are there")
}

// passed returns the first lines of what is played in the note, in order.
func (p *pairing) passed() (lines []string) {
	for _, s := range p.Steps {
		if s.Exchange.NoRun != "" {
			continue
		}
		shown := s.Shown()
		if len(shown) == 0 {
			first, _, _ := strings.Cut(p.Note.File.Text(s.Fence.Body), "\n")
			lines = append(lines, first)
		}
		for _, m := range shown {
			lines = append(lines, string(m.Bytes(m.Start)))
		}
	}
	return lines
}
