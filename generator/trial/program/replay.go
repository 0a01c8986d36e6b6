package program

import (
	"fmt"
	"time"

	"wirebook/generator/pattern"
	"wirebook/generator/wire"
)

// mostInterim is how many interim responses are read before a final one.
const mostInterim = 100

// Begin starts a new origin and replays a note up to an exchange. 0 is the first
// state, and needs no note.
func (p *Program) Begin(n *Note, exchange int) error {
	p.answers = map[int][]*answer{}
	return p.begin(n, exchange)
}

func (p *Program) begin(n *Note, exchange int) error {
	p.note, p.exchange = nil, 0
	if err := p.reset(); err != nil {
		return err
	}
	at := -1
	if n != nil {
		at = n.request(exchange)
	}
	if exchange != 0 && at < 0 {
		return fmt.Errorf("the note has no exchange %d for this origin", exchange)
	}
	p.note, p.exchange, p.limit = n, exchange, limit
	if n != nil && n.Limit > 0 {
		p.limit = time.Duration(n.Limit) * time.Millisecond
	}
	if exchange == 0 {
		return nil
	}
	for _, s := range n.Steps[:at] {
		if _, err := p.step(s); err != nil {
			return err
		}
	}
	p.log.Take()
	return nil
}

// step plays one step and reports whether what was received is what is documented.
func (p *Program) step(s Step) (ok bool, err error) {
	c, err := p.dial(s.Conn)
	if err != nil {
		return false, err
	}
	switch {
	case s.Send != nil:
		c.conn.Write(pattern.BytesOf(s.Send, p.bound)) // a closed connection shows in what is received
		ok = true
	case s.Bytes > 0:
		got, _ := c.bytes(s.Bytes)
		ok = matches(s.Want[0], got, p.bound)
	default:
		got := c.receive(s)
		ok = len(got) == len(s.Want)
		for i := 0; ok && i < len(got); i++ {
			ok = matches(s.Want[i], got[i].Text, p.bound)
		}
	}
	if s.Last {
		ok = len(c.finish()) == 0 && ok
		delete(p.clients, s.Conn)
	}
	return ok, nil
}

// receive reads the responses of a step.
func (c *client) receive(s Step) (got []*wire.Message) {
	for finals := max(1, len(s.Methods)); finals > 0 && len(got) < mostInterim+len(s.Want); {
		m, err := c.response(s.method(len(got)))
		if m != nil {
			got = append(got, m)
		}
		switch {
		case err != nil:
			return got
		case !m.Interim():
			finals--
		case s.Interim && len(got) == len(s.Want):
			return got
		}
	}
	return got
}

// method is that of the request that the nth response answers.
func (s Step) method(nth int) string {
	if len(s.Methods) == 0 {
		return ""
	}
	return s.Methods[min(nth, len(s.Methods)-1)]
}

func matches(patterns [][]pattern.Piece, got []byte, bound map[string]string) bool {
	for _, one := range patterns {
		if ok, _ := pattern.Match(one, got, bound); ok {
			return true
		}
	}
	return false
}

// Check replays all of a note and counts the exchanges whose answers are those that were
// proven when the site was built. Same are the numbers of these exchanges.
func (p *Program) Check(n *Note) (same []int, err error) {
	if err := p.reset(); err != nil {
		return nil, err
	}
	defer p.Close()
	var order []int
	differs := map[int]bool{}
	for _, s := range n.Steps {
		if len(order) == 0 || order[len(order)-1] != s.Exchange {
			order = append(order, s.Exchange)
		}
		ok, err := p.step(s)
		if err != nil {
			return nil, err
		}
		if !ok {
			differs[s.Exchange] = true
		}
	}
	counted := map[int]bool{}
	for _, x := range order {
		if !differs[x] && !counted[x] {
			same = append(same, x)
		}
		counted[x] = true
	}
	return same, nil
}
