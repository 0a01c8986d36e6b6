//go:build full

package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/metrics"
	"strings"
	"testing"

	"wirebook/generator"
)

// bombs are notes of about a hundred kilobytes that cost gigabytes or minutes, if
// nothing bounds them. Each is read, linked and rendered; fault is the kind of
// fault that it must get, or empty where it costs little.
var bombs = []struct {
	name  string
	text  string // behind the front matter, or with it
	fault string
}{
	{"brackets in YAML", "---\ntitle: a\nb: " + fill("[") + "\n---\n", "too-large"},
	{"few brackets in YAML", "---\ntitle: a\nb: " + fill("[")[:60_000] + "\n---\n", "too-many"},
	{"braces in YAML", "---\ntitle: a\nb: " + fill("{a: ")[:60_000] + "\n---\n", "too-many"},
	{"lists in YAML", "---\ntitle: a\nb:\n" + fill("- ")[:60_000] + "\n---\n", "too-deep"},
	{"deep YAML", "---\ntitle: a\n" + steps(" ", "a:\n", 300) + "---\n", "too-deep"},
	{"long YAML", "---\ntitle: a\n" + numbered("a%d: b\n") + "---\n", "too-large"},
	{"unknown keys", "---\ntitle: a\n" + numbered("a%d: b\n")[:60_000] + "\n---\n", "unknown-key"},
	{"long title", "---\ntitle: " + fill("a")[:60_000] + "\n---\n", "too-large"},
	{"long label", "---\ntitle: a\nnav: " + fill("a")[:301] + "\n---\n", "too-large"},
	{"long description", "---\ntitle: a\ndescription: " + fill("a")[:2001] + "\n---\n", "too-large"},
	{"lists", fill("- ") + "a", "too-deep"},
	{"numbered lists", fill("1. ") + "a", "too-deep"},
	{"lists by indentation", steps("  ", "- a\n", 300), "too-deep"},
	{"quotations", fill(">"), "too-deep"},
	{"lists and quotations", fill("> - ") + "a", "too-deep"},
	{"footnotes in footnotes", fill("[^a]: "), "too-deep"},
	{"lists as deep as they may be", fill(strings.Repeat("- ", 31) + "a\n"), ""},
	{"quotations as deep as they may be", fill(strings.Repeat(">", 31) + "a\n"), ""},
	{"emphasis", fill("*a_"), "too-many"},
	{"emphasis in many paragraphs", fill(strings.Repeat("*a_", 2400) + "\n\n"), ""},
	{"a wide table", table(20_000, 10_000), "too-many"},
	{"many wide tables", fill(table(200, 200)), "too-many"},
	{"a table as wide as it may be", fill("a|b\n-|-\n" + strings.Repeat("a|b\n", 2000) + "\n"), ""},
	{"the same headings", fill("# a\n"), ""},
	{"headings without text", fill("#\n"), ""},
	{"headings with lines below", fill("a\n===\n"), ""},
	{"open links", fill("[a]("), ""},
	{"pictures in pictures", strings.Repeat("![", 15_000) + strings.Repeat("](a)", 15_000), "dead-link"},
	{"brackets", fill("["), ""},
	{"references", numbered("[a%d]: index.md\n"), ""},
	{"footnotes", numbered("[^%d]: a\n")[:60_000] + "\n\n" + numbered("[^%d] ")[:40_000], ""},
	{"quizzes", fill("```quiz\na\n\n- [x] b\n- [ ] c\n```\n"), ""},
	{"quizzes and references", numbered("[a%d]: index.md\n\n")[:50_000] + "\n\n" + fill("```quiz\na\n\n- [x] b\n- [ ] c\n```\n")[:50_000], "fence-open"},
	{"HTML", fill("<a>"), "raw-html"},
	{"open HTML", fill("<a b=\""), ""},
	{"backticks", steps("`", "a", 440), ""},
	{"dead links", numbered("[a](b%d.md) "), "dead-link"},
	{"dead links to headings", numbered("# a%d\n\n")[:50_000] + "\n\n" + numbered("[a](#a%dx)\n\n")[:50_000], "dead-link"},
	{"a long dead link to a long heading", "# " + fill("a")[:50_000] + "\n\n[a](#" + fill("a")[:49_000] + "b)", "dead-link"},
	{"links with no address", fill("[a]() "), "dead-link"},
	{"citations", "RFC 9110 sections 1" + fill(", 2"), ""},
	{"dead citations", fill("RFC 99999 "), "dead-citation"},
	{"stray fences", fill("> ```http\n"), "fence-nested"},
	{"words of a fence", "```http norun=\"a\"" + numbered(" a%d=b") + "\nGET / HTTP/1.1\nHost: a\n```\n", "unknown-word"},
	{"controls of direction", fill("\u202e"), "bidi-control"},
	{"code", fill("```c\n" + strings.Repeat("\n", 3500) + "```\n\n"), ""},
	{"long code", "```html\n" + fill("<?php ") + "\n```\n", ""},
}

