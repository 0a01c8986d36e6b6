package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// connectionRules are about the connection and the fields that control it.
func connectionRules() []entry {
	return []entry{
		onConnection(advice("one-final", "9110 15", "Any number of 1xx are followed by exactly one final response.")),
		onConnection(must("in-order", "9112 9.3.2", "Pipelined requests are answered in their order.")),
		onConnection(advice("no-extra", "9112 9.2", "Nothing follows the last response that was requested.")),
		{
			Rule:  should("close-said", "9112 9.6", "A server that means to close says Connection: close in its last response."),
			codes: codes{2, 3, 4, 5}, final: true, check: closeSaid,
		},
		{
			Rule:  must("close-done", "9112 9.6", "After Connection: close in a response the server closes."),
			final: true, check: closeDone,
		},
		{
			Rule:  must("close-asked", "9112 9.6", "After Connection: close in a request the server answers and closes."),
			final: true, check: closeAsked,
		},
		{
			Rule:  should("connect-close", "9931 8", "A proxy that refuses a CONNECT of HTTP/1.1 closes, unless it knows that the client waits for a 2xx before it sends."),
			codes: codes{3, 4, 5}, final: true, check: connectClosed,
		},
		{
			Rule: must("conn-lists", "9110 7.6.1", "A field that is only for the connection is named in Connection."),
			by:   either, of: []string{"Keep-Alive", "TE"}, each: inConnection,
		},
		{
			Rule: must("conn-not-e2e", "9110 7.6.1", "Connection does not name a field that is meant for every recipient."),
			by:   either, of: []string{"Connection"}, each: connectionEndToEnd,
		},
		{
			Rule: must("upgrade-conn", "9110 7.8", "Upgrade is sent with the connection option upgrade."),
			by:   either, of: []string{"Upgrade"}, each: inConnection,
		},
	}
}

func closeSaid(v *view) {
	_, minor, ok := v.m.MajorMinor()
	if !v.x.Closed || v.elided || !ok || minor == 0 || v.asked10() || v.framed == wire.NoBody && v.method == "CONNECT" {
		return
	}
	if !v.m.Lists("Connection", "close") {
		v.start("the server closed without Connection: close")
	}
}

func closeDone(v *view) {
	if v.x.Kept && v.m.Lists("Connection", "close") {
		v.start("the server sent Connection: close but did not close")
	}
}

func closeAsked(v *view) {
	if v.x.Kept && v.x.Request != nil && v.x.Request.Lists("Connection", "close") {
		v.start("the request has Connection: close, but the server did not close")
	}
}

func connectClosed(v *view) {
	if v.method != "CONNECT" || v.asked10() {
		return
	}
	if v.x.Kept || !v.x.Played && !v.elided && !v.m.Lists("Connection", "close") {
		v.start(fmt.Sprintf("the CONNECT gets a %d, but the connection stays open", v.m.Code))
	}
}

func inConnection(v *view, f wire.Field) {
	if name := v.m.Name(f); !v.elided && !v.m.Lists("Connection", name) {
		v.wrong(f, "Connection does not name "+name)
	}
}

func connectionEndToEnd(v *view, f wire.Field) {
	for option := range wire.Members(v.m.Value(f)) {
		if n := v.judge.byName[strings.ToLower(option)]; n.endToEnd() {
			v.wrong(f, n.Name+" is meant for every recipient")
		}
	}
}

// endToEnd reports whether HTTP defines the field for every recipient. The fields
// excluded here are for the next one only.
func (n *named) endToEnd() bool {
	if n == nil || n.RFC != "9110" && n.RFC != "9111" {
		return false
	}
	switch n.Name {
	case "Connection", "Max-Forwards", "Proxy-Authenticate", "Proxy-Authentication-Info",
		"Proxy-Authorization", "TE", "Trailer", "Upgrade":
		return false
	}
	return true
}
