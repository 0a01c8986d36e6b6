package diagram

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Row is a field, and in how many proven exchanges it is with each status code.
type Row struct {
	Key   string // as of a Shape
	Field string
	With  map[int]int // by status code
}

// Matrix draws fields against status codes: the more exchanges show the two together, the
// larger is the dot; nil without any.
func Matrix(codes []int, rows []Row) *Drawing {
	const names, right, high, largest = 154, 312, 24, 5
	if len(codes) == 0 || len(rows) == 0 {
		return nil
	}
	d := &Drawing{Kind: "matrix", Height: 34 + high*len(rows)}
	x := func(i int) int { return names + (2*i+1)*(right-names)/(2*len(codes)) }
	for i, code := range codes {
		d.Shapes = append(d.Shapes, Shape{Class: "code small " + classOf(code), Text: strconv.Itoa(code), X: x(i), Y: 12 + i%2*12, Key: strconv.Itoa(code)})
	}
	var said []string
	for i, r := range rows {
		y := 34 + high*i + high/2
		d.path("life thin", "M%d %dH%d", names, y, right)
		d.Shapes = append(d.Shapes, Shape{Class: "start small", Text: clip(r.Field, names*7/5), X: 0, Y: y + 4, Key: r.Key})
		var with []string
		for j, code := range codes {
			n := r.With[code]
			if n == 0 {
				continue
			}
			size := min(largest, 2+int(math.Log2(float64(n))))
			d.path("bar "+classOf(code), "M%d %da%d %d 0 1 0 .01 0z", x(j), y-size, size, size)
			with = append(with, fmt.Sprintf("%d in %d", code, n))
		}
		said = append(said, r.Field+" with "+strings.Join(with, ", "))
	}
	d.Says = "How many proven exchanges show a field in a response with a code. " + strings.Join(said, ". ") + "."
	return d
}
