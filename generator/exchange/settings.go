package exchange

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A place says in which fences a word may stand.
type place int

const (
	inRequest place = 1 << iota
	inResponse
	inBytes // send and recv
)

// vocabulary holds the words of an info string: where they may stand, and
// whether they have a value.
var vocabulary = map[string]struct {
	where place
	value bool
}{
	"request":  {inRequest, false},
	"response": {inResponse, false},
	"send":     {inBytes, false},
	"recv":     {inBytes, false},
	"conn":     {inRequest | inResponse | inBytes, true},
	"pipeline": {inRequest, false},
	"origin":   {inRequest, true},
	"cut":      {inRequest | inResponse, false},
	"raw":      {inRequest | inResponse | inBytes, false},
	"expand":   {inRequest | inBytes, false},
	"eol":      {inRequest | inResponse, true},
	"hole":     {inResponse, true},
	"capture":  {inResponse, true},
	"closes":   {inResponse, false},
	"breaks":   {inResponse, true},
	"logs":     {inResponse, true},
	"code":     {inRequest | inResponse, true},
	"norun":    {inRequest | inResponse, true},
	"predict":  {inRequest, true},
	"anatomy":  {inRequest | inResponse, false},
}

// placeNames are for messages.
var placeNames = map[place]string{inRequest: "request", inResponse: "response", inBytes: "send or recv"}

// settings are the words of one message fence.
type settings struct {
	place    place
	conn     string
	origin   string
	norun    string
	code     string
	logs     string
	eol      string // of the head's lines: "\r\n" or "\n"
	pipeline bool
	raw      bool
	expand   bool
	cut      bool
	closes   bool
	send     bool
	holes    []holeName
	captures []capture
	breaks   []string
	predict  []int       // the status codes to choose from
	predicts source.Span // where they stand
}

// readSettings reads the words of a fence. Kind is what its first line says it is.
func readSettings(n *note.Note, f *note.Fence) (s settings, faults []source.Fault) {
	fault := func(span source.Span, id, what, do string) {
		faults = append(faults, source.Fault{File: n.File, Span: span, ID: id, What: what, Do: do})
	}
	s.place = kindOf(n, f)
	s.eol = "\r\n"
	seen := map[string]bool{}
	for _, w := range f.Words {
		def, known := vocabulary[w.Key]
		switch {
		case !known:
			fault(w.Span, "unknown-word", fmt.Sprintf("unknown word %q in the info string", clip(w.Key, longestQuoted)), meant(w.Key, wordsOf(s.place))+"the words are: "+strings.Join(wordsOf(s.place), ", "))
			continue
		case seen[w.Key]:
			fault(w.Span, "repeated-word", fmt.Sprintf("the word %q stands twice in the info string", w.Key), "keep one of them")
			continue
		case def.where&s.place == 0:
			fault(w.Span, "misplaced-word", fmt.Sprintf("%q has no meaning in a %s", w.Key, placeNames[s.place]), "the words are: "+strings.Join(wordsOf(s.place), ", "))
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
	if w, ok := f.Word("recv"); ok && s.send {
		fault(w.Span, "misplaced-word", "the fence says send, and recv as well", "keep one of them")
	}
	if s.norun != "" && len(s.holes)+len(s.captures) > 0 {
		fault(f.Info, "hole-not-played", "this exchange is not played, so nothing in it can vary", "remove hole and capture, or norun")
	}
	return s, faults
}

// A faulter takes what is wrong at a place.
type faulter func(at source.Span, id, what, do string)

// set takes one word, and faults what is wrong with its value.
func (s *settings) set(w note.Word, fault faulter) {
	switch w.Key {
	case "conn":
		s.conn = w.Value
	case "origin":
		s.origin = w.Value
	case "norun":
		s.norun = w.Value
	case "code":
		s.code = w.Value
	case "logs":
		s.logs = w.Value
	case "pipeline":
		s.pipeline = true
	case "raw":
		s.raw = true
	case "expand":
		s.expand = true
	case "cut":
		s.cut = true
	case "closes":
		s.closes = true
	case "send":
		s.send = true
	case "breaks":
		s.breaks = strings.Fields(w.Value)
	case "eol":
		if w.Value != "lf" {
			fault(w.ValueSpan, "word-value", fmt.Sprintf("eol cannot be %q", w.Value), "write eol=lf, or nothing for CRLF")
			return
		}
		s.eol = "\n"
	case "predict":
		s.setPredict(w, fault)
	case "hole":
		s.setHoles(w, fault)
	case "capture":
		s.setCaptures(w, fault)
	}
}

// wordsOf lists the words that a fence may have, in alphabetical order.
func wordsOf(p place) (words []string) {
	for word, def := range vocabulary {
		if def.where&p != 0 {
			words = append(words, word)
		}
	}
	sort.Strings(words)
	return words
}

// kindOf tells a fence's kind by its words, or else by its first line.
func kindOf(n *note.Note, f *note.Fence) place {
	has := func(key string) bool {
		return slices.ContainsFunc(f.Words, func(w note.Word) bool { return w.Key == key && !w.HasValue })
	}
	switch {
	case has("send"), has("recv"):
		return inBytes
	case has("response"):
		return inResponse
	case has("request"):
		return inRequest
	case strings.HasPrefix(strings.TrimLeft(n.File.Text(f.Body), " \t"), "HTTP/"):
		return inResponse
	}
	return inRequest
}
