package diagram

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirebook/generator/exchange"
	"wirebook/generator/wire"
)

// A use is a response at a time: made by the origin then, or taken from a store.
type use struct {
	exchange *exchange.Exchange
	at       time.Time
	code     int
	age      int // seconds; -1 without Age
	lifetime int // seconds for which it is fresh; -1 if it does not say
}

// life draws how long the stored response of an exchange is fresh, how it is used, and
// how a 304 renews it. It is drawn below the last exchange of the note with the same ETag,
// if one of them was answered from a store, or it became stale.
func life(steps []*exchange.Step, e *exchange.Exchange) *Drawing {
	var uses []use
	tag := ""
	all := pairs(steps)
	if i := slices.IndexFunc(all, func(p pair) bool { return p.exchange == e }); i >= 0 {
		tag, _ = all[i].response.Get("ETag")
	}
	if tag == "" {
		return nil
	}
	for _, p := range all {
		if its, _ := p.response.Get("ETag"); its != tag {
			continue
		}
		if u, ok := useOf(p); ok {
			uses = append(uses, u)
		}
	}
	if len(uses) < 2 || uses[len(uses)-1].exchange != e || uses[0].code != http.StatusOK || uses[0].lifetime <= 0 || uses[0].age >= 0 ||
		!slices.IsSortedFunc(uses, func(a, b use) int { return a.at.Compare(b.at) }) ||
		firstStale(uses) < 0 && !slices.ContainsFunc(uses, func(u use) bool { return u.age >= 0 }) {
		return nil
	}
	return drawLife(uses)
}

// useOf returns ok as false if a response is not one that is stored, or has no time.
func useOf(p pair) (u use, ok bool) {
	m := p.response
	if m.Code != http.StatusOK && m.Code != http.StatusNotModified || string(p.request.Bytes(p.request.Method)) != http.MethodGet {
		return u, false
	}
	date, _ := m.Get("Date")
	at, err := http.ParseTime(date)
	if err != nil {
		return u, false
	}
	u = use{exchange: p.exchange, code: m.Code, age: -1, lifetime: lifetime(m)}
	if age, has := m.Get("Age"); has {
		if u.age, err = strconv.Atoi(age); err != nil || u.age < 0 {
			return u, false
		}
		u.age = min(u.age, mostSeconds)
	}
	u.at = at.Add(time.Duration(max(u.age, 0)) * time.Second)
	return u, true
}

// mostSeconds is what a cache takes a larger number of seconds for (RFC 9111 section 1.2.2).
const mostSeconds = 1 << 31

// lifetime is the value of max-age in seconds, or -1 without it (RFC 9111 section 4.2.1).
func lifetime(m *wire.Message) int {
	for _, directive := range m.List("Cache-Control") {
		if value, ok := param(directive, "max-age"); ok {
			if n, err := strconv.Atoi(value); err == nil && n >= 0 {
				return min(n, mostSeconds)
			}
		}
	}
	return -1
}

const (
	lifeLeft  = 8
	lifeWidth = Width - 2*lifeLeft
	mostUses  = 6 // that are drawn
)

// drawLife draws a bar of time, fresh and stale, and below it each use.
func drawLife(uses []use) *Drawing {
	uses = uses[:min(len(uses), mostUses)]
	seconds := func(at time.Time) int { return after(uses, at) }
	end := 0
	for _, u := range uses {
		end = max(end, seconds(u.at), seconds(u.at)+renews(u))
	}
	x := func(second int) int { return lifeLeft + second*lifeWidth/end }
	d := &Drawing{Kind: "life", Height: 52}
	d.bar("of4", lifeLeft, 18, lifeWidth, 12)
	for i, u := range uses {
		if i == 0 || u.age < 0 { // else it is from the store, and nothing begins anew
			d.bar("of2", x(seconds(u.at)), 18, x(seconds(u.at)+renews(u))-x(seconds(u.at)), 12)
		}
	}
	d.text("start code of2", lifeLeft, 12, "fresh")
	if stale := firstStale(uses); stale >= 0 {
		d.text("start code of4", min(max(x(stale), 60), Width-40), 12, "stale")
	}
	var said []string
	numbered := 0 // where the last number under the bar is
	for i, u := range uses {
		at := seconds(u.at)
		words := "from the origin"
		switch {
		case u.code == http.StatusNotModified:
			words = "still right, and fresh again"
		case u.age >= 0:
			words = fmt.Sprintf("from the store, Age: %d", u.age)
		}
		numbered = min(max(x(at), numbered+10), Width-10*(len(uses)-i))
		d.path(classOf(u.code), "M%d 16v16L%d 37", x(at), numbered)
		d.text("small", numbered, 47, strconv.Itoa(i+1))
		d.text("small end", 16, d.Height+12, strconv.Itoa(i+1))
		d.text("start code "+classOf(u.code), 24, d.Height+12, strconv.Itoa(u.code))
		d.text("start", 54, d.Height+12, fmt.Sprintf("after %d s, %s", at, words))
		d.Height += 17
		said = append(said, fmt.Sprintf("after %d s: %d, %s", at, u.code, words))
	}
	d.Height += 4
	d.Says = fmt.Sprintf("A stored response, fresh for %s: %s.", count(uses[0].lifetime, "second"), strings.Join(said, "; "))
	return d
}

// renews is for how many seconds a use makes the response fresh: 0 if it does not.
func renews(u use) int {
	if u.age >= 0 {
		return 0
	}
	return max(u.lifetime, 0)
}

// after returns how many seconds after the first use a time is.
func after(uses []use, at time.Time) int { return int(at.Sub(uses[0].at) / time.Second) }

// firstStale is the first second at which the response is stale, or -1.
func firstStale(uses []use) int {
	fresh := 0
	for _, u := range uses {
		at := after(uses, u.at)
		if at > fresh {
			return fresh
		}
		if u.age < 0 {
			fresh = at + renews(u)
		}
	}
	return -1
}
