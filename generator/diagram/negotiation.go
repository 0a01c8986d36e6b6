package diagram

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/exchange"
)

// negotiable are the fields with which a client lists what it takes, and those that say
// what it got (RFC 9110 section 12.5).
var negotiable = []struct{ asks, gets string }{
	{"Accept", "Content-Type"}, {"Accept-Language", "Content-Language"}, {"Accept-Encoding", "Content-Encoding"},
}

// negotiation draws what a client takes, how much it wants each, and what it got; nil if a
// request leaves no choice.
func negotiation(steps []*exchange.Step, e *exchange.Exchange) *Drawing {
	all := pairs(steps)
	i := slices.IndexFunc(all, func(p pair) bool { return p.exchange == e })
	if i < 0 {
		return nil
	}
	p := all[i]
	for _, n := range negotiable {
		takes := p.request.List(n.asks)
		got, ok := p.response.Get(n.gets)
		if len(takes) < 2 || len(takes) > 8 || !ok && p.response.Code/100 == 2 {
			continue
		}
		return drawNegotiation(n.asks, n.gets, takes, first(got), p)
	}
	return nil
}

func drawNegotiation(asks, gets string, takes []string, got string, p pair) *Drawing {
	const left, width = 176, 88
	d := &Drawing{Kind: "negotiation", Height: 20}
	d.text("small start", 8, 12, asks)
	d.text("small start", left, 12, "weight")
	chosen := chosenOf(takes, got)
	if p.response.Code/100 != 2 {
		chosen = -1
	}
	c := classOf(p.response.Code)
	var said []string
	for i, member := range takes {
		weight, text := weightOf(member)
		tone := ""
		if i == chosen {
			tone = c
			d.path("bar "+c, "M0 %dh3v16h-3z", d.Height)
		}
		d.text("start code "+tone, 8, d.Height+12, clip(first(member), left-16))
		d.bar("pale", left, d.Height+2, width*weight/1000, 12)
		if i == chosen {
			d.bar(c, left, d.Height+2, width*weight/1000, 12)
		}
		d.text("end", Width, d.Height+12, text)
		d.Height += 20
		said = append(said, fmt.Sprintf("%s with weight %s", first(member), text))
	}
	d.Height += 4
	d.text("start code "+c, 8, d.Height+12, clip(StartOf(p.response), 140))
	d.text("end", Width, d.Height+12, clip(gets+": "+got, 170))
	d.Height += 20
	d.Says = fmt.Sprintf("%s lists %s. The response is %s", asks, strings.Join(said, ", "), StartOf(p.response))
	if got != "" {
		d.Says += ", with " + gets + ": " + got
	}
	d.Says += "."
	return d
}

// chosenOf returns the most specific member that covers what the client got, or -1.
func chosenOf(takes []string, got string) int {
	best, length := -1, -1
	for i, member := range takes {
		name := first(member)
		base := strings.TrimSuffix(name, "*")
		if covers := strings.EqualFold(name, got) || name == "*" || base != name && strings.HasPrefix(got, base) ||
			strings.HasPrefix(strings.ToLower(got), strings.ToLower(name)+"-"); covers && len(base) > length {
			best, length = i, len(base)
		}
	}
	return best
}

// weightOf returns the weight of a member in thousandths, and as it is written: 1 without
// one (RFC 9110 section 12.4.2).
func weightOf(member string) (int, string) {
	text, ok := param(member, "q")
	q, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil || !(q >= 0 && q <= 1) { // also for NaN
		return 1000, "1"
	}
	return int(q*1000 + .5), text
}
