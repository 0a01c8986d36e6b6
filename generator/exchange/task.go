package exchange

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A TaskKind is what a task asks readers to do.
type TaskKind string

// The kinds of tasks, as in task=.
const (
	SendTask  TaskKind = "send"  // a request, so that the server answers as the goal says
	WriteTask TaskKind = "write" // a response to a request
	MendTask  TaskKind = "mend"  // a broken message, made right
	ReadTask  TaskKind = "read"  // the line or bytes of a response that answer a question
	OrderTask TaskKind = "order" // the first lines of messages, in the order in which they pass
)

var taskKinds = []TaskKind{SendTask, WriteTask, MendTask, ReadTask, OrderTask}

// attempts is how many wrong attempts a task has.
const attempts = 2

// A Task is what a section of a note asks its readers to do: see the package comment.
type Task struct {
	Number   int    // in the note, from 1
	ID       string // of what is asked, unlike those of the other tasks of the note; the reader's answer is stored under it
	Kind     TaskKind
	Begin    *Step         // what the reader begins with; the request to answer, of a write task; the request of an exchange, of a read task
	Goal     *Step         // the response to reach; nil for read and order tasks
	Solution *Step         // a message; text of the response or lines, for read and order tasks
	Wrong    []*Step       // attempts that are plausible and wrong
	Shown    *Step         // the response that is read; nil for other tasks
	Faulty   bool          // it has faults: playing it would only produce more
	Withheld bool          // the site does not show its solution
	Hosts    *Conversation // what selects the origin
}

// Sent reports whether the attempts are requests, which an origin answers. Otherwise they
// are compared as they are.
func (t *Task) Sent() bool {
	return t.Kind == SendTask || t.Kind == MendTask && t.Begin.Kind == InRequest
}

// Written reports whether the attempts are responses.
func (t *Task) Written() bool { return t.Goal != nil && !t.Sent() }

// Fences returns the fences of the task, except those that are also of an exchange.
func (t *Task) Fences() (all []*note.Fence) {
	if t.Kind != ReadTask {
		all = append(all, t.Begin.Fence)
	}
	for _, s := range slices.Concat([]*Step{t.Goal, t.Solution}, t.Wrong) {
		if s != nil {
			all = append(all, s.Fence)
		}
	}
	return all
}

// Text returns the text of a fence of a task, without the line break before the closing
// fence.
func (s *Script) Text(st *Step) string { return TextIn(s.Note.File, st) }

// TextIn is Text for a fence of a file.
func TextIn(f *source.File, st *Step) string { return strings.TrimSuffix(f.Text(st.Fence.Body), "\n") }

// Bytes returns the bytes that the messages of a fence of a task stand for.
func (s *Step) Bytes() (out []byte) {
	for i, m := range s.Messages {
		b := pattern.Builder{Message: m, EOL: s.EOL, Raw: s.Raw, Cut: s.Cut, Exact: true}
		if s.Kind == InResponse {
			b.Method = s.Method(i)
		}
		out = append(out, pattern.BytesOf(b.Build(), nil)...)
	}
	return out
}

// The words of the parts of a task.
const (
	taskWord     = "task"
	goalWord     = "goal"
	solutionWord = "solution"
	wrongWord    = "wrong"
)

// partOf returns the word that makes a fence a part of a task, or "".
func partOf(f *note.Fence) string {
	for _, word := range []string{taskWord, goalWord, solutionWord, wrongWord} {
		if w, ok := f.Word(word); ok && w.HasValue == (word == taskWord) {
			return word
		}
	}
	return ""
}

// partWords are the words that a part of a task may have besides the one that names it.
var partWords = []string{taskWord, goalWord, solutionWord, wrongWord, "request", "response", "origin", "raw", "eol", "cut", "expand", "hole"}

