package page

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/site"
)

// A Question is what question.html is executed with: a question to the reader, the
// choices and the answer.
type Question struct {
	Number  int    // on the page, from 1
	ID      string // of the element; the reader's answer is stored under it
	Predict bool   // asks for the status code; otherwise Ask is the question
	Ask     template.HTML
	Several bool // more than one choice is right
	Choices []Choice
	Reasons bool          // the answer lists the choices: right or wrong, and why
	Answer  template.HTML // everything that stays hidden until then

	WordsAttr template.HTMLAttr // as that of a View
}

// A Choice is one of the answers that a reader chooses from.
type Choice struct {
	Text   template.HTML // without links, for use in a button
	Linked template.HTML // with links
	Right  bool
	Reason template.HTML // why it is right or wrong, or empty
}

// A question is a fence of a note that asks something, or the first of a task.
type question struct {
	fence *note.Fence
	id    string
	task  bool
}

// questions returns the questions and tasks of a page, in order. Each id is a hash of what is
// asked: a question that moves keeps its id, and a changed question gets a new one.
func questions(p *site.Page) []question {
	var out []question
	asked := map[string]int{} // by id without a number: how often
	for _, f := range p.Note.Fences {
		text, shown := "", shownOn(p, f)
		switch t := taskOf(p, f); {
		case t != nil:
			out = append(out, question{f, t.ID, true})
			continue
		case f.Quiz != nil:
		case predicted(shown):
			text = fmt.Sprint(shown.Exchange.Predict, shown.Exchange.Code)
		default:
			continue
		}
		sum := sha256.Sum256([]byte(text + p.Note.File.Text(f.Body)))
		id := "_q" + hex.EncodeToString(sum[:4])
		if asked[id]++; asked[id] > 1 {
			id += "-" + strconv.Itoa(asked[id])
		}
		out = append(out, question{f, id, false})
	}
	return out
}

// predicted reports whether a fence is a request whose answer the reader predicts.
func predicted(s *exchange.Step) bool {
	return s != nil && len(s.Exchange.Predict) > 0 && s.Fence == s.Exchange.Request
}

// blocks renders the blocks from n up to the first for which end is true, and returns
// that one.
func (m *markdown) blocks(w util.BufWriter, n ast.Node, end func(ast.Node) bool) (ast.Node, error) {
	data := m.page.Note.File.Data
	for n != nil && !end(n) {
		t, shown := taskOf(m.page, m.fences[n]), m.shown(m.fences[n])
		if t == nil || shown != nil { // the request of a read task is also one of an exchange
			if err := m.renderer.Render(w, data, n); err != nil {
				return nil, err
			}
		}
		n = n.NextSibling()
		var err error
		switch {
		case t != nil:
			n, err = m.task(w, t, n)
		case predicted(shown):
			n, err = m.predict(w, shown, n)
		}
		if err != nil {
			return nil, err
		}
	}
	return n, nil
}

// predict asks for the status code that answers the request shown before n. The section
// from n on is the answer; predict returns what follows it.
func (m *markdown) predict(w util.BufWriter, s *exchange.Step, n ast.Node) (ast.Node, error) {
	q := m.question(s.Fence)
	q.Predict = true
	var failed error
	reasons := m.reasons(n, s.Exchange.Predict)
	if reasons != nil {
		n = n.NextSibling()
	}
	for _, code := range s.Exchange.Predict {
		text := "<code>" + strconv.Itoa(code) + "</code>"
		if status, ok := m.press.registered(code); ok {
			text += " " + template.HTMLEscapeString(status.Phrase)
		}
		choice := Choice{Text: template.HTML(text), Linked: template.HTML(text), Right: code == s.Exchange.Code}
		choice.Reason = m.part(m.page.Note, &failed, reasons[code])
		q.Choices = append(q.Choices, choice)
		q.Reasons = q.Reasons || choice.Reason != ""
	}
	if failed != nil {
		return nil, failed
	}
	var b bytes.Buffer
	answer := bufio.NewWriter(&b)
	next, err := m.blocks(answer, n, func(n ast.Node) bool {
		return n.Kind() == ast.KindHeading || n.Kind() == east.KindFootnoteList
	})
	if err != nil {
		return nil, err
	}
	answer.Flush()
	q.Answer = template.HTML(bytes.TrimSpace(b.Bytes()))
	return next, m.ask(w, q)
}

// reasons returns why each predicted code is right or wrong, if that is the list n: its
// items begin with the codes, in code spans, and a colon. It takes them out of the tree.
func (m *markdown) reasons(n ast.Node, predict []int) map[int]ast.Node {
	list, ok := n.(*ast.List)
	if !ok {
		return nil
	}
	out := map[int]ast.Node{}
	data := m.page.Note.File.Data
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		block := item.FirstChild()
		if block == nil || block.NextSibling() != nil {
			return nil
		}
		span, _ := block.FirstChild().(*ast.CodeSpan)
		if span == nil {
			return nil
		}
		text, _ := span.NextSibling().(*ast.Text)
		code, err := strconv.Atoi(plainText(span, data))
		if err != nil || !slices.Contains(predict, code) || out[code] != nil || text == nil || !bytes.HasPrefix(text.Segment.Value(data), []byte(": ")) {
			return nil
		}
		out[code] = block
	}
	for _, block := range out {
		text := block.FirstChild().NextSibling().(*ast.Text)
		text.Segment = text.Segment.WithStart(text.Segment.Start + len(": "))
		block.RemoveChild(block, block.FirstChild())
	}
	return out
}

// quiz renders the question of a quiz fence.
func (m *markdown) quiz(w util.BufWriter, f *note.Fence) error {
	q := m.question(f)
	quiz := m.open.Fences[slices.Index(m.page.Note.Fences, f)].Quiz
	var err error
	html := func(nodes ...ast.Node) template.HTML {
		return m.part(m.page.Note, &err, nodes...)
	}
	q.Ask, q.Answer = html(quiz.Ask...), html(quiz.Explain...)
	right := 0
	for _, c := range quiz.Choices {
		choice := Choice{Right: c.Right, Linked: html(c.Text), Reason: html(c.Reason)}
		m.bare = true
		choice.Text = html(c.Text)
		m.bare = false
		q.Choices = append(q.Choices, choice)
		q.Reasons = true
		if c.Right {
			right++
		}
	}
	q.Several = right > 1
	if err != nil {
		return err
	}
	return m.ask(w, q)
}

// part renders parts of a note, or of its chooser, on their own; nil nodes are skipped.
// It does nothing after an error.
func (m *markdown) part(n *note.Note, err *error, nodes ...ast.Node) template.HTML {
	var b bytes.Buffer
	for _, node := range nodes {
		if node != nil && *err == nil {
			*err = m.renderer.Render(&b, n.File.Data, node)
		}
	}
	return template.HTML(bytes.TrimSpace(b.Bytes()))
}

// question returns the number and id of the question or task of a fence.
func (m *markdown) question(f *note.Fence) *Question {
	number := map[bool]int{} // questions and tasks have numbers of their own
	for _, q := range m.questions {
		if number[q.task]++; q.fence == f {
			return &Question{Number: number[q.task], ID: q.id, WordsAttr: wordsAttr(m.page.Lang)}
		}
	}
	return nil
}

func (m *markdown) ask(w util.BufWriter, q *Question) error {
	var b bytes.Buffer
	if err := m.press.layouts.Execute(&b, "question.html", q); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
