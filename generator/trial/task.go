package trial

import (
	"encoding/json"

	"wirebook/generator/exchange"
	"wirebook/generator/goal"
	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// NeedsTask reports whether the attempts at a task are sent to a command of site.yaml,
// which no page can run.
func NeedsTask(c note.Config, t *proof.Task) bool {
	return t.Sent() && len(c.Origins[t.Origin].Command) > 0
}

// emptyResponse is what readers begin to write a response with.
const emptyResponse = "HTTP/1.1 \r\n\r\n"

// TaskOf returns what a page needs to try a task, as JSON: the bytes to begin with and the
// goal. It is empty for tasks that are compared with their solution.
func TaskOf(file *source.File, t *proof.Task) string {
	out := struct {
		Begin string     `json:"begin,omitempty"`
		Goal  *goal.Goal `json:"goal,omitempty"`
	}{Goal: proof.GoalOf(file, t.Task)}
	switch {
	case out.Goal == nil:
		return "{}"
	case t.Kind == exchange.WriteTask:
		out.Begin = emptyResponse
	default:
		out.Begin = pattern.Latin1(t.Begin.Bytes())
	}
	data, _ := json.Marshal(out) // strings and numbers only
	return string(data)
}
