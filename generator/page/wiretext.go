package page

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/colour"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// partNames are the names of the parts that tokens represent.
var partNames = map[wire.TokenKind]string{
	wire.TokenMethod: wire.PartMethod, wire.TokenTarget: wire.PartTarget, wire.TokenVersion: wire.PartVersion,
	wire.TokenStatus: wire.PartStatus, wire.TokenReason: wire.PartReason, wire.TokenName: wire.PartName,
	wire.TokenValue: wire.PartValue, wire.TokenChunkSize: wire.PartChunkSize,
}

// A wireText writes the text of a fence with its parts marked up. Status codes and
// field names link to their pages.
type wireText struct {
	strings.Builder
	m        *markdown
	shown    *exchange.Step
	anatomy  bool // line ends are visible, and the first of each part has a number
	numbered []string
	glossed  bool // beside each line of a head is what it says
	end      int  // offset in the note where the text ends
}

func (m *markdown) wireText(s *exchange.Step) (template.HTML, []Part) {
	w := &wireText{m: m, shown: s, end: s.Fence.Body.End}
	_, w.anatomy = s.Fence.Word("anatomy")
	w.glossed = m.page == m.home() && !w.anatomy
	w.write()
	return template.HTML(w.String()), m.parts(w.numbered)
}

func (w *wireText) write() {
	s, at := w.shown, w.shown.Fence.Body.Start
	if _, expands := s.Fence.Word("expand"); !expands { // otherwise its parts have no positions in the note
		for _, message := range s.Shown() {
			if len(s.Shown()) == 1 || message.Kind != wire.Response {
				at = w.message(message, at)
				continue
			}
			fmt.Fprintf(w, `<span class="of%d">`, message.Code/100) // each has the colour of its own code
			at = w.message(message, at)
			w.WriteString("</span>")
		}
	}
	w.gap(source.Span{Start: at, End: max(at, w.end)}, false)
}

// message writes a message from an offset on, and returns where it ended.
func (w *wireText) message(message *wire.Message, at int) int {
	inBody, bodyEnd, end := false, "", w.end
	body := source.Span{Start: message.Body.Start, End: min(message.Body.End, end)}
	var name string
	for _, t := range message.Tokens() {
		if t.Span.Start < at || t.Span.End > end {
			continue
		}
		if t.Span.Start >= body.Start && body.Len() > 0 && !inBody {
			w.gap(source.Span{Start: at, End: body.Start}, true)
			bodyEnd = w.begin(wire.PartBody)
			w.WriteString(`<span class="b">`)
			inBody, at = true, body.Start
		}
		class := t.Kind.Class()
		if class == "" {
			continue
		}
		w.gap(source.Span{Start: at, End: t.Span.Start}, !inBody)
		w.token(t.Kind, class, t.Span)
		at = t.Span.End
		switch t.Kind {
		case wire.TokenName:
			name = w.text(t.Span)
		case wire.TokenValue:
			if !inBody && strings.EqualFold(name, "Content-Length") {
				w.length(message)
			}
		case wire.TokenChunkSize:
			w.chunkSize(w.text(t.Span))
		}
	}
	if inBody {
		w.gap(source.Span{Start: at, End: body.End}, false)
		w.WriteString("</span>" + bodyEnd)
		return body.End
	}
	stop := min(message.Head.End, end)
	w.gap(source.Span{Start: at, End: max(at, stop)}, true)
	return max(at, stop)
}

func (w *wireText) text(s source.Span) string { return string(w.m.page.Note.File.Data[s.Start:s.End]) }

func (w *wireText) token(kind wire.TokenKind, class string, at source.Span) {
	text := w.text(at)
	end := w.begin(partNames[kind])
	if href := w.m.tokenLink(kind, text); href != "" {
		w.WriteString(`<a class="` + class + `" href="` + href + `">`)
		colour.WriteSpan(w, "", text)
		w.WriteString("</a>")
	} else {
		colour.WriteSpan(w, class, text)
	}
	w.WriteString(end)
}

// gap writes the text between parts. In a head shown part by part its line ends are
// visible.
func (w *wireText) gap(at source.Span, head bool) {
	text := w.text(at)
	if w.glossed && head {
		w.glosses(at)
		return
	}
	if !w.anatomy || !head {
		colour.WriteSpan(w, "", text)
		return
	}
	for i, line := range strings.SplitAfter(text, "\n") {
		rest, ended := strings.CutSuffix(line, "\n")
		colour.WriteSpan(w, "", rest)
		if !ended {
			continue
		}
		part := wire.PartLineEnd
		if rest == "" && (i > 0 || at.Start > 0 && w.m.page.Note.File.Data[at.Start-1] == '\n') {
			part = wire.PartEmptyLine
		}
		end := w.begin(part)
		w.WriteString(`<i class="e"></i>` + end + "\n")
	}
}

