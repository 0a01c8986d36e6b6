package reader_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// The longest a lesson of this site may take, in minutes.
const longestLesson = 12

var (
	lengthOf    = regexp.MustCompile(`<p class="length seal">About ([0-9]+) minute`)
	readingPath = regexp.MustCompile(`(?s)<strong>Optional.*?</p>(?:\s*<ol>.*?</ol>|\s*<ul>.*?</ul>)?`)
)

// A lesson takes about ten minutes, and what to read beside it are three links at most.
func TestLessonsAreShort(t *testing.T) {
	files := filesOf(t, filepath.Join(builtSite(t), "public", "lessons"))
	lessons := 0
	for name, data := range files {
		m := lengthOf.FindSubmatch(data)
		if m == nil {
			continue
		}
		lessons++
		if minutes, _ := strconv.Atoi(string(m[1])); minutes > longestLesson {
			t.Errorf("lessons/%s takes %d minutes; at most %d are allowed: move something to another lesson", name, minutes, longestLesson)
		}
		if links := bytes.Count(readingPath.Find(data), []byte("<a ")); links > 3 {
			t.Errorf("lessons/%s has %d links to read beside it; at most 3 are allowed", name, links)
		}
	}
	if lessons < 10 && configOf(t, builtSite(t)).Complete.Codes { // a fork may have fewer
		t.Errorf("only %d lessons say how long they take", lessons)
	}
}

// A reader's answers are stored by these ids, whatever the page.
var askedID = regexp.MustCompile(`<div class="(?:question|task)" id="(_[qt][0-9a-f]{8}[-0-9]*)"`)

// No question or task has the id of another: the answer to one would count for both.
func TestQuestionsHaveIDsOfTheirOwn(t *testing.T) {
	pages := map[string]string{}
	for name, data := range filesOf(t, filepath.Join(builtSite(t), "public")) {
		for _, m := range askedID.FindAllSubmatch(data, -1) {
			if other, ok := pages[string(m[1])]; ok {
				t.Errorf("%s asks what %s asks: both have the id %s", name, other, m[1])
			}
			pages[string(m[1])] = name
		}
	}
	if len(pages) < 100 && configOf(t, builtSite(t)).Complete.Codes { // a fork may have fewer
		t.Errorf("only %d questions and tasks have ids", len(pages))
	}
}

// lessonsOf returns the notes of the lessons of this site, and their index.
func lessonsOf(t *testing.T) (notes []*note.Note) {
	files, err := filepath.Glob(filepath.Join(top, "content", "lessons", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, _ := source.NewFile(name, data)
		n, _ := note.Parse(file, "lessons/"+filepath.Base(name))
		notes = append(notes, n)
	}
	return notes
}

// The lessons after the first hour, which ends with an exercise.
const firstDeeper = 8

// Each lesson after the first hour opens with a case and two questions of earlier lessons,
// then goes from a worked example to a task alone, and says what one can do now.
func TestDeeperLessonsFade(t *testing.T) {
	if !configOf(t, builtSite(t)).Complete.Codes {
		t.Skip("a fork has lessons of its own")
	}
	deeper := 0
	for _, n := range lessonsOf(t) {
		if n.Meta.Order < firstDeeper {
			continue
		}
		deeper++
		asked, from := 0, 0
		for _, f := range n.Fences {
			if f.Quiz != nil && len(n.Headings) > 0 && f.Marker.Start < n.Headings[0].Pos {
				asked++
			}
		}
		if asked != 2 {
			t.Errorf("%s asks %d questions before its first heading, instead of two", n.Path, asked)
		}
		for _, step := range []string{"Worked", "With a gap", "Alone", "What you can do now"} {
			i := slices.IndexFunc(n.Headings[from:], func(h note.Heading) bool { return strings.HasPrefix(h.Text, step) })
			if i < 0 {
				t.Errorf("%s has no heading that begins with %q, after those before it", n.Path, step)
				continue
			}
			from += i + 1
		}
	}
	if deeper < 10 {
		t.Errorf("only %d lessons follow the first hour", deeper)
	}
}

var (
	choiceLine  = regexp.MustCompile(`(?m)^- \[[x ]\] .*$`)
	codeInside  = regexp.MustCompile("`([1-5][0-9]{2})\\b")
	statusAsked = regexp.MustCompile(`(?m)^HTTP/1\.[01] ([1-5][0-9]{2})\b`)
	anyCode     = regexp.MustCompile(`[1-5][0-9]{2}`)
)

// A status code that a lesson asks for, in a question or a task, is one that it teaches or
// says that it needs: then the build sees to it that an earlier lesson teaches it.
func TestLessonsAskWhatWasTaught(t *testing.T) {
	asked := 0
	for _, n := range lessonsOf(t) {
		for _, f := range n.Fences {
			var codes [][][]byte
			if f.Quiz != nil {
				for _, choice := range choiceLine.FindAll(n.File.Data[f.Body.Start:f.Body.End], -1) {
					codes = append(codes, codeInside.FindAllSubmatch(choice, -1)...)
				}
			}
			for _, w := range f.Words {
				switch w.Key {
				case "predict":
					for _, code := range anyCode.FindAll([]byte(w.Value), -1) {
						codes = append(codes, [][]byte{code, code})
					}
				case "goal", "solution":
					codes = append(codes, statusAsked.FindAllSubmatch(n.File.Data[f.Body.Start:f.Body.End], -1)...)
				}
			}
			for _, code := range codes {
				asked++
				if c := string(code[1]); !slices.Contains(n.Meta.Teaches, c) && !slices.Contains(n.Meta.Needs, c) {
					line, column := n.File.Position(f.Marker.Start)
					t.Errorf("%s:%d:%d: this asks for %s: write it into teaches: or needs:", n.File.Name, line, column, c)
				}
			}
		}
	}
	if asked < 100 && configOf(t, builtSite(t)).Complete.Codes { // a fork may have fewer
		t.Errorf("only %d codes are asked for", asked)
	}
}
