package excerpt

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Line is one line of a message.
type Line struct {
	Number int      `json:"number"`           // in the pasted text, from 1
	Part   string   `json:"part"`             // status line, request line, field, empty line, body, …
	Made   bool     `json:"made,omitempty"`   // the pasted text says it in another form
	Pieces []Piece  `json:"pieces,omitempty"` // its text
	What   string   `json:"what,omitempty"`   // what it says in this message
	About  *Meaning `json:"about,omitempty"`  // the meaning of its field
}

// A Piece is a part of a line. Kind is "" for text between the parts of a message.
type Piece struct {
	Kind  wire.TokenKind `json:"-"`
	Class string         `json:"class,omitempty"` // of its text on the page
	Text  string         `json:"text"`
	// Breaks is the number of the Break at this place, from 1, or 0 if there is none.
	Breaks int `json:"breaks,omitempty"`
}

// lines splits a message into its lines.
type lines struct {
	*Explainer
	*parsed
	file     *source.File
	findings []finding
	line     []int // of each finding

	tokens []wire.Token
	fields map[int]wire.Field // by where their lines begin
	sizes  map[int]wire.Chunk
	body   int // lines of it so far
	begun  bool

	guesses int // of names that are unknown: they take long
}

const mostGuesses = 20

func (l *lines) all() (out []Line, more int) {
	for range l.findings {
		l.line = append(l.line, -1)
	}
	l.tokens = l.wire.Tokens()
	l.fields, l.sizes = map[int]wire.Field{}, map[int]wire.Chunk{}
	for _, f := range l.wire.Fields {
		l.fields[f.Line.Start] = f
	}
	for _, f := range l.wire.Trailers {
		l.fields[f.Line.Start] = f
	}
	for _, c := range l.wire.Chunks {
		l.sizes[c.Size.Start] = c
	}
	data := l.text.data
	for at := 0; at < len(data); {
		span, next := wire.TakeLine(data, at, len(data))
		if next >= len(data) && span.Len() == 0 && l.begun {
			break
		}
		one := l.one(span)
		switch {
		case one == nil:
		case len(out) == mostLines || l.body > mostBody:
			more++
		default:
			for i, f := range l.findings {
				if f.Span.Start >= span.Start && f.Span.Start < next {
					l.line[i] = len(out)
				}
			}
			out = append(out, *one)
		}
		at = next
	}
	return out, more
}

// one returns the line at a span, or nil if the pasted text has none there.
func (l *lines) one(span source.Span) *Line {
	place := l.text.place(span.Start)
	out := &Line{Made: place.made}
	out.Number, _ = l.file.Position(place.at.Start)
	f, isField := l.fields[span.Start]
	chunk, isSize := l.sizes[span.Start]
	w := l.wire
	switch {
	case w.Start.Len() > 0 && span.Start == w.Start.Start:
		out.Part, out.What = l.first()
	case isField && f.Elision:
		if out.Made {
			return nil
		}
		out.Part, out.What = "left out", "What you pasted leaves something out here."
		out.Pieces = []Piece{{Kind: wire.TokenElision, Class: wire.TokenElision.Class(), Text: clip(strings.TrimSpace(l.file.Text(place.at)))}}
		return out
	case isField && w.Indented(f):
		out.Part, out.What = "field", "The value of the line above continues here."
	case isField:
		name, value := w.Name(f), w.Value(f)
		out.Part = "field"
		if span.Start >= w.Body.Start && w.Body.Len() > 0 {
			out.Part = "trailer field"
		}
		if f.Name.Len() > 0 && f.Name.End < f.Line.End {
			out.About, out.What = l.field(clip(name), l.guesses < mostGuesses), here(w, name, value)
			if out.About.Cite == "" {
				l.guesses++
			}
		}
	case span.Start < w.Head.End && span.Len() == 0:
		out.Part, out.What = "empty line", "The head ends here."
	case span.Start < w.Head.End:
		out.Part, out.What = "not a field", "This line is not a field: it has no name followed by a colon."
	case isSize && w.Chunked:
		out.Part = "chunk size"
		if n, err := strconv.ParseInt(string(w.Bytes(chunk.Size)), 16, 64); err == nil && n == 0 {
			out.What = "The last chunk."
		} else if err == nil {
			out.What = fmt.Sprintf("A chunk of %s follows.", bytesOf(n))
		}
	default:
		l.body++
		out.Part = "body"
		if !l.begun {
			out.What = l.content()
		}
		l.begun = true
	}
	out.Pieces = l.pieces(span)
	if out.Part == "body" && len(out.Pieces) == 1 && out.Pieces[0].Text == wire.Elision && place.at.Len() == 0 {
		out.Part, out.What, out.Made = "left out", "What you pasted does not include the whole body.", true
	}
	return out
}

