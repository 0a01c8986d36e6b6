package trial

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/trial/program"
)

// Live answers trials of exchanges that commands of site.yaml answer. Each command has one
// process for trials, or one for each trial where it is fresh: it starts at the first, and
// no proof ever sees it. Its methods may be called at any time.
type Live struct {
	Longest time.Duration // that one call may take, with the start of the process and the replay

	root string

	mu       sync.Mutex
	closed   bool
	config   note.Config
	notes    map[string]*proof.Note // of the last build without faults, by the address of the page
	refused  string                 // why no command runs
	commands *origin.Commands
	stages   map[string]*stage // by the name of the origin
}

// longest is Live.Longest unless it is set.
const longest = 2 * time.Minute

// NewLive returns what answers trials with the commands of the tree at root.
func NewLive(root string) *Live {
	return &Live{root: root, Longest: longest, stages: map[string]*stage{}}
}

// Renew ends the processes: the commands or their code are others now. If refused gives a
// reason, no command is run.
func (l *Live) Renew(c note.Config, refused string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.end()
	l.config, l.refused = c, refused
}

// Show sets the notes of the site, by the addresses of their pages.
func (l *Live) Show(notes map[string]*proof.Note) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notes = notes
}

// Close ends all processes, and lets none start.
func (l *Live) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.end()
}

// end ends the processes, and what is asked of them.
func (l *Live) end() {
	for _, s := range l.stages {
		s.end()
	}
	if l.commands != nil {
		l.commands.Close()
	}
	l.commands, l.stages = nil, map[string]*stage{}
}

// An Offer is what can be tried on a page.
type Offer struct {
	By map[int]string `json:"by"` // what answers an exchange, by its number
	*program.Note
}

// Offer returns what can be tried on the page of that address.
func (l *Live) Offer(page string) Offer {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := Offer{By: map[int]string{}, Note: &program.Note{Steps: []program.Step{}}}
	n := l.notes[page]
	if n == nil {
		return out
	}
	begun := map[int]bool{}
	for _, st := range n.Steps {
		r := n.Of(st.Exchange)
		if _, err := l.can(r); err != nil || begun[r.Number] || !st.Sends() {
			continue
		}
		begun[r.Number] = true
		out.By[r.Number] = r.By
		out.Steps = append(out.Steps, stepOf(st, n.Note.File.Data, nil))
		out.Tries = append(out.Tries, triesOf(st, n.Note.File.Data, func([]byte) string { return "" })...) // not played beforehand
	}
	return out
}

// can returns the command that an exchange is tried with.
func (l *Live) can(r *proof.Result) (note.Origin, error) {
	o := l.config.Origins[r.Origin]
	switch {
	case !Needs(l.config, r):
		return o, errors.New("no command of site.yaml answers this exchange")
	case l.refused != "":
		return o, errors.New(l.refused)
	}
	return o, nil
}

// Begin brings the origin of an exchange into the state in which it begins, and returns
// the name of this run, which Send needs, and what answers.
func (l *Live) Begin(ctx context.Context, page string, exchange int) (run, by string, err error) {
	s, n, err := l.stage(page, exchange)
	if err != nil {
		return "", "", err
	}
	err = s.do(ctx, l.Longest, func() error {
		s.run = ""
		if err := s.program.Begin(n, exchange); err != nil {
			return err
		}
		s.run = rand.Text()
		run, by = s.run, s.program.By()
		return nil
	})
	return run, by, err
}

// Send sends a reader's bytes in a run. tell hears what passes; it may be nil.
func (l *Live) Send(ctx context.Context, page string, exchange int, run string, t program.Trial, tell func(program.Event)) (r *program.Report, err error) {
	s, _, err := l.stage(page, exchange)
	if err != nil {
		return nil, err
	}
	err = s.do(ctx, l.Longest, func() error {
		if run == "" || run != s.run {
			return errors.New("another trial was begun on this server meanwhile: send it again")
		}
		if r, err = s.program.Send(t, tell); err == nil && r.Ending == "silent" {
			s.doubtful = true
		}
		return err
	})
	return r, err
}

// stage returns the origin of an exchange, and what is replayed on it.
func (l *Live) stage(page string, exchange int) (*stage, *program.Note, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.notes[page]
	if n == nil || exchange < 1 || exchange > len(n.Results) {
		return nil, nil, fmt.Errorf("the page %s has no exchange %d", page, exchange)
	}
	r := &n.Results[exchange-1]
	o, err := l.can(r)
	switch {
	case l.closed:
		return nil, nil, errEnded
	case err != nil:
		return nil, nil, err
	}
	if l.commands == nil {
		l.commands = origin.NewCommands(l.root, "")
	}
	s := l.stages[r.Origin]
	if s == nil {
		if s, err = newStage(l.commands.Origin(r.Origin, o)); err != nil {
			return nil, nil, err
		}
		l.stages[r.Origin] = s
	}
	return s, noteOf(r.Origin, l.config, n, func(other *proof.Result) bool { return other.Origin == r.Origin && Needs(l.config, other) }), nil
}
