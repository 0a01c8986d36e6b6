//go:build unix

package serve

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"wirebook/generator/source"
)

// become replaces this process by the program of the tree as it is now, with the
// same arguments, so at the same address. The browser connects again by itself.
// It returns only if that failed.
func (s *server) become(ctx context.Context) error {
	binary, err := s.compile(ctx)
	if err != nil {
		return err
	}
	err = syscall.Exec(binary, os.Args, os.Environ())
	os.RemoveAll(filepath.Dir(binary))
	return source.Usage("not-renewed", fmt.Sprintf("the new program cannot be started: %v", err), "stop serve and start it again")
}
