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

	"wirebook/generator/source"
)

// hosting is the file that sets the headers of the published site.
const hosting = "netlify.toml"

// Headers are the header rules of netlify.toml, in order.
type Headers []struct {
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
