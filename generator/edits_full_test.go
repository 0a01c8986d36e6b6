//go:build full

package generator_test

import "testing"

// TestManyEditsAreLikeClean is TestEditsAreLikeClean with as many edits as a week brings.
func TestManyEditsAreLikeClean(t *testing.T) { editAtRandom(t, 300) }
