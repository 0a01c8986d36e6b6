package diagram

import (
	"slices"
	"strings"

	"wirebook/generator/wire"
)

// A hop is a server between client and origin that a response names.
type hop struct {
	name      string
	cache     bool   // it is one: Cache-Status names it
	hit       bool   // it answered from its store
	status    string // the code that it got from behind, where it says so
	error     string // it answered because of that error (RFC 9209 section 2.3)
	forwarded bool   // it sent the request on
}

// hops returns what a response says of its way: Via (RFC 9110 section 7.6.3), Cache-Status
// (RFC 9211) and Proxy-Status (RFC 9209). All three name the server that is nearest to the
// origin first; the first hop returned is the nearest to the client.
func hops(m *wire.Message) (all []hop) {
	find := func(name string) *hop {
		i := slices.IndexFunc(all, func(h hop) bool { return h.name == name })
		if i < 0 {
			i, all = len(all), append(all, hop{name: name, forwarded: true})
		}
		return &all[i]
	}
	for _, member := range m.List("Via") {
		if words := strings.Fields(member); len(words) > 1 {
			find(words[1])
		}
	}
	for _, member := range m.List("Proxy-Status") {
		if word, ok := param(member, "error"); ok {
			h := find(first(member))
			h.error, h.forwarded = word, !slices.ContainsFunc(notAsked, func(prefix string) bool { return strings.HasPrefix(word, prefix) })
		}
	}
	for _, member := range m.List("Cache-Status") {
		h := find(first(member))
		h.cache = true
		h.status, _ = param(member, "fwd-status")
		if _, h.hit = param(member, "hit"); h.hit {
			h.forwarded = false
		}
	}
	slices.Reverse(all)
	return all
}

// notAsked begins the errors after which a proxy has asked no other server.
var notAsked = []string{"http_request_", "proxy_", "destination_", "dns_"}

// kind names what a hop is.
func (h hop) kind() string {
	if h.cache {
		return "cache"
	}
	return "gateway"
}
