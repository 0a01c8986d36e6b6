package generator_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"wirebook/generator"
	"wirebook/generator/source"
)

// Each build of a session plays on commands in their first state, whether the session had
// the time to make them ready or not.
func TestCommandsAreFresh(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f := tree{
		"content/site.yaml": "title: T\norigins:\n  shared:\n    hosts: [shared.example.com]\n    folder: answers\n    command: [" + self + "]\n" +
			"    environment: {EDITS_ANSWER: answer.txt, EDITS_ONCE: once, SOCKET: \"${SOCKET}\"}\n",
		"answers/answer.txt": "well\n",
	}
	for name, text := range editedSite(t) {
		if strings.HasPrefix(name, "layouts/") {
			f[name] = text
		}
	}
	o := options
	o.Root = t.TempDir()
	session := generator.NewSession(o)
	defer session.Close()
	for i, then := range []func(context.Context) (generator.Summary, []source.Fault){nil, session.Rest, session.Rest, nil} {
		f["content/index.md"] = fmt.Sprint("---\ntitle: Home\n---\n", playedOn("shared.example.com", "a"), "Build ", i+1, ".\n")
		writeChanges(t, o.Root, nil, f)
		if sum, faults := session.Build(t.Context()); len(faults) > 0 || sum.Proven != 1 {
			t.Fatalf("build %d: %d proven, %v", i+1, sum.Proven, faults)
		}
		if then != nil {
			then(t.Context())
		}
	}
}
