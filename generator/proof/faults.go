package proof

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/origin"
	"wirebook/generator/source"
)

// unfilled is the fault of a stub whose origin is not here, for that reason.
func (p *plan) unfilled(s *exchange.Step, why string) source.Fault {
	return source.Fault{File: p.File(), Span: stubOf(s), ID: "stub", Exit: source.ExitNotes, Exchange: s.Exchange.Number,
		What: "this response is not filled in yet, and its origin does not answer here: " + why,
		Do:   "fill it in where the origin answers: " + updateOf(s, p.File(), p.flags)}
}

func stubOf(s *exchange.Step) source.Span {
	return source.Span{Start: s.Fence.Body.Start, End: s.Fence.Body.Start + len(exchange.StubText)}
}

// faults returns what is wrong with what was received for one step. The log of the
// origin is first, because it often explains the difference.
func (t *turn) faults() (out []source.Fault) {
	s, file := t.step, t.file
	place := func(span source.Span, id, what, do string, exit int) {
		out = append(out, t.fault(span, id, what, do, exit))
	}
	add := func(id, what, do string, exit int) { place(s.Fence.Marker, id, what, do, exit) }
	for i, text := range t.logs {
		if i == 3 {
			break
		}
		first, _, _ := strings.Cut(text, "\n")
		add("origin-log", "the origin logged: "+source.Visible(first), "correct the origin, or expect the line: logs=\"…\"", source.ExitNotes)
	}
	if t.missed != "" {
		place(s.Word("logs"), "log-missing", fmt.Sprintf("the origin did not log %q", t.missed), "remove logs, or write what the origin does log", source.ExitNotes)
	}
	why, _ := errors.AsType[*origin.Trouble](t.err)
	switch {
	case why != nil:
		add(why.ID, why.What, why.Do, why.Exit)
		t.tail = why.Log
	case t.err == errTime && len(t.got)+len(t.raw) > 0:
		add("no-answer", t.unended(), "find out what it waits for; too large a Content-Length keeps the client waiting", source.ExitOrigin)
	case t.err == errTime:
		add("no-answer", fmt.Sprintf("the origin did not answer within %s", t.conn.server.Limit()), "find out what it waits for: is the request complete?", source.ExitOrigin)
	case t.err == errFlood, t.err == errInterim:
		add("flood", t.err.Error()+", and the answer did not end", "find out why the origin does not stop sending", source.ExitOrigin)
	case t.err == errClose && len(t.got) == 0 && !t.match && !s.Stub:
		add("closed-early", "the origin closed the connection without an answer", cmp.Or(t.versionless(), "an empty fence ```http response says that the server sends nothing"), source.ExitOrigin)
	case t.err != nil && t.err != errClose:
		add("origin", "the origin cannot be reached: "+t.err.Error(), "make sure that it is running", source.ExitOrigin)
	case s.Stub:
		place(stubOf(s), "stub", "this response is not filled in yet", strings.Replace(t.accept(), "accept it", "fill it in", 1), source.ExitNotes)
	case !t.match && s.Kind == exchange.InBytes:
		out = append(out, t.bytesDiffer())
	case !t.match:
		out = append(out, t.mismatch())
	}
	if t.open {
		place(s.Word("closes"), "not-closed", "the origin did not close the connection", "remove closes", source.ExitNotes)
	}
	if len(t.extra) > 0 && t.err == nil {
		what := fmt.Sprintf("%d bytes follow the last response", len(t.extra))
		if len(t.extra) == 1 {
			what = "1 byte follows the last response"
		}
		place(s.Fence.Close, "bytes-after", what, "add them to the note, or correct the origin", source.ExitNotes)
		number, _ := file.Position(s.Fence.Close.Start)
		first, _, _ := strings.Cut(string(t.extra), "\n")
		out[len(out)-1].Shown = []source.Line{
			{Mark: source.Request, Text: "request   " + t.request()},
			{Mark: source.Same, Number: number - 1, Text: source.Visible(file.Text(file.LineSpan(number - 1)))},
			{Mark: source.Received, Text: source.Visible(strings.ToValidUTF8(strings.TrimSuffix(first, "\r"), "\ufffd"))},
			{Mark: source.Same, Number: number, Text: file.Text(s.Fence.Close)},
		}
	}
	if t.end != nil && t.err == nil {
		add("no-end", fmt.Sprintf("the origin did not close the connection within %s after the client had closed its half", t.conn.server.Limit()), "find out what it waits for", source.ExitOrigin)
	}
	for i := range out {
		out[i].Shown = append(out[i].Shown, logShown(t.tail)...)
	}
	return out
}

