package proof

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/source"
)

// TestHolesOfOrigin: what site.yaml lets vary varies in every answer, and need
// not be in every answer.
func TestHolesOfOrigin(t *testing.T) {
	answer := "HTTP/1.1 200 OK\r\nServer: real/1.2\r\nContent-Length: 0\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\n\r\n"
	text := strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(answer, "\r\n\r\n"), "\r\n", "\n"), "real/1.2", "sample")
	facts, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	for holes, want := range map[string]int{"": 1, "Server X-Request-Id": 0, "Server:number": 1, "server": 0} {
		file, _ := source.NewFile("content/n.md", []byte(noteHead+"```http\n"+text+"\n```\n"))
		n, _ := note.Parse(file, "n.md")
		tree := &note.Tree{Config: note.Config{Origins: map[string]note.Origin{"o": {Hosts: []string{"a"}, Holes: holes}}}}
		p := NewProver(tree, facts, map[string]origin.Origin{"o": &scripted{[]string{answer}}})
		if _, faults := p.Note(t.Context(), n); len(faults) != want {
			t.Errorf("holes: %q gives\n%s", holes, printed(faults))
		}
	}
	tree, _ := note.Read(fstest.MapFS{"site.yaml": {Data: []byte("title: t\norigins:\n  o:\n    hosts: [a]\n    holes: Server:colour\n")}})
	scripts, _ := exchange.Read(tree)
	_, faults := Prove(t.Context(), scripts, NewProver(tree, facts, nil), nil)
	if len(faults) != 1 || faults[0].Status() != source.ExitUsage || !strings.HasPrefix(faults[0].Error(), "content/site.yaml:5:") {
		t.Error(printed(faults))
	}
}

func printed(faults []source.Fault) string {
	var b strings.Builder
	for _, f := range source.Sort(faults) {
		source.Printer{W: &b}.Print(f)
	}
	return b.String()
}
