package memo

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// A result holds only while every question has its answer, also in its type.
func TestAskedHolds(t *testing.T) {
	first := map[string]any{"size": 3, "colour": "red", "none": nil}
	for _, c := range []struct {
		now  map[string]any
		want bool
	}{
		{first, true},
		{map[string]any{"size": 3, "colour": "red", "other": 1}, true},
		{map[string]any{"size": 4, "colour": "red"}, false},
		{map[string]any{"size": 3, "colour": "blue"}, false},
		{map[string]any{"size": int64(3), "colour": "red"}, false},
		{map[string]any{"size": 3, "colour": "red", "none": 0}, false},
		{map[string]any{"size": 3}, false},
	} {
		var answers Answers[string]
		answers.Turn()
		asked := answers.Asked()
		for range 2 {
			for q := range first {
				asked.Ask(q, func(q string) any { return first[q] })
			}
		}
		asked.Done()
		for range 2 {
			answers.Turn()
			if got := asked.Hold(func(q string) any { return c.now[q] }); got != c.want {
				t.Errorf("%v: holds: %t", c.now, got)
			}
		}
	}
}

// A result holds as well if nobody asked in the builds between, and another result that
// was made when the answer had changed holds with the new one.
func TestAskedHoldsLater(t *testing.T) {
	var answers Answers[string]
	now := 1
	with := func(string) any { return now }
	made := func() *Asked[string] {
		asked := answers.Asked()
		asked.Ask("a", with)
		asked.Done()
		return asked
	}
	answers.Turn()
	first := made()
	answers.Turn() // no result is asked for
	answers.Turn()
	if !first.Hold(with) {
		t.Error("nothing changed, and the first result does not hold")
	}
	now = 2
	if !first.Hold(with) {
		t.Error("a question was answered twice in a build")
	}
	answers.Turn()
	second := made()
	if first.Hold(with) || !second.Hold(with) {
		t.Error("the first result holds, or the second does not")
	}
	answers.Turn()
	if first.Hold(with) || !second.Hold(with) {
		t.Error("in the build after: the first result holds, or the second does not")
	}
}

// A result that asked nothing holds, and nil answers note nothing.
func TestNothingIsAsked(t *testing.T) {
	never := func(string) any { t.Error("nothing was asked"); return nil }
	var answers Answers[string]
	answers.Turn()
	if !answers.Asked().Hold(never) {
		t.Error("a result that asked nothing does not hold")
	}
	var none *Answers[string]
	none.Turn()
	asked := none.Asked()
	asked.Ask("a", never)
	asked.Done()
}

// Results may ask at the same time; each question is answered once in a build.
func TestAskedAtOnce(t *testing.T) {
	var answers Answers[string]
	var results [20]*Asked[string]
	for build := range 3 {
		answers.Turn()
		var count atomic.Int64
		with := func(q string) any { count.Add(1); return len(q) }
		var all sync.WaitGroup
		for i := range results {
			all.Go(func() {
				if build > 0 {
					if !results[i].Hold(with) {
						t.Errorf("build %d: result %d does not hold", build, i)
					}
					return
				}
				results[i] = answers.Asked()
				for q := range 10 {
					results[i].Ask(fmt.Sprint(q), with)
				}
				results[i].Done()
			})
		}
		all.Wait()
		if got := count.Load(); got != 10 {
			t.Errorf("build %d answered %d times", build, got)
		}
	}
}
