package note

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"wirebook/generator/source"
)

// A Chooser is a walk of questions that ends in status codes. A note names its
// file in the front matter:
//
//	questions:
//	  - id: take
//	    ask: Do you get the request?
//	    answers:
//	      - if: Yes
//	        goto: here
//	      - if: Something is too large
//	        then:
//	          id: large
//	          ask: Which part?
//	          answers: …
//	      - if: Not in time
//	        code: 408
//	        why: "[Or `504`?](408-or-504.md)"
//	unsent:
//	  - code: 306
//	    why: It is no longer used.
//
// The walk begins with the first question. The values of if, ask and why are Markdown
// in one line, without escapes. Links in them are relative to the note.
type Chooser struct {
	Text      *Note      // the file, with the links, code spans and citations in it
	Questions []Question // at the top level of the file, where goto may lead, in order
	Unsent    []Unsent
}

// A Question of a chooser has a unique ID, which is part of addresses.
type Question struct {
	ID      string   `yaml:"id"`
	Ask     string   `yaml:"ask"`
	Why     string   `yaml:"why"`
	Answers []Answer `yaml:"answers"`

	AskText, WhyText ast.Node // WhyText is nil if there is no why
}

// An Answer leads to a code, to a question of the file, or to one of its own.
type Answer struct {
	If   string    `yaml:"if"`
	Code int       `yaml:"code"`
	Goto string    `yaml:"goto"`
	Then *Question `yaml:"then"`
	Why  string    `yaml:"why"`

	IfText, WhyText ast.Node
	At              source.Span // of the value of code, goto or then
}

// An Unsent code is one that must not be sent, with the reason.
type Unsent struct {
	Code int    `yaml:"code"`
	Why  string `yaml:"why"`

	WhyText ast.Node
	At      source.Span // of the code
}

// giveChoosers reads the walks that notes name. Their files are not copied to the site.
func (m Memory) giveChoosers(t *Tree, refused phrases) (faults []source.Fault) {
	named := map[string]bool{}
	for i, n := range t.Notes {
		if n.Meta.Chooser != "" {
			var more []source.Fault
			t.Notes[i], more = m.chooser(t, n, refused)
			faults = append(faults, more...)
			named[n.chooserPath()] = true
		}
	}
	t.Copies = slices.DeleteFunc(t.Copies, func(c Copy) bool { return named[c.Path] })
	return faults
}

func (n *Note) chooserPath() string { return path.Join(path.Dir(n.Path), n.Meta.Chooser) }

// readChooser gives the note the walk in its file, and looks for phrases in it; data is
// nil if there is no file.
func (n *Note) readChooser(data []byte, refused phrases) []source.Fault {
	name := n.chooserPath()
	if data == nil {
		return []source.Fault{{File: n.File, Span: n.Meta.At("chooser"), ID: "chooser-missing",
			What: fmt.Sprintf("there is no file %s", path.Join(Folder, name)), Do: "name the file of the walk relative to the folder of this note: chooser.yaml"}}
	}
	file, faults := source.NewFile(path.Join(Folder, name), data)
	n.Chooser = &Chooser{Text: &Note{File: file, Path: n.Path, prose: &phraseReader{phrases: refused}}}
	if len(faults) > 0 {
		return faults
	}
	r := &chooserReader{text: n.Chooser.Text, guard: &guard{file: file}, questions: map[string]bool{}}
	c := struct {
		Questions []Question `yaml:"questions"`
		Unsent    []Unsent   `yaml:"unsent"`
	}{}
	r.at, r.faults = readYAML(file, 0, file.Data, &c)
	r.faults = append(r.faults, bidiControls(file, source.Span{End: len(file.Data)}, nil)...)
	if len(r.faults) > 0 {
		return r.faults
	}
	if len(c.Questions) == 0 {
		r.fault("chooser-question", "", "this walk has no questions", "write at least one: go doc ./generator/note Chooser")
	}
	for i := range c.Questions {
		r.question("questions."+strconv.Itoa(i), &c.Questions[i])
	}
	for i := range c.Unsent {
		u, at := &c.Unsent[i], "unsent."+strconv.Itoa(i)
		u.At = r.at[at+".code"]
		u.WhyText = r.line(at+".why", u.Why)
		if u.Code == 0 {
			r.fault("chooser-answer", at, "this entry has no code", "write `code: 306`")
		}
	}
	r.walk(c.Questions)
	r.text.Phrases = r.text.prose.found
	n.Chooser.Questions, n.Chooser.Unsent = c.Questions, c.Unsent
	return append(r.faults, r.guard.faults...)
}

