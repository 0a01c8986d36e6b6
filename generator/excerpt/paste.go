package excerpt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"wirebook/generator/source"
)

// A Form is what the text is in which a message was found.
type Form string

const (
	FormMessage  Form = "message"  // as it is on the wire, or as curl --include prints it
	FormCurl     Form = "curl"     // of curl --verbose, with its marks
	FormPanel    Form = "panel"    // copied from the network panel of a browser
	FormJSON     Form = "json"     // an HTTP Archive (HAR), or other JSON
	FormDocument Form = "document" // Markdown with fences
	FormString   Form = "string"   // a string of a program or a shell, with its escapes
)

// MaxPaste is how much text is read at once, in bytes.
const MaxPaste = 8 << 20

// pasted are the blocks of a text that is no document: of all of it, or of what each
// command of a shell printed. A problem says why there are none, to a person.
func pasted(data []byte) (blocks []block, form Form, problem *source.Fault) {
	text := bytes.TrimSpace(data)
	trouble := func(what, do string) *source.Fault {
		return &source.Fault{ID: "paste", What: what, Do: do}
	}
	switch {
	case len(data) > MaxPaste:
		return nil, "", trouble(fmt.Sprintf("This text is %d MB long; the limit is %d MB.", len(data)>>20, MaxPaste>>20), "Paste part of it, such as one entry of a HAR file.")
	case len(text) == 0:
		return nil, "", trouble("There is no text here yet.", "Paste a response: its status line and header fields, and the body if you like.")
	case text[0] == '{' || text[0] == '[':
		all, at, err := readJSON(data)
		if bytes.HasPrefix(text, []byte("{'")) && bytes.IndexByte(text, '"') < 0 {
			all, at, err = readJSON(bytes.ReplaceAll(data, []byte("'"), []byte(`"`))) // of Python
		}
		if shown := written(data, all); len(shown) > 0 {
			whole := source.Span{Start: shown[0].at.Start, End: len(data)}
			return []block{{marker: source.Span{Start: whole.Start, End: whole.Start}, end: whole.End, shown: shown, form: FormJSON}}, FormJSON, nil
		}
		if err != nil && bytes.Contains(text, []byte(`"headers"`)) {
			if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
				return nil, "", trouble("This looks like a HAR file that was cut off: its JSON stops in the middle.", "Copy all of it again, or one whole entry.")
			}
			return nil, "", trouble(fmt.Sprintf("This looks like a HAR file, but its JSON is broken on line %d.", 1+bytes.Count(data[:at], []byte("\n"))), "Copy it again, or one whole entry.")
		}
		if len(all) > 0 && err == nil {
			return nil, "", trouble("This is JSON without an HTTP message in it. It may be the body of a response.", "Get the status line and the header fields with curl -i, or copy them from the network panel of your browser.")
		}
	}
	if s := scan(data); len(s.blocks) > 0 {
		for _, b := range s.blocks {
			if b.isHTTP(data) || b.looksLikeHTTP(data) {
				b.info = source.Span{Start: b.marker.End, End: b.marker.End}
				blocks = append(blocks, b)
			}
		}
		if len(blocks) > 0 && blocks[0].marker.Len() > 0 {
			return blocks, FormDocument, nil
		}
	}
	if shown := unescape(data, text); shown != nil {
		return []block{{end: len(data), shown: shown, form: FormString}}, FormString, nil
	}
	blocks, form = commands(data), FormMessage
	return blocks, form, nil
}

// commands takes the lines of a text apart where a shell is told to do something.
func commands(data []byte) (blocks []block) {
	b := block{}
	quoted := quoted(data)
	for at := 0; at < len(data); {
		s := &scanner{data: data}
		l, next := s.line(at)
		at = next
		if quoted {
			l = s.less(l, prefix{quotes: 1})
		}
		if prompt.Match(data[l.Start:l.End]) {
			if len(b.lines) > 0 {
				blocks = append(blocks, b)
			}
			b = block{}
			continue
		}
		b.lines = append(b.lines, l)
		b.end = l.End
	}
	if len(b.lines) > 0 {
		blocks = append(blocks, b)
	}
	return blocks
}

// quoted reports whether each line of a text begins with the mark of a quotation, and curl
// did not write it.
func quoted(data []byte) bool {
	is := false
	for line := range bytes.Lines(data) {
		text := bytes.TrimRight(line, "\n")
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if text[0] != '>' || curlMark.Match(text) {
			return false
		}
		is = is || statusLine.Match(bytes.TrimLeft(text, "> "))
	}
	return is
}

var (
	// lineEnds are escapes that stand for the end of a line.
	lineEnds = regexp.MustCompile(`\\r\\n|\\n|\\x0d\\x0a|\\u000d\\u000a|\\015\\012`)
	// within is what stands before a message in a string.
	within = regexp.MustCompile(`HTTP/[0-9](?:\.[0-9])? [0-9]{3}|[A-Z]+ \S+ HTTP/[0-9]`)
)

// unescape takes the message out of a string that has escapes in the place of line
// ends; nil: it is no such string.
func unescape(data, text []byte) (lines []line) {
	if bytes.IndexByte(text, '\n') >= 0 {
		return nil
	}
	start := within.FindIndex(data)
	if start == nil || !lineEnds.Match(data[start[0]:]) {
		return nil
	}
	end := start[0] + len(bytes.TrimRight(data[start[0]:], "\n"))
	if quote := bytes.LastIndexAny(data[:start[0]], `'"`); quote >= 0 {
		if closing := bytes.IndexByte(data[start[0]:], data[quote]); closing >= 0 {
			for closing > 0 && data[start[0]+closing-1] == '\\' {
				more := bytes.IndexByte(data[start[0]+closing+1:], data[quote])
				if more < 0 {
					break
				}
				closing += more + 1
			}
			end = start[0] + closing
		}
	}
	at := start[0]
	for _, m := range append(lineEnds.FindAllIndex(data[at:end], -1), []int{end - at, end - at}) {
		to := start[0] + m[0]
		piece := string(data[at:to])
		lines = append(lines, line{text: strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\\`, `\`, `\t`, "\t").Replace(piece), at: source.Span{Start: at, End: to}})
		at = start[0] + m[1]
	}
	return lines
}
