package diagram

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/wire"
)

const (
	laneLeft  = 28
	laneRight = Width - laneLeft
	fall      = 8  // of an arrow: messages take time
	stepHigh  = 34 // from one arrow to the next
	mostHops  = 2  // for whose names there is room
)

// A sequencer draws what passed between client and origin, from top to bottom.
type sequencer struct {
	*Drawing
	hops    []hop // of all responses of the drawing
	y       int
	waiting []string // the methods of the requests that no response answered yet
	said    []string
	steps   int
}

// sequence draws the connection that an exchange ends, or an exchange whose response names
// servers on the way; nil if one request and one response are all there is to see.
func sequence(steps []*exchange.Step, e *exchange.Exchange) *Drawing {
	var own []*exchange.Step
	for _, s := range steps {
		switch {
		case s.Exchange != e && (e.Conn == "" || s.Exchange.Conn != e.Conn):
			continue
		case s.Exchange.Number > e.Number:
			return nil // the connection goes on
		}
		own = append(own, s)
	}
	q := &sequencer{Drawing: &Drawing{Kind: "sequence"}, y: 22}
	for _, s := range own {
		for _, m := range s.Shown() {
			for _, h := range hops(m) {
				if m.Kind == wire.Response && !slices.ContainsFunc(q.hops, func(known hop) bool { return known.name == h.name }) {
					q.hops = append(q.hops, h)
				}
			}
		}
	}
	if len(q.hops) > mostHops {
		q.hops = nil
	}
	q.names()
	life := len(q.Shapes)
	q.path("life", "")
	for _, s := range own {
		q.fence(s)
	}
	if q.steps < 3 && len(q.hops) == 0 {
		return nil
	}
	q.Height = q.y + 14
	var lanes strings.Builder
	for i := range len(q.hops) + 2 {
		fmt.Fprintf(&lanes, "M%d %dV%d", q.lane(i), q.top(), q.Height)
	}
	q.Shapes[life].Path = lanes.String()
	q.Says = "In order of time: " + strings.Join(q.said, "; ") + "."
	if len(q.hops) > 0 {
		var between []string
		for _, h := range q.hops {
			between = append(between, h.kind()+" "+h.name)
		}
		q.Says = "Between client and origin: " + strings.Join(between, ", ") + ". " + q.Says
	}
	return q.Drawing
}

// lane returns the place of a lane: 0 is the client, and the last the server that makes the
// responses.
func (q *sequencer) lane(i int) int {
	return laneLeft + i*(laneRight-laneLeft)/(len(q.hops)+1)
}

// between returns the middle of two lanes, and the room there.
func (q *sequencer) between(from, to int) (x, room int) {
	x = (q.lane(from) + q.lane(to)) / 2
	room = q.lane(max(from, to)) - q.lane(min(from, to))
	return x, room + 8*len(q.hops)
}

// top is where the lanes begin.
func (q *sequencer) top() int {
	if len(q.hops) > 0 {
		return 34
	}
	return 22
}

func (q *sequencer) names() {
	q.text("", laneLeft, 12, "client")
	for i, h := range q.hops {
		q.text("", q.lane(i+1), 12, h.kind())
		q.text("small", q.lane(i+1), 26, clip(h.name, 140))
	}
	last := "server"
	if len(q.hops) > 0 {
		last = "origin"
	}
	q.text("", laneRight, 12, last)
	q.y = q.top()
}

// who names a lane in words.
func (q *sequencer) who(i int) string {
	switch {
	case i == 0:
		return "the client"
	case i <= len(q.hops):
		return "the " + q.hops[i-1].kind()
	case len(q.hops) > 0:
		return "the origin"
	}
	return "the server"
}

func (q *sequencer) fence(s *exchange.Step) {
	end := len(q.hops) + 1
	shown := s.Shown()
	switch {
	case s.Fence.Body.Len() == 0:
		q.closed(end)
		return
	case len(shown) > 0 && shown[0].Kind == wire.Response && shown[0].Code == 0, len(shown) == 0:
		if s.Sends() {
			q.message(0, end, "", "sends", "bytes")
		} else {
			q.message(end, 0, "", "sends", "bytes")
		}
	}
	for _, m := range shown {
		text := StartOf(m)
		switch {
		case text == "":
		case m.Kind == wire.Request:
			q.waiting = append(q.waiting, string(m.Bytes(m.Method)))
			q.message(0, 1, "", "sends", text)
		default:
			q.response(m, text)
		}
	}
	if _, closes := s.Fence.Word("closes"); closes {
		q.closed(end)
	}
}

// response draws how the request went on from the first hop, and how the response came
// back.
func (q *sequencer) response(m *wire.Message, text string) {
	at, status, method := 1, text, ""
	if len(q.waiting) > 0 {
		method, q.waiting = q.waiting[0], q.waiting[1:]
	}
	if len(q.hops) > 0 {
		if m.Code == 203 {
			status = "200 OK" // a proxy changed it (RFC 9110 section 15.3.4)
		}
		said := hops(m)
		for at <= len(q.hops) {
			h := hop{forwarded: true}
			if i := slices.IndexFunc(said, func(h hop) bool { return h.name == q.hops[at-1].name }); i >= 0 {
				h = said[i]
			}
			if !h.forwarded {
				break
			}
			if method != "" { // else an interim response came before: it went on already
				q.message(at, at+1, "", "asks", method) // the target need not be that of the client
			}
			if h.error != "" {
				q.failed(at+1, h.error)
				break
			}
			if h.status != "" {
				status = h.status
			}
			at++
		}
	}
	for verb := "sends"; at > 0; at-- {
		if at == 1 {
			status = text
		}
		c := classOf(codeOf(status))
		if m.Interim() {
			c += " interim"
		}
		q.message(at, at-1, c, verb, status)
		verb = "passes on"
	}
}

// codeOf returns the status code that a text begins with, or 0.
func codeOf(text string) (code int) {
	fmt.Sscanf(text, "%d", &code)
	return code
}

func (q *sequencer) message(from, to int, class, verb, text string) {
	y := q.next()
	x, room := q.between(from, to)
	short := text
	if wide(text) > room-8 && from > to {
		short, _, _ = strings.Cut(text, " ") // the code alone
	}
	q.arrow(class, q.lane(from), y, q.lane(to), y+fall)
	q.text(class, x, y-5, clip(short, room-8))
	q.say(q.who(from) + " " + verb + " " + text)
}

func (q *sequencer) failed(lane int, word string) {
	y := q.next()
	q.path("of5", "m%d %dm-5-5 10 10m0-10-10 10", q.lane(lane), y)
	_, room := q.between(lane-1, lane)
	q.text("small end", q.lane(lane)-12, y+4, clip(strings.ReplaceAll(word, "_", " "), room+8))
	q.say(q.who(lane) + " gives no valid answer (" + word + ")")
}

func (q *sequencer) closed(lane int) {
	y := q.next()
	q.path("of5", "m%d %dm-5-5 10 10m0-10-10 10", q.lane(lane), y)
	q.text("end", q.lane(lane)-12, y+4, "closed")
	q.say("the server closes the connection")
}

func (q *sequencer) next() int {
	y := q.y + 22
	q.y += stepHigh
	q.steps++
	return y
}

func (q *sequencer) say(text string) { q.said = append(q.said, text) }
