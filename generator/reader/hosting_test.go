package reader_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// Netlify reads netlify.toml without a word about keys that it does not know, so
// a misspelt one is found here or by nobody.

// The kinds of value that a key may have.
const (
	text  = "a string"
	truth = "true or false"
	whole = "a whole number"
	texts = "a list of strings"
)

// keys are those of Netlify's documentation that a static site may need. A star
// stands for any name; the elements of a list have the path of the list.
var keys = map[string]string{
	"build.base":                        text,
	"build.command":                     text,
	"build.ignore":                      text,
	"build.publish":                     text,
	"build.environment.*":               text,
	"build.processing.html.pretty_urls": truth,
	"context.*.base":                    text,
	"context.*.command":                 text,
	"context.*.ignore":                  text,
	"context.*.publish":                 text,
	"context.*.environment.*":           text,
	"headers.for":                       text,
	"headers.values.*":                  text,
	"redirects.from":                    text,
	"redirects.to":                      text,
	"redirects.status":                  whole,
	"redirects.force":                   truth,
	"redirects.query.*":                 text,
	"redirects.conditions.Country":      texts,
	"redirects.conditions.Language":     texts,
	"redirects.conditions.Role":         texts,
}

// directives are those of a Content-Security-Policy (CSP Level 3). Browsers too
// take a misspelt one without a word.
var directives = strings.Fields(`default-src script-src style-src img-src font-src connect-src media-src object-src
	frame-src worker-src manifest-src base-uri form-action frame-ancestors upgrade-insecure-requests sandbox`)

// A hosting is what the checks read of the file.
type hosting struct {
	Build struct {
		Command, Publish string
		Environment      map[string]string
	}
	Headers []struct {
		For    string
		Values map[string]string
	}
	Redirects []struct {
		From, To string
		Status   int
		Force    bool
	}
}

// A hostingCheck holds what the file must agree with.
type hostingCheck struct {
	goVersion string          // of go.mod
	pages     map[string]bool // the files of the site, as far as content/ tells
	fields    func(name string) bool
	problems  []string
}

func (c *hostingCheck) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// check returns what is wrong with the file, in its order where that matters.
func (c *hostingCheck) check(data string) []string {
	var raw map[string]any
	if _, err := toml.Decode(data, &raw); err != nil {
		return []string{err.Error()}
	}
	c.walk("", raw)
	if len(c.problems) > 0 {
		return c.problems // what follows would read values of the wrong kind
	}
	var h hosting
	if _, err := toml.Decode(data, &h); err != nil {
		return []string{err.Error()}
	}
	c.build(h)
	c.headers(h)
	c.redirects(h)
	return c.problems
}

// walk holds each key and its value to the list.
func (c *hostingCheck) walk(at string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			c.walk(strings.TrimPrefix(at+"."+name, "."), v[name])
		}
		return
	case []map[string]any:
		for _, element := range v {
			c.walk(at, element)
		}
		return
	}
	pattern, ok := allowed(at)
	if !ok {
		problem := fmt.Sprintf("%s is no key of netlify.toml", at)
		if near := source.Nearest(at, alike(at)); near != "" {
			problem += ": did you mean " + near + "?"
		}
		c.problem("%s", problem)
		return
	}
	if got := kind(value); got != keys[pattern] {
		c.problem("%s is %s, and must be %s", at, got, keys[pattern])
	}
}

func allowed(at string) (string, bool) {
	for pattern := range keys {
		if matched, _ := path.Match(strings.ReplaceAll(pattern, ".", "/"), strings.ReplaceAll(at, ".", "/")); matched {
			return pattern, true
		}
	}
	return "", false
}

// alike are the keys as they would be spelt with the names that a path has where
// they have a star.
func alike(at string) []string {
	names := strings.Split(at, ".")
	var all []string
	for _, pattern := range slices.Sorted(maps.Keys(keys)) {
		parts := strings.Split(pattern, ".")
		for i, part := range parts {
			if part == "*" && i < len(names) {
				parts[i] = names[i]
			}
		}
		all = append(all, strings.Join(parts, "."))
	}
	return all
}

