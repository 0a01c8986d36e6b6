package note

import (
	"strings"

	"wirebook/generator/source"
)

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
