package exchange

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A codeIndex finds the Go code of the built-in origin: by the pattern under which it is
// registered, and by name.
type codeIndex struct {
	patterns map[string]Handler
	names    map[string]Handler
	routes   []Route
}

// readCode reads the files of content/origin. A file that is no Go is left to
// the compiler.
func readCode(files []*source.File) *codeIndex {
	c := &codeIndex{patterns: map[string]Handler{}, names: map[string]Handler{}}
	type registration struct {
		pattern string
		handler ast.Expr
		file    *source.File
		set     *token.FileSet
	}
	var found []registration
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
			}
		}
		ast.Inspect(tree, func(n ast.Node) bool {
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

// resolve finds the declaration behind the handler that is registered: a
// function literal, or the last function that is named in the expression, which
// in wrapped handlers is the innermost.
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

// excerpt is the source of a node with its doc comment.
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

// dedent takes the tabs of the first line off all lines.
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

// attach gives the exchanges of a script the code that answered them.
func (c *codeIndex) attach(s *script) (faults []source.Fault) {
	if len(c.names) == 0 { // the server's code is not part of this tree
		return nil
	}
	for _, e := range s.exchanges {
		if !e.Proven() || e.command {
			continue
		}
		if e.code != "" {
			h, ok := c.names[e.code]
			if !ok {
				faults = append(faults, c.unknown(s, e))
				continue
			}
			e.Handlers, e.Server = []Handler{h}, false
			continue
		}
		for _, p := range e.patterns {
			h, ok := c.patterns[p]
			switch {
			case p == "": // an answer of ServeMux, which has no code of ours
				e.Server = true
			case !ok:
				faults = append(faults, source.Fault{File: s.note.File, Span: e.Request.Marker, ID: "code-unknown",
					What: fmt.Sprintf("the code that answered is registered under %q, and content/origin does not show where", p),
					Do:   "register it with the pattern as a string literal, or name it in the info string: code=Func"})
			case !slices.ContainsFunc(e.Handlers, func(o Handler) bool { return o.File == h.File && o.Line == h.Line }):
				e.Handlers = append(e.Handlers, h)
			}
		}
	}
	return faults
}

func (c *codeIndex) unknown(s *script, e *Exchange) source.Fault {
	f := source.Fault{File: s.note.File, ID: "code-unknown", What: fmt.Sprintf("content/origin declares no function %s", e.code), Do: "name a function or a method of content/origin without its receiver"}
	for _, fence := range append([]*note.Fence{e.Request}, e.Responses...) {
		if w, ok := fence.Word("code"); ok {
			f.Span = w.ValueSpan
		}
	}
	var names []string
	for name := range c.names {
		names = append(names, name)
	}
	slices.Sort(names)
	if near := source.Nearest(e.code, names); near != "" {
		f.Do = fmt.Sprintf("did you mean %s, in %s?", near, path.Base(c.names[near].File))
	}
	return f
}