// first describes the first line.
func (l *lines) first() (part, what string) {
	w := l.wire
	say := func(name string, s source.Span) string {
		if s.Len() == 0 {
			return "no " + name
		}
		return name + " " + clip(string(w.Bytes(s)))
	}
	if w.Kind == wire.Request {
		return "request line", upper(say("method", w.Method) + ", " + say("target", w.Target) + ", " + say("version", w.Version) + ".")
	}
	return "status line", upper(say("version", w.Version) + ", " + say("status code", w.Status) + ", " + say("reason phrase", w.Reason) + ".")
}

// upper begins a sentence.
func upper(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

// content describes the body.
func (l *lines) content() string {
	n := int64(len(bytes.TrimRight(l.wire.Bytes(l.wire.Body), "\n")))
	if l.wire.Chunked && len(l.wire.Chunks) > 0 {
		n = int64(len(l.wire.ChunkData()))
	}
	kind, ok := l.wire.Get("Content-Type")
	switch {
	case l.wire.Chunked && len(l.wire.Chunks) == 0:
		return "The body. What you pasted shows it without the sizes of its chunks."
	case !ok:
		return fmt.Sprintf("The body: %s here.", bytesOf(n))
	}
	return fmt.Sprintf("The body: %s here, of type %s.", bytesOf(n), clip(kind))
}

// pieces returns the parts of a line, split at the places of findings.
func (l *lines) pieces(span source.Span) (out []Piece) {
	end := min(span.End, span.Start+mostText)
	for end > span.Start && end < span.End && !utf8.RuneStart(l.text.data[end]) {
		end--
	}
	at := span.Start
	add := func(kind wire.TokenKind, to int) {
		to = min(to, end)
		for at < to {
			next, broken := to, 0
			for i, f := range l.findings {
				switch {
				case f.Span == l.wire.Start: // something is missing
				case f.Span.Len() == 0 || f.Span.End <= at || f.Span.Start >= to:
				case f.Span.Start > at:
					next = min(next, f.Span.Start)
				default:
					next = min(next, f.Span.End)
					if broken == 0 {
						broken = i + 1
					}
				}
			}
			out = append(out, Piece{kind, kind.Class(), strings.ToValidUTF8(string(l.text.data[at:next]), "\uFFFD"), broken})
			at = next
		}
	}
	for len(l.tokens) > 0 && l.tokens[0].Span.End <= span.Start {
		l.tokens = l.tokens[1:]
	}
	for _, t := range l.tokens {
		if t.Span.Start >= end {
			break
		}
		add("", t.Span.Start)
		add(t.Kind, t.Span.End)
	}
	add("", end)
	if end < span.End {
		out = append(out, Piece{Kind: wire.TokenElision, Class: wire.TokenElision.Class(), Text: fmt.Sprintf("… (%s more)", bytesOf(int64(span.End-end)))})
	}
	return out
}

// clip shortens a text so that it fits into a sentence.
func clip(s string) string { return source.Clip(strings.ToValidUTF8(s, "\uFFFD"), mostTitle) }

// bytesOf writes a number of bytes.
func bytesOf(n int64) string {
	if n == 1 {
		return "1 byte"
	}
	return thousands(n) + " bytes"
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
