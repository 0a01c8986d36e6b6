package program

import "wirebook/generator/excerpt"

// Notes tells the program what the notes of the site say about codes and fields.
func (p *Program) Notes(notes excerpt.Notes) {
	p.explainer = excerpt.NewExplainer(p.facts, notes)
}

// Explain explains a text that a reader pasted.
func (p *Program) Explain(text []byte) excerpt.Explanation {
	if p.explainer == nil {
		p.Notes(excerpt.Notes{})
	}
	return p.explainer.Explain(text)
}
