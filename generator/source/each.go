package source

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 to n-1, several at a time, and returns when all calls have
// returned. It makes twice as many calls at once as there are processors, because some
// calls wait for a disk or an origin.
func Each(n int, do func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, 2*runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}
