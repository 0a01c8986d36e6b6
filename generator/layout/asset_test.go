package layout

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirebook/generator/site"
	"wirebook/generator/theme"
)

func assetFS(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out["assets/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestAssetsReferToEachOther(t *testing.T) {
	address, files, faults := Assets(assetFS(map[string]string{
		"a.css":     `.x { background: url(dot.svg) } .y { background: url("dot.svg#part") } /* dot.svg */`,
		"dot.svg":   `<svg/>`,
		"sub/b.txt": `"dot.svg"`,
	}), nil, &theme.Theme{})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	form := regexp.MustCompile(`^assets/(a|dot|sub/b)\.[0-9a-f]{8}\.(css|svg|txt)$`)
	for name, to := range address {
		if !form.MatchString(to) {
			t.Errorf("%s becomes %s", name, to)
		}
	}
	dot := strings.TrimPrefix(address["dot.svg"], site.AssetFolder)
	want := map[string]string{
		address["a.css"]:     `.x{background:url(` + dot + `)}.y{background:url("` + dot + `#part")}/* dot.svg */`,
		address["dot.svg"]:   `<svg/>`,
		address["sub/b.txt"]: `"dot.svg"`,
	}
	for _, f := range files {
		if string(f.Data) != want[f.Path] || !f.Asset {
			t.Errorf("%s is %s, want %s", f.Path, f.Data, want[f.Path])
		}
	}
}

// A style that refers to a drawing has a new name when the drawing changes:
// both are kept for ever by browsers.
func TestNameFollowsContent(t *testing.T) {
	name := func(svg string) string {
		address, _, _ := Assets(assetFS(map[string]string{"a.css": `url(dot.svg)`, "dot.svg": svg}), nil, &theme.Theme{})
		return address["a.css"]
	}
	first, again := name("<svg/>"), name("<svg/>")
	if first != again {
		t.Errorf("the same content is called %s and %s", first, again)
	}
	if first == name("<svg></svg>") {
		t.Error("the style keeps its name when its drawing changes")
	}
}

func TestAssetsInACircle(t *testing.T) {
	_, _, faults := Assets(assetFS(map[string]string{"a.css": `url(b.svg)`, "b.svg": `"a.css"`}), nil, &theme.Theme{})
	if len(faults) == 0 || !strings.Contains(faults[0].What, "a.css → b.svg → a.css") {
		t.Errorf("got %v", faults)
	}
}

// The scripts of a folder become one, in the order of their names.
func TestScriptsOfAFolder(t *testing.T) {
	scripts := map[string]string{"d/b.js": "// b\nb('x.js');\n", "d/a.js": "a; // a", "d/e/f.js": "f;\n", "d/a.svg": "<svg/>", "x.js": "x;\n"}
	address, files, faults := Assets(assetFS(scripts), nil, &theme.Theme{})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if diff := cmp.Diff([]string{"d.js", "d/a.svg", "x.js"}, slices.Sorted(maps.Keys(address))); diff != "" {
		t.Error(diff)
	}
	want := "(() => {\n\"use strict\";\na; // a\nb('" + strings.TrimPrefix(address["x.js"], site.AssetFolder) + "');\nf;\n})();\n"
	if got := string(files[0].Data); got != want {
		t.Errorf("d.js is %s, not %s", got, want)
	}
	scripts["d/_z.js"] = "z;\n"
	_, files, _ = Assets(assetFS(scripts), nil, &theme.Theme{})
	if got := string(files[0].Data); !strings.HasPrefix(got, "(() => {\n\"use strict\";\nz;\ndocument.addEventListener(\"readystatechange\", () => {\na; // a\n") || !strings.HasSuffix(got, "f;\n}, { once: true });\n})();\n") {
		t.Errorf("d.js with a script that runs at once is %s", got)
	}
	scripts["d.js"] = "d;\n"
	if _, _, faults := Assets(assetFS(scripts), nil, &theme.Theme{}); len(faults) != 1 || faults[0].ID != "same-address" {
		t.Errorf("of two that are d.js: %v", faults)
	}
}

// A script loses what is for its readers alone, and nothing else.
func TestSlim(t *testing.T) {
	for script, want := range map[string]string{
		"// a\n(function () {\n\n  // b\n\tvar a = \"// c\"; // d\n})();\n": "(function () {\nvar a = \"// c\"; // d\n})();\n",
		"a\n  + b":                                "a\n+ b",
		"x = `\n  // text\n`\n":                   "x = `\n  // text\n`\n",
		"x = \"a\\\n  // text\"\n":                "x = \"a\\\n  // text\"\n",
		"/*\n  // a */ b\n":                       "/*\n  // a */ b\n",
		"/** a */\n/**\n * b\n * // c\n */\nd;\n": "d;\n",
		"/** a */ b; /** c */\n /**\n*/ d;\n":     "b; /** c */\nd;\n",
		"const a = /** @type {B} */ (c); /**/\n":  "const a = (c); /**/\n",
	} {
		if got := string(slim([]byte(script), "/**", "//")); got != want {
			t.Errorf("%q becomes %q, want %q", script, got, want)
		}
	}
	style := "/* one */\n\n/* two\n   lines */ a { color: red; } /* kept */\n@media print {\n  b { content: \"//\" }\n  /* three */\n}\n"
	if got, want := string(slim([]byte(style), "/*", "/*")), "a { color: red; } /* kept */\n@media print {\nb { content: \"//\" }\n}\n"; got != want {
		t.Errorf("%q becomes %q, want %q", style, got, want)
	}
	_, files, faults := Assets(assetFS(map[string]string{"a.js": "// a\nb;\n", "a.css": "// a\n"}), nil, &theme.Theme{})
	if len(faults) > 0 || string(files[0].Data) != "// a\n" || string(files[1].Data) != "b;\n" {
		t.Errorf("the assets are %+v %v", files, faults)
	}
}
