package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/testscript"
)

// An action is a composite action of GitHub, as far as it is looked at here.
type action struct {
	Inputs map[string]struct{ Description, Default string }
	Runs   struct {
		Using string
		Steps []struct {
			Name, Uses, Shell, Run string
			Env                    map[string]string
		}
	}
}

func readAction() (a action, err error) {
	data, err := os.ReadFile("../../.github/check/action.yml")
	if err != nil {
		return a, err
	}
	return a, yaml.Unmarshal(data, &a)
}

var ofInput = regexp.MustCompile(`\$\{\{ inputs\.([a-z]+) \}\}`)

// What a pull request may hold reaches the shell as the value of a variable only.
func TestAction(t *testing.T) {
	a, err := readAction()
	if err != nil {
		t.Fatal(err)
	}
	var used, inputs []string
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("an expression stands in the script of %q", s.Name)
		}
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("the step %q names no shell", s.Name)
		}
		for _, value := range s.Env {
			if m := ofInput.FindStringSubmatch(value); m != nil {
				used = append(used, m[1])
			}
		}
	}
	for name, in := range a.Inputs {
		if in.Description == "" {
			t.Errorf("the input %s is not described", name)
		}
		inputs = append(inputs, name)
	}
	slices.Sort(used)
	slices.Sort(inputs)
	if want := []string{"baseline", "files", "level", "origin"}; !slices.Equal(inputs, want) || !slices.Equal(used, want) || a.Runs.Using != "composite" {
		t.Errorf("inputs %q, used %q, want %q in a composite action", inputs, used, want)
	}
}

// writeAction writes the script of the last step of the action, and puts the program
// where the steps before it do.
func writeAction(ts *testscript.TestScript, neg bool, args []string) {
	a, err := readAction()
	ts.Check(err)
	last := a.Runs.Steps[len(a.Runs.Steps)-1]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("set -eo pipefail\n"+last.Run), 0o644))
	dir := ts.MkAbs("runner/wirebook")
	ts.Check(os.MkdirAll(dir, 0o755))
	ts.Check(os.WriteFile(filepath.Join(dir, "wirebook"), []byte("#!/bin/sh\nexec wirebook \"$@\"\n"), 0o755))
	ts.Setenv("RUNNER_TEMP", ts.MkAbs("runner"))
	for name, in := range a.Inputs {
		ts.Setenv(strings.ToUpper(name), in.Default)
	}
}

// The hook names a command and files that check takes.
func TestHook(t *testing.T) {
	data, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ ID, Name, Entry, Language, Files string }
	if err := yaml.Unmarshal(data, &hooks); err != nil || len(hooks) != 1 {
		t.Fatalf("%v: %v", hooks, err)
	}
	h := hooks[0]
	if h.ID != "wirebook" || h.Entry != "wirebook check" || h.Language != "golang" {
		t.Errorf("the hook is %+v", h)
	}
	files := regexp.MustCompile(h.Files)
	for name, is := range map[string]bool{"README.md": true, "docs/a.mdx": true, "a.markdown": true, "a.mkdn": true, "a.mdown": true, "a.mkd": true, "a.txt": false, "md": false} {
		if files.MatchString(name) != is {
			t.Errorf("%s: %v", name, !is)
		}
	}
}
