package reader_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
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
