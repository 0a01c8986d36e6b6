package memo

import (
	"sync"
	"sync/atomic"
)

// Answers are those to the questions that results asked while they were made. In a build
// each is answered once at most, however many results asked it.
//
//	answers.Turn()                // a build begins
//	asked := answers.Asked()
//	asked.Ask("size", answer)     // while a result is made
//	asked.Done()
//	asked.Hold(answer)            // in a later build
//
// Answers are comparable. Goroutines may ask concurrently, each for results of its own.
type Answers[Q comparable] struct {
	turn int64
	mu   sync.Mutex
	to   map[Q]*answer[Q]
}

// An answer is what a question is answered with, in the last build in which that mattered.
type answer[Q comparable] struct {
	mu    sync.Mutex
	to    Q
	value any
	since int64        // the build from which on this is the answer
	turn  atomic.Int64 // the last build that answered
}

// Turn begins a build.
func (a *Answers[Q]) Turn() {
	if a != nil {
		a.turn++
	}
}

// Asked returns the questions of a result that is being made: none yet. Those of nil
// Answers are nil.
func (a *Answers[Q]) Asked() *Asked[Q] {
	if a == nil {
		return nil
	}
	return &Asked[Q]{of: a, made: a.turn, known: map[Q]bool{}}
}

// question returns where the answer to a question is.
func (a *Answers[Q]) question(q Q) *answer[Q] {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.to == nil {
		a.to = map[Q]*answer[Q]{}
	}
	if a.to[q] == nil {
		a.to[q] = &answer[Q]{to: q}
	}
	return a.to[q]
}

// ask answers the question, unless the build did so already.
func (k *answer[Q]) ask(turn int64, with func(Q) any) {
	if k.turn.Load() == turn {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.turn.Load() == turn {
		return
	}
	if value := with(k.to); value != k.value || k.since == 0 {
		k.value, k.since = value, turn
	}
	k.turn.Store(turn)
}

// An Asked is the questions that were asked while a result was made. A nil Asked notes
// none.
type Asked[Q comparable] struct {
	of    *Answers[Q]
	made  int64      // the build that made the result
	known map[Q]bool // nil once the result is made
	all   []*answer[Q]
}

// Ask notes a question, and what answers it.
func (k *Asked[Q]) Ask(q Q, with func(Q) any) {
	if k == nil || k.known[q] {
		return
	}
	k.known[q] = true
	known := k.of.question(q)
	known.ask(k.made, with)
	k.all = append(k.all, known)
}

// Done says that the result is made.
func (k *Asked[Q]) Done() {
	if k != nil {
		k.known = nil
	}
}

// Hold reports whether the questions are still answered as they were when the result was
// made.
func (k *Asked[Q]) Hold(with func(Q) any) bool {
	for _, known := range k.all {
		if known.ask(k.of.turn, with); known.since > k.made {
			return false
		}
	}
	return true
}
