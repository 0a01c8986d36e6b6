package note

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"wirebook/generator/source"
)

// A places map has the spans of values, by the path of their keys: title,
// origins.library.hosts, sections.0.folder. If the value is a mapping or empty, the
// span is that of the key. The path with a colon after it has the span of the key.
type places map[string]source.Span

// A yamlReader reads YAML into a struct, strictly. It continues after a fault, so
// that one run reports all of them.
type yamlReader struct {
	file   *source.File
	begin  int // of the YAML in the file
	at     places
	faults []source.Fault
}

// readYAML reads the YAML text that begins at an offset of the file.
func readYAML(file *source.File, begin int, text []byte, into any) (places, []source.Fault) {
	r := &yamlReader{file: file, begin: begin, at: places{}}
	if faults := boundYAML(file, source.Span{Start: begin, End: begin + len(text)}); len(faults) > 0 {
		return r.at, faults
	}
	// keys faults repeated keys, because it knows their places.
	tree, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return r.at, []source.Fault{r.unreadable(err)}
	}
	for _, doc := range tree.Docs {
		if doc.Body != nil {
			r.value("", doc.Body, reflect.ValueOf(into).Elem())
		}
	}
	return r.at, r.faults
}

func (r *yamlReader) fault(at source.Span, id, what, do string) {
	r.faults = append(r.faults, source.Fault{File: r.file, Span: at, ID: id, What: what, Do: do})
}

// value reads the value at a path.
func (r *yamlReader) value(path string, n ast.Node, v reflect.Value) {
	switch {
	case n.Type() == ast.NullType:
		return
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(path, n, v.Elem())
		return
	case v.Kind() == reflect.Struct:
		r.keys(path, n, v.Type(), func(name string) (reflect.Value, bool) { return field(v, name) }, nil)
		return
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		var elem reflect.Value
		r.keys(path, n, v.Type(), func(string) (reflect.Value, bool) {
			elem = reflect.New(v.Type().Elem()).Elem()
			return elem, true
		}, func(name string) { v.SetMapIndex(reflect.ValueOf(name), elem) })
		return
	case v.Kind() == reflect.String && isPlain(n):
		v.SetString(n.GetToken().Value)
		return
	case v.Kind() == reflect.Slice:
		if list, ok := n.(*ast.SequenceNode); ok {
			v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
			for i, item := range list.Values {
				inner := join(path, strconv.Itoa(i))
				r.at[inner] = r.span(item.GetToken())
				r.value(inner, item, v.Index(i))
			}
			return
		}
	default:
		if yaml.NodeToValue(n, v.Addr().Interface()) == nil {
			return
		}
	}
	r.mistyped(path, n, v.Type())
}

// isPlain reports whether a value looks like a number or a special word of YAML.
// Where a text is wanted, its spelling is kept: 3.0, not 3.
func isPlain(n ast.Node) bool {
	switch n.Type() {
	case ast.IntegerType, ast.FloatType, ast.BoolType, ast.InfinityType, ast.NanType:
		return true
	}
	return false
}