// taskPart reads a fence that is a part of a task. It returns false for the request of a
// read task, which is played like any other.
func (p *pairing) taskPart(s *Step, part string) bool {
	if part == taskWord {
		p.beginTask(s)
		if s.task == ReadTask {
			return false
		}
	}
	t := p.task
	if t == nil {
		p.fault(s, s.Word(part), "task-part", fmt.Sprintf("this %s belongs to no task: its section has none before it", part), "begin the task with a fence that says task=send, or another kind")
		return true
	}
	for _, w := range s.Fence.Words {
		if !slices.Contains(partWords, w.Key) && vocabulary[w.Key].where != 0 {
			p.fault(s, w.Span, "misplaced-word", fmt.Sprintf("%q has no meaning in a task", w.Key), "the words are: "+strings.Join(partWords, ", "))
		}
	}
	if s.CRLF {
		p.fault(s, s.Word("eol"), "misplaced-word", "eol=crlf has no meaning in a task", "write raw, with the line ends as escapes")
	}
	switch {
	case part == goalWord && (t.Kind == ReadTask || t.Kind == OrderTask):
		p.fault(s, s.Word(part), "task-part", fmt.Sprintf("a %s task has no goal", t.Kind), "remove it: the solution says what is right")
		return true
	case part == goalWord && t.Goal == nil:
		t.Goal = s
	case part == solutionWord && t.Solution == nil:
		t.Solution = s
	case part == wrongWord && len(t.Wrong) < attempts:
		t.Wrong = append(t.Wrong, s)
	case part != taskWord:
		p.fault(s, s.Word(part), "task-part", fmt.Sprintf("this task has its %s already", plural(part)), "remove one, or write a heading before another task")
		return true
	}
	s.Exchange, s.Conversation = &Exchange{}, t.Hosts
	if t.Kind == ReadTask || t.Kind == OrderTask {
		return true // text, and no message
	}
	kind := wire.Request
	if s.Kind == InResponse {
		kind = wire.Response
		s.Methods = []string{t.Begin.Method(0)}
	}
	text, span := p.text(s)
	s.Messages = wire.Documented(text, span, kind, s.Methods, false)
	if kind == wire.Request {
		s.Methods = []string{string(s.Messages[0].Bytes(s.Messages[0].Method))}
		s.Exchange.Method = s.Methods[0]
	}
	return true
}

func plural(part string) string {
	if part == wrongWord {
		return "two wrong attempts"
	}
	return part
}

// beginTask begins the task of a section.
func (p *pairing) beginTask(s *Step) {
	switch {
	case p.task != nil:
		p.fault(s, s.Word(taskWord), "task-again", "this section has a task already", "write a heading before this one")
		return
	case p.predicted:
		p.fault(s, s.Word(taskWord), "task-again", "this section has a request to predict, and everything after it is the answer", "write a heading before the task")
	}
	if !p.asks(s.Fence) {
		p.fault(s, s.Word(taskWord), "task-ask", "nothing says what this task asks for", "write it between the heading and this fence")
	}
	p.task = &Task{Number: len(p.Tasks) + 1, Kind: s.task, Begin: s, Hosts: &Conversation{Origin: s.origin}}
	p.Tasks = append(p.Tasks, p.task)
}

// asks reports whether there is text between the heading before a fence, or the start of
// the note, and the fence.
func (p *pairing) asks(f *note.Fence) bool {
	from := p.Note.Head.End
	for _, h := range p.Note.Headings {
		if h.Pos < f.Marker.Start {
			from = max(from, h.Span.End)
		}
	}
	for _, other := range p.Note.Fences {
		if other.Marker.Start >= from && other.Marker.Start < f.Marker.Start {
			if words(p.Note.File.Text(source.Span{Start: from, End: other.Marker.Start})) > 0 {
				return true
			}
			from = other.Close.End
		}
	}
	return words(p.Note.File.Text(source.Span{Start: from, End: f.Marker.Start})) > 0
}

// setTask parses the kind of a task.
func (s *settings) setTask(w note.Word, fault faulter) {
	if s.task = TaskKind(w.Value); slices.Contains(taskKinds, s.task) {
		return
	}
	s.task = ""
	do := "the kinds are: send, write, mend, read, order"
	if w.Value == "predict" {
		do = "write predict=\"200 304\" on a request, without task"
	}
	fault(w.ValueSpan, "task-kind", fmt.Sprintf("unknown kind of task %q", w.Value), do)
}
