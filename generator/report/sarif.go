package report

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"unicode/utf16"

	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// The SARIF report: OASIS Static Analysis Results Interchange Format 2.1.0. Numbers
// in comments are sections of that standard.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool               `json:"tool"`
		Invocations []sarifInvocation       `json:"invocations"`
		ColumnKind  string                  `json:"columnKind"`
		Bases       map[string]sarifBase    `json:"originalUriBaseIds"`
		Results     []sarifResult           `json:"results"`
		Properties  map[string]sarifSummary `json:"properties"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Help  sarifText `json:"help"`
		URI   string    `json:"helpUri,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		ExitCode      int                 `json:"exitCode"`
		Notifications []sarifNotification `json:"toolConfigurationNotifications,omitempty"`
	}
	sarifNotification struct {
		Descriptor sarifDescriptor `json:"descriptor"`
		Level      string          `json:"level"`
		Message    sarifText       `json:"message"`
	}
	sarifDescriptor struct {
		ID string `json:"id"`
	}
	sarifBase struct {
		Description sarifText `json:"description"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifSummary struct {
		Text    string  `json:"text"`
		Notes   int     `json:"notes"`
		Proven  int     `json:"proven"`
		NoRun   int     `json:"norun"`
		Missing int     `json:"missing"`
		Seconds float64 `json:"seconds"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// sarifRoot is the base of file names, under the name that code hosts know.
const sarifRoot = "%SRCROOT%"

// writeSARIF writes the report for code hosts and editors. A fault without a file has
// no place among the results (3.27.12), so it is a notification of the run (3.20.22).
func writeSARIF(b *bytes.Buffer, r Report) error {
	about, err := explained(r.Summary.Notes > 0 || r.Summary.Excerpts.Files == 0)
	if err != nil {
		return err
	}
	// Success means that the check ran to its end, with or without faults (3.20.14).
	invocation := sarifInvocation{Successful: r.Exit <= source.ExitNotes, ExitCode: r.Exit}
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "wirebook", Rules: []sarifRule{}}},
		ColumnKind: "utf16CodeUnits",
		Bases:      map[string]sarifBase{sarifRoot: {sarifText{"The root of the repository that contains the notes."}}},
		Results:    []sarifResult{},
		Properties: map[string]sarifSummary{"summary": {r.figures(), r.Summary.Notes, r.Summary.Proven, r.Summary.NoRun, r.Summary.Missing, float64(r.Took.Milliseconds()) / 1000}},
	}
	rules := map[string]int{}
	for i, f := range slices.Concat(r.Faults, r.Notices) {
		level := "error"
		if i >= len(r.Faults) {
			level = "note"
		}
		if f.File == nil {
			invocation.Notifications = append(invocation.Notifications, sarifNotification{sarifDescriptor{f.ID}, level, sarifText{message(f)}})
			continue
		}
		if _, ok := rules[f.ID]; !ok {
			rules[f.ID] = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(f, about[f.ID]))
		}
		run.Results = append(run.Results, sarifResult{
			RuleID: f.ID, RuleIndex: rules[f.ID], Level: level, Message: sarifText{message(f)},
			Locations: []sarifLocation{{sarifPhysical{sarifArtifact{(&url.URL{Path: r.fromBase(f.File.Name)}).String(), sarifRoot}, region(f)}}},
		})
	}
	run.Invocations = []sarifInvocation{invocation}
	return encode(b, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

// ruleOf describes the kind of a fault. If the tables do not have it, the fault
// describes itself.
func ruleOf(f source.Fault, about kind) sarifRule {
	return sarifRule{
		ID:    f.ID,
		Short: sarifText{cmp.Or(about.what, f.What)},
		Help:  sarifText{cmp.Or(about.do, f.Do, f.What)},
		URI:   about.url,
	}
}

// region is the place of a fault. A fault between two characters gets the whole line
// (3.30.2).
func region(f source.Fault) sarifRegion {
	start, startColumn := utf16Position(f.File, f.Span.Start)
	end, endColumn := utf16Position(f.File, f.Span.End)
	if f.Span.End <= f.Span.Start {
		return sarifRegion{StartLine: start}
	}
	return sarifRegion{StartLine: start, StartColumn: startColumn, EndLine: end, EndColumn: endColumn}
}

// utf16Position is File.Position with the column in UTF-16 code units. The report
// declares this unit in columnKind, and it is the one that readers assume if they
// ignore columnKind.
func utf16Position(f *source.File, offset int) (line, column int) {
	offset = max(0, min(offset, len(f.Data)))
	line, _ = f.Position(offset)
	text := f.Text(source.Span{Start: f.LineSpan(line).Start, End: offset})
	return line, len(utf16.Encode([]rune(text))) + 1
}

// A kind describes all faults with one ID.
type kind struct{ what, do, url string }

// explained describes the kinds of faults by their ID: those of kinds.tsv, and the
// rules of the RFCs. notes says whether to advise how a note may keep a message that
// breaks a rule, or a document.
func explained(notes bool) (map[string]kind, error) {
	out, err := kinds()
	if err != nil {
		return nil, err
	}
	facts, err := registry.Load()
	if err != nil {
		return nil, err
	}
	for _, r := range rule.NewJudge(facts).Rules() {
		do := r.Citation() + " requires it. Correct the message, or keep it with a comment: <!-- wirebook ignore " + r.ID + ": reason -->."
		if notes {
			do = r.Citation() + " requires it. Correct the message or the origin that sent it, or admit it in the info string of the response: breaks=\"" + r.ID + "\"."
		}
		out[r.ID] = kind{r.Sentence, do, r.URL()}
	}
	return out, nil
}
