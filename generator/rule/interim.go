package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// interimRules are about 1xx responses and the requests for them.
func interimRules() []entry {
	return []entry{
		{
			Rule:  must("no-1xx-1.0", "9110 15.2", "No 1xx is sent to an HTTP/1.0 client."),
			codes: codes{1}, check: interimVersion,
		},
		{
			Rule:  must("101-upgrade", "9110 15.2.2", "A 101 names the new protocol in Upgrade."),
			codes: codes{101}, check: lacking("Upgrade"),
		},
		{
			Rule:  must("101-asked", "9110 7.8", "A 101 switches only to a protocol that the request named in Upgrade."),
			codes: codes{101}, of: []string{"Upgrade"}, each: upgradeAsked,
		},
		{
			Rule:  must("101-not-1.0", "9110 7.8", "Upgrade in an HTTP/1.0 request is ignored."),
			codes: codes{101}, check: upgradeVersion,
		},
		{
			Rule:  must("100-before-101", "9110 7.8", "If a request has Upgrade and Expect: 100-continue, a 100 precedes the 101."),
			codes: codes{101}, check: continueFirst,
		},
		onConnection(must("100-then-final", "9110 10.1.1", "A final response follows a 100, unless the client disconnects.")),
		onConnection(must("expect-answer", "9110 10.1.1", "A request with Expect: 100-continue gets a 100 or a final response before its content arrives.")),
		{
			Rule:  advice("417-asked", "9110 15.5.18", "A 417 answers only a request with Expect."),
			codes: codes{417}, check: expectAsked,
		},
	}
}

func interimVersion(v *view) {
	if v.asked10() {
		v.start(fmt.Sprintf("the HTTP/1.0 request gets a %d", v.m.Code))
	}
}

func upgradeAsked(v *view, f wire.Field) {
	if v.x.Request == nil {
		return
	}
	asked := v.x.Request.List("Upgrade")
	for protocol := range wire.Members(v.m.Value(f)) {
		if protocol != "" && !wire.ContainsFold(asked, protocol) {
			v.wrong(f, "the request did not name "+shown(protocol))
		}
	}
}

func upgradeVersion(v *view) {
	if v.asked10() {
		v.start("the HTTP/1.0 request was upgraded")
	}
}

func continueFirst(v *view) {
	if !v.expects100() {
		return
	}
	for _, m := range v.x.Interim {
		if m.Code == 100 {
			return
		}
	}
	v.start("no 100 precedes the 101")
}

func (v *view) expects100() bool {
	expect, _ := v.asked("Expect")
	return strings.EqualFold(expect, "100-continue")
}

func expectAsked(v *view) {
	if v.unasked("Expect") {
		v.start("the request has no Expect")
	}
}
