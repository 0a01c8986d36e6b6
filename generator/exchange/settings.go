package exchange

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/source"
)

// A Kind says in which fences a word is allowed.
type Kind int

const (
	InRequest Kind = 1 << iota
	InResponse
	InBytes // send and recv
)

// vocabulary holds the words of an info string: where they are allowed, and whether
// they have a value.
var vocabulary = map[string]struct {
	where Kind
	value bool
}{
	"request":  {InRequest, false},
	"response": {InResponse, false},
	"send":     {InBytes, false},
	"recv":     {InBytes, false},
	"conn":     {InRequest | InResponse | InBytes, true},
	"pipeline": {InRequest, false},
	"origin":   {InRequest, true},
	"cut":      {InRequest | InResponse, false},
	"raw":      {InRequest | InResponse | InBytes, false},
	"expand":   {InRequest | InBytes, false},
	"eol":      {InRequest | InResponse, true},
	"hole":     {InResponse, true},
	"capture":  {InResponse, true},
	"closes":   {InResponse, false},
	"breaks":   {InResponse, true},
	"logs":     {InResponse, true},
	"code":     {InRequest | InResponse, true},
	"norun":    {InRequest | InResponse, true},
	"predict":  {InRequest, true},
	"open":     {InRequest, false}, // of the page; it changes nothing that is sent
	"try":      {InRequest, true},  // of the page
	"anatomy":  {InRequest | InResponse, false},
	"task":     {InRequest | InResponse, true},
	"goal":     {InRequest | InResponse, false},
	"solution": {InRequest | InResponse, false},
	"wrong":    {InRequest | InResponse, false},
}

// kindNames are the names of the kinds in messages.
var kindNames = map[Kind]string{InRequest: "request", InResponse: "response", InBytes: "send or recv"}

// settings are the words of one message fence.
type settings struct {
	Kind     Kind
	conn     string
	origin   string
	norun    string
	Func     string
	Logs     string
	EOL      string // of the lines of the head: "\r\n" or "\n"
	CRLF     bool   // the lines of the body end in CRLF, too
	pipeline bool
	Raw      bool
	expand   bool
	Cut      bool
	Closes   bool
	Send     bool
	Holes    []pattern.Hole
	Captures []pattern.Capture
	Breaks   []string
	Tries    []string    // changes of the request that the page offers, as in try=
	predict  []int       // the status codes to choose from
	predicts source.Span // where they are
	task     TaskKind    // of the task that the fence begins
}

// readSettings parses the words of a fence.
func readSettings(n *note.Note, f *note.Fence, fault faulter) (s settings) {
	s.Kind = kindOf(n, f)
	s.EOL = "\r\n"
	seen := map[string]bool{}
	for _, w := range f.Words {
		def, known := vocabulary[w.Key]
		switch {
		case !known && n.Alone && source.Nearest(w.Key, wordsOf(s.Kind)) == "":
			continue // of another program
		case !known:
			fault(w.Span, "unknown-word", fmt.Sprintf("unknown word %q in the info string", source.Clip(w.Key, source.LongestQuoted)), source.Meant(w.Key, wordsOf(s.Kind))+"the words are: "+strings.Join(wordsOf(s.Kind), ", "))
			continue
		case seen[w.Key]:
			fault(w.Span, "repeated-word", fmt.Sprintf("the word %q appears twice in the info string", w.Key), "keep one of them")
			continue
		case def.where&s.Kind == 0:
			fault(w.Span, "misplaced-word", fmt.Sprintf("%q has no meaning in a %s", w.Key, kindNames[s.Kind]), "the words are: "+strings.Join(wordsOf(s.Kind), ", "))
			continue
		case def.value && (!w.HasValue || strings.TrimSpace(w.Value) == ""):
			fault(w.Span, "word-without-value", fmt.Sprintf("%q needs a value", w.Key), fmt.Sprintf("write %s=\"…\"", w.Key))
			continue
		case !def.value && w.HasValue:
			fault(w.Span, "word-with-value", fmt.Sprintf("%q takes no value", w.Key), "write "+w.Key)
			continue
		}
		seen[w.Key] = true
		s.set(w, fault)
	}
	if w, ok := f.Word("recv"); ok && s.Send {
		fault(w.Span, "misplaced-word", "the fence says both send and recv", "keep one of them")
	}
	if s.norun != "" && len(s.Holes)+len(s.Captures) > 0 {
		fault(f.Info, "hole-not-played", "this exchange is not played, so nothing in it can vary", "remove hole and capture, or norun")
	}
	return s
}

// words counts the words of a text that contain a letter.
func words(text string) (n int) {
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			n++
		}
	}
	return n
}

// fewestWords is how many words a reason needs to tell readers why nothing is played.
const fewestWords = 3

// A faulter reports what is wrong at a place.
type faulter func(at source.Span, id, what, do string)

// set applies one word, and faults a wrong value.
func (s *settings) set(w note.Word, fault faulter) {
	switch w.Key {
	case "conn":
		s.conn = w.Value
	case "origin":
		s.origin = w.Value
	case "norun":
		if s.norun = w.Value; words(w.Value) < fewestWords {
			fault(w.ValueSpan, "norun-reason", "norun does not give a reason that readers understand", fmt.Sprintf("say in %d words or more why the exchange is not played", fewestWords))
		}
	case "code":
		s.Func = w.Value
	case "logs":
		s.Logs = w.Value
	case "pipeline":
		s.pipeline = true
	case "raw":
		s.Raw = true
	case "expand":
		s.expand = true
	case "cut":
		s.Cut = true
	case "closes":
		s.Closes = true
	case "send":
		s.Send = true
	case "breaks":
		s.Breaks = strings.Fields(w.Value)
	case "eol":
		switch w.Value {
		case "lf":
			s.EOL = "\n"
		case "crlf":
			s.CRLF = true
		default:
			fault(w.ValueSpan, "word-value", fmt.Sprintf("eol cannot be %q", w.Value), "write eol=lf for a head whose lines end in LF, or eol=crlf for a body whose lines end in CRLF")
		}
	case "predict":
		s.setPredict(w, fault)
	case "try":
		s.setTries(w, fault)
	case taskWord:
		s.setTask(w, fault)
	case "hole":
		s.Holes = ReadHoles(w, fault)
	case "capture":
		s.setCaptures(w, fault)
	}
}

// wordsOf lists the words allowed in a fence, in alphabetical order.
func wordsOf(p Kind) (words []string) {
	for word, def := range vocabulary {
		if def.where&p != 0 {
			words = append(words, word)
		}
	}
	sort.Strings(words)
	return words
}

// kindOf determines the kind of a fence by its words, or else by its first line.
func kindOf(n *note.Note, f *note.Fence) Kind {
	has := func(key string) bool {
		return slices.ContainsFunc(f.Words, func(w note.Word) bool { return w.Key == key && !w.HasValue })
	}
	switch {
	case has("send"), has("recv"):
		return InBytes
	case has("response"):
		return InResponse
	case has("request"):
		return InRequest
	case strings.HasPrefix(strings.TrimLeft(n.File.Text(f.Body), " \t"), "HTTP/"):
		return InResponse
	}
	return InRequest
}