func kind(value any) string {
	switch v := value.(type) {
	case string:
		return text
	case bool:
		return truth
	case int64:
		return whole
	case []any:
		if !slices.ContainsFunc(v, func(e any) bool { _, ok := e.(string); return !ok }) {
			return texts
		}
	}
	return fmt.Sprintf("%T", value)
}

func (c *hostingCheck) build(h hosting) {
	if !strings.HasPrefix(h.Build.Command, "go run . build") {
		c.problem("build.command is %q: it must build the site with `go run . build`", h.Build.Command)
	}
	if h.Build.Publish != "public" {
		c.problem("build.publish is %q: the site is written into public", h.Build.Publish)
	}
	if got := h.Build.Environment["GO_VERSION"]; got != c.goVersion {
		c.problem("GO_VERSION is %q, and go.mod says %s", got, c.goVersion)
	}
}

func (c *hostingCheck) headers(h hosting) {
	everywhere := map[string]string{}
	for _, rule := range h.Headers {
		if !strings.HasPrefix(rule.For, "/") {
			c.problem("headers for %q: a path begins with a slash", rule.For)
		}
		if len(rule.Values) == 0 {
			c.problem("headers for %s: there are none", rule.For)
		}
		for _, name := range slices.Sorted(maps.Keys(rule.Values)) {
			value := rule.Values[name]
			if !c.fields(name) {
				c.problem("headers for %s: %s is no registered field", rule.For, name)
			}
			if name == "Content-Security-Policy" {
				c.policy(rule.For, value)
			}
			if worker := rule.For == "/sw.js" && value == "no-cache"; name == "Cache-Control" && !worker && !strings.HasPrefix(rule.For, "/assets/") {
				c.problem("headers for %s: Cache-Control is for /assets/ alone, where a name changes with the bytes, and no-cache for /sw.js", rule.For)
			}
			if rule.For == "/*" {
				everywhere[name] = value
			}
		}
	}
	for _, name := range []string{"/*.svg", "/*.json", "/*.xml"} {
		if _, policy := policyOf(headersOf(h, name)["Content-Security-Policy"]); policy["default-src"] != "'none'" || !has(policy, "sandbox") {
			c.problem("headers for %s: its policy must be default-src 'none' and sandbox", name)
		}
	}
	if headersOf(h, "/*.js")["Cross-Origin-Resource-Policy"] != "same-origin" {
		c.problem("headers for /*.js: Cross-Origin-Resource-Policy must be same-origin")
	}
	for _, name := range []string{"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options"} {
		if everywhere[name] == "" {
			c.problem("headers for /*: %s is missing", name)
		}
	}
	if v := everywhere["X-Content-Type-Options"]; v != "" && v != "nosniff" {
		c.problem("X-Content-Type-Options is %q: its only value is nosniff", v)
	}
}

// policyOf are the directives of a policy.
func policyOf(value string) (names []string, sources map[string]string) {
	sources = map[string]string{}
	for part := range strings.SplitSeq(value, ";") {
		name, list, _ := strings.Cut(strings.TrimSpace(part), " ")
		names = append(names, name)
		sources[name] = list
	}
	return names, sources
}

// policy holds a Content-Security-Policy to this: nothing but what the site
// itself serves, and no way around that. A drawing may have styles of its own.
func (c *hostingCheck) policy(where, value string) {
	names, all := policyOf(value)
	set := map[string]string{}
	for _, name := range names {
		sources := all[name]
		if !slices.Contains(directives, name) {
			c.problem("Content-Security-Policy: %q is no directive", name)
		}
		if _, twice := set[name]; twice {
			c.problem("Content-Security-Policy: %s stands twice", name)
		}
		set[name] = sources
		for s := range strings.FieldsSeq(sources) {
			drawing := where == "/*.svg" && name == "style-src" && s == "'unsafe-inline'"
			worker := where == "/*" && name == "script-src" && s == compiles
			if s != "'self'" && s != "'none'" && !drawing && !worker {
				c.problem("Content-Security-Policy: %s allows %s", name, s)
			}
		}
	}
	for _, name := range []string{"default-src", "base-uri", "form-action", "frame-ancestors"} {
		if set[name] != "'none'" {
			c.problem("Content-Security-Policy: %s must be 'none'", name)
		}
	}
}

