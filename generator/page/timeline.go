package page

import (
	"fmt"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A Timeline is what passed on a connection, from top to bottom: a drawing 320
// wide and Height high, with the client at Client and the server at Server.
type Timeline struct {
	ID     string
	Steps  []TimelineStep
	Client int
	Server int
	Top    int // of the two lines
	Height int
}

// A TimelineStep is a message, bytes, or the end of the connection.
type TimelineStep struct {
	Text    string // PUT /books/4/cover, 100 Continue, 41 bytes
	Request bool   // it goes from the client to the server
	Interim bool
	Closed  bool // the server closes
	Class   int  // first digit of the status code
	Y       int  // where the arrow begins
	Head    int  // where it arrives
	Above   int  // the base line of its text
}

const (
	timelineClient = 28
	timelineServer = 292
	timelineTop    = 22
	timelineStep   = 34
	timelineFall   = 8  // an arrow falls by so much: messages take time
	timelineLabel  = 34 // characters that fit above an arrow
)

// timeline is the drawing of the connection that an exchange ends, nil where a
// request and one response say all that there is to see.
func (m *markdown) timeline(e *exchange.Exchange) *Timeline {
	t := &Timeline{ID: fmt.Sprintf("_timeline-%d", e.Number), Client: timelineClient, Server: timelineServer, Top: timelineTop}
	for _, f := range m.page.Note.Fences {
		s := m.shown(f)
		switch {
		case s == nil || s.Exchange != e && (e.Conn == "" || s.Exchange.Conn != e.Conn):
			continue
		case s.Exchange.Number > e.Number:
			return nil // the connection goes on
		}
		t.fence(f, s)
	}
	if len(t.Steps) < 3 {
		return nil
	}
	t.Height = timelineTop + len(t.Steps)*timelineStep + 14
	return t
}

func (t *Timeline) fence(f *note.Fence, s *exchange.Step) {
	switch {
	case s.Fence.Body.Len() == 0:
		t.add(TimelineStep{Closed: true})
		return
	case len(s.Shown()) == 0 || s.Shown()[0].Kind == wire.Response && s.Shown()[0].Code == 0:
		t.add(TimelineStep{Text: "bytes", Request: s.Sends()})
	}
	for _, w := range s.Shown() {
		if text := startOf(w); text != "" {
			t.add(TimelineStep{Text: text, Request: s.Sends(), Interim: w.Interim(), Class: w.Code / 100})
		}
	}
	if _, closes := f.Word("closes"); closes {
		t.add(TimelineStep{Closed: true})
	}
}

func (t *Timeline) add(s TimelineStep) {
	s.Y = timelineTop + timelineStep*len(t.Steps) + 22
	s.Head, s.Above = s.Y+timelineFall, s.Y-5
	if runes := []rune(s.Text); len(runes) > timelineLabel {
		s.Text = string(runes[:timelineLabel-1]) + "…"
	}
	t.Steps = append(t.Steps, s)
}

// startOf is the method and target of a request, the code and phrase of a response.
func startOf(w *wire.Message) string {
	text := func(at source.Span) string { return string(w.Text[at.Start:at.End]) }
	if w.Kind == wire.Request {
		return strings.TrimSpace(text(w.Method) + " " + text(w.Target))
	}
	return strings.TrimSpace(text(w.Status) + " " + text(w.Reason))
}
