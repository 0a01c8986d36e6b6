//go:build full && unix

package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator"
)

// A bomb is a note that costs gigabytes or minutes, if nothing bounds it.
type bomb struct {
	name  string
	text  string // behind the front matter, or with it
	fault string // the kind of fault that it must get, or empty where it costs little
}

// bombs are those of so many bytes: fill repeats a piece, numbered a line with a number.
func bombs(size int) []bomb {
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}
	half := size / 2
	quiz := "```quiz\na\n\n- [x] b\n- [ ] c\n```\n"
	answer := "\n```\n\n```http\nHTTP/1.1 200 OK\n…: …\nContent-Type: application/json\n…: …\n\n…\n```\n\n"
	played := "```http\nGET /books/1 HTTP/1.1\nHost: api.example.com\n"
	shown := "```http norun=\"this cannot be shown here\"\nGET / HTTP/1.1\nHost: a\n\n```\n\n```http%s\nHTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:15:04 GMT\n"
	return []bomb{
		{"brackets in YAML", "---\ntitle: a\nb: " + fill("[") + "\n---\n", "too-large"},
		{"few brackets in YAML", "---\ntitle: a\nb: " + fill("[")[:60_000] + "\n---\n", "too-many"},
		{"braces in YAML", "---\ntitle: a\nb: " + fill("{a: ")[:60_000] + "\n---\n", "too-many"},
		{"lists in YAML", "---\ntitle: a\nb:\n" + fill("- ")[:60_000] + "\n---\n", "too-deep"},
		{"deep YAML", "---\ntitle: a\n" + steps(" ", "a:\n", 300) + "---\n", "too-deep"},
		{"long YAML", "---\ntitle: a\n" + numbered("a%d: b\n") + "---\n", "too-large"},
		{"unknown keys", "---\ntitle: a\n" + numbered("a%d: b\n")[:60_000] + "\n---\n", "unknown-key"},
		{"long title", "---\ntitle: " + fill("a")[:60_000] + "\n---\n", "too-large"},
		{"long label", "---\ntitle: a\nnav: " + strings.Repeat("a", 301) + "\n---\n", "too-large"},
		{"long description", "---\ntitle: a\ndescription: " + strings.Repeat("a", 2001) + "\n---\n", "too-large"},
		{"lists", fill("- ") + "a", "too-deep"},
		{"numbered lists", fill("1. ") + "a", "too-deep"},
		{"lists by indentation", steps("  ", "- a\n", 300), "too-deep"},
		{"quotations", fill(">"), "too-deep"},
		{"lists and quotations", fill("> - ") + "a", "too-deep"},
		{"footnotes in footnotes", fill("[^a]: "), "too-deep"},
		{"lists as deep as they may be", fill(strings.Repeat("- ", 31) + "a\n"), ""},
		{"quotations as deep as they may be", fill(strings.Repeat(">", 31) + "a\n"), ""},
		{"emphasis", fill(strings.Repeat("*a_", 5000) + "\n\n"), "too-many"},
		{"emphasis in one paragraph", fill("*a_"), "too-large"},
		{"emphasis in many paragraphs", fill(strings.Repeat("*a_", 1200) + "\n\n"), ""},
		{"a wide table", wide(20_000, 10_000), "too-many"},
		{"many wide tables", fill(wide(200, 200)), "too-many"},
		{"a table as wide as it may be", fill("a|b\n-|-\n" + strings.Repeat("a|b\n", 2000) + "\n"), ""},
		{"the same headings", fill("# a\n"), "too-many"},
		{"as many headings as there may be", strings.Repeat("# a\n", 5000), ""},
		{"headings without text", fill("#\n"), "too-many"},
		{"attributes of a heading", "# a {" + numbered("a%d=b ") + "}\n", "too-large"},
		{"attributes of a heading with a line below", "a {" + numbered("a%d=b ") + "}\n===\n", "too-large"},
		{"headings with lines below", fill("a\n===\n"), "too-many"},
		{"open links", fill("[a]("), "too-large"},
		{"open links in many paragraphs", fill(strings.Repeat("[a](", 1200) + "\n\n"), ""},
		{"open links in cells", "|a|\n|-|\n" + fill("|"+strings.Repeat("[a](", 1200)+"|\n"), ""},
		{"brackets in many lines", fill("b\n" + strings.Repeat("[a]\n", 1200) + "\n"), ""},
		{"pictures in brackets", fill(strings.Repeat("[", 600) + strings.Repeat("![a](b)", 600) + strings.Repeat("]", 600) + "\n\n"), "dead-link"},
		{"pictures in pictures", fill(strings.Repeat("![", 1200) + strings.Repeat("](a)", 1200) + "\n\n"), "dead-link"},
		{"brackets", fill("["), "too-large"},
		{"references", numbered("[a%d]: index.md\n"), "too-many"},
		{"references in many paragraphs", numbered("[a%d]: index.md\n\n"), ""},
		{"a reference that is used", "[a]: https://example.org/" + strings.Repeat("x", half) + "\n\n" + fill("[a]\n\n")[:half], "too-many"},
		{"a title that is used", "[a]: index.md \"" + strings.Repeat("x", half) + "\"\n\n" + fill("![a]\n\n")[:half], "too-many"},
		{"footnotes", numbered("[^%d]: a\n\n")[:half] + "\n\n" + numbered("[^%d]\n\n")[:half], "too-many"},
		{"quizzes", fill(quiz), "too-many"},
		{"quizzes and references", numbered("[a%d]: index.md\n\n")[:half] + "\n\n" + fill(quiz)[:half], "too-many"},
		{"HTML", fill("<a>\n\n"), "raw-html"},
		{"open HTML", fill(strings.Repeat("<a b=\"", 2500) + "\n\n"), ""},
		{"backticks", fill(steps("`", "a", 170) + "\n\n"), ""},
		{"dead links", numbered("[a](b%d.md)\n\n"), "dead-link"},
		{"dead links to headings", strings.Repeat("# a\n\n", 4000) + numbered("[a](#a%dx)\n\n"), "dead-link"},
		{"a long dead link to a long heading", "# " + strings.Repeat("a", 1900) + "\n\n[a](#" + strings.Repeat("a", 14_000) + "b)", "dead-link"},
		{"links with no address", fill("[a]()\n\n"), "dead-link"},
		{"citations", fill("RFC 9110 sections 1" + strings.Repeat(", 2", 5000) + "\n\n"), ""},
		{"dead citations", fill("RFC 99999 "), "dead-citation"},
		{"stray fences", fill("> ```http\n"), "fence-nested"},
		{"words of a fence", "```http norun=\"a\"" + numbered(" a%d=b") + "\nGET / HTTP/1.1\nHost: a\n```\n", "unknown-word"},
		{"controls of direction", fill("\u202e"), "bidi-control"},
		{"code", fill("```c\n" + strings.Repeat("\n", 3500) + "```\n\n"), ""},
		{"long code", "```html\n" + fill("<?php ") + "\n```\n", ""},
		{"pipes", "a|b\n-|-\n" + fill("`a\\|b`|b\n"), "too-many"},
		{"sections that are not there", numbered("RFC 9110 section 15.5.%d\n\n"), "dead-citation"},
		{"strings of Python", "```py\n" + fill("\"\"\"'b'") + "\n```\n", ""},
		{"open comments of Rust", "```rust\n" + fill("/*") + "\n```\n", ""},
		{"words of SQL", "```sql\n" + fill("SELECT '") + "\n```\n", ""},
		{"a long language", "```" + fill("a") + "\n```\n", ""},
		{"languages", numbered("```a%d\na\n```\n"), ""},
		{"code that looks like messages", fill("```\nHTTP/1.1 200 OK\n```\n"), "message-unread"},
		{"messages", fill(played + answer), "too-many"},
		{"messages of one connection", fill("```http conn=a norun=\"this cannot be shown here\"\nGET / HTTP/1.1\nHost: a\n\n```\n\n"), "too-many"},
		{"fields that are sent", played + numbered("A%d: b\n") + answer, "too-many"},
		{"fields that are shown", fmt.Sprintf(shown, "") + numbered("A%d: b\n") + "\n```\n", "too-many"},
		{"holes", fmt.Sprintf(shown, " hole=\""+numbered("A%d ")[:half]+"\"") + numbered("A%d: b\n")[:half] + "\n```\n", "too-many"},
		{"captures", fmt.Sprintf(shown, " capture=\""+numbered("a%d=abcd%d ")[:half]+"\"") + numbered("A: abcd%d\n")[:half] + "\n```\n", "too-many"},
		{"elisions of lines", played + strings.Replace(answer, "…\n```", fill("…\na\n")+"```", 1), "too-many"},
		{"elisions of members", played + strings.Replace(answer, "…\n```", "["+fill("\"…\",1,")+"1]\n```", 1), "too-many"},
		{"elisions of fields", fmt.Sprintf(shown, "") + fill("…: …\nA: b\n") + "\n```\n", "too-many"},
	}
}

