package reader_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// lost is the page for addresses that lead nowhere. A server sends it from any
// depth, so its links begin at the root of the host.
const lost = "404.html"

// searchScript holds the head of the index, and is loaded when a reader begins
// to search.
const searchScript = "search.js"

// worker looks after all of the site, so it stands at its root.
const worker = "sw.js"

// A crawl holds a built site to what readers, browsers and search engines rely on.
type crawl struct {
	files    map[string][]byte // by path in public/
	address  string            // of the site, as site.yaml has it
	root     string            // its path: links of the lost page begin with it
	pages    map[string]*crawled
	problems []string
}

// A crawled page is what one page says of itself and where it leads.
type crawled struct {
	path      string
	ids       map[string]bool
	links     []reference
	count     map[string]int    // of elements
	text      map[string]string // of the last h1 and title
	language  string
	describes []string // contents of meta description
	canonical []string
}

// A reference is an attribute that leads somewhere.
type reference struct {
	tag, attr, value string
	download         bool // what it leads to is to be kept, not shown
}

// crawlSite returns what is wrong with a site, page by page.
func crawlSite(files map[string][]byte, address string) []string {
	root := "/"
	if u, err := url.Parse(address); err == nil {
		root = strings.TrimSuffix(u.Path, "/") + "/"
	}
	c := &crawl{files: files, address: strings.TrimSuffix(address, "/") + "/", root: root, pages: map[string]*crawled{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if isShown(name, files[name]) {
			c.read(name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.pages)) {
		p := c.pages[name]
		c.head(p)
		for _, l := range p.links {
			c.follow(p, l)
		}
	}
	c.unique()
	c.reachable()
	c.assets()
	c.forMachines()
	return c.problems
}

func (c *crawl) problem(name, format string, args ...any) {
	c.problems = append(c.problems, name+": "+fmt.Sprintf(format, args...))
}

// leading are the attributes that lead to a file, naming those that lead to an
// id of the page.
var (
	leading = []string{"href", "src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "cite", "xlink:href"}
	naming  = []string{"aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "for", "headers", "list"}
)

func (c *crawl) read(name string) {
	p := &crawled{path: name, ids: map[string]bool{}, count: map[string]int{}, text: map[string]string{}}
	c.pages[name] = p
	doc, err := html.Parse(strings.NewReader(string(c.files[name])))
	if err != nil {
		c.problem(name, "%v", err)
		return
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			c.element(p, n)
		}
	}
}

func (c *crawl) element(p *crawled, n *html.Node) {
	attrs := map[string]string{}
	download := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "download" && a.Val != "" })
	for _, a := range n.Attr {
		key := strings.TrimPrefix(a.Namespace+":"+a.Key, ":")
		attrs[key] = a.Val
		switch {
		case key == "id":
			if p.ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
				c.problem(p.path, "the id %q is not one of its own", a.Val)
			}
			p.ids[a.Val] = true
		case slices.Contains(leading, key):
			p.links = append(p.links, reference{tag: n.Data, attr: key, value: a.Val, download: download})
		case slices.Contains(naming, key):
			for id := range strings.FieldsSeq(a.Val) {
				p.links = append(p.links, reference{tag: n.Data, attr: key, value: "#" + id})
			}
		case key == "style" || strings.HasPrefix(key, "on"):
			c.problem(p.path, "<%s %s>: the policy of the site forbids it", n.Data, key)
		}
	}
	p.count[n.Data]++
	switch n.Data {
	case "html":
		p.language = attrs["lang"]
	case "h1", "title":
		if n.Namespace == "" { // <title> of a drawing is another thing
			p.text[n.Data] = strings.Join(strings.Fields(textOf(n)), " ")
		} else {
			p.count[n.Data]--
		}
	case "meta":
		if attrs["name"] == "description" {
			p.describes = append(p.describes, attrs["content"])
		}
		// TestPolicyOfPages reads the policy.
		if h := attrs["http-equiv"]; h != "" && h != "Content-Security-Policy" {
			c.problem(p.path, "<meta http-equiv=%q>: fields stand in netlify.toml", h)
		}
	case "link":
		if attrs["rel"] == "canonical" {
			p.canonical = append(p.canonical, attrs["href"])
			p.links = slices.DeleteFunc(p.links, func(r reference) bool { return r.tag == "link" && r.value == attrs["href"] })
		}
	case "script":
		if attrs["src"] == "" {
			c.problem(p.path, "a script in the page: the policy of the site forbids it")
		}
	case "style", "base", "iframe", "object", "embed":
		c.problem(p.path, "<%s>: the policy of the site forbids it", n.Data)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// head holds a page to what it must say of itself.
func (c *crawl) head(p *crawled) {
	if p.language == "" {
		c.problem(p.path, "no language")
	}
	for _, tag := range []string{"h1", "title"} {
		if p.count[tag] != 1 || p.text[tag] == "" {
			c.problem(p.path, "%d <%s>, with the text %q", p.count[tag], tag, p.text[tag])
		}
	}
	if len(p.describes) != 1 || strings.TrimSpace(p.describes[0]) == "" {
		c.problem(p.path, "its descriptions are %q", p.describes)
	}
	want := []string{c.canonical(p.path)}
	if p.path == lost {
		want = nil
	}
	if !slices.Equal(p.canonical, want) {
		c.problem(p.path, "its canonical links are %q, not %q", p.canonical, want)
	}
}

// canonical is the one address of a page: that of the folder for its index.
func (c *crawl) canonical(name string) string {
	if dir, base := path.Split(name); base == "index.html" {
		name = dir
	}
	return c.address + (&url.URL{Path: name}).EscapedPath()
}

// follow finds the file and the id that a reference leads to.
func (c *crawl) follow(p *crawled, r reference) {
	if strings.HasSuffix(r.attr, "srcset") {
		for one := range strings.SplitSeq(r.value, ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(one), " ")
			c.follow(p, reference{tag: r.tag, attr: "src", value: address})
		}
		return
	}
	bad := func(what string) { c.problem(p.path, "<%s %s=%q> %s", r.tag, r.attr, r.value, what) }
	u, err := url.Parse(r.value)
	switch {
	case err != nil:
		bad("is no address")
		return
	case u.Scheme == "data" && r.tag == "a" && r.download:
		if bytes, ok := strings.CutPrefix(u.Opaque, "application/octet-stream,"); !ok || bytes == "" || u.RawQuery != "" || u.Fragment != "" {
			bad("holds no bytes to keep")
		}
		return
	case u.Scheme != "" || u.Host != "":
		if r.tag != "a" && r.tag != "blockquote" && r.tag != "q" {
			bad("asks another host")
		} else if u.Scheme != "https" || u.Host == "" {
			bad("is neither relative nor https")
		} else if strings.HasPrefix(r.value+"/", c.address) {
			bad("leads to this site by its full address")
		}
		return
	case u.RawQuery != "" || u.ForceQuery:
		bad("has a query")
		return
	case u.Path == "" && u.Fragment == "":
		bad("leads nowhere")
		return
	}
	to, ok := c.target(p, u.Path)
	if !ok {
		bad("is not relative")
		return
	}
	if c.files[to] == nil {
		bad("leads to no file")
		return
	}
	if u.Fragment != "" && (c.pages[to] == nil || !c.pages[to].ids[u.Fragment]) {
		bad("leads to no id")
	}
}

// target is the path in public/ of what a page refers to.
func (c *crawl) target(p *crawled, to string) (name string, ok bool) {
	switch {
	case to == "":
		return p.path, true
	case p.path == lost:
		name, ok = strings.CutPrefix(to, c.root)
		return name, ok
	}
	return path.Join(path.Dir(p.path), to), !strings.HasPrefix(to, "/")
}

// unique holds titles and descriptions to be told apart in a list of results.
func (c *crawl) unique() {
	for _, kind := range []string{"title", "description"} {
		first := map[string]string{}
		for _, name := range slices.Sorted(maps.Keys(c.pages)) {
			text := c.pages[name].text["title"]
			if kind == "description" {
				text = strings.Join(c.pages[name].describes, " ")
			}
			if other := first[text]; other != "" && text != "" {
				c.problem(name, "has the %s of %s: %q", kind, other, text)
			}
			first[text] = name
		}
	}
}

// reachable walks from the first page to all others, by links that are clicked.
func (c *crawl) reachable() {
	const home = "index.html"
	if c.pages[home] == nil {
		c.problem(home, "is missing")
		return
	}
	seen := map[string]bool{home: true, lost: true}
	for queue := []string{home}; len(queue) > 0; queue = queue[1:] {
		p := c.pages[queue[0]]
		for _, l := range p.links {
			u, err := url.Parse(l.value)
			if l.tag != "a" || err != nil || u.Scheme != "" || u.Host != "" {
				continue
			}
			if to, _ := c.target(p, u.Path); c.pages[to] != nil && !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.pages)) {
		if !seen[name] {
			c.problem(name, "no way leads here from %s", home)
		}
	}
}

var (
	printed    = regexp.MustCompile(`\.([0-9a-f]{8})\.[a-z0-9]+$`)
	partURL    = regexp.MustCompile(`"(assets/search-[^"]*)"`)
	styleURL   = regexp.MustCompile(`url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']`)
	scriptName = regexp.MustCompile(`"([a-z]+\.[0-9a-f]{8}\.(?:js|css))"`)
)

// assets are kept by browsers for ever: the name of each holds the hash of its
// bytes. Each is asked for by a page, by another asset or by the script of the
// search, whose own name stays.
func (c *crawl) assets() {
	asked := map[string]bool{}
	for _, p := range c.pages {
		for _, l := range p.links {
			to, _ := c.target(p, l.value)
			asked[to] = true
		}
	}
	for _, m := range partURL.FindAllSubmatch(c.files[searchScript], -1) {
		asked[string(m[1])] = true
		if c.files[string(m[1])] == nil {
			c.problem(searchScript, "%s leads to no file", m[1])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if path.Ext(name) == ".js" { // a script may load another
			for _, m := range scriptName.FindAllSubmatch(c.files[name], -1) {
				to := path.Join(path.Dir(name), string(m[1]))
				if c.files[to] == nil {
					c.problem(name, "%s leads to no file", m[1])
				}
				asked[to] = true
			}
		}
		if path.Ext(name) == ".css" {
			for _, m := range styleURL.FindAllStringSubmatch(string(c.files[name]), -1) {
				value, _, _ := strings.Cut(m[1]+m[2], "#")
				to := path.Join(path.Dir(name), value)
				if c.files[to] == nil || strings.Contains(value, ":") {
					c.problem(name, "%s leads to no file", m[0])
				}
				asked[to] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		inFolder := strings.HasPrefix(name, "assets/")
		switch path.Ext(name) {
		case ".css", ".js":
			if !inFolder && name != searchScript && name != worker {
				c.problem(name, "stands outside assets/")
			}
		}
		if !inFolder {
			continue
		}
		sum := sha256.Sum256(c.files[name])
		if m := printed.FindStringSubmatch(name); m == nil || m[1] != hex.EncodeToString(sum[:4]) {
			c.problem(name, "its name does not hold the hash of its bytes")
		}
		if !asked[name] {
			c.problem(name, "nothing asks for it")
		}
	}
}

// forMachines holds robots.txt and the sitemap to the pages.
func (c *crawl) forMachines() {
	for _, name := range []string{lost, "robots.txt", "sitemap.xml"} {
		if c.files[name] == nil {
			c.problem(name, "is missing")
		}
	}
	line := "Sitemap: " + c.address + "sitemap.xml"
	if !slices.Contains(strings.Split(string(c.files["robots.txt"]), "\n"), line) {
		c.problem("robots.txt", "has no line %q", line)
	}
	var listed struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(c.files["sitemap.xml"], &listed); err != nil {
		c.problem("sitemap.xml", "%v", err)
		return
	}
	in := map[string]bool{}
	for _, u := range listed.URLs {
		if in[u.Loc] {
			c.problem("sitemap.xml", "%s stands twice", u.Loc)
		}
		in[u.Loc] = true
	}
	for _, name := range slices.Sorted(maps.Keys(c.pages)) {
		if name != lost && !in[c.canonical(name)] {
			c.problem("sitemap.xml", "%s is missing", c.canonical(name))
		}
		if name != lost {
			delete(in, c.canonical(name))
		}
	}
	for _, left := range slices.Sorted(maps.Keys(in)) {
		c.problem("sitemap.xml", "%s is no page", left)
	}
}
