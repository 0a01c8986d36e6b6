//go:build !unix

package serve

import (
	"context"

	"wirebook/generator/source"
)

// become cannot replace a process on this system. It returns a fault that says to
// restart.
func (s *server) become(ctx context.Context) error {
	return source.Usage("restart-needed", "the Go code changed: a restart is needed",
		"stop serve with Ctrl-C and start it again; until then the examples are played against the old code")
}
