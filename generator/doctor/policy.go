package doctor

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A resource is what a page asks a browser to load, run or apply.
type resource struct {
	directive string // of the Content-Security-Policy that decides
	address   string // empty if it is in the page itself
	inline    string // what is in the page, if it is a script or a style
	attribute bool   // inline is the value of an attribute
	shown     string // as the source has it, to be found there
}

// A policy is one Content-Security-Policy: the sources of its directives
// (https://www.w3.org/TR/CSP3/).
type policy map[string][]string

func parsePolicy(text string) policy {
	p := policy{}
	for directive := range strings.SplitSeq(text, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		if name := strings.ToLower(words[0]); p[name] == nil { // the first of a name counts
			p[name] = append([]string{}, words[1:]...)
		}
	}
	return p
}

// fallbacks are the directives that decide where there is none of that name, before
// default-src. Those without an entry in it fall back to nothing.
var fallbacks = map[string][]string{
	"script-src": {}, "style-src": {}, "img-src": {}, "font-src": {}, "media-src": {}, "manifest-src": {}, "object-src": {}, "connect-src": {},
	"frame-src":       {"child-src"},
	"script-src-elem": {"script-src"}, "script-src-attr": {"script-src"},
	"style-src-elem": {"style-src"}, "style-src-attr": {"style-src"},
}

// blocks returns the directive that does not let a page load a resource, with its
// sources, or "". here is the address of the page; site is that of the deployed site, if
// it is known.
func (p policy) blocks(r resource, here, site *url.URL) string {
	names := []string{r.directive}
	if more, ok := fallbacks[r.directive]; ok {
		names = append(append(names, more...), "default-src")
	}
	for _, name := range names {
		sources, ok := p[name]
		if !ok {
			continue
		}
		if slices.ContainsFunc(sources, func(s string) bool { return r.allowed(s, sources, here, site) }) {
			return ""
		}
		return strings.TrimSpace(name + " " + strings.Join(sources, " "))
	}
	return ""
}

// allowed reports whether a source of a directive allows the resource.
func (r resource) allowed(source string, all []string, here, site *url.URL) bool {
	lower := strings.ToLower(source)
	if r.address == "" {
		hashed := slices.ContainsFunc(all, func(s string) bool { return strings.HasPrefix(s, "'sha") || strings.HasPrefix(s, "'nonce-") })
		switch {
		case lower == "'unsafe-inline'":
			return !hashed
		case r.attribute && !slices.Contains(all, "'unsafe-hashes'"):
			return false
		}
		sums := []string{}
		a, b, c := sha256.Sum256([]byte(r.inline)), sha512.Sum384([]byte(r.inline)), sha512.Sum512([]byte(r.inline))
		for name, sum := range map[string][]byte{"sha256": a[:], "sha384": b[:], "sha512": c[:]} {
			sums = append(sums, "'"+name+"-"+base64.StdEncoding.EncodeToString(sum)+"'")
		}
		return slices.Contains(sums, source)
	}
	to, err := here.Parse(r.address)
	if err != nil {
		return false
	}
	own := to.Scheme == here.Scheme && to.Host == here.Host || site != nil && to.Scheme == site.Scheme && to.Host == site.Host
	switch {
	case lower == "'none'":
		return false
	case lower == "'self'":
		return own
	case lower == "*":
		return own || to.Scheme == "https" || to.Scheme == "http"
	case strings.HasSuffix(lower, ":"):
		return to.Scheme+":" == lower || lower == "http:" && to.Scheme == "https"
	case strings.HasPrefix(lower, "'"):
		return false
	}
	if !strings.Contains(lower, "://") {
		source = to.Scheme + "://" + source
	}
	want, err := url.Parse(source)
	if err != nil || want.Scheme != to.Scheme && (want.Scheme != "http" || to.Scheme != "https") {
		return false
	}
	host := want.Host == to.Host
	if rest, ok := strings.CutPrefix(want.Host, "*."); ok {
		host = strings.HasSuffix(to.Host, "."+rest)
	}
	return host && (want.Path == "" || want.Path == to.Path || strings.HasSuffix(want.Path, "/") && strings.HasPrefix(to.Path, want.Path))
}

// loads are the attributes with an address from which a browser loads something, by
// element, and the directives that decide.
var loads = map[string]map[string]string{
	"script": {"src": "script-src-elem"},
	"img":    {"src": "img-src", "srcset": "img-src"},
	"input":  {"src": "img-src"},
	"image":  {"href": "img-src", "xlink:href": "img-src"},
	"video":  {"src": "media-src", "poster": "img-src"},
	"audio":  {"src": "media-src"},
	"source": {"src": "media-src", "srcset": "img-src"},
	"track":  {"src": "media-src"},
	"iframe": {"src": "frame-src"},
	"frame":  {"src": "frame-src"},
	"embed":  {"src": "object-src"},
	"object": {"data": "object-src"},
	"form":   {"action": "form-action"},
	"base":   {"href": "base-uri"},
}

