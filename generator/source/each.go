package source

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Each calls do for 0 to n-1, several at a time, and returns when all calls have
// returned. It makes twice as many calls at once as there are processors, because some
// calls wait for a disk or an origin.
func Each(n int, do func(int)) {
	var g errgroup.Group
	g.SetLimit(2 * runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error {
			do(i)
			return nil
		})
	}
	g.Wait()
}
