package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// faultCalls are the functions that make faults; the ID is one of the first three
// of their arguments; so it is in Usage and FromError.
var faultCalls = []string{"fault", "add", "no", "place", "inMeta"}

// notIDs stand where an ID could stand, and are names of keys.
var notIDs = []string{"title", "field", "description", "address", "nav", "order", "list", "retry", "client", "codes", "fields", "edit", "teaches", "needs", "fonts"}

var idLike = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TestKinds sees that kinds.tsv tells of every kind of fault that the code makes,
// and of no other.
func TestKinds(t *testing.T) {
	about, err := kinds()
	if err != nil {
		t.Fatal(err)
	}
	made := faultIDs(t)
	if len(made) < 60 {
		t.Fatalf("only %d IDs were found in the code: %q", len(made), made)
	}
	for id, where := range made {
		if _, ok := about[id]; !ok {
			t.Errorf("%s: kinds.tsv does not tell what the fault %q is about", where, id)
		}
	}
	for id := range about {
		if made[id] == "" {
			t.Errorf("kinds.tsv tells of %q, and no code makes such a fault", id)
		}
	}
	if rest, err := explained(true); err != nil || rest["date-present"].url == "" || rest["difference"].url != "" {
		t.Errorf("the rules of the RFCs are not explained with their sections: %v", err)
	}
}

// faultIDs are the IDs in the code of the generator, and where they stand.
func faultIDs(t *testing.T) map[string]string {
	ids := map[string]string{}
	tree := os.DirFS("..")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if path.Dir(name) == "serve" && name != "serve/headers.go" { // it has no reports; doctor reads headers
			return nil
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		take := func(e ast.Expr) {
			if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && idLike.MatchString(s) && !slices.Contains(notIDs, s) {
					ids[s] = set.Position(lit.Pos()).String()
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok && isNamed(n.Type, "Fault", "Trouble", "named", "") && isNamed(kv.Key, "ID", "id") {
						take(kv.Value)
					}
				}
			case *ast.AssignStmt:
				for i, to := range n.Lhs {
					if s, ok := to.(*ast.SelectorExpr); ok && s.Sel.Name == "ID" && len(n.Lhs) == len(n.Rhs) {
						take(n.Rhs[i])
					}
				}
			case *ast.CallExpr:
				if len(n.Args) >= 4 && isNamed(n.Fun, faultCalls...) || len(n.Args) == 3 && isNamed(n.Fun, "Usage", "FromError") {
					for _, arg := range n.Args[:3] {
						take(arg)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// isNamed says that an expression is one of the names, or ends in one; the empty
// name is a missing expression.
func isNamed(e ast.Expr, names ...string) bool {
	name := ""
	switch e := e.(type) {
	case *ast.Ident:
		name = e.Name
	case *ast.SelectorExpr:
		name = e.Sel.Name
	case nil:
	default:
		return false
	}
	return slices.Contains(names, name)
}
