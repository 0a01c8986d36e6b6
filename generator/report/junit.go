package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// The JUnit report, as test runners and CI systems read it. Each note is a suite and
// each exchange a case; a fault that belongs to no exchange is a case of its own.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
		Out      string      `xml:"system-out,omitempty"`
	}
	junitCase struct {
		Class   string       `xml:"classname,attr"`
		Name    string       `xml:"name,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Skipped *junitReason `xml:"skipped"`
		Failure *junitReason `xml:"failure"`
		Error   *junitReason `xml:"error"`
	}
	junitReason struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",cdata"`
	}
)

// writeJUnit writes the report for CI systems that show tests. The summary is the
// system-out of the last suite, which is about the program itself.
func writeJUnit(b *bytes.Buffer, r Report) error {
	var names []string
	suites := map[string]*junitSuite{}
	suite := func(name string) *junitSuite {
		if suites[name] == nil {
			suites[name] = &junitSuite{Name: name}
			names = append(names, name)
		}
		return suites[name]
	}
	own := map[exchangeOf]bool{}
	for _, o := range r.Summary.Results {
		suite(o.File.Name).add(r.caseOf(o))
		own[exchangeOf{o.File, o.Number}] = true
	}
	program := &junitSuite{Name: "wirebook", Out: r.figures()}
	for _, f := range r.Faults {
		switch {
		case f.File == nil:
			program.add(junitCase{Class: "wirebook", Name: f.ID + ": " + f.What, Error: reason([]source.Fault{f})})
		case !own[exchangeOf{f.File, f.Exchange}]:
			line, _ := f.File.Position(f.Span.Start)
			c := junitCase{Class: f.File.Name, Name: fmt.Sprintf("line %d: %s", line, f.ID), File: r.fromBase(f.File.Name), Line: line}
			c.blame([]source.Fault{f})
			suite(f.File.Name).add(c)
		}
	}
	out := junitSuites{Name: "wirebook", Time: fmt.Sprintf("%.3f", r.Took.Seconds())}
	slices.Sort(names)
	for _, name := range names {
		out.add(*suites[name])
	}
	out.add(*program)
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(b)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
}

// An exchangeOf identifies an exchange of a note, whose case reports the faults.
type exchangeOf struct {
	file   *source.File
	number int
}

// caseOf returns the case of an exchange. Its name does not depend on the text around
// the exchange, so that a CI system recognizes it after edits.
func (r Report) caseOf(o *proof.Result) junitCase {
	name := fmt.Sprintf("exchange %d: %s %s", o.Number, o.Method, o.Target)
	if o.Method == "" {
		name = fmt.Sprintf("exchange %d", o.Number)
	}
	if o.Code > 0 {
		name += fmt.Sprintf(": %d", o.Code)
	}
	c := junitCase{Class: o.File.Name, Name: name, File: r.fromBase(o.File.Name), Line: o.Line()}
	switch o.State() {
	case proof.Failed:
		c.blame(o.Faults)
	case proof.NotPlayed, proof.Missing:
		c.Skipped = &junitReason{Message: o.Reason}
	case proof.Unplayed:
		c.Skipped = &junitReason{Message: "not played because of another fault"}
	}
	return c
}

// blame makes the case a failure, or an error if an origin or the machine is to
// blame.
func (c *junitCase) blame(faults []source.Fault) {
	status := 0
	for _, f := range faults {
		status = max(status, f.Status())
	}
	if status > source.ExitNotes {
		c.Error = reason(faults)
	} else {
		c.Failure = reason(faults)
	}
}

func reason(faults []source.Fault) *junitReason {
	var text []string
	for _, f := range faults {
		text = append(text, f.Position()+message(f))
	}
	return &junitReason{Message: faults[0].What, Type: faults[0].ID, Text: strings.Map(inXML, strings.Join(text, "\n\n"))}
}

// inXML replaces a character that XML 1.0 cannot represent with U+FFFD. In attributes
// the encoder does this itself.
func inXML(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xd7ff || r >= 0xe000 && r <= '\ufffd' || r >= 0x10000 {
		return r
	}
	return '\ufffd'
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

func (s *junitSuites) add(suite junitSuite) {
	s.Tests += suite.Tests
	s.Failures += suite.Failures
	s.Errors += suite.Errors
	s.Skipped += suite.Skipped
	s.Suites = append(s.Suites, suite)
}