// begin writes what precedes a part and returns what follows it: the first of each part
// gets a number.
func (w *wireText) begin(part string) (end string) {
	if !w.anatomy || part == "" || slices.Contains(w.numbered, part) {
		return ""
	}
	w.numbered = append(w.numbered, part)
	w.WriteString(`<span class="p">`)
	return "</span>"
}

// length says next to Content-Length how many bytes of body the note shows, if it shows
// them all.
func (w *wireText) length(message *wire.Message) {
	framing, length := message.Framing(w.shown.Exchange.Method)
	_, cut := w.shown.Fence.Word("cut")
	body := message.Body
	if framing != wire.ByLength || cut || bytes.Contains(message.Text[body.Start:body.End], []byte(wire.Elision)) {
		return
	}
	if body, ok := message.LastBreak(w.shown.Exchange.Method, false); ok && message.Size(body) == length && length > 0 {
		fmt.Fprintf(w, `<i class="len" data-n="%s"></i>`, inBytes(length))
	}
}

// chunkSize writes the size of a chunk in decimal.
func (w *wireText) chunkSize(text string) {
	digits, _, _ := strings.Cut(text, ";")
	if n, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 31); err == nil {
		fmt.Fprintf(w, `<i class="size" data-n="%s"></i>`, inBytes(int(n)))
	}
}

func inBytes(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return strconv.Itoa(n) + " bytes"
}

// A Part is a part of a message and the page that explains it, if any. Its texts are in
// layouts/part.html.
type Part struct {
	Name string // one of wire.PartNames
	Page *Link
}

func (m *markdown) parts(names []string) []Part {
	var out []Part
	for _, name := range names {
		p := Part{Name: name}
		if to := m.site(site.AboutNames).Part(name); to != nil && to != m.page {
			l := m.asking.link(to, m.at)
			p.Page = &l
		}
		out = append(out, p)
	}
	return out
}

// A partsKey identifies a list of parts: pages with the same key share it.
type partsKey struct {
	folder string     // of the page: its links are relative
	page   *site.Page // one that explains parts, or nil: it has no link to itself
}

// allParts are the parts that messages of the page may have, for a script that shows
// them; empty if the page has no message.
func (m *markdown) allParts() (template.HTML, error) {
	if !slices.ContainsFunc(m.page.Note.Fences, func(f *note.Fence) bool { return f.Message }) {
		return "", nil
	}
	key := partsKey{folder: path.Dir(m.page.URL)}
	if len(m.page.Note.Meta.Parts) > 0 {
		key.page = m.page
	}
	m.parts(wire.PartNames) // asks, also where another page was first
	if list, ok := m.press.parts.Load(key); ok {
		return list.(template.HTML), nil
	}
	var b bytes.Buffer
	err := m.press.layouts.Execute(&b, "parts.html", m.parts(wire.PartNames))
	list := template.HTML(bytes.TrimSpace(b.Bytes()))
	m.press.parts.Store(key, list)
	return list, err
}

func (m *markdown) tokenLink(kind wire.TokenKind, text string) string {
	url := ""
	switch kind {
	case wire.TokenStatus:
		code, _ := strconv.Atoi(text)
		if page := m.site(site.AboutNames).Code(code); page != nil {
			url = page.URL
		}
	case wire.TokenName:
		url = m.site(site.AboutNames).FieldURL(text)
	}
	if url == "" || url == m.page.URL {
		return ""
	}
	return m.at.To(url)
}

// glosses writes the rest of the lines of a head, and beside each what the line says.
// The words beside a first line are in the style sheet.
func (w *wireText) glosses(at source.Span) {
	data := w.m.page.Note.File.Data
	for line := range strings.Lines(w.text(at)) {
		rest, ended := strings.CutSuffix(line, "\n")
		colour.WriteSpan(w, "", rest)
		at.Start += len(line)
		if !ended {
			return
		}
		end := at.Start - 1
		whole := string(data[bytes.LastIndexByte(data[:end], '\n')+1 : end])
		name, _, isField := strings.Cut(whole, ":")
		page := w.m.site(site.AboutNames).Field(name)
		if page != nil {
			w.m.look(site.AboutPage, page.Note.Path)
		}
		switch {
		case strings.HasPrefix(whole, "HTTP/"):
			w.WriteString(`<i class="gloss answers"></i>`)
		case strings.Contains(whole, " HTTP/"):
			w.WriteString(`<i class="gloss asks"></i>`)
		case isField && page != nil && page.Note.Meta.Gloss != "" && !strings.HasSuffix(w.String(), "</i>"): // else its length was checked
			class := "gloss"
			if len(whole) > 36 { // it reaches into their column
				class = "gloss far"
			}
			w.WriteString(`<i class="` + class + `" data-n="` + template.HTMLEscapeString(page.Note.Meta.Gloss) + `"></i>`)
		}
		w.WriteString("\n")
	}
}
