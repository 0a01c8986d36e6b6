//go:build full && unix

package public_test

import (
	"os"
	"strconv"
	"testing"
)

// So many kills that each kind of moment is met. KILLS is how many are at any moment of
// a write in which all but a few of about 400 files change.
func TestKilledOften(t *testing.T) {
	kills := 60
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil {
		kills = n
	}
	killedSites(t, kills, 60, 400)
}
