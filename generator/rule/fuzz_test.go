package rule

import (
	"strings"
	"testing"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// What a fuzzed exchange is like.
const (
	fuzzPlayed = 1 << iota
	fuzzSent
	fuzzClosed
	fuzzKept
	fuzzTwin
	fuzzAlone // no response came
)

// Whatever the bytes of a request and of a response are, played or in a note, a
// check ends, and what it finds is in the message that it is about.
func FuzzCheck(f *testing.F) {
	for i, e := range allExamples() {
		for _, text := range []string{e.breaks, e.near} {
			if text == "" {
				continue
			}
			x := exchangeOf(f, text)
			var request []byte
			if x.Request != nil {
				request = x.Request.Text
			}
			how := byte(i << 2)
			if x.Played {
				how |= fuzzPlayed | fuzzSent
			}
			f.Add(request, x.Response.Text, how)
		}
	}
	j := newJudge(f)
	f.Fuzz(func(t *testing.T, request, response []byte, how byte) {
		x := Case{Played: how&fuzzPlayed != 0, Sent: how&fuzzSent != 0, Closed: how&fuzzClosed != 0, Kept: how&fuzzKept != 0}
		method := ""
		if len(request) > 0 {
			x.Request = fuzzed(request, wire.Request, "", x.Sent)[0]
			method = string(x.Request.Bytes(x.Request.Method))
		}
		all := fuzzed(response, wire.Response, method, x.Played)
		if how&fuzzAlone == 0 {
			x.Interim, x.Response = all[:len(all)-1], all[len(all)-1]
		}
		if how&fuzzTwin != 0 {
			x.Twin, x.Before, x.After = all[0], all[0], all[0]
		}
		ours := map[*wire.Message]bool{x.Request: true}
		for _, m := range all {
			ours[m] = true
		}
		for _, b := range j.Check(x) {
			if !ours[b.Message] {
				t.Fatalf("%s is found in a message that was not given", b.Rule.ID)
			}
			if b.Span.Start < 0 || b.Span.End < b.Span.Start || b.Span.End > len(b.Message.Text) {
				t.Fatalf("%s: span %v of %d bytes", b.Rule.ID, b.Span, len(b.Message.Text))
			}
			if b.Detail == "" || strings.ContainsAny(b.Detail, "\r\n") {
				t.Fatalf("%s says %q", b.Rule.ID, b.Detail)
			}
		}
	})
}

// fuzzed are the messages of a text, of which there is at least one.
func fuzzed(text []byte, kind wire.Kind, method string, raw bool) []*wire.Message {
	if raw {
		return []*wire.Message{parseBytes(text, kind, method)}
	}
	return wire.Documented(text, source.Span{End: len(text)}, kind, []string{method}, false)
}
