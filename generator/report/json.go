package report

import (
	"bytes"
	"encoding/json"

	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// reportVersion increases when programs that read the JSON report have to be changed.
const reportVersion = 1

// The JSON report. report.schema.json says what its members mean, and a test
// validates the report against it.
type (
	jsonReport struct {
		Version   int            `json:"version"`
		OK        bool           `json:"ok"`
		Status    int            `json:"status"`
		Summary   jsonSummary    `json:"summary"`
		Faults    []jsonFault    `json:"faults"`
		Notices   []jsonFault    `json:"notices"`
		Exchanges []jsonExchange `json:"exchanges"`
		Codes     jsonPlaces     `json:"codes"`
		Fields    jsonPlaces     `json:"fields"`
		Coverage  *jsonCoverage  `json:"coverage,omitempty"`
		Tasks     []jsonTask     `json:"tasks,omitempty"`
	}
	jsonSummary struct {
		Faults    int     `json:"faults"`
		Notes     int     `json:"notes"`
		Exchanges int     `json:"exchanges"`
		Proven    int     `json:"proven"`
		NoRun     int     `json:"norun"`
		Missing   int     `json:"missing"`
		Written   int     `json:"written,omitempty"`
		Updated   int     `json:"updated,omitempty"`
		Counted   int     `json:"counted,omitempty"`
		Pages     int     `json:"pages,omitempty"`
		Bytes     int64   `json:"bytes,omitempty"`
		Known     int     `json:"known,omitempty"`
		Seconds   float64 `json:"seconds"`

		Excerpts *jsonExcerpts `json:"excerpts,omitempty"`
	}
	jsonExcerpts struct {
		Files      int `json:"files"`
		Requests   int `json:"requests"`
		Responses  int `json:"responses"`
		FieldLists int `json:"fieldLists"`
		Unread     int `json:"unread"`
	}
	jsonCoverage struct {
		Routes jsonUncovered `json:"routes"`
		Codes  jsonUncovered `json:"codes"`
		Fields jsonUncovered `json:"fields"`
	}
	jsonUncovered struct {
		Total int         `json:"total"`
		Left  []jsonNamed `json:"left"`
	}
	jsonTask struct {
		File     string        `json:"file"`
		Line     int           `json:"line"`
		Number   int           `json:"number"`
		Kind     string        `json:"kind"`
		Result   string        `json:"result"`
		Reason   string        `json:"reason,omitempty"`
		By       string        `json:"by,omitempty"`
		Attempts []jsonAttempt `json:"attempts"`
	}
	jsonAttempt struct {
		Line    int    `json:"line"`
		Part    string `json:"part"`
		Answer  string `json:"answer,omitempty"`
		Missing string `json:"missing"`
	}
	jsonNamed struct {
		Name string `json:"name"`
		File string `json:"file"`
		Line int    `json:"line,omitempty"`
	}
	jsonFault struct {
		ID        string     `json:"id"`
		File      string     `json:"file,omitempty"`
		Line      int        `json:"line,omitempty"`
		Column    int        `json:"column,omitempty"`
		EndLine   int        `json:"endLine,omitempty"`
		EndColumn int        `json:"endColumn,omitempty"`
		What      string     `json:"what"`
		Do        string     `json:"do,omitempty"`
		Request   string     `json:"request,omitempty"`
		Patch     []jsonLine `json:"patch,omitempty"`
		Status    int        `json:"status"`
	}
	jsonLine struct {
		Mark string `json:"mark"`
		Line int    `json:"line,omitempty"`
		Text string `json:"text"`
	}
	jsonExchange struct {
		File          string   `json:"file"`
		Line          int      `json:"line"`
		EndLine       int      `json:"endLine"`
		Number        int      `json:"number"`
		Method        string   `json:"method,omitempty"`
		Target        string   `json:"target,omitempty"`
		Interim       []int    `json:"interim,omitempty"`
		Code          int      `json:"code,omitempty"`
		Result        string   `json:"result"`
		Reason        string   `json:"reason,omitempty"`
		By            string   `json:"by,omitempty"`
		RequestFields []string `json:"requestFields"`
		Fields        []string `json:"fields"`
	}
)

// writeJSON writes the report for programs.
func writeJSON(b *bytes.Buffer, r Report) error {
	sum := r.Summary
	out := jsonReport{
		Version: reportVersion, OK: r.Exit == 0, Status: r.Exit,
		Summary: jsonSummary{Faults: len(r.Faults), Notes: sum.Notes, Exchanges: len(sum.Results), Proven: sum.Proven, NoRun: sum.NoRun,
			Missing: sum.Missing, Known: sum.Known, Pages: sum.Pages, Bytes: sum.Bytes, Seconds: float64(r.Took.Milliseconds()) / 1000},
		Faults: []jsonFault{}, Notices: []jsonFault{}, Exchanges: []jsonExchange{},
	}
	if e := sum.Excerpts; e.Files > 0 {
		out.Summary.Excerpts = &jsonExcerpts{e.Files, e.Requests, e.Responses, e.FieldLists, len(e.Unread)}
	}
	for _, f := range r.Faults {
		out.Faults = append(out.Faults, faultJSON(f))
	}
	for _, f := range r.Notices {
		out.Notices = append(out.Notices, faultJSON(f))
	}
	if r.Updated != nil {
		out.Summary.Written, out.Summary.Updated, out.Summary.Counted = r.Updated.Notes, r.Updated.Responses, r.Updated.Lengths
	}
	for _, o := range sum.Results {
		out.Exchanges = append(out.Exchanges, exchangeJSON(o))
	}
	var err error
	if out.Codes, out.Fields, err = placesJSON(sum.Results); err != nil {
		return err
	}
	if r.Tasks {
		for _, t := range sum.Tasks {
			out.Tasks = append(out.Tasks, taskJSON(t))
		}
	}
	if c := sum.Coverage; c != nil {
		out.Coverage = &jsonCoverage{uncoveredJSON(c.Routes), uncoveredJSON(c.Codes), uncoveredJSON(c.Fields)}
	}
	return encode(b, out)
}

func encode(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func faultJSON(f source.Fault) jsonFault {
	j := jsonFault{ID: f.ID, What: f.What, Do: f.Do, Request: f.Request, Status: f.Status()}
	if f.File != nil {
		j.File = f.File.Name
		j.Line, j.Column = f.File.Position(f.Span.Start)
		j.EndLine, j.EndColumn = f.File.Position(max(f.Span.End, f.Span.Start))
	}
	for _, l := range f.Shown {
		if l.Mark == source.Documented || l.Mark == source.Received || l.Mark == source.Same {
			j.Patch = append(j.Patch, jsonLine{string(l.Mark), l.Number, l.Text})
		}
	}
	return j
}

func exchangeJSON(o *proof.Result) jsonExchange {
	return jsonExchange{
		File: o.File.Name, Line: o.Line(), EndLine: o.EndLine(), Number: o.Number, Method: o.Method, Target: o.Target, Interim: o.Interim, Code: o.Code,
		Result: string(o.State()), Reason: o.Reason, By: o.By, RequestFields: append([]string{}, o.RequestFields...), Fields: append([]string{}, o.Fields...),
	}
}

func taskJSON(t *proof.Task) jsonTask {
	out := jsonTask{File: t.File.Name, Line: t.Line(t.Begin), Number: t.Number, Kind: string(t.Kind), Result: string(t.State()), Reason: t.Reason, By: t.By, Attempts: []jsonAttempt{}}
	for _, a := range t.Attempts {
		out.Attempts = append(out.Attempts, jsonAttempt{t.Line(a.Step), t.Part(a), a.Answer, a.Missing})
	}
	return out
}

func uncoveredJSON(u proof.Uncovered) jsonUncovered {
	out := jsonUncovered{Total: u.Total, Left: []jsonNamed{}}
	for _, n := range u.Left {
		out.Left = append(out.Left, jsonNamed{n.Name, n.File.Name, n.Line})
	}
	return out
}
