package note

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"

	"wirebook/generator/source"
)

// Config is what site.yaml says of the site as a whole.
type Config struct {
	Title       string            `yaml:"title"`
	Description string            `yaml:"description"`
	Address     string            `yaml:"address"`    // https://…/, for canonical links, the sitemap and the 404 page
	Language    string            `yaml:"language"`   // BCP 47; en where it is missing
	Repository  string            `yaml:"repository"` // where the source can be read
	Sections    []Section         `yaml:"sections"`   // in reading order
	Origins     map[string]Origin `yaml:"origins"`
}

// A Section is a folder of content/ that stands in the navigation.
type Section struct {
	Title  string `yaml:"title"`
	Folder string `yaml:"folder"`
}

// Origin is one server that answers examples, chosen by the Host of a request.
type Origin struct {
	BuiltIn bool     `yaml:"built-in"` // the Go server of content/origin
	Hosts   []string `yaml:"hosts"`

	// Deadline is how long the origin may take for one answer; 5s where it is empty.
	Deadline string `yaml:"deadline"`
}

func parseConfig(file *source.File) (Config, []source.Fault) {
	c := Config{Language: "en"}
	if err := yaml.UnmarshalWithOptions(file.Data, &c, yaml.Strict()); err != nil {
		f := yamlFault(file, 0, err, append(keysOf(c), append(keysOf(Section{}), keysOf(Origin{})...)...))
		f.Exit = source.ExitUsage
		return c, []source.Fault{f}
	}
	fault := func(id, key, what, do string) []source.Fault {
		at := max(0, strings.Index("\n"+string(file.Data), "\n"+key+":"))
		return []source.Fault{{File: file, Span: source.Span{Start: at, End: at + len(key)}, ID: id, What: what, Do: do, Exit: source.ExitUsage}}
	}
	if c.Title == "" {
		return c, fault("no-site-title", "title", "the site has no title", "write `title: …`")
	}
	if c.Address != "" && !strings.HasPrefix(c.Address, "https://") && !strings.HasPrefix(c.Address, "http://") {
		return c, fault("site-address", "address", "the address is not a URL", "write it with its scheme: https://example.org/")
	}
	c.Address = AddressOf(c.Address)
	for name, o := range c.Origins {
		if d, err := time.ParseDuration(o.Deadline); o.Deadline != "" && (err != nil || d <= 0) {
			return c, fault("deadline", "origins", fmt.Sprintf("the deadline %q of the origin %s is no time", o.Deadline, name), "write it with its unit: 5s or 200ms")
		}
	}
	builtIn := 0
	for _, o := range c.Origins {
		if o.BuiltIn {
			builtIn++
		}
	}
	if builtIn > 1 {
		return c, fault("two-built-in", "origins", "more than one origin is marked built-in", "there is one built-in server: give it all the hosts")
	}
	return c, nil
}

// AddressOf is an address of a site with a slash at its end.
func AddressOf(address string) string {
	if address != "" && !strings.HasSuffix(address, "/") {
		address += "/"
	}
	return address
}

// keysOf are the YAML keys of a struct, so that a list of them is never out of date.
func keysOf(v any) (keys []string) {
	t := reflect.TypeOf(v)
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// yamlFault places an error of the YAML reader in the file; the YAML begins at offset.
func yamlFault(file *source.File, offset int, err error, keys []string) source.Fault {
	f := source.Fault{File: file, Span: source.Span{Start: offset, End: offset}, ID: "yaml", What: "the YAML cannot be read: " + err.Error(), Do: "see https://yaml.org/spec/1.2.2/ for what can be written"}
	var e yaml.Error
	if !errors.As(err, &e) {
		return f
	}
	f.What = "the YAML cannot be read: " + e.GetMessage()
	f.Do = "put a value that holds : or # or begins with a special character between quotes"
	if t := e.GetToken(); t != nil {
		f.Span = tokenSpan(file, offset, t)
		var unknown *yaml.UnknownFieldError
		var duplicate *yaml.DuplicateKeyError
		switch {
		case errors.As(err, &unknown):
			return unknownKey(file, f.Span, t.Value, keys)
		case errors.As(err, &duplicate):
			f.ID, f.What, f.Do = "repeated-key", fmt.Sprintf("the key %q stands twice", t.Value), "keep one of them"
		}
	}
	return f
}

func unknownKey(file *source.File, at source.Span, key string, keys []string) source.Fault {
	do := "the keys are: " + strings.Join(slices.Compact(keys), ", ")
	if near := source.Nearest(key, keys); near != "" {
		do = fmt.Sprintf("did you mean %q? ", near) + do
	}
	return source.Fault{File: file, Span: at, ID: "unknown-key", What: fmt.Sprintf("unknown key %q", key), Do: do}
}

// tokenSpan is where a token of the YAML stands in the file.
func tokenSpan(file *source.File, offset int, t *token.Token) source.Span {
	line, _ := file.Position(offset)
	l := file.LineSpan(line + t.Position.Line - 1)
	start := l.Start
	for n := t.Position.Column - 1; n > 0 && start < l.End; n-- {
		start++
		for start < l.End && file.Data[start]&0xc0 == 0x80 {
			start++
		}
	}
	return source.Span{Start: start, End: min(start+max(1, len(t.Value)), max(l.End, start))}
}