const bombSize = 100_000

func fill(piece string) string { return strings.Repeat(piece, bombSize/len(piece)) }

func numbered(format string) string {
	var b strings.Builder
	for i := 0; b.Len() < bombSize; i++ {
		b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

// steps are n lines, or words, each of which begins with one mark more.
func steps(mark, end string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(mark, i) + end)
	}
	return b.String()
}

func table(columns, rows int) string {
	return strings.Repeat("a|", columns) + "a\n" + strings.Repeat("-|", columns) + "-\n" + strings.Repeat("a\n", rows) + "\n"
}

// allocated is how many bytes the process has allocated so far.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// bombed builds a site of one note beside the first page, and tells what that
// allocated and which kinds of faults there are.
func bombed(t *testing.T, name, text string) (cost uint64, faults map[string]string) {
	t.Helper()
	root := t.TempDir()
	if !strings.HasPrefix(text, "---\n") {
		text = "---\ntitle: a\n---\n\n" + text
	}
	if err := os.Mkdir(filepath.Join(root, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, data := range map[string]string{"site.yaml": "title: T\n", "index.md": "---\ntitle: T\n---\n", name: text} {
		if err := os.WriteFile(filepath.Join(root, "content", file), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../layouts")); err != nil {
		t.Fatal(err)
	}
	before := allocated()
	_, found := generator.Build(t.Context(), generator.Options{Root: root})
	faults = map[string]string{}
	for _, f := range found {
		if f.File == nil {
			t.Errorf("a fault without a place: %s", f.What)
		}
		faults[f.ID] = f.What
	}
	return allocated() - before, faults
}

// What is allocated in all is more than what is in use at any time.
const mostForABomb = 300 << 20

func TestBombs(t *testing.T) {
	for _, b := range bombs {
		t.Run(b.name, func(t *testing.T) {
			cost, faults := bombed(t, "bomb.md", b.text)
			if cost > mostForABomb {
				t.Errorf("%d bytes cost %d MB", len(b.text), cost>>20)
			}
			_, is := faults[b.fault]
			if b.fault == "" && len(faults) > 0 || b.fault != "" && !is {
				t.Errorf("the faults are %q, and %q was expected", faults, b.fault)
			}
			t.Logf("%d MB", cost>>20)
		})
	}
}

// Each limit that SECURITY.md lists with a fault is met by a bomb, or here, and the
// message says the same number.
func TestLimitsAreTold(t *testing.T) {
	data, err := os.ReadFile("../.github/SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{} // by kind, all messages
	take := func(faults map[string]string) {
		for id, what := range faults {
			said[id] += what + "\n"
		}
	}
	for _, b := range bombs {
		if strings.HasPrefix(b.fault, "too-") {
			_, faults := bombed(t, "bomb.md", b.text)
			take(faults)
		}
	}
	_, faults := bombed(t, "bomb.md", strings.Repeat("a", 2<<20))
	take(faults)
	_, faults = bombed(t, "bomb.bin", strings.Repeat("a", 100<<20))
	take(faults)
	_, faults = bombed(t, strings.Repeat("a", 240)+".md", "a")
	take(faults)
	_, table, _ := strings.Cut(string(data), "\n## Limits\n")
	rows := 0
	for _, row := range regexp.MustCompile("(?m)^\\| (.+) \\| (.+) \\| `(.+)` \\|$").FindAllStringSubmatch(table, -1) {
		rows++
		for _, number := range regexp.MustCompile(`\d+`).FindAllString(row[2], -1) {
			if row[1] != "the navigation of a page" && !regexp.MustCompile(`\b`+number+`\b`).MatchString(said[row[3]]) { // a test of its own holds that
				t.Errorf("SECURITY.md limits %s to %s, and no fault %s says so:\n%s", row[1], number, row[3], said[row[3]])
			}
		}
	}
	if rows < 10 {
		t.Errorf("the table has %d rows", rows)
	}
}
