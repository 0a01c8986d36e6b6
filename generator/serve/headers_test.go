package serve

import "testing"

func TestCovers(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"/*", "/", true},
		{"/*", "/status/404.html", true},
		{"/assets/*", "/assets/style.css", true},
		{"/assets/*", "/asset", false},
		{"/*.md", "/status/404.md", true},
		{"/*.md", "/index.md", true},
		{"/*.md", "/status/404.html", false},
		{"/a*a", "/a", false},
		{"/sw.js", "/sw.js", true},
		{"/sw.js", "/sw.json", false},
	} {
		if got := covers(test.pattern, test.path); got != test.want {
			t.Errorf("%s for %s: %v", test.pattern, test.path, got)
		}
	}
}
