package doctor

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/serve"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// blocked faults what the pages of a site want to load or run, and their policies do not
// allow: those in the pages, and those of the headers that a host sends. texts are where
// the author can have written it.
func blocked(s *site.Site, files *site.Files, headers serve.Headers, texts []*source.File) (faults []source.Fault) {
	type key struct{ directive, address, inline string }
	found, on := map[key]resource{}, map[key][]string{}
	var order []key
	why := map[key]string{}
	address, _ := url.Parse(s.Config.Address)
	if s.Config.Address == "" {
		address = nil
	}
	notes := map[string]*source.File{}
	for _, p := range s.Pages {
		notes[p.URL] = p.Note.File
	}
	var shared []policy // of the first page with a policy, for the style sheets
	check := func(name string, all []resource, policies []policy) {
		here := &url.URL{Scheme: "https", Host: "site.invalid", Path: "/" + name}
		for _, r := range all {
			for _, p := range policies {
				if directive := p.blocks(r, here, address); directive != "" {
					k := key{r.directive, r.address, r.inline}
					if to, err := here.Parse(r.address); err == nil && r.address != "" {
						k.address = to.String()
					}
					if on[k] == nil {
						order, found[k], why[k] = append(order, k), r, directive
					}
					on[k] = append(on[k], name)
					break
				}
			}
		}
	}
	var b bytes.Buffer
	for i, f := range files.List {
		if path.Ext(f.Path) != ".html" || f.Moved {
			continue
		}
		data, err := files.Bytes(i, &b)
		if err != nil {
			continue // reported by Files.Faults
		}
		all, policies := resources(data)
		h := http.Header{}
		headers.Apply(h, "/"+f.Path)
		for _, value := range h.Values("Content-Security-Policy") {
			policies = append(policies, parsePolicy(value))
		}
		if shared == nil {
			shared = policies
		}
		check(f.Path, all, policies)
	}
	for _, f := range files.List {
		if path.Ext(f.Path) == ".css" && f.Make == nil {
			check(f.Path, styleResources(f.Data), shared)
		}
	}
	for _, k := range order {
		r := found[k]
		f := source.Fault{ID: "policy-blocks"}
		what := r.address
		if what == "" {
			what = "a script or a style in the page: " + source.Clip(source.Visible(r.shown), source.LongestQuoted)
		}
		f.What = fmt.Sprintf("the Content-Security-Policy does not let pages use %s (%s)", what, why[k])
		places := on[k]
		f.Do = advice(r) + "\nit is on " + places[0]
		if n := len(places) - 1; n > 0 {
			f.Do += fmt.Sprintf(" and %s", count(n, "more page"))
		}
		if own := notes[places[0]]; own != nil && len(places) == 1 {
			texts = append([]*source.File{own}, texts...)
		}
		f.File, f.Span = where(r, texts)
		faults = append(faults, f)
	}
	return faults
}

// advice says what an author can do about a resource that is blocked.
func advice(r resource) string {
	if r.address == "" {
		return "put it into a file of its own, which the page loads"
	}
	return "put the file into content/ and use it from there; or list its host under allow: in content/site.yaml, and remove the policy from netlify.toml if that has one"
}

// where looks for the place where a resource was written: its text, or the name of its
// file.
func where(r resource, texts []*source.File) (*source.File, source.Span) {
	for _, text := range []string{r.shown, html.EscapeString(r.shown), nameOf(r.address)} {
		if len(text) < 3 {
			continue
		}
		for _, f := range texts {
			if at := bytes.Index(f.Data, []byte(text)); at >= 0 {
				return f, source.Span{Start: at, End: at + len(text)}
			}
		}
	}
	return nil, source.Span{}
}

// textsOf are the files in which an author writes HTML and styles: those of content/, its
// layouts first, and the layouts of the tree.
func textsOf(content fs.FS, folder layout.Folder) (out []*source.File) {
	read := func(root fs.FS, under string, endings ...string) {
		fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil { // reported where it is read
				return nil
			}
			if d.IsDir() && path.Base(name) == base {
				return fs.SkipDir
			}
			if d.Type().IsRegular() && slices.Contains(endings, path.Ext(name)) {
				if data, err := fs.ReadFile(root, name); err == nil {
					out = append(out, &source.File{Name: path.Join(under, name), Data: plain(data)})
				}
			}
			return nil
		})
	}
	if folder.Own != nil {
		read(folder.Own, layout.OwnName, ".html", ".css", ".js")
	}
	read(content, note.Folder, ".html", ".css", ".js")
	read(folder.Base, layout.Name, ".html", ".css", ".js")
	return slices.DeleteFunc(out, func(f *source.File) bool { return strings.HasPrefix(f.Name, note.Folder+"/"+note.OriginFolder+"/") })
}
