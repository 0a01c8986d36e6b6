package exchange

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// fence writes a fence with these words.
func fence(words, text string) string { return "```http " + words + "\n" + text + "\n```\n\n" }

const ask = "---\ntitle: t\n---\n\n## Your turn\n\nAsk for it.\n\n"

// The parts of a sound task.
var (
	begin    = fence("task=send", "GET /a HTTP/1.1\nHost: h")
	aGoal    = fence("goal", "HTTP/1.1 304 Not Modified\n…: …")
	solution = fence("solution", "GET /a HTTP/1.1\nHost: h\nIf-None-Match: \"x\"")
	wrong    = fence("wrong", "GET /a HTTP/1.1\nHost: h\nIf-Match: \"x\"") + fence("wrong", "GET /a HTTP/1.1\nHost: h\nIf-None-Match: x")
	played   = fence("conn=a", "PUT /b HTTP/1.1\nHost: h") + fence("conn=a", "HTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\nContent-Length: 0")
)

func faultsOf(t *testing.T, text string) (script *Script, faults []string) {
	t.Helper()
	file, _ := source.NewFile("n.md", []byte(text))
	n, more := note.Parse(file, "n.md")
	script = ReadNote(n)
	for _, f := range source.Sort(slices.Concat(more, script.Faults)) {
		faults = append(faults, f.Position()+f.ID)
	}
	return script, faults
}

