package rule

import (
	"bytes"
	"fmt"

	"wirebook/generator/wire"
)

// lengthRules are about what determines the end of a message.
func lengthRules() []entry {
	return []entry{
		{by: either, Rule: must("cl-te", "9112 6.2", "Content-Length and Transfer-Encoding are never sent together."), check: lengthAndCoding},
		{
			Rule: must("cl-digits", "9110 8.6", "Content-Length is only decimal digits."),
			by:   either, of: []string{"Content-Length"}, each: lengthDigits,
		},
		{
			Rule: advice("cl-true", "9112 6.3", "Content-Length is the number of octets of content."),
			by:   either, codes: codes{2, 3, 4, 5}, check: lengthTrue, shown: true,
		},
		{
			Rule:  must("cl-head", "9110 8.6", "Content-Length in a response to HEAD is the one that GET would give."),
			final: true, check: headLength,
		},
		{
			Rule:  must("cl-304", "9110 8.6", "Content-Length in a 304 is the one that the 200 would have."),
			codes: codes{304}, check: twinLength,
		},
		{
			Rule:  should("cl-known", "9110 8.6", "Content-Length is sent if the server knows the size before it sends the head."),
			codes: codes{2, 3, 4, 5}, check: lengthKnown, leftOut: true,
		},
		{
			Rule:  should("framed", "9112 6.3", "The end of a response is marked by its length or its chunks rather than by a close."),
			codes: codes{2, 3, 4, 5}, check: framedResponse, leftOut: true,
		},
		{
			Rule: must("te-version", "9112 6.1", "Transfer-Encoding is only sent to clients that sent HTTP/1.1 or a later 1.x."),
			by:   either, of: []string{"Transfer-Encoding"}, each: codingVersion,
		},
		onConnection(must("te-final", "9112 6.1", "A transfer coding other than chunked is followed by chunked or by a close.")),
		{
			Rule: must("te-once", "9112 6.1", "The chunked coding is applied once."),
			by:   either, of: []string{"Transfer-Encoding"}, each: chunkedOnce,
		},
	}
}

// knownSize is the size of content, in octets, that every server can be expected to
// buffer before it sends the head.
const knownSize = 2048

func lengthAndCoding(v *view) {
	if f, ok := v.field("Content-Length"); ok && v.has("Transfer-Encoding") {
		v.wrong(f, "Content-Length is sent with Transfer-Encoding")
	}
}

func lengthDigits(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	if value := v.m.Value(f); !wire.IsDigits(value) {
		v.wrong(f, fmt.Sprintf("%s has other characters than digits", shown(value)))
	}
}

func lengthTrue(v *view) {
	body := v.body()
	switch {
	case v.framed != wire.ByLength || v.hidden():
		return
	case body.Len() == 0 && (v.method == "" || v.by == client && !v.raw || v.x.Excerpt): // it may answer HEAD, or not be shown
		return
	case v.x.Excerpt && (v.abridged() || v.has("Content-Encoding") || v.fits(v.length)):
		return
	case v.m.Size(body) == v.length:
		return
	case !v.raw && v.multipart() != "" && body.Len()+bytes.Count(v.m.Bytes(body), []byte("\n")) == v.length:
		return // its lines end in CRLF, which a note does not show
	}
	f, _ := v.field("Content-Length")
	v.wrong(f, fmt.Sprintf("Content-Length is %d, but the content has %d octets", v.length, v.m.Size(body)))
}

func lengthKnown(v *view) {
	if v.framed != wire.ByClose || !v.lacks("Content-Length") || !v.lacks("Transfer-Encoding") {
		return
	}
	if octets, known := v.octets(); known && len(octets) <= knownSize {
		v.start(fmt.Sprintf("Content-Length is missing, although the content has %d octets", len(octets)))
	}
}

func framedResponse(v *view) {
	if v.framed != wire.ByClose || !v.lacks("Content-Length") || !v.lacks("Transfer-Encoding") || v.x.Request == nil {
		return
	}
	if major, minor, ok := v.x.Request.MajorMinor(); ok && major == 1 && minor >= 1 {
		v.start("only a close marks the end of the content")
	}
}

func codingVersion(v *view, f wire.Field) {
	if v.asked10() {
		v.wrong(f, "the request is HTTP/1.0")
	}
}

func chunkedOnce(v *view, f wire.Field) {
	if first, _ := v.field("Transfer-Encoding"); first != f {
		return // counted with the first line
	}
	count := 0
	for _, coding := range v.m.Codings() {
		if coding == "chunked" {
			count++
		}
	}
	if count > 1 {
		v.wrong(f, fmt.Sprintf("chunked is applied %d times", count))
	}
}
