package goal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// who is what the sentences are about.
func (g Goal) who() string {
	if g.Written {
		return "Your response"
	}
	return "The answer"
}

// compare says what one response lacks.
func (g Goal) compare(want, got *wire.Message) string {
	if got.Code != want.Code {
		if g.Written {
			return sentence("%d is not the right status code here.", got.Code)
		}
		return sentence("%s is %s; it must be %s.", g.who(), title(got), title(want))
	}
	b := g.builder(want)
	if missing := g.fields(b, got); missing != "" {
		return missing
	}
	return g.body(b, got)
}

// builder builds the patterns of the goal. JSON with other white space has another length.
func (g Goal) builder(want *wire.Message) *pattern.Builder {
	follow := want.JSON() && want.Body.Len() > 0 && !pattern.HasElision(want)
	return &pattern.Builder{Message: want, EOL: "\r\n", Method: g.Method, Holes: pattern.Place(want, g.Holes, true, follow)}
}

// fields says what the head of a response lacks, or has too much.
func (g Goal) fields(b *pattern.Builder, got *wire.Message) string {
	want := b.Message
	taken := make([]bool, len(got.Fields))
	for _, f := range want.Fields {
		if f.Elision {
			continue
		}
		name, value := want.Name(f), b.Line(f.Value, false)
		found, other := g.same(want, got, name), ""
		for i, line := range got.Fields {
			if taken[i] || !strings.EqualFold(got.Name(line), name) {
				continue
			}
			if found {
				taken[i] = true // all lines of the field, of which the goal has one or more
				continue
			}
			if found, _ = pattern.Match(value, got.Bytes(line.Value), map[string]string{}); found {
				taken[i] = true
				break
			}
			other = got.Value(line)
		}
		switch _, has := got.Get(name); {
		case found:
		case !has:
			return sentence("%s has no %s.", g.who(), name)
		case g.Written:
			return sentence("The value of %s is not right.", name)
		case !pattern.Literal(value):
			return sentence("%s is %s; it must be like %s.", name, other, want.Value(f))
		case other == "":
			return sentence("%s has too few lines of %s: %s is missing.", g.who(), name, want.Value(f))
		default:
			return sentence("%s is %s; it must be %s.", name, other, want.Value(f))
		}
	}
	if want.Elided() {
		return ""
	}
	for i, line := range got.Fields {
		if name := got.Name(line); !taken[i] && !strings.EqualFold(name, "Date") {
			return sentence("%s must have no %s.", g.who(), name)
		}
	}
	return ""
}

// body says what the content of a response lacks.
func (g Goal) body(b *pattern.Builder, got *wire.Message) string {
	want, content := b.Body(), got.Bytes(got.Body)
	if got.Chunked {
		content = got.ChunkData()
	}
	switch {
	case b.Message.Chunked: // only that there is a body
		if len(content) > 0 {
			return ""
		}
	case want.Len() == 0 && len(content) > 0:
		return sentence("%s has a body of %s; it must have none.", g.who(), count(len(content), "", ""))
	case want.Len() == 0, g.matches(b, want, content):
		return ""
	}
	switch {
	case len(content) == 0:
		return sentence("%s has no body.", g.who())
	case g.Written:
		return "The body is not right."
	}
	return "The body is not the one that is asked for."
}

// matches compares a body byte for byte, and JSON once more without its white space.
func (g Goal) matches(b *pattern.Builder, want source.Span, content []byte) bool {
	match := func(b *pattern.Builder, want source.Span, content []byte) bool {
		for _, exact := range []bool{true, false} {
			b.Exact = exact
			if ok, _ := pattern.Match(b.Line(want, true), content, map[string]string{}); ok {
				return true
			}
		}
		return false
	}
	if match(b, want, content) {
		return true
	}
	var documented, received bytes.Buffer
	documented.Write(b.Message.Text[:b.Message.Body.Start])
	if !b.Message.JSON() || json.Compact(&documented, b.Message.Bytes(want)) != nil || json.Compact(&received, content) != nil {
		return false
	}
	all := g.read(documented.String())
	m := all[len(all)-1]
	return match(g.builder(m), m.Body, received.Bytes())
}

// title is the code and phrase of a response.
func title(m *wire.Message) string {
	return strings.TrimSpace(string(m.Bytes(m.Status)) + " " + string(m.Bytes(m.Reason)))
}

// longest is how many characters of a value a sentence shows.
const longest = 120

// sentence formats a sentence. It shows of each text only what fits and can be seen.
func sentence(format string, args ...any) string {
	for i, a := range args {
		if text, is := a.(string); is {
			args[i] = source.Visible(source.Clip(text, longest))
		}
	}
	return fmt.Sprintf(format, args...)
}

// count is a number of bytes after the words for one or for several.
func count(n int, one, several string) string {
	if n == 1 {
		return one + "1 byte"
	}
	return fmt.Sprintf("%s%d bytes", several, n)
}