// steps are n lines, or words, each of which begins with one mark more.
func steps(mark, end string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(mark, i) + end)
	}
	return b.String()
}

func wide(columns, rows int) string {
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
	for file, data := range map[string]string{"site.yaml": "title: T\norigins:\n  library:\n    built-in: true\n    hosts: [api.example.com]\n", "index.md": "---\ntitle: T\n---\n", name: text} {
		if err := os.WriteFile(filepath.Join(root, "content", file), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(root, "layouts"), os.DirFS("../layouts")); err != nil {
		t.Fatal(err)
	}
	before := allocated()
	here := options
	here.Root = root
	_, found := generator.Build(t.Context(), here)
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
	for _, b := range bombs(100_000) {
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

// cpu is how many seconds of CPU time the process has used.
func cpu(t *testing.T) float64 {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

// The largest notes end, too, with whatever faults. The bound is several times what is
// promised, because machines differ.
func TestLargeBombs(t *testing.T) {
	const most = 60 // seconds of CPU time
	for _, b := range bombs(2<<20 - 2000) {
		t.Run(b.name, func(t *testing.T) {
			before := cpu(t)
			bombed(t, "bomb.md", b.text)
			if took := cpu(t) - before; took > most {
				t.Errorf("%d bytes took %.1f s", len(b.text), took)
			} else if took > most/8 {
				t.Logf("%.1f s", took)
			}
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
	for _, b := range bombs(100_000) {
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
	_, faults = bombed(t, "site.yaml", "title: T\nphrases: {a a a a a a a a a a a: b}\n")
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
