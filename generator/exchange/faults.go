package exchange

import (
	"errors"
	"fmt"
	"strings"

	"wirebook/generator/source"
)

// faults says what is wrong with what came for one step. The log of the origin
// comes before the difference, which it often explains.
func (p *played) faults(file *source.File) (out []source.Fault) {
	s := p.step
	place := func(span source.Span, id, what, do string, exit int) {
		f := source.Fault{File: file, Span: span, ID: id, What: what, Do: do, Exit: exit, Request: s.request(file)}
		f.Shown = append([]source.Line{{Mark: 'r', Text: "request   " + f.Request}}, source.Excerpt(file, span)...)
		out = append(out, f)
	}
	add := func(id, what, do string, exit int) { place(s.fence.Marker, id, what, do, exit) }
	for i, text := range p.logs {
		if i == 3 {
			break
		}
		first, _, _ := strings.Cut(text, "\n")
		add("origin-log", "the origin logged: "+source.Visible(first), "mend the origin, or expect the line: logs=\"…\"", source.ExitNotes)
	}
	if p.missed != "" {
		place(s.word("logs"), "log-missing", fmt.Sprintf("the origin did not log %q", p.missed), "remove logs, or write what is logged", source.ExitNotes)
	}
	t, _ := errors.AsType[*trouble](p.err)
	switch {
	case t != nil:
		add(t.id, t.what, t.do, t.exit)
		p.tail = t.log
	case p.err == errTime && len(p.got)+len(p.raw) > 0:
		add("no-answer", p.unended(), "see why it waits; a length that is too long keeps the client waiting", source.ExitOrigin)
	case p.err == errTime:
		add("no-answer", fmt.Sprintf("the origin did not answer within %s", s.conn.server.Limit()), "see why it waits; a request that it waits for must be complete", source.ExitOrigin)
	case p.err == errFlood:
		add("flood", p.err.Error()+" and the answer did not end", "see why the origin sends without end", source.ExitOrigin)
	case p.err == errClose && len(p.got) == 0 && !p.match && !s.stub:
		add("closed-early", "the origin closed the connection without an answer", "an empty fence ```http response says that nothing comes", source.ExitOrigin)
	case p.err != nil && p.err != errClose:
		add("origin", "the origin cannot be reached: "+p.err.Error(), "see that it runs", source.ExitOrigin)
	case s.stub:
		place(source.Span{Start: s.fence.Body.Start, End: s.fence.Body.Start + len(stubText)}, "stub", "this response is not filled in", strings.Replace(s.accept(file), "accept it", "fill it in", 1), source.ExitNotes)
	case !p.match && s.place == inBytes:
		out = append(out, p.bytesDiffer(file))
	case !p.match:
		out = append(out, p.mismatch(file))
	}
	if p.open {
		place(s.word("closes"), "not-closed", "the origin did not close the connection", "remove closes", source.ExitNotes)
	}
	if len(p.extra) > 0 && p.err == nil {
		what := fmt.Sprintf("%d bytes follow the last response", len(p.extra))
		if len(p.extra) == 1 {
			what = "1 byte follows the last response"
		}
		place(s.fence.Close, "bytes-after", what, "write them into the note, or mend the origin", source.ExitNotes)
		number, _ := file.Position(s.fence.Close.Start)
		first, _, _ := strings.Cut(string(p.extra), "\n")
		out[len(out)-1].Shown = []source.Line{
			{Mark: 'r', Text: "request   " + s.request(file)},
			{Mark: ' ', Number: number - 1, Text: source.Visible(file.Text(file.LineSpan(number - 1)))},
			{Mark: '+', Text: source.Visible(strings.ToValidUTF8(strings.TrimSuffix(first, "\r"), "\ufffd"))},
			{Mark: ' ', Number: number, Text: file.Text(s.fence.Close)},
		}
	}
	if p.end != nil && p.err == nil {
		add("no-end", fmt.Sprintf("the origin did not close the connection within %s after the client had closed its half", s.conn.server.Limit()), "see why it waits", source.ExitOrigin)
	}
	for i := range out {
		out[i].Shown = append(out[i].Shown, logShown(p.tail)...)
	}
	return out
}

// word is where a word of the info string stands.
func (s *step) word(key string) source.Span {
	if w, ok := s.fence.Word(key); ok {
		return w.Span
	}
	return s.fence.Marker
}

func (p *played) bytesDiffer(file *source.File) source.Fault {
	s := p.step
	f := source.Fault{File: file, Span: s.fence.Body, ID: "difference", What: "the bytes are not what the origin sent", Request: s.request(file)}
	f.Span.End = f.Span.Start
	want := strings.TrimSuffix(file.Text(s.fence.Body), "\n")
	f.Shown = []source.Line{{Mark: 'r', Text: "request   " + f.Request}}
	number, _ := file.Position(s.fence.Body.Start)
	for i, l := range strings.Split(want, "\n") {
		f.Shown = append(f.Shown, source.Line{Mark: '-', Number: number + i, Text: source.Visible(l)})
	}
	came := string(p.raw)
	if s.raw {
		came = escape(p.raw)
	}
	came = source.Visible(strings.ToValidUTF8(came, "\ufffd"))
	f.Shown = append(f.Shown, source.Line{Mark: '+', Text: came})
	if !strings.Contains(want, "\n") {
		from, to := differing(want, came)
		f.Span.Start, f.Span.End = f.Span.Start+from, f.Span.Start+max(from, to)
		f.Shown = append(f.Shown, carets(came, want))
	}
	f.Do = s.accept(file)
	return f
}
