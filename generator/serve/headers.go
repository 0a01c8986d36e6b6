package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"wirebook/generator"
	"wirebook/generator/source"
)

// The headers of the published site are those of netlify.toml and, before them, those
// that the build writes into public/.
const (
	hosting = "netlify.toml"
	built   = "_headers"
)

// Headers are header rules, in order.
type Headers []header

type header struct {
	For    string            `toml:"for"`
	Values map[string]string `toml:"values"`
}

// ReadHeaders reads the rules. A tree without the file has none.
func ReadHeaders(root string) (Headers, []source.Fault) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, []source.Fault{source.FromError("not-read", err, "check the permissions of the folder")}
	}
	defer dir.Close()
	data, err := dir.ReadFile(hosting)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, []source.Fault{source.FromError("not-read", err, "check the permissions of the file")}
	}
	file, faults := source.NewFile(hosting, data)
	if faults != nil {
		return nil, faults
	}
	var config struct {
		Headers Headers `toml:"headers"`
	}
	if err := toml.Unmarshal(file.Data, &config); err != nil {
		f := source.Fault{File: file, ID: "bad-toml", What: err.Error(), Do: "see https://toml.io for the notation", Exit: source.ExitUsage}
		var parse toml.ParseError
		if errors.As(err, &parse) {
			f.What = fmt.Sprintf("this is not TOML: %s", parse.Message)
			f.Span = source.Span{Start: parse.Position.Start, End: parse.Position.Start + parse.Position.Len}
		}
		return nil, []source.Fault{f}
	}
	return config.Headers, nil
}

// builtHeaders reads the rules that a build wrote. A site without the file has none.
func builtHeaders(root string) (h Headers) {
	dir, err := generator.OpenFolder(root, public)
	if err != nil {
		return nil
	}
	defer dir.Close()
	data, err := fs.ReadFile(dir.FS(), built) // a pipe is no file of a build
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(data)) {
		name, value, field := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case strings.HasPrefix(line, "/"):
			h = append(h, header{For: strings.TrimSpace(line), Values: map[string]string{}})
		case field && len(h) > 0:
			h[len(h)-1].Values[name] = value
		}
	}
	return h
}

// hides is a notice if netlify.toml has a policy for all pages that is not the one of the
// build: Netlify sends that of netlify.toml.
func (h Headers) hides(made Headers) (notices []source.Fault) {
	const policy = "Content-Security-Policy"
	for _, mine := range h {
		for _, theirs := range made {
			if value, set := mine.Values[policy]; set && mine.For == theirs.For && value != theirs.Values[policy] {
				notices = append(notices, source.Fault{File: &source.File{Name: hosting}, ID: "policy-hidden", Exit: source.ExitUsage,
					What: "the policy for " + mine.For + " is not the one that the build wrote into public/" + built + ", and hosts send this one",
					Do:   "remove Content-Security-Policy from " + hosting + ": it follows content/site.yaml now"})
			}
		}
	}
	return notices
}

// Apply sets the fields that the path has on the published site, with three exceptions:
// nothing may be cached here; no other site may load it; and Strict-Transport-Security
// is left out, because it must not be sent over plain HTTP (RFC 6797 section 7.2).
func (h Headers) Apply(out http.Header, urlPath string) {
	for _, rule := range h {
		if !covers(rule.For, urlPath) {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(rule.Values)) {
			out.Set(name, rule.Values[name])
		}
	}
	out.Del("Strict-Transport-Security")
	out.Set("Cache-Control", "no-store")
	out.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// covers reports whether a rule applies to a path. The pattern is the path itself, or
// has one star that matches anything, slashes included. Netlify's own tools read /*.md
// this way too.
func covers(pattern, urlPath string) bool {
	before, after, star := strings.Cut(pattern, "*")
	return pattern == urlPath || star && len(urlPath) >= len(before)+len(after) && strings.HasPrefix(urlPath, before) && strings.HasSuffix(urlPath, after)
}
