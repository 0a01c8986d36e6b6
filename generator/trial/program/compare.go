package program

import (
	"bytes"
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Line is a line of the answer, or of the documented one: " ", "-" or "+" and its
// text.
type Line struct {
	Mark string `json:"mark"`
	Text string `json:"text"`
}

// mostLines is how many lines of an answer are compared.
const mostLines = 400

// compare says how a trial differs from the documented exchange, in words and by line.
func (r *Report) compare(documented, got *answer) {
	if r.Same = bytes.Equal(documented.raw, got.raw); r.Same {
		r.Words = []string{"You sent the request as the note shows it."}
	} else {
		changes := requestChanges(first(documented.requests), first(got.requests))
		if len(changes) == 0 {
			changes = []string{"the bytes"}
		}
		r.Words = []string{"You changed " + list(changes)}
	}
	was, is := final(documented), final(got)
	lines := diff(linesOf(documented), linesOf(got))
	differs := false
	for _, l := range lines {
		differs = differs || l.Mark != " "
	}
	end := ""
	switch {
	case was == nil && is == nil:
		end = "no answer, as before"
	case was == nil:
		end = fmt.Sprintf("%s instead of no answer", Title(is))
	case is == nil && r.Ending == "silent":
		end = fmt.Sprintf("%d became silence", was.Code)
	case is == nil:
		end = fmt.Sprintf("%d became a closed connection", was.Code)
	case was.Code != is.Code:
		end = fmt.Sprintf("%d became %d", was.Code, is.Code)
	case differs:
		end = fmt.Sprintf("%d stayed, and the answer differs", is.Code)
	default:
		end = fmt.Sprintf("the answer is the same: %s", Title(is))
	}
	if r.Same {
		r.Words = append(r.Words, source.Capital(end)+".")
	} else {
		r.Words[0] += ": " + end + "."
	}
	if differs {
		r.Lines = lines
	}
}

func first(all []*wire.Message) *wire.Message {
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// final is the first final response, or else the last interim one, or nil.
func final(a *answer) (found *wire.Message) {
	for _, m := range a.received {
		if found = m; !m.Interim() {
			break
		}
	}
	return found
}

// requestChanges names what is different in a request.
func requestChanges(was, is *wire.Message) (out []string) {
	if was == nil || is == nil {
		return nil
	}
	text := func(m *wire.Message, of string) string {
		switch of {
		case "method":
			return string(m.Bytes(m.Method))
		case "version":
			return string(m.Bytes(m.Version))
		}
		path, query, _ := strings.Cut(string(m.Bytes(m.Target)), "?")
		if of == "path" {
			return path
		}
		return query
	}
	for _, part := range []string{"method", "path", "query", "version"} {
		if text(was, part) != text(is, part) {
			out = append(out, "the "+part)
		}
	}
	named := map[string]bool{}
	for _, m := range []*wire.Message{was, is} {
		for _, f := range m.Fields {
			name := m.Name(f)
			if key := strings.ToLower(name); !named[key] {
				named[key] = true
				before, after := strings.Join(was.Values(name), ", "), strings.Join(is.Values(name), ", ")
				_, had := was.Lookup(name)
				_, has := is.Lookup(name)
				switch {
				case had && !has:
					out = append(out, name+" (left out)")
				case !had && has:
					out = append(out, name+" (added)")
				case before != after:
					out = append(out, name)
				}
			}
		}
	}
	if !bytes.Equal(was.Bytes(was.Body), is.Bytes(is.Body)) {
		out = append(out, "the content")
	}
	return out
}

// list joins names as a sentence does.
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// linesOf are the lines of all responses. Date and Age change with the clock, and stand
// for no difference.
func linesOf(a *answer) (out []string) {
	for _, m := range a.received {
		for line := range strings.Lines(string(m.Bytes(m.Head))) {
			line = strings.TrimRight(line, "\r\n")
			name, _, _ := strings.Cut(line, ":")
			if !strings.EqualFold(name, "Date") && !strings.EqualFold(name, "Age") {
				out = append(out, line)
			}
		}
		for line := range strings.Lines(string(m.Bytes(m.Body))) {
			out = append(out, strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "\uFFFD"))
		}
	}
	return out[:min(len(out), mostLines)]
}

// diff compares two lists of lines by their longest common subsequence.
func diff(was, is []string) (out []Line) {
	common := make([][]int, len(was)+1)
	for i := range common {
		common[i] = make([]int, len(is)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(is) - 1; j >= 0; j-- {
			if was[i] == is[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(was) || j < len(is) {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			out = append(out, Line{" ", was[i]})
			i, j = i+1, j+1
		case i < len(was) && (j == len(is) || common[i+1][j] >= common[i][j+1]):
			out = append(out, Line{"-", was[i]})
			i++
		default:
			out = append(out, Line{"+", is[j]})
			j++
		}
	}
	return out
}
