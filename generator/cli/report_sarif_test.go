package cli_test

import (
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The standard's own schema, which this module has among its test data.
const (
	sarifModule = "github.com/securego/gosec/v2@v2.30.0"
	sarifFile   = "report/sarif/testdata/sarif-schema-2.1.0.json"
)

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	cmd := exec.Command("go", "mod", "download", "-json", sarifModule)
	cmd.Dir = t.TempDir()
	out, err := cmd.Output()
	var module struct{ Dir, Error string }
	if json.Unmarshal(out, &module) != nil || module.Dir == "" {
		t.Skipf("the SARIF schema cannot be had from %s: %v %s", sarifModule, err, module.Error)
	}
	text, err := os.ReadFile(filepath.Join(module.Dir, filepath.FromSlash(sarifFile)))
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, parseJSON(t, string(text)))
}

type decodedSARIF struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID, HelpURI            string
					ShortDescription, Help struct{ Text string }
				}
			}
		}
		Invocations []struct {
			ExecutionSuccessful            bool
			ExitCode                       int
			ToolConfigurationNotifications []struct{ Message struct{ Text string } }
		}
		ColumnKind         string
		OriginalURIBaseIDs map[string]any
		Results            []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI, URIBaseID string }
					Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
		}
		Properties struct{ Summary struct{ Text string } }
	}
}

// TestSARIFReport holds reports to the schema of the standard, and follows their
// places back to the text of the notes.
func TestSARIFReport(t *testing.T) {
	schema := sarifSchema(t)
	eachReport(t, "sarif", func(t *testing.T, name, root string, status int, out string) {
		if err := schema.Validate(parseJSON(t, out)); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		var log decodedSARIF
		if err := json.Unmarshal([]byte(out), &log); err != nil {
			t.Fatal(err)
		}
		run := log.Runs[0]
		if run.ColumnKind != "utf16CodeUnits" || run.Invocations[0].ExitCode != status || run.Invocations[0].ExecutionSuccessful != (status < 2) {
			t.Errorf("status %d: %+v", status, run.Invocations)
		}
		if !figuresLine.MatchString(run.Properties.Summary.Text) {
			t.Errorf("the summary is %q", run.Properties.Summary.Text)
		}
		if said := len(run.Results) + len(run.Invocations[0].ToolConfigurationNotifications); (status > 0) != (said > 0) {
			t.Errorf("status %d, and %d results and notifications", status, said)
		}
		found := map[string]bool{}
		for _, r := range run.Results {
			rule := run.Tool.Driver.Rules[r.RuleIndex]
			if rule.ID != r.RuleID || rule.ShortDescription.Text == "" || rule.Help.Text == "" {
				t.Errorf("the result %s has the rule %+v", r.RuleID, rule)
			}
			at := r.Locations[0].PhysicalLocation
			if _, ok := run.OriginalURIBaseIDs[at.ArtifactLocation.URIBaseID]; !ok {
				t.Errorf("no base %q", at.ArtifactLocation.URIBaseID)
			}
			uri, err := url.Parse(at.ArtifactLocation.URI)
			if err != nil || uri.IsAbs() {
				t.Fatalf("the address %q is not relative: %v", at.ArtifactLocation.URI, err)
			}
			text, err := os.ReadFile(filepath.Join(root, uri.Path))
			if err != nil {
				t.Fatal(err)
			}
			line := utf16.Encode([]rune(strings.Split(string(text), "\n")[at.Region.StartLine-1]))
			if at.Region.StartColumn > 0 && at.Region.StartLine == at.Region.EndLine {
				found[r.RuleID+" "+string(utf16.Decode(line[at.Region.StartColumn-1:at.Region.EndColumn-1]))] = true
			}
		}
		for _, want := range map[string][]string{
			"faults": {"dead-link nowhere.md", "dead-link gone.md", "difference no-store", "unknown-host ```"},
		}[name] {
			if !found[want] {
				t.Errorf("no result stands at %q: %v", want, found)
			}
		}
		if name == "norun-bad" && (len(run.Tool.Driver.Rules) == 0 || !strings.HasPrefix(run.Tool.Driver.Rules[0].HelpURI, "https://www.rfc-editor.org/rfc/rfc9")) {
			t.Errorf("the rule of an RFC has no address: %+v", run.Tool.Driver.Rules)
		}
	})
}
