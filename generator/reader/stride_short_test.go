//go:build !full

package reader_test

import (
	"fmt"
	"os"
	"testing"
)

// stride says how much is tried of what there is much of: one in so many.
const stride = 20

// tellOfMore says that the run was a part. go test shows what a package prints
// only where it fails or is asked to, so the terminal is told as well.
func tellOfMore() {
	const more = "these were the quick tests: go test -tags full ./... has them all, browsers included"
	fmt.Println(more)
	if info, err := os.Stdout.Stat(); testing.Verbose() || err == nil && info.Mode()&os.ModeCharDevice != 0 {
		return // it was seen
	}
	if terminal, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0); err == nil {
		fmt.Fprintln(terminal, more)
		terminal.Close()
	}
}