func (t *turn) bytesDiffer() source.Fault {
	s, file := t.step, t.file
	f := source.Fault{File: file, Span: s.Fence.Body, ID: "difference", What: "the bytes are not what the origin sent", Request: t.request(), Exchange: s.Exchange.Number}
	f.Span.End = f.Span.Start
	want := strings.TrimSuffix(file.Text(s.Fence.Body), "\n")
	f.Shown = []source.Line{{Mark: source.Request, Text: "request   " + f.Request}}
	number, _ := file.Position(s.Fence.Body.Start)
	for i, l := range strings.Split(want, "\n") {
		f.Shown = append(f.Shown, source.Line{Mark: source.Documented, Number: number + i, Text: source.Visible(l)})
	}
	came := string(t.raw)
	if s.Raw {
		came = exchange.Escape(t.raw)
	}
	came = source.Visible(strings.ToValidUTF8(came, "\ufffd"))
	f.Shown = append(f.Shown, source.Line{Mark: source.Received, Text: came})
	if !strings.Contains(want, "\n") {
		from, to := differing(want, came)
		f.Span.Start, f.Span.End = f.Span.Start+from, f.Span.Start+max(from, to)
		f.Shown = append(f.Shown, carets(came, want))
	}
	f.Do = t.accept()
	return f
}

// mostLogged is the number of lines of a log that a failure shows.
const mostLogged = 8

// logShown returns a log as a failure shows it.
func logShown(log []string) (out []source.Line) {
	if len(log) == 0 {
		return nil
	}
	out = append(out, source.Line{Mark: source.Remark, Text: "its log:"})
	if n := len(log) - mostLogged; n > 0 {
		log = log[n:]
		out[0].Text = "the end of its log:"
	}
	for _, l := range log {
		out = append(out, source.Line{Mark: source.Remark, Text: "| " + source.Clip(source.Visible(l), 160)})
	}
	return out
}

// unstarted returns the reason if an error says that an origin did not start, or nil.
func unstarted(err error) *origin.Trouble {
	if t, is := errors.AsType[*origin.Trouble](err); is && t.Unstarted {
		return t
	}
	return nil
}

// lacks records which origins did not start, and gives the reason to each exchange that
// was to be played on one. own has the faults of the exchanges, by their numbers.
func (n *Note) lacks(p *plan, turns map[*exchange.Step]*turn, own map[int][]source.Fault) {
	for _, t := range turns {
		if why := unstarted(t.err); why != nil {
			n.lack(t.conn.server.Name(), why)
		}
	}
	for _, c := range p.connections {
		if c.last == nil || n.unstarted[c.server.Name()] == nil {
			continue
		}
		why := n.unstarted[c.server.Name()].Fault()
		for _, st := range c.Steps {
			if e := st.Exchange; !p.left[st] {
				n.Of(e).Reason = why.What
				if len(own[e.Number]) == 0 {
					own[e.Number] = []source.Fault{why}
				}
			}
		}
	}
}

// mostNamed is how many notes a fault names that need the same origin.
const mostNamed = 8

// together takes what an origin that did not start means for each note out of the faults
// of the notes, and returns one fault for each such origin: where it is configured, with
// the notes that need it. faults are those of each note.
func (p *Prover) together(notes []*Note, faults [][]source.Fault) (out []source.Fault) {
	firsts, logs, needed, times := map[string]source.Fault{}, map[string][]string{}, map[string][]string{}, map[string]int{}
	for i, n := range notes {
		for name, why := range n.unstarted {
			var rest []source.Fault
			for _, f := range faults[i] {
				if f.ID != why.ID || f.What != why.What {
					rest = append(rest, f)
				} else if _, told := firsts[name]; !told {
					firsts[name], logs[name] = f, why.Log
				}
			}
			faults[i] = rest
			count := n.needs(why.What)
			needed[name] = append(needed[name], fmt.Sprintf("%s (%d)", n.Note.File.Name, count))
			times[name] += count
		}
	}
	for _, name := range slices.Sorted(maps.Keys(firsts)) {
		f := firsts[name]
		if at := p.site.Config.At("origins." + name + ".command"); at.Len() > 0 {
			f.File, f.Span = p.site.ConfigFile, at
		}
		f.Exchange, f.Request, f.Shown = 0, "", source.Excerpt(f.File, f.Span)
		list, all := needed[name], ""
		if len(list) > 1 {
			all = fmt.Sprintf("; %d times in %d notes", times[name], len(list))
		}
		if len(list) > mostNamed {
			list = append(list[:mostNamed], "…")
		}
		f.Shown = append(f.Shown, source.Line{Mark: source.Remark, Text: "needed by " + strings.Join(list, ", ") + all})
		f.Shown = append(f.Shown, logShown(logs[name])...)
		out = append(out, f)
	}
	return out
}
