package generator

import (
	"wirebook/generator/registry"
	"wirebook/generator/wire"
)

// A Rule is a rule of the RFCs that a fault with its ID says is broken.
type Rule struct {
	ID       string
	Sentence string // what the RFC requires, in our words
	Citation string // RFC 9110 section 10.2.2
	URL      string // of the section
}

// Rules lists the rules of the RFCs to which messages are held.
func Rules() ([]Rule, error) {
	facts, err := registry.Load()
	if err != nil {
		return nil, err
	}
	var out []Rule
	for _, r := range wire.NewJudge(facts).Rules() {
		section := registry.Section{RFC: r.RFC, Number: r.Section}
		out = append(out, Rule{r.ID, r.Sentence, r.Citation(), section.URL()})
	}
	return out, nil
}
