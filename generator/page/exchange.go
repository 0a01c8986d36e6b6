package page

import (
	"fmt"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/colour"
	"wirebook/generator/diagram"
	"wirebook/generator/exchange"
	"wirebook/generator/layout"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/site"
	"wirebook/generator/trial"
	"wirebook/generator/wire"
)

// An Exchange is what exchange.html is executed with: the adjacent messages of one
// exchange in a note.
type Exchange struct {
	Number   int // in the note, from 1
	Messages []Message
	Method   string
	Target   string
	Code     int // the final status code, or 0
	Class    int // its first digit

	// Ends says that the last message of the exchange is among these. Only then does the
	// page show the result: the fields from Proven to Send, and Drawings.
	Ends     bool
	Proven   bool
	By       string // what answered
	Sealed   bool   // the seal of the page names it alone
	NoRun    string // why it was not played
	Breaks   []Rule
	Server   bool // the server itself answered, before any handler
	Handlers []Handler
	Send     *Send  // how a reader sends the request; nil if it cannot be sent
	Program  string // how readers run Wirebook
	Trial    bool   // the page sends requests to what answered
	Needs    bool   // only serve can do that: a command answered

	First    bool // the first message of the exchange is among these
	Drawings []Drawing

	WordsAttr template.HTMLAttr // as that of a View
}

// A Send is how a reader sends a request by hand, while the origin runs.
type Send struct {
	Line     string // shell command: curl, or printf to nc
	Curl     bool   // Line uses curl
	Raw      template.URL
	RawName  string // name for the download
	Hurl     template.URL
	HurlName string // empty without a Hurl file
}

// A Message is one message, several in one fence, or bytes of a conversation.
type Message struct {
	Request bool
	Label   string        // Request, Response, Sent or Received
	Conn    string        // the name of its connection, or empty
	Empty   bool          // nothing was received
	Bytes   bool          // not a message, or one without a valid first line
	Name    string        // short and unique on the page: Request: GET /books/1
	Classes []int         // the first digits of its status codes, each once, in order
	Text    template.HTML // exactly the text of the note, with its parts marked up
	Parts   []Part        // the numbered parts, if the message is shown with numbers

	WordsAttr template.HTMLAttr // as that of a View
}

// A Rule is a rule that the answer breaks.
type Rule struct {
	ID       string
	Sentence string
	Section  *Reference
}

// A Handler is the code that answered.
type Handler struct {
	Name    string
	Pattern string // it is registered under
	Place   string // books.go:41
	URL     string // of that line
	Code    template.HTML
	Again   bool // already shown on the page: once is enough on paper
	Open    bool // shown without a click
}

// exchangeView returns the view of a group of fences of one exchange.
func (m *markdown) exchangeView(group []*exchange.Step) *Exchange {
	e := m.page.Proof.Of(group[0].Exchange)
	v := &Exchange{
		Number: e.Number, Method: e.Method, Target: e.Target, Code: e.Code, Class: e.Code / 100,
		Proven: e.State() == proof.Proven, By: e.By, NoRun: e.Reason, Server: e.Server,
		Program: m.program(), WordsAttr: wordsAttr(m.page.Lang),
		Sealed: len(m.servers) == 1, First: !m.begun[e.Exchange], Trial: m.press.sends && trial.Answers(e), Needs: m.press.assets[layout.TrialScript] != "" && trial.Needs(m.site(site.AboutConfig).Config, e),
	}
	m.begun[e.Exchange] = true
	for _, s := range group {
		v.Ends = v.Ends || s.Last
		v.Messages = append(v.Messages, m.message(s))
	}
	if !v.Ends {
		return v
	}
	for _, d := range diagram.Of(m.page.Proof.Steps, e.Exchange) {
		if d.Kind == "life" && m.lived {
			continue // one says it
		}
		m.lived = m.lived || d.Kind == "life"
		v.Drawings = append(v.Drawings, Drawing{Drawing: d})
	}
	for _, r := range e.Breaks {
		v.Breaks = append(v.Breaks, Rule{r.ID, r.Sentence, refer(m.registry(), r.RFC, r.Section)})
	}
	if addr := m.addr(e.Origin); addr != "" && e.ByHand() && v.Proven {
		v.Send = m.send(e.Exchange, addr)
	}
	open := false
	if e.Request != nil {
		_, open = e.Request.Word("open")
	}
	for _, h := range e.Handlers {
		shown := m.handler(h)
		shown.Open = open
		v.Handlers = append(v.Handlers, shown)
	}
	return v
}

