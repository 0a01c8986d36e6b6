package exchange

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

var holeForm = regexp.MustCompile(`^(?:(1[0-9][0-9])/)?(?:(\$[^:]+)|([!#$%&'*+.^_|~0-9A-Za-z-]+)(?:\[([^\]]+)\]|#([1-9]))?)(?::([a-z]+))?$`)

// Limits of what is sought in all of a text, each by itself.
const (
	maxHoles    = 100  // in a fence
	maxElisions = 50   // in a response; whether one is needed takes a match without it
	maxCaptures = 100  // in a note
	maxFields   = 5000 // in a message
)

// ReadHoles parses the value of a hole word, or of holes: in site.yaml.
func ReadHoles(w note.Word, fault faulter) (holes []pattern.Hole) {
	for text, span := range Items(w) {
		if len(holes) == maxHoles {
			fault(span, "too-many", fmt.Sprintf("more than %d holes are in one fence", maxHoles), "leave out fields and members that vary: …: …")
			return holes
		}
		m := holeForm.FindStringSubmatch(text)
		if m == nil {
			fault(span, "word-value", fmt.Sprintf("the hole %q cannot be read", text), "write the name of a field, Set-Cookie[name], Link#2, 103/Link or a JSON path such as $.id, and perhaps a type: ETag:token")
			continue
		}
		h := pattern.Hole{Text: text, Code: m[1], Path: m[2], Field: m[3], Cookie: m[4], Type: m[6], Span: span}
		if m[5] != "" {
			h.Nth = int(m[5][0] - '0')
		}
		if h.Type == "" {
			h.Type = "any"
		}
		if !pattern.IsType(h.Type) {
			fault(span, "word-value", fmt.Sprintf("unknown type %q of the hole %s", h.Type, text), "the types are: any, date, number, token, uuid")
			continue
		}
		holes = append(holes, h)
	}
	return holes
}

// Items iterates over the parts of a word's value, with their spans.
func Items(w note.Word) iter.Seq2[string, source.Span] {
	return func(yield func(string, source.Span) bool) {
		at := 0
		for _, text := range strings.Fields(w.Value) {
			at += max(0, strings.Index(w.Value[at:], text))
			if !yield(text, source.Span{Start: at, End: at + len(text)}.Shift(w.ValueSpan.Start)) {
				return
			}
			at += len(text)
		}
	}
}

// shortestSample keeps a capture from matching bytes by chance.
const shortestSample = 4

func (s *settings) setCaptures(w note.Word, fault faulter) {
	for text, span := range Items(w) {
		name, sample, ok := strings.Cut(text, "=")
		switch {
		case !ok || name == "":
			fault(span, "word-value", fmt.Sprintf("the capture %q cannot be read", text), "write name=sample, where sample is the text as it is in the response")
		case len(sample) < shortestSample:
			fault(span, "word-value", fmt.Sprintf("the sample %q is too short: it may occur in other text by chance", sample), fmt.Sprintf("capture at least %d bytes", shortestSample))
		default:
			s.Captures = append(s.Captures, pattern.Capture{Name: name, Sample: sample, Span: span})
		}
	}
}

// checkSamples faults holes that name nothing in the documented response, and those whose
// sample does not fit their type.
func (p *pairing) checkSamples(s *Step) {
	for _, h := range s.Holes {
		m := s.Messages[len(s.Messages)-1]
		for _, c := range s.Messages {
			if h.Code != "" && h.Code == string(c.Bytes(c.Status)) {
				m = c
			}
		}
		at, ok := h.Find(m)
		switch {
		case !ok:
			p.fault(s, h.Span, "hole-unused", fmt.Sprintf("the hole %s matches nothing: the response has no such part", h.Text), "remove it, or write the part of the response that it names")
		case !h.Fits(string(m.Bytes(at))):
			p.fault(s, h.Span, "hole-sample", fmt.Sprintf("the sample %s of the hole %s is not of the type %s", m.Bytes(at), h.Text, h.Type), "write a sample of that type, or another type: any, date, number, token, uuid")
		}
	}
}

