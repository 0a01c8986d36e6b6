package excerpt

import (
	"bytes"

	"wirebook/generator/source"
)

// A block is a code block of a document.
type block struct {
	marker  source.Span   // the opening run of backticks or tildes; empty for indented code
	info    source.Span   // the info string
	lines   []source.Span // of its text, without indentation and marks of quotes
	end     int           // after its last line
	open    bool          // its fence is not closed
	section int           // how many headings precede it
	lead    source.Span   // the text before it, from the block or the heading before

	shown []line // in the place of lines, where they are written in another way
	form  Form   // of what its lines are
}

// A scanner finds the code blocks and the comments of a document. It does not parse
// Markdown, because documents use many dialects. All of them have fences, in lists,
// quotes, tabs, figures and components, however nested.
type scanner struct {
	data     []byte
	at       int
	section  int
	lead     int // where the text before the next block begins
	blank    bool
	blocks   []block
	comments []source.Span // between their marks
	endless  [2]bool       // no comment of this kind ends after this point
}

func scan(data []byte) *scanner {
	s := &scanner{data: data, blank: true}
	s.frontMatter()
	for s.at < len(data) {
		l, next := s.line(s.at)
		switch {
		case s.comment(l):
		case s.fence(l, next):
		case s.indented(l, next):
		default:
			if s.heading(l) {
				s.section++
				s.lead = next
			}
			s.blank = len(bytes.TrimSpace(s.text(l))) == 0
			s.at = next
		}
	}
	return s
}

func (s *scanner) text(l source.Span) []byte { return s.data[l.Start:l.End] }

// line returns the line that begins at an offset, and where the next one begins.
func (s *scanner) line(at int) (l source.Span, next int) {
	if i := bytes.IndexByte(s.data[at:], '\n'); i >= 0 {
		return source.Span{Start: at, End: at + i}, at + i + 1
	}
	return source.Span{Start: at, End: len(s.data)}, len(s.data)
}

// frontMatter skips YAML or TOML between two lines of marks, which is for other
// programs.
func (s *scanner) frontMatter() {
	for _, mark := range []string{"---\n", "+++\n"} {
		if bytes.HasPrefix(s.data, []byte(mark)) {
			if end := bytes.Index(s.data[len(mark)-1:], []byte("\n"+mark)); end >= 0 {
				s.at = len(mark) - 1 + end + 1 + len(mark)
				s.lead = s.at
			}
		}
	}
}

// comment skips a comment of HTML or MDX that begins a line.
func (s *scanner) comment(l source.Span) bool {
	start := l.Start + s.prefix(l).length
	for i, marks := range [...][2]string{{"<!--", "-->"}, {"{/*", "*/}"}} {
		if s.endless[i] || !bytes.HasPrefix(s.data[start:], []byte(marks[0])) {
			continue
		}
		from := start + len(marks[0])
		end := bytes.Index(s.data[from:], []byte(marks[1]))
		if end < 0 {
			s.endless[i] = true
			return false
		}
		s.comments = append(s.comments, source.Span{Start: from, End: from + end})
		_, s.at = s.line(from + end)
		return true
	}
	return false
}

func (s *scanner) heading(l source.Span) bool {
	text := bytes.TrimLeft(s.text(l), "> \t")
	hashes := len(text) - len(bytes.TrimLeft(text, "#"))
	switch {
	case hashes > 0 && hashes <= 6 && (len(text) == hashes || text[hashes] == ' ' || text[hashes] == '\t'):
		return true
	case len(text) > 2 && text[0] == '<' && (text[1] == 'h' || text[1] == 'H') && text[2] >= '1' && text[2] <= '6':
		return true
	}
	line := bytes.TrimSpace(text)
	return !s.blank && len(line) > 2 && (len(bytes.Trim(line, "=")) == 0 || len(bytes.Trim(line, "-")) == 0)
}

// fence reads the fenced block that a line opens.
func (s *scanner) fence(l source.Span, next int) bool {
	p := s.prefix(l)
	marker, ok := s.run(source.Span{Start: l.Start + p.length, End: l.End})
	if !ok {
		return false
	}
	b := block{marker: marker, info: source.Span{Start: marker.End, End: l.End}, section: s.section, lead: source.Span{Start: s.lead, End: l.Start}, open: true}
	for next < len(s.data) && b.open {
		l, after := s.line(next)
		if p.quotes > 0 && s.prefix(l).quotes < p.quotes {
			b.open = false // the block ends with the quotation
			break
		}
		content := s.less(l, p)
		if run, ok := s.run(trimmed(s.data, content)); ok && s.data[run.Start] == s.data[marker.Start] && run.Len() >= marker.Len() {
			if len(bytes.TrimSpace(s.data[run.End:l.End])) > 0 {
				break // another fence opens inside this one
			}
			b.open = false
		} else {
			b.lines = append(b.lines, content)
		}
		b.end, next = l.End, after
	}
	b.end = max(b.end, l.End)
	s.blocks = append(s.blocks, b)
	s.at, s.lead, s.blank = next, next, true
	return true
}

// indented reads the code block that is indented by four spaces, if it begins like a
// message.
func (s *scanner) indented(l source.Span, next int) bool {
	text := s.text(l)
	if !s.blank || !bytes.HasPrefix(text, []byte("    ")) && !bytes.HasPrefix(text, []byte("\t")) || !begins(string(bytes.TrimSpace(text))) {
		return false
	}
	at := trimmed(s.data, l)
	s.blocks = append(s.blocks, block{marker: source.Span{Start: at.Start, End: at.Start}, lines: []source.Span{at}, end: l.End, section: s.section})
	s.at, s.blank = next, false
	return true
}

// run is the run of three or more backticks or tildes that begins a span. A line with
// more backticks after the run is text (CommonMark section 4.5).
func (s *scanner) run(l source.Span) (run source.Span, ok bool) {
	text := s.text(l)
	if len(text) < 3 || text[0] != '`' && text[0] != '~' {
		return run, false
	}
	n := len(text) - len(bytes.TrimLeft(text, string(text[:1])))
	if n < 3 || text[0] == '`' && bytes.IndexByte(text[n:], '`') >= 0 {
		return run, false
	}
	return source.Span{Start: l.Start, End: l.Start + n}, true
}
