//go:build full

package page

import "testing"

func TestVeryLargeIndex(t *testing.T) { largeIndex(t, 10_000) }