// compiles lets the worker of trials, whose policy is that of the header, compile the
// program. The meta element of a page does not have it.
const compiles = "'wasm-unsafe-eval'"

func has(policy map[string]string, name string) bool { _, is := policy[name]; return is }

// headersOf are the fields of the rule for exactly that path.
func headersOf(h hosting, path string) map[string]string {
	for _, rule := range h.Headers {
		if rule.For == path {
			return rule.Values
		}
	}
	return nil
}

// The policy of the pages is in each of them as well, first in its head, with all that a
// meta element can say.
func TestPolicyOfPages(t *testing.T) {
	public := filepath.Join(builtSite(t), "public")
	head, err := os.ReadFile(filepath.Join(public, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(top, "netlify.toml"))
	if err != nil {
		t.Fatal(err)
	}
	toml := withPolicy(t, string(file), public)
	if problem := agree(t, string(head), toml); problem != "" {
		t.Error(problem)
	}
	for _, test := range []struct{ in, old, new, want string }{
		{"head", "script-src 'self'; ", "", "script-src is \"'self'\" in the header, and in the meta element \"\""},
		{"head", "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "script-src is \"'self'\" in the header, and in the meta element \"'self' 'wasm-unsafe-eval'\""},
		{"toml", " 'wasm-unsafe-eval'", "", "the header does not let the worker compile"},
		{"head", "img-src 'self'", "img-src 'self' https:", "img-src is \"'self'\" in the header, and in the meta element \"'self' https:\""},
		{"head", "base-uri 'none'", "base-uri 'none'; frame-ancestors 'none'", "a meta element cannot say frame-ancestors"},
		{"head", "<meta http-equiv", "<script src=\"x.js\"></script><meta http-equiv", "the head does not begin with the policy"},
		{"toml", "connect-src 'self'; ", "", "connect-src is \"\" in the header, and in the meta element \"'self'\""},
	} {
		h, n := string(head), toml
		if test.in == "head" {
			h = strings.Replace(h, test.old, test.new, 1)
		} else {
			n = strings.Replace(n, test.old, test.new, 1)
		}
		if got := agree(t, h, n); got != test.want {
			t.Errorf("%s for %s: %q, want %q", test.new, test.old, got, test.want)
		}
	}
}

var firstInHead = regexp.MustCompile(`<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// agree says in what the policy of a page differs from that of the headers.
func agree(t *testing.T, head, file string) string {
	t.Helper()
	m := firstInHead.FindStringSubmatch(head)
	if m == nil {
		return "the head does not begin with the policy"
	}
	var h hosting
	if _, err := toml.Decode(file, &h); err != nil {
		t.Fatal(err)
	}
	_, meta := policyOf(m[1])
	_, header := policyOf(headersOf(h, "/*")["Content-Security-Policy"])
	if script := header["script-src"]; script != "" {
		if header["script-src"] = strings.TrimSuffix(script, " "+compiles); header["script-src"] == script {
			return "the header does not let the worker compile"
		}
	}
	for _, name := range []string{"frame-ancestors", "report-uri", "report-to", "sandbox"} { // CSP Level 3 section 3.3
		if has(meta, name) {
			return "a meta element cannot say " + name
		}
		delete(header, name)
	}
	for _, name := range directives {
		if meta[name] != header[name] {
			return fmt.Sprintf("%s is %q in the header, and in the meta element %q", name, header[name], meta[name])
		}
	}
	return ""
}

func (c *hostingCheck) redirects(h hosting) {
	from := map[string]bool{}
	for _, r := range h.Redirects {
		target, _, _ := strings.Cut(strings.TrimPrefix(r.To, "/"), "#")
		if target == "" || strings.HasSuffix(target, "/") {
			target += "index.html"
		}
		name := strings.TrimPrefix(r.From, "/")
		switch {
		case name == r.From || strings.ContainsAny(name, ":*"):
			c.problem("redirect from %q: it must be one plain path", r.From)
		case from[r.From]:
			c.problem("redirect from %s: it stands twice", r.From)
		case c.pages[name] || c.pages[name+".html"] || c.pages[path.Join(name, "index.html")]:
			c.problem("redirect from %s: a page stands there, and wins", r.From)
		}
		from[r.From] = true
		if !c.pages[target] {
			c.problem("redirect from %s: the site has no %s", r.From, r.To)
		}
		if r.Status != 301 && r.Status != 302 {
			c.problem("redirect from %s: the status must be 301 or 302, not %d", r.From, r.Status)
		}
	}
}

// pagesOf are the files that the site has because of content/, and the page for
// what is not there, which comes from layouts/.
func pagesOf(t *testing.T, content fs.FS) map[string]bool {
	t.Helper()
	pages := map[string]bool{"404.html": true}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if name == "origin" {
			return fs.SkipDir
		}
		if note, ok := strings.CutSuffix(name, ".md"); ok {
			pages[note+".html"] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func registered(t *testing.T) func(string) bool {
	t.Helper()
	r, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(name string) bool { _, ok := r.Field(name); return ok }
}

var goLine = regexp.MustCompile(`(?m)^go (\S+)$`)

func TestHosting(t *testing.T) {
	mod, err := os.ReadFile(top + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(top + "/netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	c := hostingCheck{goVersion: string(goLine.FindSubmatch(mod)[1]), pages: pagesOf(t, os.DirFS(top+"/content")), fields: registered(t)}
	for _, p := range c.check(withPolicy(t, string(data), filepath.Join(builtSite(t), "public"))) {
		t.Errorf("netlify.toml: %s", p)
	}
}

// policyRule is a rule of the file that the build writes for the host.
var policyRule = regexp.MustCompile(`(?m)^(/\S+)\n  (\S+): (.*)$`)

// withPolicy adds the rules of the file _headers in a folder to netlify.toml, as Netlify
// does: before its own.
func withPolicy(t *testing.T, file, public string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(public, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	rules := ""
	for _, m := range policyRule.FindAllStringSubmatch(string(data), -1) {
		rules += fmt.Sprintf("[[headers]]\nfor = %q\n[headers.values]\n%s = %q\n", m[1], m[2], m[3])
	}
	before, after, found := strings.Cut(file, "[[headers]]")
	if !found || rules == "" {
		t.Fatal("there are no rules")
	}
	return before + rules + "[[headers]]" + after
}

var movedTo = regexp.MustCompile(`content="0; url=([^"]+)"`)