// A chooserReader checks what the YAML parser cannot.
type chooserReader struct {
	text      *Note
	guard     *guard
	at        places
	questions map[string]bool // by ID
	faults    []source.Fault
}

func (r *chooserReader) fault(id, path, what, do string) {
	r.faults = append(r.faults, source.Fault{File: r.text.File, Span: r.at[path], ID: id, What: what, Do: do})
}

var questionID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (r *chooserReader) question(at string, q *Question) {
	near := func(key string) string {
		if _, ok := r.at[at+"."+key]; ok {
			return at + "." + key
		}
		return at
	}
	switch {
	case !questionID.MatchString(q.ID):
		r.fault("chooser-question", near("id"), "this question has no id that an address can contain", "write `id: ` and a word of lowercase letters, digits and hyphens")
	case r.questions[q.ID]:
		r.fault("chooser-question", near("id"), fmt.Sprintf("another question has the id %q", q.ID), "ids are part of addresses: give this question another one")
	}
	r.questions[q.ID] = true
	if q.Ask == "" {
		r.fault("chooser-question", near("ask"), "this question has no text", "write `ask: ` and the question")
	}
	if len(q.Answers) == 0 {
		r.fault("chooser-question", near("answers"), "this question has no answers", "write `answers:` and a list below it: `- if: …`, each with code, goto or then")
	}
	q.AskText, q.WhyText = r.line(at+".ask", q.Ask), r.line(at+".why", q.Why)
	for i := range q.Answers {
		r.answer(at+".answers."+strconv.Itoa(i), &q.Answers[i])
	}
}

func (r *chooserReader) answer(at string, a *Answer) {
	if a.If == "" {
		r.fault("chooser-answer", at, "this answer has no text", "write `if: ` and the answer")
	}
	links := len(r.text.Links)
	a.IfText, a.WhyText = r.line(at+".if", a.If), r.line(at+".why", a.Why)
	if linked := r.text.Links[links:]; a.IfText != nil && len(linked) > 0 && linked[0].Span.Start < r.at[at+".if"].End {
		r.fault("chooser-text", at+".if", "an answer is a link itself, so it cannot contain one", "put the link into its reason: `why: …`")
	}
	if a.Then != nil {
		r.question(at+".then", a.Then)
	}
	var ways []string
	for _, key := range []string{"code", "goto", "then"} {
		if _, ok := r.at[at+"."+key]; ok {
			ways = append(ways, key)
			a.At = r.at[at+"."+key]
		}
	}
	if len(ways) != 1 {
		what := "this answer leads nowhere"
		if len(ways) > 1 {
			what = "this answer leads to more than one thing: " + strings.Join(ways, ", ")
		}
		if _, ok := r.at[at+".if"]; ok {
			at += ".if"
		}
		r.fault("chooser-answer", at, what, "write one of `code: 404`, `goto: ` with the id of a question, and `then: ` with a question")
	}
}

// line parses a text as one line of Markdown; it returns nil if there is no text.
func (r *chooserReader) line(at, text string) ast.Node {
	if text == "" {
		return nil
	}
	span, data := r.at[at], r.text.File.Data
	if data[span.Start] == '"' || data[span.Start] == '\'' {
		span.Start++
	}
	if !strings.HasPrefix(string(data[span.Start:]), text) {
		r.fault("chooser-text", at, "this text cannot be read as Markdown in place", "write it in one line without escapes, between quotes that it does not contain")
		return nil
	}
	span.End = span.Start + len(text)
	doc := r.text.part(span, r.guard, parser.NewContext())
	block := doc.FirstChild()
	if block == nil || block.Kind() != ast.KindParagraph || block.NextSibling() != nil {
		r.fault("chooser-text", at, "this is more than a line of text", "write words, code, emphasis and links; a # or - at the beginning needs a backslash before it")
		return nil
	}
	links, spans := len(r.text.Links), len(r.text.CodeSpans)
	r.text.collect(doc)
	r.text.quote(r.text.Links[links:], r.text.CodeSpans[spans:])
	r.faults = append(r.faults, r.text.notShown(doc)...)
	out := ast.NewTextBlock()
	for n := block.FirstChild(); n != nil; n = block.FirstChild() {
		out.AppendChild(out, n)
	}
	doc.ReplaceChild(doc, block, out)
	return out
}
