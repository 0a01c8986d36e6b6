package source

import (
	"fmt"
	"sync"
	"time"
)

// A Progress tells, in one line that moves, what takes long: how many files were read,
// exchanges played or files written. What takes less than a second is not told. A nil
// Progress tells nothing. Goroutines may use it concurrently.
type Progress struct {
	// Show shows a line in place of the one before; an empty line takes it away.
	Show func(line string)

	mu           sync.Mutex
	began, shown time.Time
	what         string
	done, of     int
	now          func() time.Time // nil is time.Now
}

// How long something takes before it is told, and how long a line stays.
const (
	untold = time.Second
	stays  = 100 * time.Millisecond
)

// Begin begins a stage with so many things to do: "exchanges played", say.
func (p *Progress) Begin(what string, of int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.done, p.of = what, 0, of
	if p.began.IsZero() {
		p.began = p.time()
	}
}

// Step says that n more things are done.
func (p *Progress) Step(n int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	if now := p.time(); now.Sub(p.began) >= untold && now.Sub(p.shown) >= stays {
		p.shown = now
		p.Show(fmt.Sprintf("%s: %d of %d", p.what, p.done, p.of))
	}
}

// End takes the line away. What begins next is told when it takes long.
func (p *Progress) End() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.shown.IsZero() {
		p.Show("")
	}
	p.began, p.shown = time.Time{}, time.Time{}
}

func (p *Progress) time() time.Time {
	if p.now != nil {
		return p.now()
	}
	return time.Now()
}
