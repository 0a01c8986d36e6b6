package diagram

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/wire"
)

// redirects draws the chain of redirects that an exchange ends, with the method of each
// request; nil if the request before it was not redirected to it.
func redirects(steps []*exchange.Step, e *exchange.Exchange) *Drawing {
	all := pairs(steps)
	last := slices.IndexFunc(all, func(p pair) bool { return p.exchange == e })
	if last < 1 || last+1 < len(all) && leads(all[last], all[last+1]) {
		return nil
	}
	start := last
	for start > 0 && leads(all[start-1], all[start]) {
		start--
	}
	if start == last {
		return nil
	}
	d := &Drawing{Kind: "redirects", Height: 4}
	var said []string
	method := ""
	for i, p := range all[start : last+1] {
		now := string(p.request.Bytes(p.request.Method))
		changed := i > 0 && now != method
		d.text("start method", 24, d.Height+13, now)
		d.text("start", 34+wide(now)+len(now)*2, d.Height+13, clip(string(p.request.Bytes(p.request.Target)), Width-50-wide(now)-len(now)*2))
		words := fmt.Sprintf("%s gets %s", StartOf(p.request), StartOf(p.response))
		if changed {
			words = fmt.Sprintf("%s becomes %s: %s", method, now, words)
		}
		said = append(said, words)
		method = now
		c := classOf(p.response.Code)
		if start+i == last {
			d.text("start code "+c, 34, d.Height+33, StartOf(p.response))
			d.path(c, "M12 %dV%dh14", d.Height+16, d.Height+28)
			d.Height += 40
			break
		}
		d.down(c, 12, d.Height+16, d.Height+46)
		d.text("start code "+c, 34, d.Height+33, clip(StartOf(p.response), 180))
		next := string(all[start+i+1].request.Bytes(all[start+i+1].request.Method))
		note := "the method stays"
		if next != now {
			note = now + " becomes " + next
		}
		d.text("small end", Width, d.Height+33, note)
		d.Height += 46
	}
	d.Says = "The chain of requests: " + strings.Join(said, "; ") + "."
	return d
}

// leads reports whether a response redirects to the next request: to its address, with the
// same method or, for other codes than 307 and 308, with GET (RFC 9110 section 15.4).
func leads(from, to pair) bool {
	location, ok := from.response.Get("Location")
	was, now := from.request.Bytes(from.request.Method), to.request.Bytes(to.request.Method)
	stays := from.response.Code == http.StatusTemporaryRedirect || from.response.Code == http.StatusPermanentRedirect
	if !bytes.Equal(was, now) && (stays || string(now) != http.MethodGet) {
		return false
	}
	if !ok || from.response.Code/100 != 3 || to.exchange.Number != from.exchange.Number+1 {
		return false
	}
	next, err := addressOf(from.request).Parse(location)
	if err != nil {
		return false
	}
	next.Fragment = ""
	next.RawFragment = ""
	next.Scheme = "http"
	return next.String() == addressOf(to.request).String()
}

// addressOf is the address that a request is for.
func addressOf(m *wire.Message) *url.URL {
	host, _ := m.Get("Host")
	u, err := url.Parse("http://" + host + string(m.Bytes(m.Target)))
	if err != nil {
		return &url.URL{}
	}
	return u
}