// checkHoles faults wrong holes, and holes and elisions that leave nothing to compare.
func (p *pairing) checkHoles(s *Step) {
	if s.Stub || len(s.Messages) == 0 {
		return
	}
	p.checkSamples(s)
	for i, m := range s.Messages {
		switch {
		case len(m.Fields) > maxFields:
			p.fault(s, m.Start, "too-many", fmt.Sprintf("this message has more than %d fields", maxFields), "show fewer of them: …: …")
		case m.Kind != wire.Response:
		case pattern.Elisions(m) > maxElisions:
			p.fault(s, m.Start, "too-many", fmt.Sprintf("this response has more than %d elisions", maxElisions), "let one stand for more lines, members or elements")
		case s.norun == "" && s.Builder(i, nil).TooWide():
			p.fault(s, m.Start, "too-wide", "elisions and holes leave nothing of this response to compare but its first line", "show the value of a field, or a part of the body")
		}
	}
}

// notInToken are characters that end a token in fields and in bodies.
const notInToken = " \t\"\\,;<>()[]{}"

// MayCapture reports whether a capture can have that sample.
func MayCapture(sample string) bool {
	return len(sample) >= shortestSample && !strings.ContainsAny(sample, notInToken)
}

// checkCaptures faults captures that are not in a field value or the body of their
// response, and those that nothing uses. later are the steps after s.
func (p *pairing) checkCaptures(s *Step, later []*Step) {
	if s.Stub {
		return
	}
	for _, c := range s.Captures {
		here := 0
		for _, m := range s.Messages {
			for _, open := range pattern.Open(m) {
				here += strings.Count(string(m.Bytes(open)), c.Sample)
			}
		}
		used := slices.ContainsFunc(later, func(l *Step) bool {
			return strings.Contains(p.Note.File.Text(l.Fence.Body), c.Sample)
		})
		switch {
		case strings.ContainsAny(c.Sample, notInToken):
			p.fault(s, c.Span, "capture-token", fmt.Sprintf("the sample %q is not one token", c.Sample), "capture a part of it without spaces, quotes, commas, semicolons and brackets")
		case here == 0 && strings.Contains(p.Note.File.Text(s.Fence.Body), c.Sample):
			p.fault(s, c.Span, "capture-place", fmt.Sprintf("the sample %q is not in the value of a field or in the body", c.Sample), "capture a value: the first line, names and chunk sizes are always compared")
		case here == 0:
			p.fault(s, c.Span, "capture-unused", fmt.Sprintf("the sample %q is not in this response", c.Sample), "write the sample as it appears there")
		case here == 1 && !used:
			p.fault(s, c.Span, "capture-unused", fmt.Sprintf("no later fence contains the sample %q, so the capture only hides what is received", c.Sample), "use it in a later request, or give the value a hole")
		}
	}
}

// checkEnd faults text after the last chunk of a chunked message: it is not part of the
// message, so it would be neither sent nor compared.
func (p *pairing) checkEnd(s *Step) {
	if s.Raw || s.expand || len(s.Messages) == 0 {
		return
	}
	m := s.Messages[len(s.Messages)-1]
	after := source.Span{Start: m.Body.End, End: s.Fence.Body.End}
	if !m.Chunked || !m.Complete && !m.HasLastChunk() || strings.TrimSpace(p.Note.File.Text(after)) == "" {
		return
	}
	line, _ := p.Note.File.Position(after.Start)
	for strings.TrimSpace(p.Note.File.Text(p.Note.File.LineSpan(line))) == "" {
		line++
	}
	p.fault(s, p.Note.File.LineSpan(line), "after-the-end", "this follows the end of a chunked message, so it is not part of it", "remove it, or write another message in a fence of its own; bytes that follow on purpose need raw")
}

// Builder returns a builder for the pattern of the ith response of a fence.
func (s *Step) Builder(i int, ofOrigin []pattern.Hole) *pattern.Builder {
	m := s.Messages[i]
	return &pattern.Builder{Message: m, EOL: s.EOL, Raw: s.Raw, Method: s.Method(i), Captures: s.Captured, Cut: s.Cut, Holes: s.Placed(i, ofOrigin, false)}
}

// Placed returns the holes of the ith response of a fence: its own, and those that the
// origin has in all its answers.
func (s *Step) Placed(i int, ofOrigin []pattern.Hole, follow bool) []pattern.Placed {
	return pattern.Place(s.Messages[i], slices.Concat(s.Holes, ofOrigin), i == len(s.Messages)-1, follow)
}
