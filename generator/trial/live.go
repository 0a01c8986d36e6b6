package trial

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"wirebook/generator/goal"
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
	By    map[int]string `json:"by"`    // what answers an exchange, by its number
	Tasks map[int]string `json:"tasks"` // what answers attempts at a task, by its number
	*program.Note
}

// An Of is what a trial is of: an exchange of a page, or a task.
type Of struct {
	Page     string
	Exchange int // its number
	Task     int // its number; then Exchange does not count
}

// Offer returns what can be tried on the page of that address.
func (l *Live) Offer(page string) Offer {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := Offer{By: map[int]string{}, Tasks: map[int]string{}, Note: &program.Note{Steps: []program.Step{}}}
	n := l.notes[page]
	if n == nil {
		return out
	}
	begun := map[int]bool{}
	for _, st := range n.Steps {
		r := n.Of(st.Exchange)
		if l.can(r) != nil || begun[r.Number] || !st.Sends() {
			continue
		}
		begun[r.Number] = true
		out.By[r.Number] = r.By
		out.Steps = append(out.Steps, stepOf(st, n.Note.File.Data, nil))
		out.Tries = append(out.Tries, triesOf(st, n.Note.File.Data, func([]byte) string { return "" })...) // not played beforehand
	}
	for i := range n.Tasks {
		if t := &n.Tasks[i]; l.canTask(t) == nil {
			out.Tasks[t.Number] = t.By
		}
	}
	return out
}

// canTask says why a task cannot be tried with a command, or returns nil.
func (l *Live) canTask(t *proof.Task) error {
	switch {
	case t.State() != proof.Proven || !NeedsTask(l.config, t):
		return errors.New("no command of site.yaml answers this task")
	case l.refused != "":
		return errors.New(l.refused)
	}
	return nil
}

// can says why an exchange cannot be tried with a command, or returns nil.
func (l *Live) can(r *proof.Result) error {
	switch {
	case !Needs(l.config, r):
		return errors.New("no command of site.yaml answers this exchange")
	case l.refused != "":
		return errors.New(l.refused)
	}
	return nil
}

// Begin brings the origin of an exchange into the state in which it begins, or that of a
// task into its first state, and returns the name of this run, which Send needs, and what
// answers.
func (l *Live) Begin(ctx context.Context, of Of) (run, by string, err error) {
	s, n, _, err := l.stage(of)
	if err != nil {
		return "", "", err
	}
	err = s.do(ctx, l.Longest, func() error {
		s.run = ""
		if of.Task > 0 {
			s.renew()
		}
		if err := s.program.Begin(n, of.Exchange); err != nil {
			return err
		}
		s.run = rand.Text()
		run, by = s.run, s.program.By()
		return nil
	})
	return run, by, err
}

// Send sends a reader's bytes in a run. tell hears what passes; it may be nil.
func (l *Live) Send(ctx context.Context, of Of, run string, t program.Trial, tell func(program.Event)) (r *program.Report, err error) {
	s, _, wanted, err := l.stage(of)
	if err != nil {
		return nil, err
	}
	t.Goal = wanted
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

// stage returns the origin of an exchange or a task, what is replayed on it, and the goal
// of the task.
func (l *Live) stage(of Of) (s *stage, replayed *program.Note, wanted *goal.Goal, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, name := l.notes[of.Page], ""
	switch {
	case l.closed:
		return nil, nil, nil, errEnded
	case n != nil && of.Task > 0 && of.Task <= len(n.Tasks):
		t := &n.Tasks[of.Task-1]
		name, wanted, err = t.Origin, proof.GoalOf(n.Note.File, t.Task), l.canTask(t)
		replayed = &program.Note{Limit: int(l.config.Origins[name].Deadline.Milliseconds())}
	case n != nil && of.Task == 0 && of.Exchange > 0 && of.Exchange <= len(n.Results):
		name = n.Results[of.Exchange-1].Origin
		err = l.can(&n.Results[of.Exchange-1])
		replayed = noteOf(name, l.config, n, func(other *proof.Result) bool { return other.Origin == name && Needs(l.config, other) })
	case of.Task > 0:
		err = fmt.Errorf("the page %s has no task %d", of.Page, of.Task)
	default:
		err = fmt.Errorf("the page %s has no exchange %d", of.Page, of.Exchange)
	}
	if err != nil {
		return nil, nil, nil, err
	}
	if l.commands == nil {
		l.commands = origin.NewCommands(l.root, "")
	}
	if s = l.stages[name]; s == nil {
		if s, err = newStage(l.commands.Origin(name, l.config.Origins[name])); err != nil {
			return nil, nil, nil, err
		}
		l.stages[name] = s
	}
	return s, replayed, wanted, nil
}
