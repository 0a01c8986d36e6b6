package note

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// readFences lists the fences of the top level, and faults every line that
// looks like a message fence and is none: nothing goes unplayed in silence.
func (n *Note) readFences(body int) (faults []source.Fault) {
	for node := n.Doc.FirstChild(); node != nil; node = node.NextSibling() {
		block, ok := node.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		f := n.readFence(block)
		n.Fences = append(n.Fences, f)
		faults = append(faults, n.checkFence(f)...)
	}
	return append(faults, n.strays(body)...)
}

func (n *Note) readFence(block *ast.FencedCodeBlock) *Fence {
	data := n.File.Data
	start := block.Pos()
	f := &Fence{Node: block, Marker: source.Span{Start: start, End: start + runLength(data[start:])}}
	number, _ := n.File.Position(start)
	opening := n.File.LineSpan(number)
	f.Info = trimSpace(data, source.Span{Start: f.Marker.End, End: opening.End})
	f.Body = source.Span{Start: min(opening.End+1, len(data)), End: min(opening.End+1, len(data))}
	if lines := block.Lines(); lines.Len() > 0 {
		f.Body.End = lines.At(lines.Len() - 1).Stop
	}
	f.Close = source.Span{Start: f.Body.End, End: f.Body.End}
	if number, _ := n.File.Position(f.Body.End); f.Body.End < len(data) && data[f.Body.End-1] == '\n' {
		f.Close = n.File.LineSpan(number)
	}
	f.Words = words(data, f.Info)
	if len(f.Words) > 0 {
		f.Lang = f.Words[0].Key
	}
	f.Message = isMessage(f)
	if f.Message {
		f.dropLanguage()
	}
	return f
}

// runLength counts the backticks or tildes at the start of b.
func runLength(b []byte) int {
	n := 0
	for n < len(b) && b[n] == b[0] && (b[0] == '`' || b[0] == '~') {
		n++
	}
	return n
}

func trimSpace(data []byte, s source.Span) source.Span {
	for s.Start < s.End && (data[s.Start] == ' ' || data[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && (data[s.End-1] == ' ' || data[s.End-1] == '\t') {
		s.End--
	}
	return s
}

// words splits an info string at white space; a value may stand in double
// quotes, in which \" is a quote.
func words(data []byte, info source.Span) (out []Word) {
	at := info.Start
	for at < info.End {
		if data[at] == ' ' || data[at] == '\t' {
			at++
			continue
		}
		w := Word{Span: source.Span{Start: at}}
		for at < info.End && data[at] != ' ' && data[at] != '\t' && data[at] != '=' {
			at++
		}
		w.Key = string(data[w.Span.Start:at])
		if at < info.End && data[at] == '=' {
			w.HasValue = true
			at++
			if at < info.End && data[at] == '"' {
				at = w.quoted(data, at+1, info.End)
			} else {
				w.ValueSpan.Start = at
				for at < info.End && data[at] != ' ' && data[at] != '\t' {
					at++
				}
				w.ValueSpan.End = at
				w.Value = string(data[w.ValueSpan.Start:at])
			}
		}
		w.Span.End = at
		out = append(out, w)
	}
	return out
}

func (w *Word) quoted(data []byte, at, end int) int {
	w.ValueSpan.Start = at
	var b strings.Builder
	for at < end && data[at] != '"' {
		if data[at] == '\\' && at+1 < end && (data[at+1] == '"' || data[at+1] == '\\') {
			at++
		}
		b.WriteByte(data[at])
		at++
	}
	w.ValueSpan.End = at
	w.Value = b.String()
	return min(at+1, end)
}

// isMessage says that a fence holds a message or the bytes of a conversation.
func isMessage(f *Fence) bool {
	for i, w := range f.Words {
		if i < 2 && strings.EqualFold(w.Key, "http") && !w.HasValue {
			return true
		}
	}
	_, conn := f.Word("conn")
	_, send := f.Word("send")
	_, recv := f.Word("recv")
	return conn && (send || recv)
}

// dropLanguage leaves in Words what says something of the message.
func (f *Fence) dropLanguage() {
	switch {
	case strings.EqualFold(f.Words[0].Key, "http"):
		f.Words = f.Words[1:]
	case len(f.Words) > 1 && strings.EqualFold(f.Words[1].Key, "http"):
		f.Words = f.Words[2:]
	case !f.Words[0].HasValue && f.Words[0].Key != "send" && f.Words[0].Key != "recv":
		f.Words = f.Words[1:]
	default:
		f.Lang = ""
	}
}

func (n *Note) checkFence(f *Fence) (faults []source.Fault) {
	add := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	fence := n.File.Text(f.Marker)
	if closing := bytes.TrimSpace(n.File.Data[f.Close.Start:f.Close.End]); !closes(closing, fence) {
		add(f.Marker, "fence-open", "this fence is not closed: the rest of the note would be part of it", "write a line "+fence+" behind its last line")
	}
	if !f.Message {
		return faults
	}
	if number, column := n.File.Position(f.Marker.Start); column > 1 {
		add(n.File.LineSpan(number), "fence-indented", "a message fence is indented, so its bytes would not be those of the file", "begin the fence and its lines in the first column")
	}
	return faults
}

func closes(line []byte, fence string) bool {
	return len(line) >= len(fence) && len(bytes.Trim(line, fence[:1])) == 0
}

// strays faults the lines that look like the opening of a message fence, and
// that Markdown does not read as one at the top level.
func (n *Note) strays(body int) (faults []source.Fault) {
	next := 0
	data := n.File.Data
	for at := body; at < len(data); {
		for next < len(n.Fences) && n.Fences[next].Close.End <= at && n.Fences[next].Marker.Start < at {
			next++
		}
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		inside := next < len(n.Fences) && n.Fences[next].Marker.Start <= end && at <= n.Fences[next].Close.End
		if !inside {
			if span, ok := looksLikeFence(data, source.Span{Start: at, End: end}); ok {
				faults = append(faults, source.Fault{File: n.File, Span: span, ID: "fence-nested",
					What: fmt.Sprintf("this looks like a message, and Markdown does not read it as a fence at the top level: %s", where(n, at)),
					Do:   "put it at the top level, with an empty line before it; to show the notation itself, put it inside a longer fence (````markdown)"})
			}
		}
		at = end + 1
	}
	return faults
}

// looksLikeFence finds the opening of a message fence behind any marks of lists
// and quotes.
func looksLikeFence(data []byte, l source.Span) (source.Span, bool) {
	text := data[l.Start:l.End]
	rest := bytes.TrimLeft(text, " \t>-*+0123456789.)")
	n := 0
	if len(rest) > 0 {
		n = runLength(rest)
	}
	if n < 3 {
		return source.Span{}, false
	}
	start := l.End - len(rest)
	f := &Fence{Words: words(data, source.Span{Start: start + n, End: l.End})}
	return source.Span{Start: start, End: l.End}, isMessage(f)
}

// where says what Markdown makes of an offset.
func where(n *Note, at int) string {
	what := "it stands in other text"
	for node := n.Doc.FirstChild(); node != nil; node = node.NextSibling() {
		if node.Pos() > at {
			break
		}
		switch node.Kind() {
		case ast.KindList:
			what = "it stands in a list"
		case ast.KindBlockquote:
			what = "it stands in a quotation"
		case ast.KindHTMLBlock:
			what = "it stands in raw HTML"
		case ast.KindCodeBlock:
			what = "it is indented by four spaces or more"
		default:
			what = "it stands in other text"
		}
	}
	return what
}