// keys reads a mapping. place returns where to store the value of a key; done is
// called after the value was read.
func (r *yamlReader) keys(path string, n ast.Node, t reflect.Type, place func(string) (reflect.Value, bool), done func(string)) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		r.mistyped(path, n, t)
		return
	}
	seen := map[string]bool{}
	for _, entry := range values {
		key := entry.Key.GetToken()
		at := r.span(key)
		v, ok := place(key.Value)
		switch {
		case !ok:
			r.unknown(at, key.Value, t)
			continue
		case seen[key.Value]:
			r.fault(at, "repeated-key", fmt.Sprintf("the key %q is repeated", key.Value), "keep one of them")
			continue
		}
		seen[key.Value] = true
		inner := join(path, key.Value)
		r.at[inner], r.at[inner+":"] = at, at
		if _, scalar := entry.Value.(ast.ScalarNode); scalar && entry.Value.Type() != ast.NullType {
			r.at[inner] = r.span(entry.Value.GetToken())
		}
		r.value(inner, entry.Value, v)
		if done != nil {
			done(key.Value)
		}
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// field returns the field of a struct with that YAML key.
func field(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if key != "" && v.Type().Field(i).Tag.Get("yaml") == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// keysOf returns the YAML keys of a struct, so that a list of them is never out of
// date.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// renamed returns the key of a struct that had another name before, or has it in other
// programs, or "". The tag of its field lists these names: was:"weight nav_order".
func renamed(t reflect.Type, key string) string {
	for i := range t.NumField() {
		if slices.Contains(strings.Fields(t.Field(i).Tag.Get("was")), key) {
			return t.Field(i).Tag.Get("yaml")
		}
	}
	return ""
}

// unknown faults a key that a struct does not have.
func (r *yamlReader) unknown(at source.Span, key string, t reflect.Type) {
	if now := renamed(t, key); now != "" {
		line, _ := r.file.Position(at.Start)
		rest := r.file.Text(source.Span{Start: at.End, End: max(at.End, r.file.LineSpan(line).End)})
		r.fault(at, "renamed-key", fmt.Sprintf("the key %q has the name %q here", key, now), "write "+now+source.Visible(rest))
		return
	}
	keys := keysOf(t)
	do := "the keys are: " + strings.Join(keys, ", ")
	if near := source.Nearest(key, keys); near != "" {
		do = fmt.Sprintf("did you mean %q? ", near) + do
	}
	r.fault(at, "unknown-key", fmt.Sprintf("unknown key %q", key), do)
}

// mistyped faults a value that does not have the type that its key takes.
func (r *yamlReader) mistyped(path string, n ast.Node, t reflect.Type) {
	at := r.span(n.GetToken())
	kind, do := "text", "write text; if it begins with a special character, put it in quotes"
	switch t.Kind() {
	case reflect.Int:
		kind, do = "a whole number", "write digits, without quotes"
	case reflect.Bool:
		kind, do = "true or false", "write true or false, without quotes"
	case reflect.Slice:
		kind, do = "a list", "write each item on a line that begins with -, or write [one, two]"
	case reflect.Map, reflect.Struct:
		kind, do = "a list of keys and values", "write each `key: value` on a line of its own"
	}
	what := "this is not " + kind
	if path != "" {
		what = fmt.Sprintf("the value of %q is not %s", path[strings.LastIndexByte(path, '.')+1:], kind)
	}
	r.fault(at, "yaml-value", what, do)
}

// unreadable returns the fault of a text that is not valid YAML.
func (r *yamlReader) unreadable(err error) source.Fault {
	f := source.Fault{File: r.file, Span: source.Span{Start: r.begin, End: r.begin}, ID: "yaml", What: err.Error(),
		Do: "put a value in quotes if it contains : or # or begins with a special character; indent with spaces, equally for keys of the same level"}
	var e yaml.Error
	if errors.As(err, &e) {
		f.What = e.GetMessage()
		if t := e.GetToken(); t != nil {
			f.Span = r.span(t)
		}
	}
	f.What = "this is not valid YAML: " + strings.ReplaceAll(f.What, "\t", `\t`)
	return f
}

// span returns the span in the file of a YAML token.
func (r *yamlReader) span(t *token.Token) source.Span {
	line, _ := r.file.Position(r.begin)
	l := r.file.LineSpan(line + t.Position.Line - 1)
	start := l.Start
	for n := t.Position.Column - 1; n > 0 && start < l.End; n-- {
		start++
		for start < l.End && r.file.Data[start]&0xc0 == 0x80 {
			start++
		}
	}
	length := max(1, len(strings.TrimSpace(t.Origin)))
	if start < l.End && r.file.Data[start] == '\t' {
		length = 1
	}
	return source.Span{Start: start, End: min(start+length, max(l.End, start))}
}
