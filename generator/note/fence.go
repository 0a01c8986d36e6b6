package note

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// readFences lists the fences of the top level, and faults every line that looks like
// a message fence but is not one, so that no example is skipped unnoticed.
func (n *Note) readFences(body int) (faults []source.Fault) {
	bounded := 0
	for node := n.Doc.FirstChild(); node != nil; node = node.NextSibling() {
		block, ok := node.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		f := n.readFence(block)
		if f.Message || f.Lang == quizLanguage {
			if bounded++; bounded > maxFences {
				return append(faults, source.Fault{File: n.File, Span: f.Marker, ID: "too-many",
					What: fmt.Sprintf("the note has more than %d messages and quizzes", maxFences), Do: "split it"})
			}
		}
		n.Fences = append(n.Fences, f)
		f.Faults = n.checkFence(f)
		if !f.Message {
			faults = append(faults, f.Faults...)
		}
	}
	if !n.Alone {
		faults = append(faults, n.checkTabs()...)
	}
	return append(faults, n.strays(body)...)
}

// tabWord names a code block that is one tab of several: those around it.
const tabWord = "tab"

// Tab returns the name of the tab that a code block is, or "".
func (f *Fence) Tab() string { return f.tab().Value }

// tab returns the word that makes a code block a tab, or no word.
func (f *Fence) tab() (w Word) {
	if !f.Message {
		w, _ = f.Word(tabWord)
	}
	return w
}

// checkTabs faults tabs without a name, with the same name, or without another beside
// them.
func (n *Note) checkTabs() (faults []source.Fault) {
	add := func(w Word, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: w.Span, ID: id, What: what, Do: do})
	}
	var before *Fence // in the same group
	names, count := map[string]bool{}, 0
	for i, f := range n.Fences {
		w := f.tab()
		if w.Key == "" {
			continue
		}
		if before == nil || f.Node.PreviousSibling() != ast.Node(before.Node) {
			names, count = map[string]bool{}, 0
		}
		before = f
		count++
		last := i+1 == len(n.Fences) || n.Fences[i+1].tab().Key == "" || f.Node.NextSibling() != ast.Node(n.Fences[i+1].Node)
		switch {
		case strings.TrimSpace(w.Value) == "":
			add(w, "word-without-value", `"tab" needs a value`, `write the name that readers choose: tab="Python"`)
		case names[w.Value]:
			add(w, "tab-again", fmt.Sprintf("another tab beside this one has the name %q, too", w.Value), "give each its own name")
		case last && count == 1:
			add(w, "tab-alone", "this is the only tab here, so readers have nothing to choose from", "write the other right after it, with a tab= of its own, or remove tab=")
		}
		names[w.Value] = true
	}
	return faults
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

// isMessage reports whether a fence holds a message or the bytes of a conversation.
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

// dropLanguage removes the language and the word http from Words.
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

// words splits an info string at white space. A value may be in double quotes; inside
// them, \" is a quote.
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
	w.open = at >= end
	return min(at+1, end)
}

// quizLanguage is the language of the fences of quizzes.
const quizLanguage = "quiz"
