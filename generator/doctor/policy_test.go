package doctor

import (
	"net/url"
	"testing"
)

func TestBlocks(t *testing.T) {
	here, site := &url.URL{Scheme: "https", Host: "site.invalid", Path: "/a/b.html"}, &url.URL{Scheme: "https", Host: "example.org", Path: "/course/"}
	at := func(directive, address string) resource { return resource{directive: directive, address: address} }
	inline := func(directive, text string, attribute bool) resource {
		return resource{directive: directive, inline: text, attribute: attribute}
	}
	for _, test := range []struct {
		policy string
		resource
		want string
	}{
		{"", at("img-src", "https://a.example/x.png"), ""},
		{"img-src 'self'", at("img-src", "../x.png"), ""},
		{"img-src 'self'", at("img-src", "https://example.org/course/x.png"), ""},
		{"img-src 'self'", at("img-src", "https://a.example/x.png"), "img-src 'self'"},
		{"IMG-SRC 'self'; img-src *", at("img-src", "https://a.example/x.png"), "img-src 'self'"},
		{"default-src 'none'", at("font-src", "x.woff2"), "default-src 'none'"},
		{"default-src 'none'; font-src 'self'", at("font-src", "x.woff2"), ""},
		{"default-src 'none'", at("form-action", "https://a.example/"), ""}, // default-src is not for it
		{"form-action 'none'", at("form-action", "https://a.example/"), "form-action 'none'"},
		{"script-src 'none'", at("script-src-elem", "x.js"), "script-src 'none'"},
		{"script-src 'none'; script-src-elem 'self'", at("script-src-elem", "x.js"), ""},
		{"img-src data:", at("img-src", "data:image/png;base64,AA"), ""},
		{"img-src 'self'", at("img-src", "data:image/png;base64,AA"), "img-src 'self'"},
		{"img-src https:", at("img-src", "https://a.example/x.png"), ""},
		{"img-src https:", at("img-src", "http://a.example/x.png"), "img-src https:"},
		{"img-src *.a.example", at("img-src", "https://b.a.example/x.png"), ""},
		{"img-src *.a.example", at("img-src", "https://a.example/x.png"), "img-src *.a.example"},
		{"img-src https://a.example/pictures/", at("img-src", "https://a.example/pictures/x.png"), ""},
		{"img-src https://a.example/pictures/", at("img-src", "https://a.example/x.png"), "img-src https://a.example/pictures/"},
		{"img-src", at("img-src", "x.png"), "img-src"},
		{"script-src 'self'", inline("script-src-elem", "a()", false), "script-src 'self'"},
		{"script-src 'unsafe-inline'", inline("script-src-elem", "a()", false), ""},
		{"script-src 'unsafe-inline' 'sha256-xxxx'", inline("script-src-elem", "a()", false), "script-src 'unsafe-inline' 'sha256-xxxx'"},
		{"script-src 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='", inline("script-src-elem", "a()", false), ""},
		{"script-src 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='", inline("script-src-attr", "a()", true), "script-src 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"},
		{"style-src 'self'", inline("style-src-attr", "color: red", true), "style-src 'self'"},
	} {
		if got := parsePolicy(test.policy).blocks(test.resource, here, site); got != test.want {
			t.Errorf("%q, %+v: %q, want %q", test.policy, test.resource, got, test.want)
		}
	}
}
