package program

import (
	"encoding/json"
	"errors"
	"fmt"

	"wirebook/generator/excerpt"
	"wirebook/generator/goal"
)

// A result is the answer to a call of the page.
type result struct {
	Result any    `json:"result,omitempty"`
	Error  string `json:"error,omitempty"`
}

// call answers a call of the page. b are the bytes that go with it.
func (p *Program) call(name string, argument, b []byte, tell func(Event)) (any, error) {
	var a struct {
		Note     *Note
		Exchange int
		Conn     int
		Keep     bool
		Like     int
		Notes    *excerpt.Notes
		Goal     *goal.Goal
	}
	if len(argument) > 0 {
		if err := json.Unmarshal(argument, &a); err != nil {
			return nil, err
		}
	}
	t := Trial{Bytes: b, Conn: a.Conn, Keep: a.Keep, Like: a.Like, Goal: a.Goal}
	switch name {
	case "begin":
		if a.Note == nil {
			a.Note = p.note
		}
		return p.By(), p.Begin(a.Note, a.Exchange)
	case "send":
		return p.Send(t, tell)
	case "end":
		return p.End(t, tell)
	case "notes":
		if a.Notes != nil {
			p.Notes(*a.Notes)
		}
		return p.By(), nil
	case "explain":
		return p.Explain(b), nil
	case "judge":
		if a.Goal == nil {
			return nil, errors.New("there is no goal")
		}
		return p.Judge(*a.Goal, b), nil
	case "check":
		return p.Check(a.Note)
	}
	return nil, fmt.Errorf("no call is named %q", name)
}

// safely makes a panic of a call an error: the program goes on.
func (p *Program) safely(name string, argument, b []byte, tell func(Event)) (r result) {
	defer func() {
		if v := recover(); v != nil {
			r = result{Error: fmt.Sprint(v)}
		}
	}()
	v, err := p.call(name, argument, b, tell)
	if err != nil {
		return result{Error: err.Error()}
	}
	return result{Result: v}
}
