package rule

import (
	"fmt"

	"wirebook/generator/wire"
)

// bodyRules are about responses that have no content.
func bodyRules() []entry {
	return []entry{
		{
			Rule:  contradiction("no-content-1xx", "9110 15.2", "A 1xx ends with its head."),
			codes: codes{1}, check: endsWithHead,
		},
		{
			Rule:  contradiction("no-content-204", "9110 15.3.5", "A 204 ends with its head."),
			codes: codes{204}, check: endsWithHead,
		},
		{
			Rule:  contradiction("no-content-304", "9110 15.4.5", "A 304 ends with its head."),
			codes: codes{304}, check: endsWithHead,
		},
		{
			Rule:  must("no-content-205", "9110 15.3.6", "A 205 has no content."),
			codes: codes{205}, check: noContent205,
		},
		{
			Rule:  must("no-content-head", "9110 9.3.2", "A response to HEAD has no content."),
			codes: codes{2, 3, 4, 5}, check: noContentHead,
		},
		{
			Rule:  must("connect-2xx", "9110 9.3.6", "A 2xx to CONNECT has neither Content-Length nor Transfer-Encoding: a tunnel follows."),
			codes: codes{2}, check: connect2xx,
		},
		{
			Rule:  must("cl-1xx-204", "9110 8.6", "A 1xx or 204 has no Content-Length."),
			codes: codes{1, 204}, of: []string{"Content-Length"}, each: notHere,
		},
		{
			Rule:  must("te-1xx-204", "9112 6.1", "A 1xx or 204 has no Transfer-Encoding."),
			codes: codes{1, 204}, of: []string{"Transfer-Encoding"}, each: notHere,
		},
	}
}

func endsWithHead(v *view) {
	if v.m.Code == 101 {
		return // what follows belongs to the protocol that it switches to
	}
	if body := v.body(); body.Len() > 0 {
		v.breach(body, fmt.Sprintf("something follows the head of a %d", v.m.Code))
	}
}

func noContent205(v *view) {
	switch {
	case v.method == "HEAD":
	case v.framed == wire.ByLength && v.length > 0:
		f, _ := v.field("Content-Length")
		v.wrong(f, "the 205 announces content")
	case v.hasContent():
		v.breach(v.body(), "the 205 has content")
	}
}

func noContentHead(v *view) {
	if v.method != "HEAD" || v.m.Code == 204 || v.m.Code == 304 {
		return
	}
	if body := v.body(); body.Len() > 0 {
		v.breach(body, "content follows the head of a response to HEAD")
	}
}

func connect2xx(v *view) {
	if v.method != "CONNECT" {
		return
	}
	for _, name := range []string{"Content-Length", "Transfer-Encoding"} {
		if f, ok := v.field(name); ok {
			notHere(v, f)
		}
	}
}

// notHere is the check of a rule that forbids a field.
func notHere(v *view, f wire.Field) {
	v.wrong(f, v.m.Name(f)+" is not allowed here")
}
