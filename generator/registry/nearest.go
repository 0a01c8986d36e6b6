package registry

import (
	"math"
	"strconv"
	"strings"
)

// NearestSection returns the section that someone who wrote number most likely meant,
// for a "did you mean". It returns false if the registry does not have the sections of
// the RFC, or if none is near.
func (r *Registry) NearestSection(rfc, number string) (Section, bool) {
	number = strings.ToUpper(number)
	if number == "" || len(r.sections[rfc]) == 0 {
		return Section{}, false
	}
	best := r.sections[rfc][0]
	least := distanceBetween(number, best.Number)
	for _, s := range r.sections[rfc][1:] {
		if d := distanceBetween(number, s.Number); d.less(least) {
			best, least = s, d
		}
	}
	if least.edits > max(digitEdit, len(number)) {
		return Section{}, false
	}
	return best, true
}

// People forget or mistype a separator more easily than a digit.
const (
	separatorEdit = 1
	digitEdit     = 2
)

// A distance says how far a section number is from the wanted one. It compares first
// the cost of the edits, then how many leading parts the two share, then how far
// apart the first differing parts are.
type distance struct{ edits, shared, gap int }

func (d distance) less(other distance) bool {
	switch {
	case d.edits != other.edits:
		return d.edits < other.edits
	case d.shared != other.shared:
		return d.shared > other.shared
	}
	return d.gap < other.gap
}

func distanceBetween(want, have string) distance {
	d := distance{edits: edits(want, have)}
	w, h := strings.Split(want, "."), strings.Split(have, ".")
	for d.shared < len(w) && d.shared < len(h) && w[d.shared] == h[d.shared] {
		d.shared++
	}
	if d.shared == len(w) || d.shared == len(h) {
		return d
	}
	x, errX := strconv.Atoi(w[d.shared])
	y, errY := strconv.Atoi(h[d.shared])
	if errX != nil || errY != nil {
		d.gap = math.MaxInt
		return d
	}
	d.gap = max(x-y, y-x)
	// 20 is as near to 19 as to 10, although two digits differ.
	if d.gap == 1 && d.shared == len(w)-1 && len(w) == len(h) {
		d.edits = min(d.edits, digitEdit)
	}
	return d
}

// edits returns the least cost of insertions, deletions and replacements that turn a
// into b.
func edits(a, b string) int {
	costs := make([]int, len(b)+1)
	for j := range len(b) {
		costs[j+1] = costs[j] + editCost(b[j])
	}
	for i := range len(a) {
		diagonal := costs[0]
		costs[0] += editCost(a[i])
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced += max(editCost(a[i]), editCost(b[j]))
			}
			diagonal = costs[j+1]
			costs[j+1] = min(replaced, costs[j]+editCost(b[j]), diagonal+editCost(a[i]))
		}
	}
	return costs[len(b)]
}

func editCost(c byte) int {
	if strings.IndexByte(".,-: ", c) >= 0 {
		return separatorEdit
	}
	return digitEdit
}