// Each code of the site has a short address, and each address that only leads to a page
// leads to one that is there, in the same way on hosts with redirects and without.
func TestMoved(t *testing.T) {
	t.Parallel()
	root := builtSite(t)
	files := filesOf(t, filepath.Join(root, "public"))
	want := map[string]string{}
	for name, data := range files {
		if path.Ext(name) == ".html" && !isShown(name, data) {
			want["/"+strings.TrimSuffix(name, ".html")] = "/" + path.Join(path.Dir(name), string(movedTo.FindSubmatch(data)[1]))
		}
	}
	got := map[string]string{}
	for line := range strings.Lines(string(files["_redirects"])) {
		f := strings.Fields(line)
		if len(f) != 3 || f[2] != "301!" || files[strings.TrimPrefix(f[1], "/")] == nil {
			t.Errorf("_redirects has the line %q", line)
			continue
		}
		got[strings.TrimSuffix(f[0], ".html")] = f[1]
	}
	if !maps.Equal(got, want) {
		t.Errorf("the redirects are %v, and the pages %v", got, want)
	}
	for _, n := range notesOf(t, root) {
		code, isStatus := strings.CutPrefix(strings.TrimSuffix(n.Path, ".md"), "status/")
		if isStatus && code != "404" && code != "index" && got["/"+code] != "/status/"+code+".html" {
			t.Errorf("/%s leads to %q", code, got["/"+code])
		}
	}
}

