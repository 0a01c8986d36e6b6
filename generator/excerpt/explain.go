package excerpt

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// Notes are what the notes of a site say about codes and fields, with their addresses.
type Notes struct {
	Codes   map[int]Note    `json:"codes"`   // by the code
	Classes map[int]Note    `json:"classes"` // by the first digit
	Fields  map[string]Note `json:"fields"`  // by the name in lower case
}

// A Note is the front matter of a note and the address of its page, from the root of
// the site.
type Note struct {
	Description string `json:"description,omitempty"`
	Gloss       string `json:"gloss,omitempty"` // the same in a few words
	Client      string `json:"client,omitempty"`
	Retry       string `json:"retry,omitempty"`
	URL         string `json:"url,omitempty"`
}

// An Explainer explains pasted texts. It does not change after NewExplainer, so
// goroutines may share it.
type Explainer struct {
	rules *rule.Judge
	facts *registry.Registry
	notes Notes
	names []string // of the registered fields
}

// NewExplainer makes an Explainer from the facts and what the notes of a site say.
func NewExplainer(facts *registry.Registry, notes Notes) *Explainer {
	e := &Explainer{rules: rule.NewJudge(facts), facts: facts, notes: notes}
	for _, f := range facts.Fields() {
		e.names = append(e.names, f.Name)
	}
	return e
}

// An Explanation is what the page shows of a pasted text: its messages, or why there
// are none.
type Explanation struct {
	Form     Form      `json:"form,omitempty"`
	Said     string    `json:"said"` // what was found, in one sentence
	Problem  *Problem  `json:"problem,omitempty"`
	Messages []Message `json:"messages,omitempty"`
	More     int       `json:"more,omitempty"` // messages behind these
}

// A Problem says why no message was found, and what to do.
type Problem struct {
	What string `json:"what"`
	Do   string `json:"do"`
}

// A Message is one message of a pasted text.
type Message struct {
	Kind   string   `json:"kind"`  // request, response or fields
	Title  string   `json:"title"` // GET /books, 404 Not Found
	Code   int      `json:"code,omitempty"`
	About  *Meaning `json:"about,omitempty"` // of the code or the method
	Now    []string `json:"now,omitempty"`   // what to do now
	Breaks []Break  `json:"breaks,omitempty"`
	Lines  []Line   `json:"lines"`
	More   int      `json:"more,omitempty"` // lines behind these
}

// A Meaning says what a code, a field or a method means, with the address of its page
// and of its definition.
type Meaning struct {
	Name    string `json:"name"`
	Text    string `json:"text,omitempty"`
	URL     string `json:"url,omitempty"` // from the root of the site
	Cite    string `json:"cite,omitempty"`
	CiteURL string `json:"citeUrl,omitempty"`
}

// A Break is a rule that a message breaks.
type Break struct {
	Rule     string     `json:"rule"`
	Level    rule.Level `json:"level"`
	What     string     `json:"what"`
	Sentence string     `json:"sentence"`
	Cite     string     `json:"cite"`
	URL      string     `json:"url"`
	Line     int        `json:"line"` // the index of its line, or -1 where that is not shown
}

// Limits of what is shown. The rest is only counted.
const (
	mostMessages = 40
	mostBody     = 60   // lines of a body
	mostLines    = 500  // of a message
	mostText     = 2000 // bytes of a line
	mostBreaks   = 100  // of a message
)

// Explain reads a pasted text. It accepts any bytes, and takes time proportional to
// their number.
func (e *Explainer) Explain(text []byte) (out Explanation) {
	problem := func(what, do string) Explanation {
		return Explanation{Said: what, Problem: &Problem{what, do}}
	}
	if len(text) > MaxPaste {
		_, _, p := pasted(text)
		return problem(p.What, p.Do)
	}
	file, ok := source.Foreign("paste", text)
	if !ok {
		return problem("This text contains NUL bytes, so it is probably not text.", "Paste only the head of the response, without a body such as an image.")
	}
	blocks, form, fault := pasted(file.Data)
	if fault != nil {
		return problem(fault.What, fault.Do)
	}
	var all []*message
	why := ""
	for i := range blocks {
		found, not := blocks[i].messages(file.Data)
		all = append(all, found...)
		why = cmp.Or(why, not)
		if f := blocks[i].form; form == FormMessage && f != "" && len(found) > 0 {
			form = f
		}
	}
	if len(all) == 0 {
		return problem(nothing(file.Data, why))
	}
	out.Form = form
	count := map[kind]int{}
	for _, x := range exchanges(all) {
		j := judge(x, e.rules)
		for _, m := range j.messages {
			count[m.kind]++
			if len(out.Messages) == mostMessages {
				out.More++
				continue
			}
			out.Messages = append(out.Messages, e.message(file, m, j.findings))
		}
	}
	out.Said = said(form, count)
	return out
}

