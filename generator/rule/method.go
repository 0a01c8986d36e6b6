package rule

import (
	"bytes"
	"fmt"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// methodRules are about the response that a method gets.
func methodRules() []entry {
	return []entry{
		{
			Rule:  should("201-location", "9110 9.3.3", "A 201 to POST identifies the created resource in Location."),
			codes: codes{201}, check: createdLocation,
		},
		{
			Rule:  should("delete-2xx", "9110 9.3.5", "A successful DELETE gets 200, 202 or 204."),
			codes: codes{2}, check: deleted,
		},
		{
			Rule:  must("put-validator", "9110 9.3.4", "A 2xx to PUT carries ETag or Last-Modified only if the content was stored as it was sent."),
			codes: codes{2}, check: putValidator,
		},
		{
			Rule:  must("put-created", "9110 9.3.4", "A PUT that creates a resource gets 201."),
			codes: codes{2}, check: putCreated,
		},
		{
			Rule:  must("query-type", "10008 2", "A QUERY without Content-Type fails."),
			codes: codes{2}, check: queryTyped,
		},
		{
			Rule:  should("options-allow", "9110 9.3.7", "A successful OPTIONS says what the resource can do, for example in Allow."),
			codes: codes{2}, check: optionsTell,
		},
		{
			Rule:  should("trace-echo", "9110 9.3.8", "A successful TRACE returns the request as content."),
			codes: codes{2}, check: traceEcho,
		},
		{
			Rule:  should("trace-secret", "9110 9.3.8", "The content of a response to TRACE omits credentials and cookies."),
			codes: codes{2}, check: traceSecret,
		},
		{
			Rule:  should("head-as-get", "9110 9.3.2", "HEAD gets the fields that GET would get."),
			final: true, check: headFields,
		},
	}
}

// unknownMethod is the only rule that needs the registered methods.
func unknownMethod(registered map[string]bool) entry {
	return entry{
		Rule:  should("method-unknown", "9110 9.1", "A method that the server does not know gets 501."),
		codes: codes{2, 3, 405},
		check: func(v *view) {
			if v.method != "" && !registered[v.method] && wire.IsToken(v.method) {
				v.start(fmt.Sprintf("%s is not a registered method, but gets a %d", v.method, v.m.Code))
			}
		},
	}
}

func createdLocation(v *view) {
	if v.method == "POST" && v.lacks("Location") {
		v.missing("Location")
	}
}

func queryTyped(v *view) {
	if v.method == "QUERY" && v.unasked("Content-Type") {
		v.start(fmt.Sprintf("the QUERY has no Content-Type and gets a %d", v.m.Code))
	}
}

func deleted(v *view) {
	if c := v.m.Code; v.method == "DELETE" && c != 200 && c != 202 && c != 204 && c != 207 {
		v.breach(v.m.Status, fmt.Sprintf("the DELETE gets a %d", c))
	}
}

// abilities are the fields that say what a resource can do.
var abilities = []string{"Allow", "Accept-Patch", "Accept-Post", "Accept-Query", "Accept-Ranges", "Access-Control-Allow-Methods", "DAV"}

func optionsTell(v *view) {
	if v.method != "OPTIONS" || v.elided {
		return
	}
	if v.x.Request != nil && string(v.x.Request.Bytes(v.x.Request.Target)) == "*" {
		return // not about a resource
	}
	for _, name := range abilities {
		if v.has(name) {
			return
		}
	}
	v.missing("Allow")
}

func traceEcho(v *view) {
	if v.method != "TRACE" || v.x.Request == nil || v.has("Content-Encoding") {
		return
	}
	octets, known := v.octets()
	if known && !bytes.HasPrefix(octets, v.x.Request.Bytes(v.x.Request.Start)) {
		v.start("the content does not begin with the request line")
	}
}

func traceSecret(v *view) {
	if v.method != "TRACE" {
		return
	}
	body := v.m.Bytes(v.m.Body)
	for at := 0; at < len(body); {
		l, next := wire.TakeLine(body, at, len(body))
		f := wire.ParseField(body, l)
		name := body[f.Name.Start:f.Name.End]
		for _, secret := range []string{"Authorization", "Proxy-Authorization", "Cookie"} {
			if wire.FoldEqual(name, secret) {
				at := v.m.Body.Start
				v.breach(source.Span{Start: at + l.Start, End: at + l.End}, secret+" is in the content")
			}
		}
		at = next
	}
}
