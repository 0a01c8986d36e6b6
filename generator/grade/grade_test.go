package grade

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/trial/program"
)

var answers atomic.Int64

// shop has a book until it is deleted. Its answers have a time and a number.
func shop(*log.Logger) *http.Server {
	mux, gone := http.NewServeMux(), false
	mux.HandleFunc("GET /a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"x"`)
		w.Header().Set("X-Number", fmt.Sprintf("no. %d of many", answers.Add(1)))
		w.Header().Set("Expires", time.Now().Add(time.Duration(answers.Load())*time.Hour).UTC().Format(http.TimeFormat))
		if gone {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		io.WriteString(w, "emma\r\n"+strings.Repeat("é", len(r.URL.RawQuery)))
	})
	mux.HandleFunc("GET /bytes", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte{0xff, 0xfe, '\r', '\n', 0})
	})
	mux.HandleFunc("GET /early", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(103)
		w.(http.Flusher).Flush()
		io.WriteString(w, strings.Repeat("chunk", 2000))
	})
	mux.HandleFunc("DELETE /a", func(w http.ResponseWriter, r *http.Request) {
		gone = true
		w.WriteHeader(http.StatusNoContent)
	})
	return &http.Server{Handler: mux, ErrorLog: log.New(io.Discard, "", 0)}
}

// grader is that of the course in testdata, and ids are those of its tasks.
func grader(t testing.TB) (g *Grader, ids []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	tree, faults := note.Read(fstest.MapFS{
		"site.yaml":    {Data: []byte("title: T\norigins: {o: {built-in: true, hosts: [a]}}\n")},
		"lessons/a.md": {Data: text},
	})
	scripts, more := exchange.Read(tree)
	for _, f := range append(faults, more...) {
		if f.ID != "task-same" && f.ID != "task-unproven" {
			t.Fatal(f)
		}
	}
	p := proof.NewProver(tree, facts, map[string]origin.Origin{"o": origin.BuiltIn("o", shop, time.Second, nil)})
	for _, task := range scripts.Notes[0].Tasks {
		ids = append(ids, task.ID)
	}
	return New(p, scripts), ids
}

