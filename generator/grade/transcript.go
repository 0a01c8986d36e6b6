// Package grade reads what learners hand in, and says what it is worth. A transcript is
// JSON that a page of the course made: what someone did at its tasks, when, and what was
// answered there. transcript.schema.json describes it.
//
//	{"transcript": 1, "tasks": [{
//	  "page": "lessons/first.html", "task": 1, "id": "_t5f3a9c01", "at": "2026-11-26T09:30:00.000Z",
//	  "made": "GET /books/1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n",
//	  "answer": "HTTP/1.1 200 OK\n…", "by": "net/http go1.26.8"}]}
//
// A Grader tries each again on the origin of the course. What a transcript claims counts
// for nothing: a task is met if what was made meets its goal now. The answer only shows
// whether the transcript is honest, since a learner who sent the request has the answer
// that the origin gives.
package grade

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"wirebook/generator/source"
)

// Schema describes a transcript: JSON Schema 2020-12.
//
//go:embed transcript.schema.json
var Schema []byte

// The limits of a transcript. Pages make much smaller ones.
const (
	MostBytes = 4 << 20  // of the file
	mostTasks = 2000     // in a transcript
	mostMade  = 64 << 10 // bytes of what was made for one task
	mostKept  = 4000     // UTF-16 units of an answer: what a page keeps of it
	mostText  = 200      // bytes of other members
)

// version is that of the transcripts that this package reads.
const version = 1

// A Transcript is what a learner handed in.
type Transcript struct {
	Version int    `json:"transcript"`
	Tasks   []Made `json:"tasks"`
}

// Made is what a learner made for a task. Messages have a character for each byte, U+0000
// to U+00FF.
type Made struct {
	Page   string `json:"page"` // from the root of the site
	Task   int    `json:"task"` // its number there
	ID     string `json:"id"`
	At     string `json:"at"`
	Made   string `json:"made"`
	Answer string `json:"answer"` // what was received; line ends are LF. Empty if nothing was sent
	By     string `json:"by"`     // what answered
	Later  bool   `json:"later"`  // the origin was not in its first state
}

// Read reads a transcript. The error says why it is none.
func Read(data []byte) (*Transcript, error) {
	if len(data) > MostBytes {
		return nil, fmt.Errorf("it has more than %d bytes", MostBytes)
	}
	var t Transcript
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&t); err != nil {
		return nil, fmt.Errorf("it is not the JSON of a transcript: %s", clip(err.Error()))
	}
	switch {
	case t.Version == 0:
		return nil, errors.New(`it has no "transcript": 1, so it is something else`)
	case t.Version != version:
		return nil, fmt.Errorf("it is of version %d, and this program reads version %d", t.Version, version)
	case len(bytes.TrimSpace(data[d.InputOffset():])) > 0:
		return nil, errors.New("something follows the transcript")
	case len(t.Tasks) > mostTasks:
		return nil, fmt.Errorf("it has more than %d tasks", mostTasks)
	}
	for i, m := range t.Tasks {
		if why := m.refuse(); why != "" {
			return nil, fmt.Errorf("tasks[%d]: %s", i, why)
		}
	}
	return &t, nil
}

// refuse says why an entry is not one that a page makes.
func (m Made) refuse() string {
	for _, text := range []string{m.Page, m.ID, m.At, m.By} {
		if len(text) > mostText {
			return fmt.Sprintf("a member has more than %d bytes", mostText)
		}
	}
	if _, err := time.Parse(time.RFC3339, m.At); err != nil {
		return "at is not a time"
	}
	switch {
	case len(m.Made) > mostMade:
		return fmt.Sprintf("made has more than %d bytes", mostMade)
	case utf8.RuneCountInString(m.Answer) > mostKept:
		return fmt.Sprintf("answer has more than %d characters", mostKept)
	}
	return ""
}

func clip(text string) string { return source.Visible(source.Clip(text, mostText)) }
