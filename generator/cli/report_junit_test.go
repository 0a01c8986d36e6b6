package cli_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/joshdk/go-junit"
)

// TestJUnitReport reads reports with a reader of JUnit reports, and counts.
func TestJUnitReport(t *testing.T) {
	eachReport(t, "junit", func(t *testing.T, name, root string, status int, out string) {
		suites, err := junit.Ingest([]byte(out))
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		sum := junit.Totals{}
		cases := map[string]junit.Test{}
		for _, s := range suites {
			sum.Tests += s.Totals.Tests
			sum.Passed += s.Totals.Passed
			sum.Failed += s.Totals.Failed
			sum.Error += s.Totals.Error
			sum.Skipped += s.Totals.Skipped
			for _, c := range s.Tests {
				key := c.Classname + " " + c.Name
				if _, twice := cases[key]; twice {
					t.Errorf("two cases are called %q", key)
				}
				cases[key] = c
				if c.Classname != s.Name {
					t.Errorf("the case %q stands in the suite %q", key, s.Name)
				}
			}
		}
		var said struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Errors   int `xml:"errors,attr"`
			Skipped  int `xml:"skipped,attr"`
		}
		if err := xml.Unmarshal([]byte(out), &said); err != nil {
			t.Fatal(err)
		}
		if said.Tests != sum.Tests || said.Failures != sum.Failed || said.Errors != sum.Error || said.Skipped != sum.Skipped {
			t.Errorf("the report says %+v, and holds %+v", said, sum)
		}
		if (sum.Failed+sum.Error > 0) != (status > 0) {
			t.Errorf("status %d, and %+v", status, sum)
		}
		if last := suites[len(suites)-1]; last.Name != "wirebook" || !figuresLine.MatchString(strings.TrimSpace(last.SystemOut)) {
			t.Errorf("the last suite is %q and says %q", last.Name, last.SystemOut)
		}
		switch name {
		case "well":
			c := cases["content/index.md exchange 2: GET /books/1: 200"]
			if c.Status != junit.StatusSkipped || c.Message != `we have no such <server> & "quotes"` || sum.Passed != 1 {
				t.Errorf("%+v", cases)
			}
		case "missing":
			if sum.Skipped != 1 || sum.Tests != 1 {
				t.Errorf("%+v", sum)
			}
		case "unstarted": // each exchange, and why
			c := cases["content/index.md exchange 2: GET /books/1: 200"]
			if sum.Error != 4 || sum.Tests != 4 || c.Message != "the origin app is not installed: no program no-such-program is in PATH" {
				t.Errorf("%+v: %+v", sum, c)
			}
		case "faults":
			c := cases["content/index.md exchange 2: GET /books/1: 200"]
			text := c.Error.(junit.Error).Body
			if c.Status != junit.StatusFailed || !strings.Contains(text, "- 32   Cache-Control: no-store, ::error::]]") || !strings.Contains(text, "+      Cache-Control: no-cache") {
				t.Errorf("the case is %+v", c)
			}
			if c := cases["content/index.md line 23: dead-link"]; c.Status != junit.StatusFailed {
				t.Errorf("the dead link is %+v", c)
			}
		case "origin":
			if sum.Error != 1 || sum.Failed != 1 || sum.Passed != 1 {
				t.Errorf("%+v", sum)
			}
		}
	})
}
