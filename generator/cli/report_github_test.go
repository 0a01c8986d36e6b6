package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A command of a workflow, as GitHub's documentation gives its grammar and its
// runner reads it: ::name key=value,key=value::data, with %XX in both.
var (
	workflowCommand  = regexp.MustCompile(`^::([a-z]+)(?: ([^:]*))?::(.*)$`)
	workflowProperty = regexp.MustCompile(`^(file|line|endLine|col|endColumn|title)=([^=:,]+)$`)
	workflowEscape   = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	workflowPercent  = regexp.MustCompile(`%(0D|0A|3A|2C|25)`)
)

type annotation struct {
	level, data string
	properties  map[string]string
}

func parseAnnotation(t *testing.T, line string) (a annotation) {
	t.Helper()
	m := workflowCommand.FindStringSubmatch(line)
	if m == nil || strings.Contains(line, "\r") {
		t.Fatalf("this is no workflow command: %q", line)
	}
	if rest := workflowPercent.ReplaceAllString(m[2]+m[3], ""); strings.Contains(rest, "%") {
		t.Errorf("a percent sign stands alone: %q", line)
	}
	a = annotation{m[1], workflowEscape.Replace(m[3]), map[string]string{}}
	for _, p := range strings.Split(m[2], ",") {
		kv := workflowProperty.FindStringSubmatch(p)
		if kv == nil {
			t.Fatalf("this is no property: %q of %q", p, line)
		}
		a.properties[kv[1]] = workflowEscape.Replace(kv[2])
	}
	return a
}

// TestGitHubReport reads reports as the runner of GitHub Actions does.
func TestGitHubReport(t *testing.T) {
	eachReport(t, "github", func(t *testing.T, name, root string, status int, out string) {
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		errors := 0
		var all []annotation
		for i, line := range lines {
			a := parseAnnotation(t, line)
			all = append(all, a)
			if i == len(lines)-1 {
				if a.level != "notice" || !figuresLine.MatchString(a.data) {
					t.Errorf("the last command is %+v", a)
				}
				break
			}
			if a.level != "error" {
				t.Errorf("%q is not an error", line)
			}
			errors++
			number := func(key string) int { n, _ := strconv.Atoi(a.properties[key]); return n }
			if file := a.properties["file"]; file != "" {
				if _, err := os.Stat(filepath.Join(root, file)); err != nil && !filepath.IsAbs(file) {
					t.Error(err)
				}
				// The runner drops the place of a command that breaks one of these.
				if number("line") < 1 || number("endLine") < number("line") ||
					a.properties["col"] != "" && (number("line") != number("endLine") || number("endColumn") < number("col") || number("col") < 1) {
					t.Errorf("the place cannot be: %v", a.properties)
				}
			}
		}
		if (errors > 0) != (status > 0) {
			t.Errorf("status %d, and %d errors", status, errors)
		}
		if name != "faults" {
			return
		}
		files := map[string]bool{}
		for _, a := range all {
			files[a.properties["file"]] = true
			if strings.HasPrefix(a.data, "Cache-Control is not") && strings.HasSuffix(a.properties["file"], "index.md") && !strings.Contains(a.data, "\n    - 32   Cache-Control: no-store, ::error::]]>%0A") {
				t.Errorf("the message is %q", a.data)
			}
		}
		if !files["content/a, b: 100% [new] é.md"] {
			t.Errorf("the files are %v", files)
		}
	})
}

// TestGitHubPaths sees that files are named from the root of the checkout.
func TestGitHubPaths(t *testing.T) {
	root := reportTree(t, "no-index")
	os.WriteFile(filepath.Join(root, "content", "other.md"), []byte("no front matter\n"), 0o644)
	t.Setenv("GITHUB_WORKSPACE", filepath.Dir(root))
	_, out := runs(t, "--root", root, "check", "--format", "github")
	if want := "file=" + filepath.Base(root) + "/content/other.md,"; !strings.Contains(out, want) {
		t.Errorf("no %s in %s", want, out)
	}
}
