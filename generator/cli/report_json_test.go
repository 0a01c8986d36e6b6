package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"wirebook/generator/cli"
)

// compile makes a validator of a schema.
func compile(t *testing.T, schema any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func parseJSON(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return v
}

// strict forbids the members that a schema does not name: readers must put up
// with them, and the program must not write them.
func strict(schema any) any {
	switch s := schema.(type) {
	case map[string]any:
		if _, named := s["properties"]; s["type"] == "object" && named {
			s["additionalProperties"] = false
		}
		for _, v := range s {
			strict(v)
		}
	case []any:
		for _, v := range s {
			strict(v)
		}
	}
	return schema
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("../report/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, strict(parseJSON(t, string(text))))
}

type place struct {
	File, Result string
	Line, Number int
}

type decodedReport struct {
	OK      bool
	Status  int
	Summary struct{ Faults, Notes, Exchanges, Proven, NoRun, Missing int }
	Faults  []struct {
		ID, File, What string
		Line           int
		Patch          []struct{ Mark, Text string }
		Status         int
	}
	Exchanges []struct {
		File, Method, Target, Result, Reason, By string
		Line, Code, Number                       int
		Interim                                  []int
		RequestFields, Fields                    []string
	}
	Codes, Fields map[string][]place
	Coverage      *struct{ Routes, Codes, Fields struct{ Total int } }
}

func decodeReport(t *testing.T, schema *jsonschema.Schema, out string) (r decodedReport) {
	t.Helper()
	if err := schema.Validate(parseJSON(t, out)); err != nil {
		t.Errorf("the report is not as report.schema.json says: %v\n%s", err, out)
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestJSONReport holds reports to report.schema.json, and to themselves.
func TestJSONReport(t *testing.T) {
	schema := reportSchema(t)
	eachReport(t, "json", func(t *testing.T, name, root string, status int, out string) {
		r := decodeReport(t, schema, out)
		if r.Status != status || r.OK != (status == 0) || r.Summary.Faults != len(r.Faults) || r.Summary.Exchanges != len(r.Exchanges) {
			t.Errorf("status %d, and the report says %+v", status, r)
		}
		results := map[string]int{}
		for _, e := range r.Exchanges {
			results[e.Result]++
		}
		for i, e := range r.Exchanges {
			if e.Code > 0 && !slices.ContainsFunc(r.Codes[strconv.Itoa(e.Code)], func(p place) bool {
				return p.File == e.File && p.Line == e.Line && p.Number == e.Number && p.Result == e.Result
			}) {
				t.Errorf("exchange %d, %+v, is not among those of its code: %+v", i, e, r.Codes)
			}
		}
		if results["proven"] != r.Summary.Proven {
			t.Errorf("%d exchanges are proven, and the summary says %+v", results["proven"], r.Summary)
		}
		switch name {
		case "well":
			first, second := r.Exchanges[0], r.Exchanges[1]
			if first.File != "content/index.md" || first.Line != 5 || first.Method != "GET" || first.Target != "/books/1" || first.Code != 200 || !strings.HasPrefix(first.By, "net/http ") ||
				strings.Join(first.Fields, " ") != "Cache-Control Content-Type ETag Date Content-Length" || strings.Join(first.RequestFields, " ") != "Host" {
				t.Errorf("the first exchange is %+v", first)
			}
			if got := r.Fields["ETag"]; len(got) == 0 || got[0] != (place{"content/index.md", "proven", 5, 1}) || len(r.Fields["etag"]) > 0 {
				t.Errorf("ETag stands in %+v", got)
			}
			if second.Result != "norun" || second.Reason != `we have no such <server> & "quotes"` || second.By != "" {
				t.Errorf("the second exchange is %+v", second)
			}
		case "faults":
			if results["proven"] != 1 || results["failed"] != 7 || len(r.Faults) < 7 {
				t.Errorf("results %v, %d faults", results, len(r.Faults))
			}
		case "unstarted":
			if e := r.Exchanges[2]; status != 3 || results["failed"] != 3 || len(r.Faults) != 1 || r.Faults[0].File != "content/site.yaml" || e.Reason != r.Faults[0].What || r.Summary.Missing != 0 {
				t.Errorf("status %d, results %v, %+v, %+v", status, results, e, r.Faults)
			}
		case "origin":
			if status != 3 {
				t.Errorf("exit status %d", status)
			}
		case "missing":
			if e := r.Exchanges[0]; status != 0 || e.Result != "missing" || !strings.Contains(e.Reason, "no-such-program is not installed") || r.Summary.Missing != 1 || r.Summary.NoRun != 0 {
				t.Errorf("status %d, summary %+v, %+v", status, r.Summary, e)
			}
		case "norun-bad":
			if results["failed"] != 1 || r.Summary.NoRun != 1 {
				t.Errorf("results %v, summary %+v", results, r.Summary)
			}
		}
	})
}

// TestJSONSchema sees that the schema refuses what is no report.
func TestJSONSchema(t *testing.T) {
	schema := reportSchema(t)
	_, good := runs(t, "--root", reportTree(t, "faults"), "check", "--format", "json")
	for was, is := range map[string]string{
		`"version": 1`:              `"version": 2`,
		`"status": 1`:               `"status": 4`,
		`"faults": [`:               `"faultz": [`,
		`"result": "proven"`:        `"result": "fine"`,
		`"id": "dead-link"`:         `"id": "Dead link"`,
		`"number": 1`:               `"number": 0`,
		`"codes": {`:                `"codez": {`,
		`"ok": false`:               `"ok": "no"`,
		`"file": "content/crlf.md"`: `"file": ""`,
	} {
		bad := strings.Replace(good, was, is, 1)
		if bad == good {
			t.Fatalf("the report holds no %s", was)
		}
		if schema.Validate(parseJSON(t, bad)) == nil {
			t.Errorf("the schema takes %s", is)
		}
	}
}

// With --tasks the report has what came of each attempt.
func TestJSONReportOfTasks(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"site.yaml": "title: T\n", "index.md": "---\ntitle: T\n---\nAnswer this.\n\n```http task=write\nPUT /a HTTP/1.1\nHost: a\n```\n\n```http goal\nHTTP/1.1 405 Method Not Allowed\nAllow: GET\n```\n\n" +
		"```http solution\nHTTP/1.1 405 Method Not Allowed\nAllow: GET\n```\n\n```http wrong\nHTTP/1.1 405 Method Not Allowed\n```\n\n```http wrong\nHTTP/1.1 404 Not Found\n```\n"} {
		file := filepath.Join(root, "content", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"check", "--root", root, "--format", "json"}, ""},
		{[]string{"check", "--root", root, "--format", "json", "--tasks"}, "proven 16 solution | 21 wrong Allow is missing (RFC 9110 section 15.5.6). | 25 wrong 404 is not the right status code here."},
	} {
		var out bytes.Buffer
		cli.Run(t.Context(), c.args, cli.Program{Out: &out, Err: io.Discard})
		decodeReport(t, reportSchema(t), out.String())
		var r struct {
			Tasks []struct {
				Result   string
				Attempts []struct {
					Line          int
					Part, Missing string
				}
			}
		}
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, task := range r.Tasks {
			for _, a := range task.Attempts {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%d %s %s", a.Line, a.Part, a.Missing)))
			}
			got[0] = task.Result + " " + got[0]
		}
		if said := strings.Join(got, " | "); said != c.want {
			t.Errorf("%v: %q, want %q", c.args, said, c.want)
		}
	}
}
