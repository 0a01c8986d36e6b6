//go:build full

package reader_test

import "testing"

// What a small site is tried with, with all of this one.
func TestThisSite(t *testing.T) {
	t.Run("figures", func(t *testing.T) { figures(t, ownSite(t)) })
	t.Run("JSON report", func(t *testing.T) { jsonReport(t, ownSite(t)) })
	t.Run("failed builds", func(t *testing.T) { failedBuilds(t, ownSite(t)) })
}
