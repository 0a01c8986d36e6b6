//go:build full && unix

package public_test

import "testing"

// So many kills that each kind of moment is met.
func TestKilledOften(t *testing.T) { killedSites(t, 60) }