// A file in which all is well, and what each mistake in it must get.
const goodHosting = `[build]
command = "go run . build"
publish = "public"
[build.environment]
GO_VERSION = "1.26.8"
[build.processing.html]
pretty_urls = false
[[headers]]
for = "/*"
[headers.values]
Content-Security-Policy = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
Cross-Origin-Opener-Policy = "same-origin"
Permissions-Policy = "camera=()"
Referrer-Policy = "no-referrer"
X-Content-Type-Options = "nosniff"
[[headers]]
for = "/*.svg"
[headers.values]
Content-Security-Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
[[headers]]
for = "/*.json"
[headers.values]
Content-Security-Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
[[headers]]
for = "/*.xml"
[headers.values]
Content-Security-Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
[[headers]]
for = "/*.js"
[headers.values]
Cross-Origin-Resource-Policy = "same-origin"
[[headers]]
for = "/assets/*"
[headers.values]
Cache-Control = "public, max-age=31536000, immutable"
[[redirects]]
from = "/200"
to = "/status/200.html"
status = 301
[[redirects]]
from = "/start"
to = "/lessons/#first"
status = 302
`

func TestHostingMistakes(t *testing.T) {
	content := fstest.MapFS{
		"index.md": {}, "status/200.md": {}, "status/404.md": {}, "lessons/index.md": {}, "origin/notes.md": {},
	}
	tests := []struct{ old, new, want string }{
		{"", "", ""},
		{"[build]", "[biuld]", "biuld.command is no key of netlify.toml: did you mean build.command?"},
		{"publish =", "pubish =", "build.pubish is no key of netlify.toml: did you mean build.publish?"},
		{"[build.environment]", "[build.enviroment]", "build.enviroment.GO_VERSION is no key of netlify.toml: did you mean build.environment.GO_VERSION?"},
		{"GO_VERSION =", "GOVERSION =", `GO_VERSION is "", and go.mod says 1.26.8`},
		{`"1.26.8"`, `"1.26"`, `GO_VERSION is "1.26", and go.mod says 1.26.8`},
		{`"1.26.8"`, `1.26`, `build.environment.GO_VERSION is float64, and must be a string`},
		{"pretty_urls", "prety_urls", "build.processing.html.prety_urls is no key of netlify.toml: did you mean build.processing.html.pretty_urls?"},
		{"pretty_urls = false", `pretty_urls = "false"`, "build.processing.html.pretty_urls is a string, and must be true or false"},
		{"[[headers]]\nfor = \"/*\"\n[headers.values]", "[[header]]\nfor = \"/*\"\n[header.values]", "header.for is no key of netlify.toml: did you mean headers.for?"},
		{"for = ", "path = ", "headers.path is no key of netlify.toml: did you mean headers.for?"},
		{"[headers.values]", "[headers.value]", "headers.value.Content-Security-Policy is no key of netlify.toml: did you mean headers.values.Content-Security-Policy?"},
		{"[[redirects]]", "[[redirect]]", "redirect.from is no key of netlify.toml: did you mean redirects.from?"},
		{"status = 301", `status = "301"`, "redirects.status is a string, and must be a whole number"},
		{"status = 301", "status = 301\nforced = true", "redirects.forced is no key of netlify.toml: did you mean redirects.force?"},
		{"status = 301", "status = 301\nconditions = {Country = \"US\"}", "redirects.conditions.Country is a string, and must be a list of strings"},
		{"status = 301", "status = 200", "redirect from /200: the status must be 301 or 302, not 200"},
		{"go run . build", "hugo", "build.command is \"hugo\": it must build the site with `go run . build`"},
		{`"public"`, `"dist"`, `build.publish is "dist": the site is written into public`},
		{"Referrer-Policy", "Referer-Policy", "headers for /*: Referer-Policy is no registered field"},
		{"Permissions-Policy = \"camera=()\"\n", "", "headers for /*: Permissions-Policy is missing"},
		{"nosniff", "no-sniff", `X-Content-Type-Options is "no-sniff": its only value is nosniff`},
		{"script-src 'self'", "script-src 'self' 'unsafe-inline'", "Content-Security-Policy: script-src allows 'unsafe-inline'"},
		{"script-src 'self'", "script-src 'self' 'unsafe-eval'", "Content-Security-Policy: script-src allows 'unsafe-eval'"},
		{"script-src 'self'", "script-src *", "Content-Security-Policy: script-src allows *"},
		{"script-src 'self'", "script-src self", "Content-Security-Policy: script-src allows self"},
		{"script-src", "scirpt-src", `Content-Security-Policy: "scirpt-src" is no directive`},
		{"script-src 'self'", "default-src 'self'", "Content-Security-Policy: default-src stands twice"},
		{"default-src 'none'; ", "", "Content-Security-Policy: default-src must be 'none'"},
		{"frame-ancestors 'none'", "frame-ancestors 'self'", "Content-Security-Policy: frame-ancestors must be 'none'"},
		{"'none'; sandbox", "'none'", "headers for /*.svg: its policy must be default-src 'none' and sandbox"},
		{`for = "/*.json"`, `for = "/*.txt"`, "headers for /*.json: its policy must be default-src 'none' and sandbox"},
		{`for = "/*.svg"`, `for = "/*.html"`, "Content-Security-Policy: style-src allows 'unsafe-inline'"},
		{`"same-origin"` + "\n[[headers]]\nfor = \"/assets", `"cross-origin"` + "\n[[headers]]\nfor = \"/assets", "headers for /*.js: Cross-Origin-Resource-Policy must be same-origin"},
		{`for = "/assets/*"`, `for = "/status/*"`, "headers for /status/*: Cache-Control is for /assets/ alone, where a name changes with the bytes, and no-cache for /sw.js"},
		{`for = "/assets/*"`, `for = "/sw.js"`, "headers for /sw.js: Cache-Control is for /assets/ alone, where a name changes with the bytes, and no-cache for /sw.js"},
		{`for = "/assets/*"`, `for = "assets/*"`, `headers for "assets/*": a path begins with a slash`},
		{"/status/200.html", "/status/299.html", "redirect from /200: the site has no /status/299.html"},
		{"/lessons/#first", "/origin/notes.html", "redirect from /start: the site has no /origin/notes.html"},
		{`"/start"`, `"/404"`, "redirect from /404: a page stands there, and wins"},
		{`"/start"`, `"/lessons"`, "redirect from /lessons: a page stands there, and wins"},
		{`"/start"`, `"/200"`, "redirect from /200: it stands twice"},
		{`"/start"`, `"/:code"`, `redirect from "/:code": it must be one plain path`},
		{`"/start"`, `"start"`, `redirect from "start": it must be one plain path`},
		{"[build]", "[build", "toml: line 2: expected '.' or ']' to end table name, but got '\\n' instead"},
	}
	for _, test := range tests {
		if !strings.Contains(goodHosting, test.old) {
			t.Errorf("%q does not stand in the file", test.old)
		}
		c := hostingCheck{goVersion: "1.26.8", pages: pagesOf(t, content), fields: registered(t)}
		got := c.check(strings.Replace(goodHosting, test.old, test.new, 1))
		switch {
		case test.want == "" && len(got) > 0:
			t.Errorf("the good file gets %q", got)
		case test.want != "" && !slices.Contains(got, test.want):
			t.Errorf("%q for %q: got %q, want %q", test.new, test.old, got, test.want)
		}
	}
}
