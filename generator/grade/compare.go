package grade

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"wirebook/generator/pattern"
	"wirebook/generator/wire"
)

// textOf writes responses as a page keeps them: line ends are LF, a body that is no text
// has a character for each byte, and a long text is cut.
func textOf(got []*wire.Message) string {
	var texts []string
	for _, m := range got {
		head, body := m.Text[m.Head.Start:m.Head.End], m.Text[m.Body.Start:m.Body.End]
		if m.Body.Len() > 0 {
			head = m.Text[m.Head.Start:m.Body.Start]
		}
		text := lines(head)
		if utf8.Valid(body) {
			text += lines(body)
		} else {
			text += pattern.Latin1(body)
		}
		texts = append(texts, text)
	}
	return cut(strings.Join(texts, "\n"))
}

func lines(b []byte) string {
	return strings.ToValidUTF8(strings.ReplaceAll(string(b), "\r\n", "\n"), "\uFFFD")
}

// cut returns what a page keeps of a text.
func cut(text string) string {
	if len(text) <= mostKept {
		return text
	}
	units := utf16.Encode([]rune(text))
	return string(utf16.Decode(units[:min(len(units), mostKept)]))
}

// differs says how an answer differs from what an origin answers, or returns "". Where the
// two answers of the origin differ from one another, and where they have times, any text
// will do in the same place, and so it is with the values of the fields that vary.
func differs(first, second, answer string, vary []string) string {
	want, again, got := strings.Split(first, "\n"), strings.Split(second, "\n"), strings.Split(answer, "\n")
	for i, line := range want {
		if i >= len(got) {
			return fmt.Sprintf("the transcript has no line %d: %s", i+1, quote(line))
		}
		other := line
		if len(again) == len(want) {
			other = again[i]
		}
		if !like(line, other, got[i]) && !sameField(line, got[i], vary) {
			return fmt.Sprintf("line %d is %s, and the server sends %s", i+1, quote(got[i]), quote(line))
		}
	}
	if len(got) > len(want) && len(want) == len(again) {
		return fmt.Sprintf("the transcript has more than the server sends: %s", quote(got[len(want)]))
	}
	return ""
}

// times are texts that depend on when they are written.
var times = regexp.MustCompile(`[A-Z][a-z]{2}, [0-9]{2}[ -][A-Z][a-z]{2}[ -][0-9]{4} [0-9:]{8} GMT|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}`)

// like reports whether a line could be one of those that an origin sends in that place:
// it has what the two begin with and end with, and any text between.
func like(first, second, line string) bool {
	if first == line || second == line {
		return true
	}
	first, second, line = times.ReplaceAllString(first, "…"), times.ReplaceAllString(second, "…"), times.ReplaceAllString(line, "…")
	if first == line || strings.HasPrefix(strings.ToLower(first), "age:") && strings.HasPrefix(strings.ToLower(line), "age:") {
		return true
	}
	if first == second {
		return false
	}
	n := 0 // of the text before the first word that differs
	for n < min(len(first), len(second)) && first[n] == second[n] {
		n++
	}
	end := 0
	for end < min(len(first), len(second))-n && first[len(first)-1-end] == second[len(second)-1-end] {
		end++
	}
	for n > 0 && inWord(first[n-1]) {
		n--
	}
	for end > 0 && inWord(first[len(first)-end]) {
		end--
	}
	return len(line) >= n+end && strings.HasPrefix(line, first[:n]) && strings.HasSuffix(line, first[len(first)-end:])
}

// sameField reports whether two lines are of the same field, which is one of these.
func sameField(line, other string, names []string) bool {
	name, _, is := strings.Cut(line, ": ")
	also, _, _ := strings.Cut(other, ": ")
	return is && name == also && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

// inWord reports whether a byte may be a part of a number or a token.
func inWord(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

func quote(line string) string { return "“" + clip(line) + "”" }
