package program

import "wirebook/generator/pattern"

// documented returns what an exchange of the note gets, one answer for each part of its
// request, or nil where that cannot be had. An origin of its own plays it beside the one
// of the trial; where there is no such, the one of the trial does, and is brought back to
// the state before.
func (p *Program) documented(exchange int) ([]*answer, error) {
	if known, ok := p.answers[exchange]; ok || exchange == 0 || p.note == nil || p.note.request(exchange) < 0 {
		return known, nil
	}
	var out []*answer
	var err error
	switch {
	case p.apart:
		other := &Program{start: p.start, facts: p.facts, judge: p.judge}
		defer other.Close()
		if err = other.begin(p.note, exchange); err == nil {
			out, err = other.play(exchange)
		}
	case exchange == p.exchange && !p.spent:
		if out, err = p.play(exchange); err == nil {
			err = p.begin(p.note, exchange)
		}
	}
	p.answers[exchange] = out
	return out, err
}

// play sends the request of an exchange as the note does.
func (p *Program) play(exchange int) (out []*answer, err error) {
	for _, s := range p.note.Steps[p.note.request(exchange):] {
		if s.Exchange != exchange || s.Send == nil {
			continue
		}
		c, err := p.dial(s.Conn)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && c.begun == nil {
			break
		}
		var r Report
		t := Trial{Bytes: pattern.BytesOf(s.Send, p.bound)}
		out = append(out, p.exchangeOf(c, t, &r, func(kind string, bytes int, text string) {
			r.Events = append(r.Events, Event{Event: kind})
		}))
	}
	return out, nil
}
