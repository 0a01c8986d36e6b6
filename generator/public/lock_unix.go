//go:build unix

package public

import (
	"context"
	"errors"
	"os"
	"syscall"
)

// lock locks the tree's folder itself: that writes nothing, and the system releases the
// lock when the process ends. On a file system that cannot lock folders, as some network
// file systems cannot, nothing is locked.
func (f *Folder) lock(ctx context.Context) (unlock func(), err error) {
	folder, err := os.Open(f.root)
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