// linked are the directives that decide about link elements, by their rel.
var linked = map[string]string{"stylesheet": "style-src-elem", "icon": "img-src", "apple-touch-icon": "img-src", "manifest": "manifest-src", "modulepreload": "script-src-elem"}

// preloaded are those of rel=preload, by what is loaded.
var preloaded = map[string]string{"script": "script-src-elem", "style": "style-src-elem", "image": "img-src", "font": "font-src", "fetch": "connect-src"}

// isScript are the types of script elements that browsers run; others hold data.
var isScript = regexp.MustCompile(`(?i)^\s*(|module|importmap|speculationrules|(text|application)/(x-)?(java|ecma)script)\s*$`)

// resources returns the resources of a page, and the policies in its meta elements.
func resources(page []byte) (all []resource, policies []policy) {
	z := html.NewTokenizer(bytes.NewReader(page))
	var open *resource // the element whose text comes next
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return all, policies
		case html.TextToken:
			if text := string(z.Raw()); open != nil && strings.TrimSpace(text) != "" {
				open.inline = text
				open.shown, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
				all = append(all, *open)
			}
			open = nil
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			open = nil
			continue
		}
		t := z.Token()
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = a.Val
		}
		add := func(directive, address string) {
			if address != "" {
				all = append(all, resource{directive: directive, address: address, shown: address})
			}
		}
		for _, name := range slices.Sorted(maps.Keys(loads[t.Data])) {
			directive := loads[t.Data][name]
			if name != "srcset" {
				add(directive, attr[name])
				continue
			}
			for candidate := range strings.SplitSeq(attr[name], ",") {
				if words := strings.Fields(candidate); len(words) > 0 {
					add(directive, words[0])
				}
			}
		}
		switch t.Data {
		case "meta":
			if strings.EqualFold(attr["http-equiv"], "Content-Security-Policy") {
				policies = append(policies, parsePolicy(attr["content"]))
			}
		case "link":
			for _, rel := range strings.Fields(strings.ToLower(attr["rel"])) {
				if rel == "preload" {
					add(preloaded[attr["as"]], attr["href"])
				} else if directive := linked[rel]; directive != "" {
					add(directive, attr["href"])
				}
			}
		case "script":
			if attr["src"] == "" && isScript.MatchString(attr["type"]) {
				open = &resource{directive: "script-src-elem"}
			}
		case "style":
			open = &resource{directive: "style-src-elem"}
		}
		for _, a := range t.Attr {
			switch {
			case a.Key == "style":
				all = append(all, resource{directive: "style-src-attr", inline: a.Val, attribute: true, shown: a.Val})
			case strings.HasPrefix(a.Key, "on"):
				all = append(all, resource{directive: "script-src-attr", inline: a.Val, attribute: true, shown: a.Val})
			case (a.Key == "href" || a.Key == "action") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
				all = append(all, resource{directive: "script-src-elem", inline: a.Val, attribute: true, shown: a.Val})
			}
		}
	}
}

var (
	fontFace = regexp.MustCompile(`(?s)@font-face\s*\{.*?\}`)
	styled   = regexp.MustCompile(`(@import\s+(?:url\(\s*)?["']?|url\(\s*["']?)([^"')\s]+)`)
	comments = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// styleResources returns what a style sheet loads.
func styleResources(css []byte) (all []resource) {
	css = comments.ReplaceAllFunc(css, func(c []byte) []byte { return bytes.Repeat([]byte(" "), len(c)) })
	fonts := fontFace.FindAllIndex(css, -1)
	for _, m := range styled.FindAllSubmatchIndex(css, -1) {
		directive := "img-src"
		if bytes.HasPrefix(css[m[2]:], []byte("@import")) {
			directive = "style-src-elem"
		}
		if slices.ContainsFunc(fonts, func(f []int) bool { return f[0] < m[4] && m[4] < f[1] }) {
			directive = "font-src"
		}
		if address := string(css[m[4]:m[5]]); !strings.HasPrefix(address, "#") {
			all = append(all, resource{directive: directive, address: address, shown: address})
		}
	}
	return all
}

// nameOf is the part of an address that its source has, too: assets have the hash of
// their bytes in their names.
func nameOf(address string) string { return hashed.ReplaceAllString(path.Base(address), ".") }

var hashed = regexp.MustCompile(`\.[0-9a-f]{8}\.`)
