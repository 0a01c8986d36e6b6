package trial

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"wirebook/generator/exchange"
	"wirebook/generator/goal"
	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
)

// NeedsTask reports whether the attempts at a task are sent to a command of site.yaml,
// which no page can run.
func NeedsTask(c note.Config, t *proof.Task) bool {
	return t.Sent() && len(c.Origins[t.Origin].Command) > 0
}

// emptyResponse is what readers begin to write a response with.
const emptyResponse = "HTTP/1.1 \r\n\r\n"

// TaskOf returns what a page needs to try a task, as JSON: the bytes to begin with and the
// goal. Tasks that are compared with their solution need nothing, unless that is withheld:
// then its digest takes its place.
func TaskOf(t *proof.Task) string {
	var out struct {
		Begin string     `json:"begin,omitempty"`
		Goal  *goal.Goal `json:"goal,omitempty"`

		Digest string `json:"digest,omitempty"` // SHA-256 of the solution, in hexadecimal
		Whole  bool   `json:"whole,omitempty"`  // readers select whole lines
	}
	out.Goal = proof.GoalOf(t.File, t.Task)
	if t.Withheld && t.Written() {
		withheld := out.Goal.Withheld(t.Solution.Bytes())
		out.Goal = &withheld
	}
	switch {
	case out.Goal == nil && !t.Withheld:
		return "{}"
	case out.Goal == nil:
		text := t.Text(t.Solution)
		sum := sha256.Sum256([]byte(text))
		out.Digest = hex.EncodeToString(sum[:])
		out.Whole = t.Kind == exchange.ReadTask && exchange.Lines(t.Text(t.Shown), text)
	case t.Kind == exchange.WriteTask:
		out.Begin = emptyResponse
	default:
		out.Begin = pattern.Latin1(t.Begin.Bytes())
	}
	data, _ := json.Marshal(out) // strings and numbers only
	return string(data)
}
