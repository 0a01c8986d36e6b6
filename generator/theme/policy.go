package theme

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// directives are the policy of the pages: what each kind of resource may be loaded from.
var directives = []struct{ name, sources string }{
	{"default-src", "'none'"}, {"script-src", "'self'"}, {"style-src", "'self'"}, {"img-src", "'self'"}, {"font-src", ""}, {"media-src", ""}, {"frame-src", ""}, {"connect-src", "'self'"},
	{"worker-src", "'self'"}, {"manifest-src", "'self'"}, {"base-uri", "'none'"}, {"form-action", "'none'"},
}

// allowed reads the hosts that pages may contact. Scripts may ask them, and pictures may be
// from them; all else depends on what the head: and foot: files load from them.
func (t *Theme) allowed() {
	for i, host := range t.config.Allow {
		u, err := url.Parse(host)
		if err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(u.Host, "*;, '\"") || u.Scheme+"://"+u.Host != strings.TrimSuffix(host, "/") {
			t.fault("allow", fmt.Sprintf("allow.%d", i), fmt.Sprintf("%q is not a host that pages could be allowed to contact", host), "write https:// and the name of one host, without a path: https://stats.example.org")
			continue
		}
		for _, directive := range []string{"connect-src", "img-src"} {
			t.let(directive, "https://"+u.Host)
		}
	}
}

// let adds a source to a directive of the policy.
func (t *Theme) let(directive, source string) {
	if !slices.Contains(t.hosts[directive], source) {
		t.hosts[directive] = append(t.hosts[directive], source)
	}
}

// Policy is the Content-Security-Policy of the pages, as a meta element says it.
func (t *Theme) Policy() string { return t.policy("") }

// policy adds a source for scripts to the policy.
func (t *Theme) policy(script string) string {
	var parts []string
	for _, d := range directives {
		list := t.hosts[d.name]
		if d.sources != "" && (d.sources != "'none'" || len(list) == 0) {
			list = append([]string{d.sources}, list...)
		}
		sources := strings.Join(list, " ")
		if d.name == "script-src" {
			sources += script
		}
		if sources != "" {
			parts = append(parts, d.name+" "+sources)
		}
	}
	return strings.Join(parts, "; ")
}

// HeadersName is the file in which Netlify, Cloudflare Pages and others look for header
// fields (https://docs.netlify.com/manage/routing/headers/).
const HeadersName = "_headers"

// Headers is the file with the policies for the host: of the pages, with what a meta
// element cannot say and what the worker of trials needs to compile its program; and of
// what can act and is no page: a drawing that is opened by itself runs nothing, and data
// is not shown as a page.
func (t *Theme) Headers() []byte {
	const alone = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
	var b strings.Builder
	for _, rule := range [][2]string{
		{"/*", t.policy(" 'wasm-unsafe-eval'") + "; frame-ancestors 'none'"},
		{"/*.svg", "default-src 'none'; style-src 'unsafe-inline'; " + alone},
		{"/*.json", "default-src 'none'; " + alone},
		{"/*.xml", "default-src 'none'; " + alone},
	} {
		fmt.Fprintf(&b, "%s\n  Content-Security-Policy: %s\n", rule[0], rule[1])
	}
	return []byte(b.String())
}
