//go:build full && unix

package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wirebook/generator/course"
)

// lost is a task for a new course. Its solution is the request that the lesson of the
// course has for readers to predict, and its goal the first line of the answer.
const lost = "---\ntitle: A task\n---\nA task.\n\n## It\n\nAsk for it.\n\n" +
	"```http task=send\nBEGIN\n```\n\n" +
	"```http goal\nSTATUS\n…: …\n\n…\n```\n\n" +
	"```http solution\nREQUEST\n```\n\n" +
	"```http wrong\nHEAD BEGIN\n```\n\n" +
	"```http wrong\nBEGIN\nX: y\n```\n"

var contentLength = regexp.MustCompile("Content-Length: ([0-9]+)")

var predicted = regexp.MustCompile("(?s)predict=[^\n]*\n(.*?)\n```.*?```http\n(.*?)\n```")

// What Flask, Express and nginx answered is graded like what a Go server did, although
// their processes are others now.
func TestGradeNewCourses(t *testing.T) {
	t.Setenv("PATH", strings.Join([]string{"/usr/bin", "/bin", "/usr/sbin", os.Getenv("PATH")}, string(os.PathListSeparator)))
	t.Setenv("NODE_PATH", "/usr/share/nodejs")
	for _, kind := range course.Kinds {
		root := filepath.Join(t.TempDir(), kind)
		var out bytes.Buffer
		p := Program{Out: &out, Err: &out, Layouts: os.DirFS("../../layouts"), Hosting: []byte("[build.processing.html]\n")}
		run := func(want int, args ...string) string {
			t.Helper()
			out.Reset()
			if status := Run(t.Context(), append(args, "--root", root), p); status != want {
				t.Fatalf("%s: %q: status %d\n%s", kind, args, status, out.String())
			}
			return out.String()
		}
		if status := Run(t.Context(), []string{"init", "--" + kind, root}, p); status != 0 {
			t.Fatalf("%s: status %d\n%s", kind, status, out.String())
		}
		lesson := filepath.Join(root, "content/lessons/first.md")
		text, err := os.ReadFile(lesson)
		if err != nil {
			t.Fatal(err)
		}
		found := predicted.FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s: the lesson predicts nothing", kind)
		}
		request, answer := string(found[1]), string(found[2])
		status, _, _ := strings.Cut(answer, "\n")
		begin := regexp.MustCompile("(?s)GET .*?\nHost: [^\n]*").FindString(string(text))
		task := strings.NewReplacer("REQUEST", request, "HEAD BEGIN", "HEAD"+strings.TrimPrefix(begin, "GET"), "BEGIN", begin, "STATUS", status).Replace(lost)
		if err := os.WriteFile(filepath.Join(root, "content/task.md"), []byte(task), 0o644); err != nil {
			t.Fatal(err)
		}
		if said := run(0, "check"); strings.Contains(said, "not proven here") {
			t.Logf("%s is not installed", kind)
			continue
		}
		var list struct{ Tasks []solution }
		if err := json.Unmarshal([]byte(run(0, "solutions", "--format", "json")), &list); err != nil || len(list.Tasks) != 1 {
			t.Fatalf("%s: %v, %+v", kind, err, list)
		}
		if length, _ := strconv.Atoi(contentLength.FindStringSubmatch(answer)[1]); length > len(answer)-strings.Index(answer, "\n\n")-2 {
			answer += "\n" // the body ends with a line
		}
		hand := func(answer string) string {
			data, _ := json.Marshal(map[string]any{"transcript": 1, "tasks": []any{map[string]any{
				"page": "task.html", "task": 1, "id": list.Tasks[0].ID, "at": "2026-11-26T09:30:00Z",
				"made": strings.ReplaceAll(request, "\n", "\r\n") + "\r\n\r\n", "answer": answer, "by": kind,
			}}})
			file := filepath.Join(t.TempDir(), "anna.json")
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			return file
		}
		if said := run(0, "grade", "--format", "csv", hand(answer)); !strings.Contains(said, ",true,,yes,\n") {
			t.Errorf("%s: graded\n%s", kind, said)
		}
		if said := run(1, "grade", "--format", "csv", hand(strings.Replace(answer, " 4", " 5", 1)+"x")); !strings.Contains(said, ",true,,no,\"line ") {
			t.Errorf("%s: a forged answer is graded\n%s", kind, said)
		}
	}
}