// said says in a sentence what was found.
func said(form Form, count map[kind]int) string {
	var found []string
	for _, k := range []struct {
		kind
		one, many string
	}{{request, "request", "requests"}, {response, "response", "responses"}, {fields, "list of header fields", "lists of header fields"}} {
		switch n := count[k.kind]; {
		case n == 1:
			found = append(found, "one "+k.one)
		case n > 1:
			found = append(found, fmt.Sprintf("%d %s", n, k.many))
		}
	}
	list := strings.Join(found, " and ")
	if len(found) == 3 {
		list = found[0] + ", " + found[1] + " and " + found[2]
	}
	return "Found " + list + map[Form]string{
		FormMessage: ".", FormCurl: " in the output of curl --verbose.", FormPanel: ", copied from the network panel of a browser.",
		FormJSON: " in JSON.", FormDocument: " in the code blocks of a document.", FormString: " in a string with escapes.",
	}[form]
}

// nothing says why a text has no message, to the person who pasted it.
func nothing(data []byte, why string) (what, do string) {
	text := bytes.TrimSpace(data)
	lower := bytes.ToLower(text[:min(len(text), 200)])
	first, _, _ := bytes.Cut(text, []byte("\n"))
	switch {
	case bytes.HasPrefix(lower, []byte("http://")) || bytes.HasPrefix(lower, []byte("https://")):
		return "This is an address, not a response.", "Get the response with curl -i and this address, and paste what it prints."
	case prompt.Match(first):
		return "This is a command, not its output.", "Run it (curl with -i or -v), and paste what it prints."
	case bytes.HasPrefix(lower, []byte("<!doctype")), bytes.HasPrefix(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<?xml")):
		return "This is only the body of a response.", "Get the status line and the header fields with curl -i, or copy them from the network panel of your browser."
	case bytes.Contains(text, []byte("curl: (")):
		return "curl got no response.", "Its message says why, after the number. Without a connection there is no HTTP to read."
	case why == whyMail:
		return "These are the headers of an email, not of an HTTP message.", "Paste a response: it begins with a line such as HTTP/1.1 200 OK."
	case why == whyFrames:
		return "These fields are written the way the HTTP/2 specification writes frames.", "Replace each = with a colon, and paste them again."
	}
	return "No HTTP message was found in this text.", "A response begins with a line such as HTTP/1.1 200 OK. Header fields alone are enough: Content-Type: text/html."
}

// message explains one message. The findings are those of its exchange.
func (e *Explainer) message(file *source.File, m *parsed, findings []finding) (out Message) {
	w := m.wire
	switch m.kind {
	case request:
		out.Kind, out.Title = "request", source.Clip(strings.TrimSpace(string(w.Bytes(w.Method))+" "+string(w.Bytes(w.Target))), mostTitle)
		out.About = e.method(string(w.Bytes(w.Method)))
	case response:
		out.Kind, out.Title, out.Code = "response", e.title(m), w.Code
		if w.Code > 0 {
			out.About, out.Now = e.code(w.Code), e.now(w)
		}
	default:
		out.Kind, out.Title = "fields", "Header fields"
	}
	var mine []finding
	for _, f := range findings {
		if f.in == m && len(mine) < mostBreaks {
			mine = append(mine, f)
		}
	}
	slices.SortStableFunc(mine, func(a, b finding) int { return cmp.Compare(weight(level(a.Rule)), weight(level(b.Rule))) })
	lines := &lines{Explainer: e, parsed: m, file: file, findings: mine}
	out.Lines, out.More = lines.all()
	for i, f := range mine {
		out.Breaks = append(out.Breaks, Break{Rule: f.Rule.ID, Level: level(f.Rule), What: f.Detail, Sentence: f.Rule.Sentence,
			Cite: f.Rule.Citation(), URL: f.Rule.URL(), Line: lines.line[i]})
	}
	return out
}

const mostTitle = 80

func weight(l rule.Level) int {
	return slices.Index([]rule.Level{rule.Must, rule.Should, rule.Advice}, l)
}

// title returns the code of a response with its phrase.
func (e *Explainer) title(m *parsed) string {
	w := m.wire
	if w.Code == 0 {
		return "Response"
	}
	phrase := string(w.Bytes(w.Reason))
	if s, ok := e.facts.Status(w.Code); ok && phrase == "" {
		phrase = s.Phrase
	}
	return strings.TrimSpace(fmt.Sprintf("%03d %s", w.Code, source.Clip(phrase, mostTitle)))
}
