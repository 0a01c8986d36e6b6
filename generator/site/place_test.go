package site

import "testing"

func TestPlace(t *testing.T) {
	tests := []struct {
		at   Place
		to   string
		want string
	}{
		{Place{Page: "index.html"}, "status/404.html", "status/404.html"},
		{Place{Page: "status/404.html"}, "status/4xx.html", "4xx.html"},
		{Place{Page: "status/404.html"}, "index.html", "../index.html"},
		{Place{Page: "a/b/c.html"}, "assets/x.css", "../../assets/x.css"},
		{Place{Page: "404.html", Root: "/sub/"}, "assets/x.css", "/sub/assets/x.css"},
		{Place{Page: "index.html"}, `a b"ü.html`, "a%20b%22%C3%BC.html"},
		{Place{Page: "index.html"}, "x/a:b.html", "x/a%3Ab.html"},
		{Place{Page: "x/index.html"}, "x/a:b.html", "./a%3Ab.html"},
	}
	for _, test := range tests {
		if got := test.at.To(test.to); got != test.want {
			t.Errorf("%v to %s is %s, want %s", test.at, test.to, got, test.want)
		}
	}
}

// A name with a colon is no scheme, although no note may have one.
func TestRelativeIsNoScheme(t *testing.T) {
	for _, test := range [][3]string{
		{"index.html", "javascript:alert(1).html", "./javascript:alert(1).html"},
		{"a/b.html", "a/x:y.html#z", "./x:y.html#z"},
		{"a/b.html", "x:y.html", "../x:y.html"},
		{"a.html", "b/x:y.html", "b/x:y.html"},
		{"a.html", "a.html#x:y", "#x:y"},
	} {
		if got := Relative(test[0], test[1]); got != test[2] {
			t.Errorf("from %s to %s: %s, want %s", test[0], test[1], got, test[2])
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"": "/", "https://example.org": "/", "https://example.org/": "/",
		"https://example.org/sub": "/sub/", "https://example.org/sub/": "/sub/", "http://[": "/",
	} {
		if got := RootPath(address); got != want {
			t.Errorf("the root of %q is %s, want %s", address, got, want)
		}
	}
	for page, want := range map[string]string{
		"index.html": "https://e.org/s/", "a/index.html": "https://e.org/s/a/", "a/b.html": "https://e.org/s/a/b.html",
		"myindex.html": "https://e.org/s/myindex.html",
	} {
		for _, address := range []string{"https://e.org/s", "https://e.org/s/"} {
			if got := Canonical(address, page); got != want {
				t.Errorf("%s on %s is %s, want %s", page, address, got, want)
			}
		}
		if got := Canonical("", page); got != "" {
			t.Errorf("%s without an address is %s", page, got)
		}
	}
}
