package diagram

import (
	"fmt"
	"strings"

	"wirebook/generator/registry"
)

// A Sent is a status code, and how often proven exchanges show who sent it.
type Sent struct {
	registry.Status
	Own   bool // the page is about it
	Shown int  // proven exchanges with it
	Named int  // those whose Proxy-Status names the server that made the response
}

// Senders draws which of the servers on the way can send each of the codes; nil if any
// server can send all of them.
func Senders(codes []Sent) *Drawing {
	const top, boxHigh = 4, 26
	x := []int{34, 150, 274}
	d := &Drawing{Kind: "senders", Height: top + boxHigh + 14}
	for i, name := range []string{"client", "gateway, proxy", "origin"} {
		half := []int{30, 50, 34}[i]
		d.Shapes = append(d.Shapes, Shape{Path: fmt.Sprintf("M%d %dh%dv%dh-%dz", x[i]-half, top, 2*half, boxHigh, 2*half), Text: name, X: x[i], Y: top + 17})
	}
	d.arrow("", x[1]-52, top+boxHigh/2, x[0]+32, top+boxHigh/2)
	d.arrow("", x[2]-36, top+boxHigh/2, x[1]+52, top+boxHigh/2)
	var between, any []string
	var evidence []string
	row, rows := [3]int{}, 0
	put := func(lane int, c Sent) {
		class := ""
		if !c.Own {
			class = "other"
		}
		i := row[lane]
		d.chip(class, x[lane]-chipStep+i%2*chipStep, d.Height+i/2*(chipHigh+2), c.Code)
		row[lane]++
		rows = max(rows, i/2+1)
	}
	for _, c := range codes {
		put(1, c)
		if c.Sender == registry.Intermediary {
			between = append(between, fmt.Sprint(c.Code))
			if c.Own && c.Named > 0 {
				evidence = append(evidence, fmt.Sprintf("of %d in %d of %d", c.Code, c.Named, c.Shown))
			}
		} else {
			put(2, c)
			any = append(any, fmt.Sprint(c.Code))
		}
	}
	if len(between) == 0 {
		return nil
	}
	d.Height += rows*(chipHigh+2) + 4
	d.Says = "Only a gateway or proxy sends " + strings.Join(between, ", ")
	if len(any) > 0 {
		d.Says += "; any server, a gateway too, sends " + strings.Join(any, ", ")
	}
	d.Says += "."
	if evidence != nil {
		words := "Examples whose Proxy-Status names it: " + strings.Join(evidence, ", ")
		d.text("small", Width/2, d.Height+12, words)
		d.Height += 18
		d.Says += " " + words + "."
	}
	return d
}
