package rule

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// headLength compares Content-Length in a response to HEAD with what GET returns.
func headLength(v *view) {
	if v.method == "HEAD" {
		twinLength(v)
	}
}

func twinLength(v *view) {
	f, ok := v.field("Content-Length")
	if v.x.Twin == nil || v.x.Twin.Code != 200 || !ok {
		return
	}
	octets, whole := v.x.Twin.Octets("GET")
	if n, err := strconv.Atoi(v.m.Value(f)); whole && (err != nil || n != len(octets)) {
		v.wrong(f, fmt.Sprintf("Content-Length is %s, but a GET without conditions gets %d octets", v.m.Value(f), len(octets)))
	}
}

// kept are the fields of a 200 that a 304 and a 206 must have too.
var kept = []string{"Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary"}

func keptFields(v *view) {
	if v.x.Twin == nil || v.x.Twin.Code != 200 {
		return
	}
	for _, name := range kept {
		if _, has := v.x.Twin.Lookup(name); has && v.lacks(name) {
			v.start(name + " is missing, although the 200 has it")
		}
	}
}

// ownOfContent are fields that a server may know only after it has generated the
// content.
var ownOfContent = []string{"connection", "content-digest", "content-length", "date", "keep-alive", "repr-digest", "server-timing", "trailer", "transfer-encoding"}

func headFields(v *view) {
	if v.method != "HEAD" || v.x.Twin == nil || v.x.Twin.Code != v.m.Code {
		return
	}
	for _, f := range v.x.Twin.Fields {
		name := v.x.Twin.Name(f)
		if !slices.Contains(ownOfContent, strings.ToLower(name)) && v.lacks(name) {
			v.start(name + " is missing, although GET gets it")
		}
	}
}

// putValidator compares what a PUT stored with what it sent.
func putValidator(v *view) {
	if v.method != "PUT" || v.x.After == nil || v.x.After.Code != 200 || v.x.Request == nil {
		return
	}
	stored, whole := v.x.After.Octets("GET")
	sent := v.x.Request.Content(sentContent(v.x.Request))
	if !whole || bytes.Equal(stored, sent) || v.x.Request.Chunked {
		return
	}
	for _, name := range []string{"ETag", "Last-Modified"} {
		if f, ok := v.field(name); ok {
			v.wrong(f, fmt.Sprintf("the response has %s, but GET returns other content than the PUT sent", name))
		}
	}
}

// sentContent is the content of a request, which in a note includes the line break
// before the closing fence.
func sentContent(m *wire.Message) source.Span {
	body, _ := m.LastBreak("", false)
	return body
}

func putCreated(v *view) {
	if v.method != "PUT" || v.x.Before == nil || v.x.After == nil || v.m.Code == 201 {
		return
	}
	if before := v.x.Before.Code; (before == 404 || before == 410) && v.x.After.Code == 200 {
		v.breach(v.m.Status, fmt.Sprintf("the PUT created a resource that was a %d before, but gets a %d", before, v.m.Code))
	}
}
