package source

import (
	"slices"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	clock := time.Unix(1, 0)
	var lines []string
	p := &Progress{Show: func(line string) { lines = append(lines, line) }, now: func() time.Time { return clock }}
	step := func(after time.Duration) {
		clock = clock.Add(after)
		p.Step(1)
	}
	p.Begin("files read", 3)
	step(900 * time.Millisecond)
	p.End() // in time: nothing was told
	p.Begin("files read", 2)
	step(500 * time.Millisecond)
	step(100 * time.Millisecond)
	p.Begin("exchanges played", 5)
	step(400 * time.Millisecond)
	step(50 * time.Millisecond) // too soon for another line
	step(50 * time.Millisecond)
	p.End()
	p.End()
	if want := []string{"exchanges played: 1 of 5", "exchanges played: 3 of 5", ""}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
	(*Progress)(nil).Begin("nothing", 1)
	(*Progress)(nil).Step(1)
	(*Progress)(nil).End()
}
