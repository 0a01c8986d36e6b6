package search

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The fixture holds the script of the search to the same: TestSearchWords of the
// root package.
func TestWords(t *testing.T) {
	data, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var fixture []struct {
		Text  string
		Words []string
	}
	if err := json.Unmarshal(data, &fixture); err != nil {
		t.Fatal(err)
	}
	for _, f := range fixture {
		got := []string{}
		words(f.Text, func(word string) { got = append(got, word) })
		if !slices.Equal(got, f.Words) {
			t.Errorf("%q: got %q, want %q", f.Text, got, f.Words)
		}
	}
	if len(fixture) < 20 {
		t.Errorf("%d texts", len(fixture))
	}
}
