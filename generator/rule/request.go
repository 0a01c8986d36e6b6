package rule

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/wire"
)

// requestRules are about the responses that faulty requests must get.
func requestRules() []entry {
	return []entry{
		{causes: []string{"host"}, Rule: must("host-400", "9112 3.2", "A request without Host, with two, or with an invalid one gets 400."), final: true, check: hostRefused, leftOut: true},
		{causes: []string{"name-colon"}, Rule: must("colon-400", "9112 5.1", "A request with white space before a colon gets 400."), final: true, check: colonRefused},
		{causes: []string{"te-last"}, Rule: must("te-400", "9112 6.3", "A request whose last transfer coding is not chunked gets 400 and a close; 501 if a coding is unknown."), final: true, check: codingRefused},
		{Rule: should("te-501", "9112 6.1", "A request with a transfer coding that the server does not know gets 501."), final: true, check: codingUnknown},
		{causes: []string{"cl-digits"}, Rule: must("cl-400", "9112 6.3", "A request with an invalid Content-Length and no Transfer-Encoding gets 400 and a close."), final: true, check: lengthRefused},
		{
			Rule:  must("smuggle-close", "9112 6.1", "After a request with both Content-Length and Transfer-Encoding, the server closes."),
			final: true, causes: []string{"cl-te"}, check: smuggleClosed,
		},
		{
			Rule:  must("target-414", "9112 3", "A request target that is too long gets 414."),
			codes: codes{400, 431}, check: targetTooLong,
		},
		{
			Rule:  must("https-clear", "9110 7.4", "A request for an https resource on a connection that is not secured is refused."),
			codes: codes{2, 3}, check: secureTarget,
		},
		{
			Rule:  must("connect-port", "9110 9.3.6", "CONNECT without a port, or to an invalid one, is refused."),
			codes: codes{2}, causes: []string{"target-form"}, check: connectPort,
		},
	}
}

// judgedRequest returns the request if the server read its whole head and did not
// refuse it for its size or its slowness.
func (v *view) judgedRequest() (*wire.Message, bool) {
	r := v.x.Request
	if r == nil || v.m.Code == 408 || v.m.Code == 414 || v.m.Code == 431 {
		return nil, false
	}
	head := r.Bytes(r.Head)
	if v.x.Played && !bytes.HasSuffix(head, []byte("\n\r\n")) && !bytes.HasSuffix(head, []byte("\n\n")) {
		return nil, false
	}
	return r, true
}

func hostRefused(v *view) {
	r, ok := v.judgedRequest()
	if !ok || v.m.Code == 400 {
		return
	}
	major, minor, ok := r.MajorMinor()
	hosts := r.Values("Host")
	switch {
	case len(hosts) == 0 && ok && major == 1 && minor >= 1 && v.unasked("Host") && !blankNamed(r, "Host"):
		v.start(fmt.Sprintf("the request without Host gets a %d", v.m.Code))
	case len(hosts) > 1:
		v.start(fmt.Sprintf("the request with %d Host fields gets a %d", len(hosts), v.m.Code))
	case len(hosts) == 1 && !isHostPort(hosts[0]):
		v.start(fmt.Sprintf("the request for host %s gets a %d", shown(hosts[0]), v.m.Code))
	}
}

func colonRefused(v *view) {
	r, ok := v.judgedRequest()
	if !ok || v.m.Code == 400 {
		return
	}
	for _, f := range r.Fields {
		if f.Name.Len() > 0 && f.Name.End < f.Line.End && wire.IsBlank(r.Text[f.Name.End-1]) && !r.Indented(f) {
			v.start(fmt.Sprintf("the request with white space before a colon gets a %d", v.m.Code))
			return
		}
	}
}

// knownCodings are the registered transfer codings (RFC 9112 section 12.3); a server
// must know only chunked.
var knownCodings = []string{"chunked", "compress", "deflate", "gzip", "x-compress", "x-gzip"}

func codingRefused(v *view) {
	r, ok := v.judgedRequest()
	if !ok || v.m.Code == 400 || v.m.Code == 501 || v.asked10() {
		return
	}
	if all := r.Codings(); len(all) > 0 && all[len(all)-1] != "chunked" {
		v.start(fmt.Sprintf("the request whose last coding is %s gets a %d", plain(all[len(all)-1]), v.m.Code))
	}
}

func codingUnknown(v *view) {
	r, ok := v.judgedRequest()
	if !ok || v.m.Code == 501 || v.asked10() {
		return
	}
	all := r.Codings()
	if len(all) == 0 || v.m.Code == 400 && all[len(all)-1] != "chunked" {
		return
	}
	for _, coding := range all {
		if !slices.Contains(knownCodings, coding) {
			v.start(fmt.Sprintf("the request with the coding %s gets a %d", plain(coding), v.m.Code))
			return
		}
	}
}

func lengthRefused(v *view) {
	r, ok := v.judgedRequest()
	if !ok || v.m.Code == 400 {
		return
	}
	if _, coded := r.Lookup("Transfer-Encoding"); coded {
		return
	}
	values := r.Values("Content-Length")
	if len(values) == 0 {
		return
	}
	// A server may accept one value that is repeated.
	first := ""
	for value := range strings.SplitSeq(strings.Join(values, ","), ",") {
		value = wire.TrimBlank(value)
		if first == "" {
			first = value
		}
		if !wire.IsDigits(value) || value != first {
			v.start(fmt.Sprintf("the request with Content-Length %s gets a %d", shown(strings.Join(values, ", ")), v.m.Code))
			return
		}
	}
}

func smuggleClosed(v *view) {
	if v.x.Request == nil || !v.x.Kept {
		return
	}
	_, length := v.x.Request.Lookup("Content-Length")
	_, coded := v.x.Request.Lookup("Transfer-Encoding")
	if length && coded {
		v.start("the server kept the connection open after a request with Content-Length and Transfer-Encoding")
	}
}

// A server may refuse a head for its size. The target is to blame if it is longer
// than all fields together: with 431, which is about fields, from the size that a
// server may find too long; with 400, which may have other causes, from the size that
// RFC 9112 section 3 recommends to support.
const (
	longTarget        = 1000
	recommendedTarget = 8000
)

func targetTooLong(v *view) {
	r := v.x.Request
	if r == nil {
		return
	}
	target, fields := r.Target.Len(), r.Head.Len()-r.Start.Len()
	limit := longTarget
	if v.m.Code == 400 {
		limit = recommendedTarget
	}
	if target >= limit && target > fields {
		v.start(fmt.Sprintf("the target of %d octets gets a %d", target, v.m.Code))
	}
}

func secureTarget(v *view) {
	const scheme = "https://"
	if v.x.Request == nil || !v.x.Played {
		return // a note does not say whether the connection is secure
	}
	target := v.x.Request.Bytes(v.x.Request.Target)
	if len(target) >= len(scheme) && wire.FoldEqual(target[:len(scheme)], scheme) {
		v.start(fmt.Sprintf("the request for an https resource gets a %d", v.m.Code))
	}
}

func connectPort(v *view) {
	if v.method != "CONNECT" || v.x.Request == nil {
		return
	}
	target := string(v.x.Request.Bytes(v.x.Request.Target))
	port := target[strings.LastIndexByte(target, ':')+1:]
	n, ok := wire.Number(port)
	if strings.HasSuffix(port, "]") || !strings.Contains(target, ":") || !ok || n > 65535 {
		v.start(fmt.Sprintf("CONNECT to %s succeeds", shown(target)))
	}
}
