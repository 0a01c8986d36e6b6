package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "wirebook/"

// mayImport is the table of the packages, in the order of the flow: each may
// import of ours what stands behind it, and nothing else. What a package makes,
// those to its right take; so it can be read without them.
var mayImport = []struct {
	name string
	ours string
}{
	{"generator/source", ""},
	{"generator/registry", ""},
	{"generator/memo", ""},
	{"generator/cache", ""},
	{"generator/wire", "generator/source generator/registry"},
	{"generator/rule", "generator/wire generator/source generator/registry"},
	{"generator/excerpt", "generator/rule generator/wire generator/registry generator/source"},
	{"generator/note", "generator/cache generator/memo generator/source"},
	{"generator/pattern", "generator/wire generator/source"},
	{"generator/goal", "generator/pattern generator/rule generator/wire generator/source"},
	{"generator/pipe", ""},
	{"generator/origin", "generator/pipe generator/note generator/memo generator/source"},
	{"generator/exchange", "generator/pattern generator/note generator/wire generator/memo generator/source"},
	{"generator/proof", "generator/exchange generator/origin generator/goal generator/pattern generator/rule generator/note generator/wire generator/registry generator/memo generator/source"},
	{"generator/site", "generator/cache generator/proof generator/exchange generator/note generator/wire generator/registry generator/memo generator/source"},
	{"generator/site/sitetest", "generator/site generator/proof generator/exchange generator/pipe generator/origin generator/pattern generator/note generator/registry generator/source"},
	{"generator/theme", "generator/site generator/note generator/source"},
	{"generator/diagram", "generator/exchange generator/note generator/wire generator/registry generator/source"},
	{"generator/grade", "generator/proof generator/exchange generator/pattern generator/wire generator/source"},
	{"generator/leak", "generator/source"},
	{"generator/search", "generator/site generator/note generator/cache generator/memo generator/source"},
	{"generator/picture", "generator/site generator/cache generator/source"},
	{"generator/export", "generator/site generator/registry generator/source"},
	{"generator/trial/program", "generator/excerpt generator/goal generator/rule generator/pattern generator/wire generator/pipe generator/registry generator/source"},
	{"generator/trial", "generator/cache generator/trial/program generator/goal generator/origin generator/proof generator/exchange generator/pattern generator/wire generator/note generator/source"},
	{"generator/colour", "generator/wire generator/source"},
	{"generator/layout", "generator/theme generator/trial generator/site generator/source"},
	{"generator/page", "generator/theme generator/layout generator/colour generator/diagram generator/excerpt generator/trial generator/export generator/picture generator/search generator/site generator/proof generator/exchange generator/origin generator/note generator/wire generator/registry generator/memo generator/cache generator/source"},
	{"generator/public", "generator/site generator/source"},
	{"generator", "generator/theme generator/grade generator/leak generator/layout generator/trial generator/cache generator/memo generator/public generator/page generator/site generator/proof generator/exchange generator/origin generator/note generator/excerpt generator/rule generator/registry generator/source"},
	{"generator/report", "generator generator/proof generator/rule generator/registry generator/source"},
	{"generator/serve", "generator generator/trial generator/trial/program generator/source"},
	{"generator/doctor", "generator generator/layout generator/serve generator/site generator/proof generator/exchange generator/origin generator/note generator/source"},
	{"generator/course", ""},
	{"generator/cli", "generator generator/doctor generator/layout generator/grade generator/course generator/cache generator/report generator/rule generator/serve generator/exchange generator/origin generator/note generator/registry generator/source"},
	{"main", "generator/cli content/origin"},
}

func TestImports(t *testing.T) {
	table := map[string][]string{}
	for i, row := range mayImport {
		table[row.name] = strings.Fields(row.ours)
		for _, name := range table[row.name] {
			at := slices.IndexFunc(mayImport[:i], func(r struct{ name, ours string }) bool { return r.name == name })
			if at < 0 && name != "content/origin" {
				t.Errorf("the table lets %s import %s, which is not to its left", row.name, name)
			}
		}
	}
	found := imports(t)
	for name, ours := range found {
		allowed, named := table[name]
		if !named {
			t.Errorf("the table does not name the package %s", name)
			continue
		}
		for _, imported := range ours {
			if !slices.Contains(allowed, imported) {
				t.Errorf("%s imports %s, which the table does not allow", name, imported)
			}
		}
	}
	for name := range table {
		if _, ok := found[name]; !ok {
			t.Errorf("the table names the package %s, and there is none", name)
		}
	}
}

// imports lists what each package under generator/, and the program itself,
// imports of ours. Tests are left out: they may look everywhere.
func imports(t *testing.T) map[string][]string {
	found := map[string][]string{}
	read := func(name, file string) {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		ours := found[name]
		for _, i := range tree.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			if imported, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(ours, imported) {
				ours = append(ours, imported)
			}
		}
		found[name] = ours
	}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), "_")): // as go does
			return fs.SkipDir
		case strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go"):
			read(path.Join("generator", filepath.ToSlash(filepath.Dir(file))), file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	read("main", "../main.go")
	return found
}
