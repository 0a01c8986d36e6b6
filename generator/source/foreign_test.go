package source_test

import (
	"testing"

	"wirebook/generator/source"
)

func TestForeign(t *testing.T) {
	for _, test := range []struct {
		disk, data string
		ok         bool
	}{
		{"a\nb", "a\nb", true},
		{"\ufeffa\r\nb\nc\r\n", "a\nb\nc\n", true},
		{"a\rb\xff", "a\rb\xff", true},
		{"a\x00", "", false},
		{"", "", true},
	} {
		f, ok := source.Foreign("a.md", []byte(test.disk))
		if ok != test.ok || ok && string(f.Data) != test.data {
			t.Errorf("%q: %v, %v, want %q", test.disk, f, ok, test.data)
		}
	}
}
