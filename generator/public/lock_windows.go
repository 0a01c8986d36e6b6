package public

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

const (
	errorSharingViolation  = syscall.Errno(32)
	fileFlagDeleteOnClose  = 0x04000000
	fileAttributeTemporary = 0x00000100
)

// lock opens a file that no other process may open at the same time. The system removes
// the file when the process ends.
func (f *Folder) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return nil, err
	}
	name, err := syscall.UTF16PtrFromString(filepath.Join(f.dir, lockName))
	if err != nil {
		return nil, err
	}
	var handle syscall.Handle
	err = retry(ctx, func() (bool, error) {
		handle, err = syscall.CreateFile(name, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, fileFlagDeleteOnClose|fileAttributeTemporary, 0)
		if errors.Is(err, errorSharingViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
			return false, nil // another process has it, or is about to release it
		}
		return err == nil, err
	})
	if err != nil {
		return nil, err
	}
	return func() { syscall.CloseHandle(handle) }, nil
}
