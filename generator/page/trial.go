package page

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"

	"wirebook/generator/layout"
	"wirebook/generator/site"
	"wirebook/generator/trial"
)

const trialNoteMark = ".trial.json"

// forTrials reports whether an asset is loaded only for trials.
func (p *press) forTrials(address string) bool {
	for name, other := range p.assets {
		if other == address {
			return layout.OnDemand(name)
		}
	}
	return false
}

// trialNote is the file that a page with trials loads: what its note sends and receives.
func (p *press) trialNote(page *site.Page) job {
	return job{path: noteOfTrial(page.URL), name: page.Note.File.Name, of: input{own: page.Proof}, asset: true, do: func(a asking, b *bytes.Buffer) error {
		return json.NewEncoder(b).Encode(trial.NoteOf(a.site(site.AboutConfig).Config, page.Proof, p.program.Make))
	}}
}

func noteOfTrial(url string) string { return strings.TrimSuffix(url, ".html") + trialNoteMark }

// TrialScript is the name of the script of trials, which is beside script.js, or empty if
// the page has none.
func (v *View) TrialScript() string {
	address := v.press.assets[layout.TrialScript]
	if address == "" || !v.hasTasks() && v.TrialNote() == "" && len(v.Starts()) == 0 && (v.page == nil || !trial.NeedsAny(v.site(site.AboutConfig).Config, v.page.Proof)) {
		return ""
	}
	return path.Base(address)
}

// TrialNote is the address of what the note sends and receives, or empty if it has no
// exchange that can be tried.
func (v *View) TrialNote() string {
	if v.press.assets[layout.TrialScript] == "" || !v.press.sends || v.page == nil || !trial.Has(v.page.Proof) {
		return ""
	}
	return path.Base(noteOfTrial(v.page.URL))
}

// hasTasks reports whether readers of the page can try a task with the program.
func (v *View) hasTasks() bool {
	return v.page != nil && len(v.page.Proof.Tasks) > 0 && v.press.program != nil
}
