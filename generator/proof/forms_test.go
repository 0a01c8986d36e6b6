package proof

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// forms are kinds of responses that the notes of this site do not show, or show
// once: what is documented, and what answers.
var forms = []struct{ name, words, documented, answer string }{
	{"bare LF in the head", "eol=lf", "HTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nX: y\n", "HTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:00:01 GMT\nX: y\n\n"},
	{"elided chunks", "", "HTTP/1.1 200 OK\nContent-Type: text/plain\n…: …\nTransfer-Encoding: chunked\n\n3\nabc\n…\n2\nyz\n0\nX: y\n", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n1\r\ne\r\n2\r\nyz\r\n0\r\nX: y\r\n\r\n"},
	{"elided JSON", "", "HTTP/1.1 200 OK\n…: …\nContent-Type: application/json\n\n{\"id\": 7, \"…\": \"…\", \"list\": [1, \"…\", 9]}\n", "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Type: application/json\r\n\r\n{\"id\": 7, \"a\": {\"b\": [2]}, \"c\": null, \"list\": [1, 2, 3, 9]}"},
	{"two interim responses", "", "HTTP/1.1 103 Early Hints\nLink: <a>; rel=preload\n\nHTTP/1.1 103 Early Hints\nLink: <b>; rel=preload\n\nHTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:00:00 GMT\n", "HTTP/1.1 103 Early Hints\r\nLink: <a>; rel=preload\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <b>; rel=preload\r\n\r\nHTTP/1.1 204 No Content\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\n\r\n"},
	{"no status line", "response", "sorry, not today\n", "sorry, not today"},
	{"cut short", "cut", "HTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Type: text/plain\nContent-Length: 20\n\nfive\n", "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\nfive"},
}

// mayPass says which changes of a form keep its meaning.
func mayPass(form, before string, at int, kind string) bool {
	line := before[strings.LastIndexByte(before[:at], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	switch {
	case strings.HasPrefix(line, "Date: "): // another valid date
		return true
	case before[at] == '\n' && strings.Trim(before[at:], "\n") == "": // framing tells where a body ends
		return kind != "change"
	case form == "elided JSON" && before[at] == ' ' && strings.HasSuffix(before[:at], `"…":`): // inside the elision
		return kind != "change"
	case form == "elided chunks" && strings.HasPrefix(line, "…"): // what an elision stands for
		return kind == "double"
	}
	return false
}

// TestMutationsOfForms tries every one-character change and every swap of lines
// of each form: all but those that keep the meaning are faults.
func TestMutationsOfForms(t *testing.T) {
	tried, caught := 0, 0
	for _, f := range forms {
		passes := func(documented string) bool {
			n, ok := readNote(noteHead + "```http " + f.words + "\n" + documented + "```\n")
			if !ok {
				return false
			}
			_, faults := proverFor(t, f.answer).Note(t.Context(), n)
			for _, fault := range faults {
				// What these answers break of the RFCs is not what is tried here.
				if fault.ID == "difference" || !isRule(t, fault.ID) {
					return false
				}
			}
			return true
		}
		if !passes(f.documented) {
			t.Errorf("%s: what is documented is not what was sent", f.name)
			continue
		}
		try := func(at int, kind, text string) {
			tried++
			if !passes(text) {
				caught++
			} else if !mayPass(f.name, f.documented, at, kind) {
				t.Errorf("%s: %s at %d passes:\n%s", f.name, kind, at, text)
			}
		}
		for at := 0; at < len(f.documented); {
			r, n := utf8.DecodeRuneInString(f.documented[at:])
			other := "~"
			if r == '\n' {
				other = " "
			}
			try(at, "change", f.documented[:at]+other+f.documented[at+n:])
			try(at, "drop", f.documented[:at]+f.documented[at+n:])
			try(at, "double", f.documented[:at+n]+f.documented[at:])
			at += n
		}
		lines := strings.SplitAfter(f.documented, "\n")
		for at, i := 0, 0; i+2 < len(lines); i++ {
			if lines[i] != lines[i+1] {
				end := at + len(lines[i]) + len(lines[i+1])
				try(at, "swap", f.documented[:at]+lines[i+1]+lines[i]+f.documented[end:])
			}
			at += len(lines[i])
		}
	}
	t.Logf("%d mutations tried, %d caught", tried, caught)
}

func isRule(t *testing.T, id string) bool {
	_, ok := proverFor(t).rules.Rule(id)
	return ok
}
