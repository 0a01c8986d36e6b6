//go:build full

package reader_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wirebook/generator"
)

// What a small site is tried with, with all of this one.
func TestThisSite(t *testing.T) {
	t.Run("figures", func(t *testing.T) { figures(t, ownSite(t)) })
	t.Run("JSON report", func(t *testing.T) { jsonReport(t, ownSite(t)) })
	t.Run("failed builds", func(t *testing.T) { failedBuilds(t, ownSite(t)) })
}

// The site at another address, with a path, is as sound; nothing of the first
// address is left.
func TestSiteAtAnotherAddress(t *testing.T) {
	root := ownSite(t)
	const address = "https://course.example/http/responses"
	sum, faults := generator.Build(t.Context(), generator.Options{Root: root, Origin: program.Origin, Address: address})
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	files := filesOf(t, filepath.Join(root, "public"))
	for _, problem := range held(configOf(t, root), crawlSite(files, address)) {
		t.Error(problem)
	}
	first := strings.TrimPrefix(addressOf(t, root), "https://")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if first != "" && bytes.Contains(files[name], []byte(first)) {
			t.Errorf("%s holds %s", name, first)
		}
	}
	if sum.Pages < 2 {
		t.Errorf("%d pages", sum.Pages)
	}
}
