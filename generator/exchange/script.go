package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// stubText is what a response says that check --update is to fill in.
const stubText = "HTTP/1.1 …"

// A script is what a note documents, in the order in which it is played.
type script struct {
	note      *note.Note
	steps     []*step
	exchanges []*Exchange
	shown     map[*note.Fence]*Shown
	faults    []source.Fault
}

// A step is one message fence.
type step struct {
	settings
	fence     *note.Fence
	exchange  *Exchange
	conn      *conversation
	messages  []*wire.Message // with spans into the file; of what the escapes stand for, where raw
	methods   []string        // of the requests that a request fence sends, or a response fence answers
	stub      bool
	lastOf    bool          // the last step of its conversation that is played
	continued bool          // a request that goes on in a send fence
	asks      *wire.Message // the one request that a response answers, where it can be read
	asksCut   bool          // it stops short of its length
	unsent    bool          // it is not well written, so it is not played
	captured  []capture     // those of this fence and of the fences before it
}

// A conversation is the exchanges of one connection, in order.
type conversation struct {
	name   string
	number int    // from 1
	origin string // as origin= names it
	host   string
	server Origin     // that it is played against
	holes  []holeName // of all answers of the server
	steps  []*step
	count  int // exchanges so far
	trace  *Trace
}

// skipped says that the step is shown and not played.
func (s *step) skipped() bool {
	return s.unsent || s.exchange != nil && s.exchange.NoRun != ""
}

// A writer reads the fences of a note in order and pairs them.
type pairing struct {
	script
	named    map[string]*conversation
	conns    int
	open     []*step // requests without a response, in order
	captures []capture

	predicted bool // this section has a request to predict
}

// pair makes the script of a note.
func pair(n *note.Note) *script {
	p := &pairing{script: script{note: n, shown: map[*note.Fence]*Shown{}}, named: map[string]*conversation{}}
	type item struct {
		at      int
		heading bool
		fence   *note.Fence
	}
	var items []item
	for _, f := range n.Fences {
		if f.Message {
			items = append(items, item{at: f.Marker.Start, fence: f})
		}
	}
	if len(items) == 0 {
		return &p.script
	}
	for _, h := range n.Headings {
		items = append(items, item{at: h.Node.Pos(), heading: true})
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.at, b.at) })
	for _, i := range items {
		if i.heading {
			p.endSection()
			continue
		}
		p.read(i.fence)
	}
	p.endSection()
	p.finish()
	return &p.script
}

// Documented are the exchanges of a note as it documents them, in its order.
func Documented(n *note.Note) []*Exchange { return pair(n).exchanges }

// conversation is that of the step's conn, or a new one without a name.
func (p *pairing) conversation(s *step) *conversation {
	if s.settings.conn != "" {
		if c := p.named[s.settings.conn]; c != nil {
			return c
		}
	}
	p.conns++
	c := &conversation{name: s.settings.conn, number: p.conns}
	if c.name != "" {
		p.named[c.name] = c
	}
	return c
}

// finish checks what could not be known before all fences were read.
func (p *pairing) finish() {
	for _, s := range p.steps {
		p.checkLength(s)
		p.faults = append(p.faults, s.checkHoles(p.note.File)...)
		if s.place == inRequest && !s.skipped() {
			s.exchange.Send = s.sending(p.note.File.Data)
		}
	}
	lastShown := map[*Exchange]*Shown{}
	for _, s := range p.steps {
		if shown := p.shown[s.fence]; shown != nil {
			lastShown[s.exchange] = shown
		}
	}
	for _, shown := range lastShown {
		shown.Last = true
	}
}

// checkLength faults a Content-Length that does not fit what the note shows.
func (p *pairing) checkLength(s *step) {
	if s.raw || s.cut || s.expand || s.continued || s.place == inBytes || len(s.messages) == 0 {
		return
	}
	method := ""
	if s.place == inResponse && len(s.methods) > 0 {
		method = s.methods[len(s.methods)-1]
	}
	m := s.messages[len(s.messages)-1]
	body, ok := m.LastBreak(method, len(findElisions(m.Text, m.Body, m.JSON())) > 0)
	if ok {
		return
	}
	at := s.fence.Body
	for _, f := range m.Fields {
		if strings.EqualFold(m.Name(f), "Content-Length") {
			at = f.Value
			break
		}
	}
	count := fmt.Sprintf("%d bytes", body.Len())
	if m.Body.Len() > body.Len() {
		count += fmt.Sprintf(", or %d with its last line break", m.Body.Len())
	}
	p.fault(at, "content-length", fmt.Sprintf("Content-Length is %s, and the body has %s", p.note.File.Text(at), count),
		"write the length of the body; a body that stops short of its length on purpose says cut in its info string")
}
