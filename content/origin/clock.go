package origin

import (
	"sync/atomic"
	"time"
)

// A clock is the library's own time. It starts at 18:00 on 22 November 2026 and moves on
// by one second with each request, so that an example gives the same answer every day.
// The Date field does not use it: net/http takes that from the machine's clock.
type clock struct{ requests atomic.Int64 }

var opening = time.Date(2026, time.November, 22, 18, 0, 0, 0, time.UTC)

// tick counts one request.
func (c *clock) tick() { c.requests.Add(1) }

// now is the time of the request that is being answered.
func (c *clock) now() time.Time {
	return opening.Add(time.Duration(c.requests.Load()) * time.Second)
}