// Each line is a task with one thing wrong, and the place and kind of its fault.
func TestTaskFaults(t *testing.T) {
	sorted := fence("solution", "PUT /b HTTP/1.1\nHTTP/1.1 100 Continue\nHTTP/1.1 201 Created")
	shuffled := fence("wrong", "HTTP/1.1 100 Continue\nPUT /b HTTP/1.1\nHTTP/1.1 201 Created") + fence("wrong", "HTTP/1.1 201 Created\nPUT /b HTTP/1.1\nHTTP/1.1 100 Continue")
	order := fence("task=order", "HTTP/1.1 201 Created\nHTTP/1.1 100 Continue\nPUT /b HTTP/1.1")
	read := fence("task=read", "GET /a HTTP/1.1\nHost: h") + fence("", "HTTP/1.1 200 OK\nETag: \"a\"\nVary: a\nContent-Length: 0")
	picked := fence("solution", "ETag: \"a\"") + fence("wrong", "Vary: a") + fence("wrong", "HTTP/1.1 200 OK")
	response := func(words, code string) string { return fence(words, "HTTP/1.1 "+code+"\nContent-Length: 0") }
	for name, c := range map[string]struct{ text, want string }{
		"send":              {ask + begin + "- A hint.\n\n" + aGoal + solution + "Because.\n\n" + wrong, ""},
		"order":             {ask + order + sorted + shuffled + played, ""},
		"read":              {ask + read + picked, ""},
		"write":             {ask + fence("task=write", "GET /a HTTP/1.1\nHost: h") + aGoal + response("solution", "304 Not Modified") + response("wrong", "200 OK") + response("wrong", "204 No Content"), ""},
		"no solution":       {ask + begin + aGoal + wrong, "n.md:9:9: task-part"},
		"no goal":           {ask + begin + solution + wrong, "n.md:9:9: task-part"},
		"one wrong":         {ask + begin + aGoal + solution + strings.SplitAfter(wrong, "```\n")[0], "n.md:9:9: task-part"},
		"three wrong":       {ask + begin + aGoal + solution + wrong + fence("wrong", "GET /b HTTP/1.1\nHost: h"), "n.md:37:9: task-part"},
		"a goal to read":    {ask + read + aGoal + picked, "n.md:21:9: task-part"},
		"two solutions":     {ask + begin + aGoal + solution + solution + wrong, "n.md:25:9: task-part"},
		"no beginning":      {ask + aGoal, "n.md:9:9: task-part"},
		"other section":     {ask + begin + aGoal + "## Next\n\nIt ends.\n\n" + solution + wrong, "n.md:9:9: task-part, n.md:9:9: task-part, n.md:23:9: task-part, n.md:29:9: task-part, n.md:35:9: task-part"},
		"nothing asked":     {"---\ntitle: t\n---\n\n## Your turn\n\n" + begin + aGoal + solution + wrong, "n.md:7:9: task-ask"},
		"two tasks":         {ask + begin + begin + aGoal + solution + wrong, "n.md:14:9: task-again"},
		"after a question":  {ask + fence(`predict="200 404" norun="it is no test"`, "GET / HTTP/1.1\nHost: h") + fence("", "HTTP/1.1 200 OK\nContent-Length: 0") + begin + aGoal + solution + wrong, "n.md:19:9: task-again"},
		"before one":        {ask + begin + aGoal + solution + wrong + fence(`predict="200 404" norun="it is no test"`, "GET / HTTP/1.1\nHost: h") + fence("", "HTTP/1.1 200 OK\nContent-Length: 0"), "n.md:37:9: predict-again"},
		"no such kind":      {ask + strings.Replace(begin, "send", "beg", 1) + aGoal + solution + wrong, "n.md:9:14: task-kind"},
		"predict":           {ask + strings.Replace(begin, "send", "predict", 1) + aGoal + solution + wrong, "n.md:9:14: task-kind"},
		"no kind":           {ask + strings.Replace(begin, "task=send", "task=\"\"", 1), "n.md:9:9: word-without-value"},
		"another word":      {ask + begin + strings.Replace(aGoal, "goal", "goal conn=a", 1) + solution + wrong, "n.md:14:14: misplaced-word"},
		"raw goal":          {ask + begin + strings.Replace(aGoal, "goal", "goal raw", 1) + solution + wrong, "n.md:14:4: misplaced-word"},
		"a request as goal": {ask + begin + fence("goal", "GET / HTTP/1.1\nHost: h") + solution + wrong, "n.md:14:1: task-message"},
		"sends a response":  {ask + begin + aGoal + response("solution", "304 Not Modified") + wrong, "n.md:19:1: task-message"},
		"writes a request":  {ask + fence("task=write", "GET /a HTTP/1.1\nHost: h") + aGoal + solution + wrong, "n.md:19:1: task-message, n.md:25:1: task-message, n.md:31:1: task-message"},
		"elided":            {ask + begin + aGoal + fence("solution", "GET /a HTTP/1.1\n…: …\nHost: h") + wrong, "n.md:21:1: task-message"},
		"begins solved":     {ask + begin + aGoal + strings.Replace(begin, "task=send", "solution", 1) + wrong, "n.md:9:1: task-same"},
		"wrong is right":    {ask + begin + aGoal + solution + strings.Replace(solution, "solution", "wrong", 1) + strings.SplitAfter(wrong, "```\n")[0], "n.md:25:1: task-same"},
		"wrong twice":       {ask + begin + aGoal + solution + strings.Repeat(strings.SplitAfter(wrong, "```\n\n")[0], 2), "n.md:31:1: task-same"},
		"no such hole":      {ask + begin + strings.Replace(aGoal, "goal", "goal hole=ETag", 1) + solution + wrong, "n.md:14:19: hole-unused"},
		"a short body":      {ask + begin + fence("goal", "HTTP/1.1 200 OK\nContent-Length: 9\n\nabc") + solution + wrong, "n.md:16:17: content-length"},
		"lines are missing": {ask + order + fence("solution", "PUT /b HTTP/1.1\nHTTP/1.1 100 Continue") + shuffled + played, "n.md:10:1: task-lines, n.md:21:1: task-lines, n.md:27:1: task-lines"},
		"never passed":      {ask + order + sorted + shuffled, "n.md:16:1: task-unproven"},
		"in another order":  {ask + order + fence("solution", "HTTP/1.1 201 Created\nPUT /b HTTP/1.1\nHTTP/1.1 100 Continue") + fence("wrong", "HTTP/1.1 100 Continue\nPUT /b HTTP/1.1\nHTTP/1.1 201 Created") + fence("wrong", "PUT /b HTTP/1.1\nHTTP/1.1 100 Continue\nHTTP/1.1 201 Created") + played, "n.md:16:1: task-unproven"},
		"not to be seen":    {ask + read + strings.Replace(picked, "ETag: \"a\"", "ETag: \"b\"", 1), "n.md:22:1: task-select"},
		"seen twice":        {ask + read + strings.Replace(picked, "ETag: \"a\"", "ent", 1), ""},
		"seen two times":    {ask + read + strings.Replace(picked, "ETag: \"a\"", "a", 1), "n.md:22:1: task-select"},
		"not played":        {ask + strings.Replace(read, "task=read", `task=read norun="it is no test"`, 1) + picked, "n.md:9:19: task-unproven"},
	} {
		t.Run(name, func(t *testing.T) {
			script, faults := faultsOf(t, c.text)
			if got := strings.Join(faults, ", "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if c.want == "" && (len(script.Tasks) != 1 || script.Tasks[0].Faulty) {
				t.Errorf("the task is not sound: %+v", script.Tasks)
			}
		})
	}
}

// The id of a task is that of what is asked, and not of where: another text before the same
// message asks something else.
func TestTaskIDs(t *testing.T) {
	parts := begin + aGoal + solution + wrong
	idsOf := func(text string) (ids []string) {
		script, faults := faultsOf(t, text)
		for _, task := range script.Tasks {
			ids = append(ids, task.ID)
		}
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		return ids
	}
	first := idsOf(ask + parts)[0]
	moved := idsOf(ask + "A word.\n\n## Again\n\nAsk for it.\n\n" + parts)[0]
	if moved != first {
		t.Errorf("a task that moved has the id %s instead of %s", moved, first)
	}
	if other := idsOf(strings.Replace(ask, "Ask for it", "Save the bytes", 1) + parts)[0]; other == first {
		t.Errorf("two tasks that ask something else have the id %s", other)
	}
	if twice := idsOf(ask + parts + "## Again\n\nAsk for it.\n\n" + parts); twice[0] == twice[1] {
		t.Errorf("two tasks of a note have the id %s", twice[0])
	}
}

// The fences of a task are no exchanges, except those of one that is read.
func TestTaskIsNoExchange(t *testing.T) {
	script, _ := faultsOf(t, ask+begin+aGoal+solution+wrong)
	if len(script.Exchanges)+len(script.Steps) > 0 {
		t.Errorf("%d exchanges, %d steps", len(script.Exchanges), len(script.Steps))
	}
	task := script.Tasks[0]
	if len(task.Fences()) != 5 || task.Hosts.Host != "h" || string(task.Solution.Bytes()) != "GET /a HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"x\"\r\n\r\n" {
		t.Errorf("%d fences, host %q, %q", len(task.Fences()), task.Hosts.Host, task.Solution.Bytes())
	}
}

// Lessons do not consist of looking on.
func TestPassiveLessons(t *testing.T) {
	predict := "## Guess\n\n" + fence(`predict="200 404" norun="it is no test"`, "GET / HTTP/1.1\nHost: h") + fence("", "HTTP/1.1 200 OK\nContent-Length: 0")
	task := "## Your turn\n\nAsk for it.\n\n" + begin + aGoal + solution + wrong
	for _, c := range []struct {
		folder, text string
		want         int
	}{
		{"lessons", predict + predict, 0}, // no tasks yet
		{"lessons", predict + task + task, 0},
		{"lessons", predict + task, 1},
		{"lessons", predict + predict + strings.Repeat(task, 3), 1},
		{"status", predict + task, 0},
	} {
		tree, _ := note.Read(fstest.MapFS{
			"site.yaml":        {Data: []byte("title: t\nsections:\n  - {title: L, folder: lessons, lessons: true}\n")},
			c.folder + "/n.md": {Data: []byte("---\ntitle: t\n---\n\n" + c.text)},
		})
		_, faults := Read(tree)
		for _, f := range faults {
			if f.ID != "task-share" {
				t.Errorf("%v", f)
			}
		}
		if len(faults) != c.want {
			t.Errorf("%s: %d faults, want %d", c.folder, len(faults), c.want)
		}
	}
}
