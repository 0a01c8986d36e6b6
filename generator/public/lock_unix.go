//go:build unix

package public

import (
	"context"
	"errors"
	"os"
	"syscall"
)

// lock takes the tree's folder itself: nothing is written for it, and the system
// lets go of it when the process ends. A file system that cannot lock a folder,
// some of a network, has no lock.
func lock(ctx context.Context, root string) (unlock func(), err error) {
	folder, err := os.Open(root)
	if err != nil {
		return nil, err
	}
	err = retry(ctx, func() (bool, error) {
		switch err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
			return false, nil
		}
		return true, nil
	})
	if err != nil {
		folder.Close()
		return nil, err
	}
	return func() { folder.Close() }, nil
}