// addr is where readers find an origin that they started themselves; empty if they cannot.
func (m *markdown) addr(origin string) string {
	return exchange.AddrOf(m.site(site.AboutConfig).Config, origin, exchange.OriginAddr)
}

// program is how readers run Wirebook: a course whose origin is built in contains it.
func (m *markdown) program() string {
	for _, o := range m.site(site.AboutConfig).Config.Origins {
		if o.BuiltIn {
			return "go run ."
		}
	}
	return "wirebook"
}

// send puts the files into the page itself: a separate file for each would cost more
// time than the rest of the build.
func (m *markdown) send(e *exchange.Exchange, addr string) *Send {
	name := strings.TrimSuffix(path.Base(m.page.URL), ".html") + "-" + strconv.Itoa(e.Number)
	by := e.Send(addr)
	s := &Send{Line: by.Curl, Curl: by.Curl != "", Raw: dataURL(string(by.Raw)), RawName: name + ".http"}
	if !s.Curl {
		s.Line = by.Pipe
		return s
	}
	s.Hurl, s.HurlName = dataURL(by.Hurl), name+".hurl"
	return s
}

// dataURL is an address that holds the bytes themselves (RFC 2397).
func dataURL(text string) template.URL {
	const hex = "0123456789ABCDEF"
	b := []byte("data:application/octet-stream,")
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~/:,;=()!*", c) >= 0 {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return template.URL(b)
}

func (m *markdown) handler(h origin.Handler) Handler {
	var code strings.Builder
	colour.Write(&code, m.press.highlight(h.Language(), h.Text))
	out := Handler{
		Name: h.Name, Pattern: h.Pattern, Code: template.HTML(code.String()),
		Place: path.Base(h.File) + ":" + strconv.Itoa(h.Line),
	}
	if out.Again = m.told[out.Place]; !out.Again {
		m.told[out.Place] = true
	}
	m.look(site.AboutSources, "")
	if address := m.press.sources[h.File]; address != "" {
		out.URL = m.at.To(address + "#L" + strconv.Itoa(h.Line))
	}
	return out
}

func (m *markdown) message(s *exchange.Step) Message {
	out := Message{Request: s.Sends(), Label: s.Label(), Conn: s.Exchange.Conn, Empty: s.Fence.Body.Len() == 0, Bytes: len(s.Shown()) == 0, WordsAttr: wordsAttr(m.page.Lang)}
	for _, w := range s.Shown() {
		if w.Kind == wire.Response {
			out.Bytes = w.Code == 0
			if class := w.Code / 100; class > 0 && !slices.Contains(out.Classes, class) {
				out.Classes = append(out.Classes, class)
			}
		}
	}
	out.Text, out.Parts = m.wireText(s)
	out.Name = m.name(strings.TrimSuffix(out.Label+": "+firstLine(s), ": "))
	return out
}

// name makes a name unique on the page: each raw message is a region, and readers tell
// regions apart by their names.
func (m *markdown) name(name string) string {
	key := strings.ToLower(name) // screen readers do not speak case
	m.names[key]++
	if n := m.names[key]; n > 1 {
		return fmt.Sprintf("%s (%d)", name, n)
	}
	return name
}

// firstLine returns the method and target, or the code and phrase, of each message of a
// fence.
func firstLine(s *exchange.Step) string {
	var lines []string
	for _, w := range s.Shown() {
		lines = append(lines, diagram.StartOf(w))
	}
	between := ", "
	if !s.Sends() {
		between = ", then "
	}
	return shorten(strings.Join(lines, between))
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
