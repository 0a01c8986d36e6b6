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

// become replaces this process with the program of the tree as it is now. The arguments
// are the same, and so is the address; the browser reconnects by itself. become returns
// only if it failed.
func (s *server) become(ctx context.Context) error {
	binary, err := s.compile(ctx)
	if err != nil {
		return err
	}
	err = syscall.Exec(binary, os.Args, os.Environ())
	os.RemoveAll(filepath.Dir(binary))
	return source.Usage("not-renewed", fmt.Sprintf("the new program cannot be started: %v", err), "stop serve with Ctrl-C and start it again")
}
