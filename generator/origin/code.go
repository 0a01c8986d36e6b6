package origin

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A codeIndex finds the Go code of the built-in origin by name, or by the pattern it is
// registered under.
type codeIndex struct {
	patterns map[string]Handler
	names    map[string]Handler
	routes   []Route
	calls    map[string][]string // the functions that each function mentions
	handlers map[string][]string // the functions that the registration of a pattern mentions

	registrars map[string]string // the function that registers a pattern
}

// readCode reads the files of content/origin. It leaves files that do not parse to the
// compiler.
func readCode(files []*source.File) *codeIndex {
	c := &codeIndex{patterns: map[string]Handler{}, names: map[string]Handler{}, calls: map[string][]string{}, handlers: map[string][]string{}, registrars: map[string]string{}}
	type registration struct {
		pattern string
		handler ast.Expr
		file    *source.File
		set     *token.FileSet
	}
	var found []registration
	registrar := "" // the function being inspected
	for _, f := range files {
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, f.Name, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				h := excerpt(set, f, fn, fn.Doc)
				h.Name = fn.Name.Name
				c.names[h.Name] = h
				c.calls[h.Name] = append(c.calls[h.Name], namesIn(fn.Body)...)
			}
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if fn, ok := n.(*ast.FuncDecl); ok {
				registrar = fn.Name.Name
			}
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "HandleFunc" && sel.Sel.Name != "Handle" {
				return true
			}
			if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if pattern, err := strconv.Unquote(lit.Value); err == nil {
					found = append(found, registration{pattern, call.Args[1], f, set})
					c.handlers[pattern], c.registrars[pattern] = namesIn(call.Args[1]), registrar
				}
			}
			return true
		})
	}
	for _, r := range found {
		c.routes = append(c.routes, Route{Pattern: r.pattern, File: r.file, Line: r.set.Position(r.handler.Pos()).Line})
		if h, ok := c.resolve(r.handler, r.set, r.file); ok {
			h.Pattern = r.pattern
			c.patterns[r.pattern] = h
		}
	}
	return c
}

// namesIn returns the identifiers in a node.
func namesIn(n ast.Node) (names []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names = append(names, id.Name)
		}
		return true
	})
	return names
}

// ran reports whether a function took part in an answer: it registers one of the
// patterns, its registration mentions it, a function that took part mentions it, or
// ServeHTTP, which runs before the patterns, reaches it. It also reports true where
// this is unknown: for the answers of ServeMux itself, and for a pattern not registered
// as a literal.
func (c *codeIndex) ran(name string, patterns []string) bool {
	seen := map[string]bool{}
	var reach func(names []string) bool
	reach = func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool {
			if n == name {
				return true
			}
			if _, ours := c.names[n]; !ours || seen[n] {
				return false
			}
			seen[n] = true
			return reach(c.calls[n])
		})
	}
	told := false
	for _, p := range patterns {
		if p == "" || c.handlers[p] == nil {
			continue
		}
		if told = true; c.registrars[p] == name || reach(c.handlers[p]) {
			return true
		}
	}
	return !told || reach([]string{"ServeHTTP"})
}

// resolve finds the declaration of a registered handler: a function literal, or the
// last function that the expression mentions, which in wrapped handlers is the
// innermost.
func (c *codeIndex) resolve(e ast.Expr, set *token.FileSet, f *source.File) (h Handler, ok bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch v := n.(type) {
		case *ast.FuncLit:
			h, ok = excerpt(set, f, v, nil), true
			h.Name = "func"
			return false
		case *ast.Ident:
			if found, has := c.names[v.Name]; has {
				h, ok = found, true
			}
		}
		return true
	})
	return h, ok
}

// excerpt returns the source of a node with its doc comment.
func excerpt(set *token.FileSet, f *source.File, n ast.Node, doc *ast.CommentGroup) Handler {
	from := n.Pos()
	if doc != nil {
		from = doc.Pos()
	}
	start, end := set.Position(from), set.Position(n.End())
	first := f.LineSpan(start.Line)
	return Handler{
		File: strings.TrimPrefix(f.Name, note.Folder+"/"), Line: start.Line, EndLine: end.Line,
		Text: dedent(string(f.Data[first.Start:end.Offset])),
	}
}

// dedent removes the indentation of the first line from all lines.
func dedent(text string) string {
	tabs := text[:len(text)-len(strings.TrimLeft(text, "\t"))]
	if tabs == "" {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], tabs)
	}
	return strings.Join(lines, "\n")
}

// Code finds the code that answered, by its name or by the patterns it is registered
// under.
func (b *builtIn) Code(name string, patterns []string) (found []Handler, fault *source.Fault) {
	if len(b.code.names) == 0 { // this tree does not contain the server's code
		return nil, nil
	}
	if name != "" {
		h, ok := b.code.names[name]
		switch {
		case !ok:
			return nil, b.code.unknown(name)
		case !b.code.ran(name, patterns):
			return nil, &source.Fault{ID: "code-not-run", What: fmt.Sprintf("%s is not part of the handler that answered", name),
				Do: "name a function that the handler calls, or leave code out: the handler is shown then"}
		}
		return []Handler{h}, nil
	}
	for _, p := range patterns {
		h, ok := b.code.patterns[p]
		switch {
		case p == "": // ServeMux itself answered
		case !ok:
			return nil, &source.Fault{ID: "code-unknown",
				What: fmt.Sprintf("the code that answered is registered under %q, and content/origin does not show where", p),
				Do:   "register it with the pattern as a string literal, or name it in the info string: code=Func"}
		case !slices.ContainsFunc(found, func(o Handler) bool { return o.File == h.File && o.Line == h.Line }):
			found = append(found, h)
		}
	}
	return found, nil
}

// Routes returns the patterns that the code registers, in file order.
func (b *builtIn) Routes() []Route { return b.code.routes }

func (c *codeIndex) unknown(name string) *source.Fault {
	f := &source.Fault{ID: "code-unknown", What: fmt.Sprintf("content/origin declares no function %s", name), Do: "name a function or a method of content/origin without its receiver"}
	names := slices.Sorted(maps.Keys(c.names))
	if near := source.Nearest(name, names); near != "" {
		f.Do = fmt.Sprintf("did you mean %s, in %s?", near, path.Base(c.names[near].File))
	}
	return f
}

// RoutesOf returns the patterns that the files of a built-in origin register, in file
// order.
func RoutesOf(files []*source.File) []Route { return readCode(files).routes }

// A Route is a pattern that content/origin registers, and where.
type Route struct {
	Pattern string // GET api.example.com/books/{id}
	File    *source.File
	Line    int
}

// A Handler is the declaration in content/origin that answered, or a marked region of
// the code of a command.
type Handler struct {
	Pattern string // it is registered under: GET api.example.com/books/{id}
	Name    string // library.getBook
	File    string // relative to content/: origin/books.go
	Line    int    // of its first line
	EndLine int
	Text    string // source, including the doc comment
}

// Language is the language of the text, taken from the file extension: go, py, js.
func (h Handler) Language() string { return strings.TrimPrefix(path.Ext(h.File), ".") }
