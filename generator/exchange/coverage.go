package exchange

import "wirebook/generator/source"

// A Route is a pattern that content/origin registers, and where.
type Route struct {
	Pattern string // GET api.example.com/books/{id}
	File    *source.File
	Line    int
}

// Uncalled lists the routes of content/origin that answered no proven exchange
// of the proof, in the order of its files, and says how many routes there are.
func (p *Prover) Uncalled(proof *Proof) (routes []Route, total int) {
	called := map[string]bool{}
	for _, n := range proof.Notes {
		for _, e := range n.Exchanges {
			if e.Proven() {
				for _, pattern := range e.patterns {
					called[pattern] = true
				}
			}
		}
	}
	for _, r := range p.code.routes {
		if !called[r.Pattern] {
			routes = append(routes, r)
		}
	}
	return routes, len(p.code.routes)
}
