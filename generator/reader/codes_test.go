package reader_test

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/note"
)

const (
	mostSteps = 6
	mostWords = 15 // of what the page says beside its first response
)

var (
	codeNote = regexp.MustCompile(`^status/[1-5]\d\d\.md$`)
	step     = regexp.MustCompile(`(?m)^\d\. `)
)

// Someone with a response before them finds what to do at the top of its page. A fork
// whose code pages are built in another way deletes this file.
func TestCodePagesBeginWithWhatToDo(t *testing.T) {
	tree, faults := note.Read(os.DirFS(top + "/content"))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	pages := 0
	for _, n := range tree.Notes {
		if !codeNote.MatchString(n.Path) {
			continue
		}
		pages++
		for _, wrong := range codePageFaults(n, tree.Config.Everyday) {
			t.Errorf("content/%s: %s", n.Path, wrong)
		}
	}
	t.Logf("%d pages of codes", pages)
}

func TestCodePageFaults(t *testing.T) {
	const steps = "## If you got one\n\n1. A.\n2. B.\n3. C.\n\n"
	const sent = "## Send it\n\n### Go\n\nA.\n\n### Flask\n\nB.\n\n### Express\n\nC.\n"
	for _, test := range []struct{ client, text, want string }{
		{"C", steps + sent, ""},
		{"C", "## Before\n\nA.\n\n" + steps + sent, "first"},
		{"C", strings.Replace(steps, "3. C.\n", "", 1) + sent, "steps"},
		{"C", steps, "Send it"},
		{"C", steps + strings.Replace(sent, "Flask", "Django", 1), "Send it"},
		{strings.Repeat("word ", 16), steps + sent, "words"},
	} {
		tree, faults := note.Read(fstest.MapFS{
			"site.yaml":     {Data: []byte("title: T\nsections:\n  - {title: S, folder: status}\n")},
			"index.md":      {Data: []byte("---\ntitle: T\n---\nText.\n")},
			"status/404.md": {Data: []byte("---\ntitle: 404 Not Found\nretry: R\nclient: " + test.client + "\n---\nLead.\n\n" + test.text)},
		})
		if len(faults) > 0 {
			t.Fatal(faults[0])
		}
		i := slices.IndexFunc(tree.Notes, func(n *note.Note) bool { return codeNote.MatchString(n.Path) })
		got := strings.Join(codePageFaults(tree.Notes[i], []int{404}), "; ")
		if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// codePageFaults says what the page of a code lacks.
func codePageFaults(n *note.Note, everyday []int) (wrong []string) {
	for name, text := range map[string]string{"retry": n.Meta.Retry, "client": n.Meta.Client} {
		if words := len(strings.Fields(text)); words == 0 || words > mostWords {
			wrong = append(wrong, fmt.Sprintf("%s has %d words, want 1 to %d", name, words, mostWords))
		}
	}
	if len(n.Headings) == 0 || n.Headings[0].Text != "If you got one" {
		return append(wrong, `the first section is not "If you got one"`)
	}
	text := string(n.File.Data[n.Headings[0].Pos:])
	if len(n.Headings) > 1 {
		text = string(n.File.Data[n.Headings[0].Pos:n.Headings[1].Pos])
	}
	number := strings.TrimSuffix(path.Base(n.Path), ".md")
	if steps := len(step.FindAllString(text, -1)); (steps < 3 || steps > mostSteps) && number != "306" { // 306 means nothing
		wrong = append(wrong, fmt.Sprintf("%d steps, want 3 to %d", steps, mostSteps))
	}
	if !slices.ContainsFunc(everyday, func(code int) bool { return fmt.Sprint(code) == number }) {
		return wrong
	}
	i := slices.IndexFunc(n.Headings, func(h note.Heading) bool { return h.Text == "Send it" })
	if i < 0 || len(n.Headings) < i+4 {
		return append(wrong, `no section "Send it" with Go, Flask and Express`)
	}
	for k, server := range []string{"Go", "Flask", "Express"} {
		if n.Headings[i+1+k].Text != server {
			wrong = append(wrong, fmt.Sprintf(`"Send it" has no %s at its place`, server))
		}
	}
	return wrong
}
