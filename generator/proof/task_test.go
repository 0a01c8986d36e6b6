package proof

import (
	"context"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/source"
)

// shop answers with a tag, and once more with 304. It keeps what is deleted.
func shop(*log.Logger) *http.Server {
	mux, gone := http.NewServeMux(), false
	mux.HandleFunc("GET /a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"x"`)
		switch {
		case gone:
			w.WriteHeader(http.StatusNotFound)
		case r.Header.Get("If-None-Match") == `"x"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			io.WriteString(w, "emma")
		}
	})
	mux.HandleFunc("DELETE /a", func(w http.ResponseWriter, r *http.Request) {
		if gone {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		gone = true
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /dead", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	return &http.Server{Handler: mux, ErrorLog: log.New(io.Discard, "", 0)}
}

// tried tries the tasks of a note of these parts.
func tried(t *testing.T, hosts string, parts ...string) ([]Task, []source.Fault) {
	t.Helper()
	facts, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	n := parseNote(t, "---\ntitle: t\n---\n\nAsk.\n\n"+strings.Join(parts, ""))
	tree := &note.Tree{Config: note.Config{Origins: map[string]note.Origin{"o": {Hosts: []string{hosts}}}}}
	p := NewProver(tree, facts, map[string]origin.Origin{"o": origin.BuiltIn("o", shop, time.Second, nil)})
	out, faults := p.Note(t.Context(), n)
	return out.Tasks, faults
}

func fenced(words, text string) string { return "```http " + words + "\n" + text + "\n```\n\n" }

func get(words, fields string) string { return fenced(words, "GET /a HTTP/1.1\nHost: a"+fields) }

// A task is proven only if its first fence and its wrong attempts miss the goal, and its
// solution meets it.
func TestTasks(t *testing.T) {
	begin, goal := get("task=send", ""), fenced("goal", "HTTP/1.1 304 Not Modified\n…: …")
	solution := get("solution", "\nIf-None-Match: \"x\"")
	wrong := get("wrong", "\nIf-None-Match: x") + get("wrong", "\nIf-Match: \"x\"")
	answer := func(words, text string) string { return fenced(words, "HTTP/1.1 "+text) }
	write := fenced("task=write", "PUT /b HTTP/1.1\nHost: a\nContent-Length: 0")
	allow := answer("goal", "405 Method Not Allowed\n…: …\nAllow: GET")
	right := answer("solution", "405 Method Not Allowed\nAllow: GET\nContent-Length: 0")
	miss := answer("wrong", "405 Method Not Allowed\nContent-Length: 0") + answer("wrong", "404 Not Found\nContent-Length: 0")
	for name, c := range map[string]struct {
		parts []string
		want  string
	}{
		"sound":                 {[]string{begin, goal, solution, wrong}, ""},
		"unsolvable":            {[]string{begin, strings.Replace(goal, "304 Not Modified", "410 Gone", 1), solution, wrong}, "task-unsolved: the solution misses the goal: the answer is 304 Not Modified; it must be 410 Gone"},
		"solution misses":       {[]string{begin, goal, get("solution", "\nIf-None-Match: \"y\""), wrong}, "task-unsolved: the solution misses the goal: the answer is 200 OK; it must be 304 Not Modified"},
		"begins with the goal":  {[]string{begin, answer("goal", "200 OK\n…: …\n\n…"), get("solution", "\nVary: a"), get("wrong", "\nIf-None-Match: \"x\"") + fenced("wrong", "GET /b HTTP/1.1\nHost: a")}, "task-solved: the task begins with what meets its goal, so nothing is left to do"},
		"wrong meets":           {[]string{begin, goal, solution, get("wrong", "\nIf-None-Match: x") + get("wrong", "\nVary: a\nIf-None-Match: \"x\"")}, "task-wrong: this wrong attempt meets the goal"},
		"a field too few":       {[]string{begin, answer("goal", "304 Not Modified\n…: …\nVary: Accept"), solution, wrong}, "task-unsolved: the solution misses the goal: the answer has no Vary"},
		"another value":         {[]string{begin, answer("goal", "304 Not Modified\n…: …\nETag: \"y\""), solution, wrong}, `task-unsolved: the solution misses the goal: ETag is "x"; it must be "y"`},
		"a field too many":      {[]string{begin, answer("goal", "304 Not Modified"), solution, wrong}, "task-unsolved: the solution misses the goal: the answer must have no Etag"},
		"no answer":             {[]string{begin, goal, solution, get("wrong", "") + fenced("wrong", "GET /dead HTTP/1.1\nHost: a")}, ""},
		"breaks a rule":         {[]string{begin, goal, get("solution", "\nIf-None-Match: \"x\"\nConnection: Host"), wrong}, "task-rule: the solution breaks a rule: Host is meant for every recipient"},
		"no such host":          {[]string{strings.Replace(begin, "Host: a", "Host: b", 1), goal, solution, wrong}, "unknown-host: no origin of the command line answers for the host \"b\""},
		"no such origin":        {[]string{strings.Replace(begin, "task=send", "task=send origin=p", 1), goal, solution, wrong}, "unknown-origin: the command line has no origin called \"p\""},
		"first state each time": {[]string{begin, answer("goal", "204 No Content\n…: …"), fenced("solution", "DELETE /a HTTP/1.1\nHost: a"), get("wrong", "\nVary: a") + get("wrong", "\nVary: b")}, ""},
		"a request mended":      {[]string{fenced("task=mend", "GET /a HTTP/1.1\nHost: a\nHost: a"), answer("goal", "200 OK\n…: …\n\nemma"), get("solution", ""), fenced("wrong", "GET /a HTTP/1.1") + fenced("wrong", "GET /b HTTP/1.1\nHost: a")}, ""},
		"written":               {[]string{write, allow, right, miss}, ""},
		"written, unsolvable":   {[]string{write, allow, answer("solution", "405 Method Not Allowed\nAllow: PUT\nContent-Length: 0"), miss}, "task-unsolved: the solution misses the goal: the value of Allow is not right"},
		"written, breaks rules": {[]string{write, answer("goal", "405 Method Not Allowed\n…: …"), answer("solution", "405 Method Not Allowed\nContent-Length: 0\nVary: a"), miss}, "task-unsolved: the solution misses the goal: Allow is missing (RFC 9110 section 15.5.6)"},
		"written, wrong meets":  {[]string{write, allow, right, miss[:strings.Index(miss, "```\n\n")+5] + answer("wrong", "405 No\nAllow: GET\nContent-Length: 0")}, "task-wrong: this wrong attempt meets the goal"},
	} {
		t.Run(name, func(t *testing.T) {
			tasks, faults := tried(t, "a", c.parts...)
			var got []string
			for _, f := range faults {
				got = append(got, f.ID+": "+f.What)
				if f.File == nil || f.Span.Start == 0 {
					t.Errorf("%s has no place", f.What)
				}
			}
			if said := strings.Join(got, "; "); !strings.HasPrefix(said, c.want) || (said == "") != (c.want == "") || len(faults) > 1 {
				t.Errorf("%q, want %q", said, c.want)
			}
			if len(tasks) != 1 || (tasks[0].State() == Proven) != (c.want == "") {
				t.Errorf("%v", tasks)
			}
		})
	}
}

// What became of each attempt is recorded.
func TestAttempts(t *testing.T) {
	tasks, faults := tried(t, "a", get("task=send", ""), fenced("goal", "HTTP/1.1 304 Not Modified\n…: …"), get("solution", "\nIf-None-Match: \"x\""),
		get("wrong", "\nIf-None-Match: x")+fenced("wrong", "GET /dead HTTP/1.1\nHost: a"))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	var got []string
	for _, a := range tasks[0].Attempts {
		got = append(got, a.Answer+" | "+a.Missing)
	}
	want := []string{"200 OK | The answer is 200 OK; it must be 304 Not Modified.", "304 Not Modified | ", "200 OK | The answer is 200 OK; it must be 304 Not Modified.", " | No response was received."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// An origin that all notes share is in its first state for each attempt, and for what is
// played behind the task.
func TestTaskOfSharedOrigin(t *testing.T) {
	facts, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	shared := &sharedShop{}
	shared.Restart()
	n := parseNote(t, "---\ntitle: t\n---\n\nAsk.\n\n"+get("task=send", "")+fenced("goal", "HTTP/1.1 204 No Content\n…: …")+fenced("solution", "DELETE /a HTTP/1.1\nHost: a")+
		get("wrong", "\nVary: a")+fenced("wrong", "DELETE /b HTTP/1.1\nHost: a"))
	p := NewProver(&note.Tree{Config: note.Config{Origins: map[string]note.Origin{"o": {Hosts: []string{"a"}}}}}, facts, map[string]origin.Origin{"o": shared})
	for range 2 {
		if _, faults := p.Note(t.Context(), n); len(faults) > 0 {
			t.Fatal(faults[0])
		}
	}
	if shared.restarts < 4 {
		t.Errorf("%d restarts", shared.restarts)
	}
}

// sharedShop is the shop as a server whose state all notes share.
type sharedShop struct {
	origin.Origin
	instance origin.Instance
	restarts int
}

func (s *sharedShop) Fresh() bool { return false }

func (s *sharedShop) Restart() bool {
	s.Origin = origin.BuiltIn("o", shop, time.Second, nil)
	s.instance = nil
	s.restarts++
	return true
}

func (s *sharedShop) Start(ctx context.Context) (i origin.Instance, err error) {
	if s.instance == nil {
		s.instance, err = s.Origin.Start(ctx)
	}
	return unstopped{s.instance}, err
}

// unstopped is an instance that goes on after a note.
type unstopped struct{ origin.Instance }

func (unstopped) Stop() {}
