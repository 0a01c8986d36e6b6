package proof

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A Coverage lists what no proven exchange shows. None of that is a fault.
type Coverage struct {
	Routes Uncovered // patterns that content/origin registers
	Codes  Uncovered // status codes that notes name
	Fields Uncovered // fields that notes name
}

// An Uncovered lists the names, out of Total, that no proven exchange shows.
type Uncovered struct {
	Total int
	Left  []Named
}

// A Named is a route, a status code or a field, and where to look for it: where the
// route is registered; the note that explains the code or field; or else the first place
// that names it.
type Named struct {
	Name string
	File *source.File
	Line int // 0: the whole file
}

// Covered compares what the notes name, and what the origins can do, with what was
// proven.
func Covered(p *Prover, proof *Proof, facts *registry.Registry) *Coverage {
	c := &Coverage{}
	routes, total := p.uncalled(proof)
	c.Routes.Total = total
	for _, r := range routes {
		c.Routes.Left = append(c.Routes.Left, Named{r.Pattern, r.File, r.Line})
	}
	shown := map[string]bool{}
	for _, r := range proof.Results() {
		if r.state != Proven {
			continue
		}
		for _, code := range append(slices.Clone(r.Interim), r.Code) {
			shown[strconv.Itoa(code)] = true
		}
		for _, name := range slices.Concat(r.RequestFields, r.Fields) {
			shown[strings.ToLower(name)] = true
		}
	}
	codes, fields := map[string]Named{}, map[string]Named{}
	for _, n := range proof.Tree.Notes {
		collectNames(n, facts, codes, fields)
	}
	c.Codes, c.Fields = uncovered(codes, shown), uncovered(fields, shown)
	return c
}

// collectNames collects the codes and fields that a note names. A note that explains one
// takes precedence over those that mention it.
func collectNames(n *note.Note, facts *registry.Registry, codes, fields map[string]Named) {
	if f, ok := facts.Field(n.Meta.Field); ok {
		fields[f.Name] = Named{f.Name, n.File, 0}
	}
	if dir, base := path.Split(n.Path); dir == "status/" {
		code := strings.TrimSuffix(base, ".md")
		if number, err := strconv.Atoi(code); err == nil {
			if _, ok := facts.Status(number); ok {
				codes[code] = Named{code, n.File, 0}
			}
		}
	}
	mention := func(in map[string]Named, what string, span source.Span) {
		if _, known := in[what]; !known {
			line, _ := n.File.Position(span.Start)
			in[what] = Named{what, n.File, line}
		}
	}
	for _, span := range n.CodeSpans {
		first, phrase, _ := strings.Cut(span.Text, " ")
		code, err := strconv.Atoi(first)
		if s, ok := facts.Status(code); err == nil && ok && len(first) == 3 && (phrase == "" || phrase == s.Phrase) {
			mention(codes, first, span.Span)
		} else if f, ok := facts.Field(span.Text); ok && f.Name != "*" { // registered only to reserve the name
			mention(fields, f.Name, span.Span)
		}
	}
}

// uncovered returns the names that are not shown, in alphabetical order.
func uncovered(all map[string]Named, shown map[string]bool) Uncovered {
	u := Uncovered{Total: len(all)}
	for _, what := range slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
	}) {
		if !shown[strings.ToLower(what)] {
			u.Left = append(u.Left, all[what])
		}
	}
	return u
}

// uncalled returns the routes of content/origin that answered no proven exchange, in the
// order of its files, and the number of all routes.
func (p *Prover) uncalled(proof *Proof) (routes []origin.Route, total int) {
	called := map[string]bool{}
	for _, r := range proof.Results() {
		if r.state == Proven {
			for _, pattern := range r.patterns {
				called[pattern] = true
			}
		}
	}
	for _, name := range p.names() {
		for _, r := range p.origins[name].Routes() {
			total++
			if !called[r.Pattern] {
				routes = append(routes, r)
			}
		}
	}
	return routes, total
}