// answerOf is what layouts/assets/task/start.js keeps of what a request gets in a page.
func answerOf(t testing.TB, request string) (answer, by string) {
	t.Helper()
	p, err := program.New(shop)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.Begin(nil, 0); err != nil {
		t.Fatal(err)
	}
	r, err := p.Send(program.Trial{Bytes: []byte(request)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range r.Received {
		if i > 0 {
			answer += "\n"
		}
		for _, part := range append(m.Head, m.Body...) {
			answer += part[1]
		}
	}
	return cut(answer), r.By
}

const get, remove = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "DELETE /a HTTP/1.1\r\nHost: a\r\n\r\n"

// at is when something was made.
const at = "2026-11-26T09:30:00.000Z"

// What a page keeps of any answer is found honest, and any change of it is not.
func TestHonest(t *testing.T) {
	g, ids := grader(t)
	for _, request := range []string{get, remove, "GET /a?" + strings.Repeat("b", 3000) + " HTTP/1.1\r\nHost: a\r\n\r\n", "GET /bytes HTTP/1.1\r\nHost: a\r\n\r\n", "GET /early HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n"} {
		answer, by := answerOf(t, request)
		grade := func(answer string) Grade {
			all := g.Grade(t.Context(), &Transcript{Tasks: []Made{{Page: "lessons/a.html", ID: ids[0], At: at, Made: request, Answer: answer, By: by}}})
			return all[0]
		}
		if got := grade(answer); got.Honest != Honest || got.Met != (request == remove) {
			t.Errorf("%q with %q: %+v", request, answer, got)
		}
		first, rest, _ := strings.Cut(answer, "\n")
		for _, forged := range []string{"HTTP/1.1 204 No Content\n" + rest + " ", first + "\nX: y\n" + rest, first, answer + "\nmore", strings.Replace(answer, "40", "20", 1) + "x"} {
			if len(answer) > mostKept && forged != first {
				continue
			}
			if got := grade(forged); got.Honest != Dishonest || got.Why == "" {
				t.Errorf("%q with the forged %q: %+v", request, forged, got)
			}
		}
	}
}

// Each kind is graded by what its goal says, and not by what the transcript does.
func TestGrade(t *testing.T) {
	g, ids := grader(t)
	deleted, by := answerOf(t, remove)
	got := g.Grade(t.Context(), &Transcript{Tasks: []Made{
		{Page: "lessons/a.html", ID: ids[0], At: at, Made: remove, Answer: deleted, By: by},
		{Page: "lessons/a.html", ID: ids[0], At: at, Made: get},
		{Page: "lessons/a.html", ID: ids[1], At: at, Made: "HTTP/1.1 405 No\r\nContent-Length: 0\r\nallow: GET, DELETE\r\n\r\n"},
		{Page: "lessons/a.html", ID: "_t00000000", Task: 9, At: at},
		{Page: "../../etc/passwd", ID: ids[0], At: at},
	}})
	var lines []string
	for _, r := range got {
		lines = append(lines, fmt.Sprint(r.Page, " ", r.Task, " ", r.Kind, " ", r.Met, " ", r.Honest, " ", r.Told))
	}
	want := []string{
		"lessons/a.html 0  false - the transcript has this task twice; the first counts",
		"lessons/a.html 9  false - the page has no such task: it may have changed since",
		"../../etc/passwd 0  false - the course has no such page with tasks",
		"lessons/a.html 1 send true yes ",
		"lessons/a.html 2 write true - ",
		"lessons/a.html 3 read false - Nothing was handed in.",
		"lessons/a.html 4 order false - Nothing was handed in.",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("graded:\n%s\nwant:\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	silent := g.Grade(t.Context(), &Transcript{Tasks: []Made{{Page: "lessons/a.html", ID: ids[0], At: at, Made: "GET", Answer: deleted}}})[0]
	if silent.Met || silent.Honest != Dishonest {
		t.Errorf("an answer to half a request: %+v", silent)
	}
	for _, c := range []struct {
		task int
		made string
		met  bool
	}{
		{2, `Etag: "x"`, true}, {2, `HTTP/1.1 200 OK`, false}, {2, "", false},
		{1, "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n", false}, {1, "HTTP/1.1 405 No\r\nAllow: GET, DELETE\r\nContent-Length: 1\r\n\r\n", false}, {1, "", false},
		{0, get, false}, {0, "", false},
	} {
		got := g.Grade(t.Context(), &Transcript{Tasks: []Made{{Page: "lessons/a.html", ID: ids[c.task], At: at, Made: c.made}}})[c.task]
		if got.Met != c.met || (got.Told == "") != c.met {
			t.Errorf("task %d with %q: %+v", c.task+1, c.made, got)
		}
	}
}

// What is no transcript is refused with a reason.
func TestRead(t *testing.T) {
	entry := func(m Made) string {
		b, _ := json.Marshal(Transcript{1, []Made{m}})
		return string(b)
	}
	for text, want := range map[string]string{
		"":                     "it is not the JSON of a transcript: EOF",
		"[]":                   "it is not the JSON of a transcript: json: cannot unmarshal array into Go value of type grade.Transcript",
		"{}":                   `it has no "transcript": 1, so it is something else`,
		`{"answers":{}}`:       `it has no "transcript": 1, so it is something else`,
		`{"transcript":2}`:     "it is of version 2, and this program reads version 1",
		`{"transcript":1}{}`:   "something follows the transcript",
		entry(Made{At: "now"}): "tasks[0]: at is not a time",
		entry(Made{At: at, Page: strings.Repeat("a", mostText+1)}):                                   "tasks[0]: a member has more than 200 bytes",
		entry(Made{At: at, Made: strings.Repeat("a", mostMade+1)}):                                   "tasks[0]: made has more than 65536 bytes",
		entry(Made{At: at, Answer: strings.Repeat("a", mostKept+1)}):                                 "tasks[0]: answer has more than 4000 characters",
		`{"transcript":1,"tasks":[` + strings.Repeat("{},", mostTasks) + `{}]}`:                      "it has more than 2000 tasks",
		`{"transcript":1,"tasks":"` + strings.Repeat("a", MostBytes) + `"}`:                          "it has more than 4194304 bytes",
		strings.Repeat("[", 100_000):                                                                 "it is not the JSON of a transcript: invalid character '[' exceeded max depth",
		`{"transcript":1,"tasks":` + strings.Repeat(`[`, 20_000) + strings.Repeat(`]`, 20_000) + `}`: "it is not the JSON of a transcript: invalid character '[' exceeded max depth",
	} {
		if _, err := Read([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.60q: %v; want %s", text, err, want)
		}
	}
	if got, err := Read([]byte(entry(Made{At: at, Made: get}))); err != nil || got.Tasks[0].Made != get {
		t.Errorf("a transcript: %v", err)
	}
}

// No text of a learner is a formula in a spreadsheet, or moves a terminal.
func TestWriteHostile(t *testing.T) {
	g, _ := grader(t)
	m := Made{Page: "=HYPERLINK(\"x\")", ID: "\x1b[2J", At: at}
	files := []File{{Name: "\x1b[31m.json", Grades: g.Grade(t.Context(), &Transcript{Tasks: []Made{m}})}, {Name: "+1", Error: "@x"}}
	for _, format := range []string{"text", "csv", "json"} {
		var b bytes.Buffer
		if err := Write(&b, format, files); err != nil {
			t.Fatal(err)
		}
		if format != "csv" && strings.ContainsRune(b.String(), 0x1b) {
			t.Errorf("%s has a control character: %q", format, b.String())
		}
		if format != "csv" {
			continue
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 3 || rows[1][1] != `'=HYPERLINK("x")` || rows[2][0] != "'+1" || rows[2][7] != "'@x" {
			t.Errorf("the rows are %q, %v", rows, err)
		}
	}
}

// The schema accepts what Read does, and has the same limits.
func TestSchema(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("transcript.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("transcript.json")
	if err != nil {
		t.Fatal(err)
	}
	long := func(n int) string { return strings.Repeat("a", n) }
	entry := func(m Made) string {
		m.Task = 1
		b, _ := json.Marshal(Transcript{1, []Made{m}})
		return string(b)
	}
	for text, well := range map[string]bool{
		entry(Made{At: at, Made: get, Answer: long(mostKept)}): true,
		entry(Made{At: at, Made: long(mostMade)}):              true,
		entry(Made{At: at, Made: long(mostMade + 1)}):          false,
		entry(Made{At: at, Answer: long(mostKept + 1)}):        false,
		entry(Made{At: at, ID: long(mostText + 1)}):            false,
		entry(Made{At: "now"}):                                 false,
		`{"transcript":2,"tasks":[]}`:                          false,
		`{"tasks":[]}`:                                         false,
	} {
		data, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(data); (err == nil) != well {
			t.Errorf("the schema says of %.60q: %v", text, err)
		}
		if _, err := Read([]byte(text)); (err == nil) != well {
			t.Errorf("Read says of %.60q: %v", text, err)
		}
	}
}

func FuzzGrade(f *testing.F) {
	g, ids := grader(f)
	for i, made := range []string{remove, "HTTP/1.1 405 No\r\nAllow: GET, DELETE\r\nContent-Length: 0\r\n\r\n", `Etag: "x"`, "GET /a HTTP/1.1\nHTTP/1.1 200 OK"} {
		b, _ := json.Marshal(Transcript{1, []Made{{Page: "lessons/a.html", ID: ids[i], At: at, Made: made, Answer: "HTTP/1.1 204 No Content\n\n"}}})
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		transcript, err := Read(data)
		if err != nil {
			return
		}
		for i := range transcript.Tasks { // an unknown task is refused before it is looked at
			transcript.Tasks[i].Page, transcript.Tasks[i].ID = "lessons/a.html", ids[i%len(ids)]
			if len(pattern.FromLatin1(transcript.Tasks[i].Made)) > 0 && i%len(ids) == 0 {
				transcript.Tasks[i].Made = strings.ReplaceAll(transcript.Tasks[i].Made, "Content-Length", "X")
			}
		}
		if len(transcript.Tasks) > 4 {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, "text", []File{{Name: "a", Grades: g.Grade(t.Context(), transcript)}}); err != nil {
			t.Fatal(err)
		}
	})
}
