// Package theme is what site.yaml says about how a site looks and what its pages carry:
// colours, fonts, a logo, links in the foot, and the head: and foot: files. Read takes the
// linked site and returns a Theme, or the faults; Theme.Style gives the style sheet the
// colours and fonts, Theme.Files are what pages load, and Theme.Policy is their
// Content-Security-Policy, which is written in each of them and, by Theme.Headers, for the
// host.
package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Theme is what site.yaml says about the look of a site, and what it needs of content/.
type Theme struct {
	Links []Link      // in the foot
	Files []site.File // that pages load: each is an asset
	Logo  string      // the address of the picture, from the root of the site, or empty
	Head  Frame       // before the end of the head of each page
	Foot  Frame       // in its foot

	site      *site.Site
	config    site.Config
	faces     []byte            // @font-face rules
	families  map[string]string // by custom property
	addresses map[string]string // of Files, by their path in content/
	hosts     map[string][]string
	faults    []source.Fault
}

// A Link is a link in the foot of each page.
type Link struct {
	Name string
	To   string // from the root of the site, or with a scheme
}

// Outside reports whether an address has a scheme, so that it is the same on all pages.
func Outside(to string) bool {
	u, err := url.Parse(to)
	return err == nil && u.Scheme != ""
}

// Read returns the theme of a site.
func Read(s *site.Site) (*Theme, []source.Fault) {
	t := &Theme{site: s, config: s.Config, families: map[string]string{}, addresses: map[string]string{}, hosts: map[string][]string{}}
	t.allowed()
	t.fonts()
	if logo := s.Config.Logo; logo != "" {
		if !slices.Contains(pictures, strings.ToLower(path.Ext(logo))) {
			t.fault("logo", "logo", fmt.Sprintf("%s is no picture that browsers show", logo), "name a file of content/ that ends in .svg, .png, .webp, .jpg or .gif")
		} else {
			t.Logo = t.file("logo", logo)
		}
	}
	for i, l := range s.Config.Links {
		at := fmt.Sprintf("links.%d", i)
		to, what := t.target("", l.URL)
		if l.Name == "" || l.URL == "" {
			what = "a link needs a name and an address"
		}
		if what != "" {
			t.fault("foot-link", at+".url", what, "write {name: Imprint, url: imprint.md}, with the path of a note in content/, or an address with https:// or mailto:")
		}
		t.Links = append(t.Links, Link{l.Name, to})
	}
	t.Head = t.frame("head", s.Config.Head)
	t.Foot = t.frame("foot", s.Config.Foot)
	return t, t.faults
}

// pictures are the extensions of pictures.
var pictures = []string{".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif"}

// Key is what the pages and the style sheet take from the theme and from no configuration.
func (t *Theme) Key() string {
	var b strings.Builder
	fmt.Fprint(&b, t.config.Colours, string(t.faces), t.families, t.Logo, t.Head.pieces, t.Foot.pieces)
	for _, f := range t.Files {
		b.WriteString(f.Path)
	}
	return b.String()
}

// fault adds a fault of a key of site.yaml.
func (t *Theme) fault(id, key, what, do string) {
	at := t.config.At(key)
	if at == (source.Span{}) {
		at = t.config.At(strings.TrimSuffix(key, path.Ext(key)))
	}
	t.faults = append(t.faults, source.Fault{File: t.site.ConfigFile, Span: at, ID: id, What: what, Do: do, Exit: source.ExitUsage})
}

// data returns a file of content/.
func (t *Theme) data(name string) ([]byte, bool) {
	i := slices.IndexFunc(t.site.Copies, func(c site.Copy) bool { return c.URL == name })
	if i < 0 {
		return nil, false
	}
	return t.site.Copies[i].Data, true
}

// file makes an asset of the file that a key of site.yaml names, and returns its address.
func (t *Theme) file(key, name string) string {
	data, ok := t.data(name)
	if !ok {
		t.fault("no-such-file", key, fmt.Sprintf("there is no file content/%s", name), t.meant(name)+"write the path of a file in content/")
		return ""
	}
	return t.asset(name, data)
}

func (t *Theme) meant(name string) string {
	var names []string
	for _, c := range t.site.Copies {
		names = append(names, c.URL)
	}
	return source.Meant(name, names)
}

// asset adds a file to those that pages load, under a name that changes with its bytes.
func (t *Theme) asset(name string, data []byte) string {
	if address := t.addresses[name]; address != "" {
		return address
	}
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.TrimSuffix(name, ext))
	address := site.AssetFolder + "own-" + plain + "." + hex.EncodeToString(sum[:4]) + ext
	t.addresses[name] = address
	t.Files = append(t.Files, site.File{Path: address, Data: data, Asset: true})
	return address
}

// target is what an address leads to that is written in a file in a folder of content/: it
// is from the root of the site, or has a scheme. what says why it leads nowhere.
func (t *Theme) target(folder, to string) (target, what string) {
	u, err := url.Parse(to)
	switch {
	case err != nil:
		return "", fmt.Sprintf("%q is not an address", to)
	case u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto":
		return to, ""
	case u.Scheme != "" || u.Host != "":
		return "", fmt.Sprintf("the address %q is of a kind that pages do not link to", to)
	case u.Path == "" && u.Fragment != "":
		return "", fmt.Sprintf("the address %q leads to a place of each page", to)
	}
	name := strings.TrimPrefix(path.Join("/", folder, u.Path), "/")
	if strings.HasPrefix(u.Path, "/") {
		name = strings.TrimPrefix(path.Clean(u.Path), "/")
	}
	fragment := ""
	if u.Fragment != "" {
		fragment = "#" + u.EscapedFragment()
	}
	for _, p := range t.site.Pages {
		switch {
		case p.Note.Path != name:
		case fragment == "":
			return p.URL, ""
		default:
			return p.URL + fragment, t.site.Lacks(p, u.Fragment)
		}
	}
	if _, ok := t.data(name); ok {
		return name + fragment, ""
	}
	return "", fmt.Sprintf("there is no file content/%s", name)
}
