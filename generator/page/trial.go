package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/trial"
)

// The assets of trials: the program, what runs it, the worker, and the scripts and the
// style of the page, which are loaded when a reader first asks for a trial.
const (
	programAsset  = "program.bin" // not .gz: some hosts take that for a Content-Encoding
	runnerAsset   = "wasm_exec.js"
	trialScript   = "trial.js"
	readScript    = "read.js"
	trialWorker   = "answer.js"
	trialProgram  = "trial/addresses.js"
	trialNoteMark = ".trial.json"
)

// onDemand reports whether an asset is useless without the program. Browsers load these
// when a reader asks for a trial or pastes something.
func onDemand(name string) bool {
	folder, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(name, ".js"), ".css"), "/")
	return slices.Contains([]string{programAsset, runnerAsset, trialWorker}, name) || slices.Contains([]string{"trial", "read", "explain"}, folder)
}

// addProgram adds the program to the assets, with a script that knows their addresses.
// Without a program it removes the assets of trials.
func addProgram(data map[string][]byte, p *trial.Program) {
	if p == nil {
		for name := range data {
			if onDemand(name) {
				delete(data, name)
			}
		}
		return
	}
	if data[trialWorker] == nil {
		return // layouts without trials
	}
	data[programAsset], data[runnerAsset] = p.Wasm, p.Exec
	data[trialProgram] = fmt.Appendf(nil, "if (window.wirebookTrial) { return; }\nconst program = {wasm: %q, exec: %q, size: %d, origin: %t};\n", programAsset, runnerAsset, len(p.Wasm), p.Origin)
}

// forTrials reports whether an asset is loaded only for trials.
func (p *press) forTrials(address string) bool {
	for name, other := range p.assets {
		if other == address {
			return onDemand(name)
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
	address := v.press.assets[trialScript]
	if address == "" || v.TrialNote() == "" && len(v.Starts()) == 0 && (v.page == nil || !trial.NeedsAny(v.site(site.AboutConfig).Config, v.page.Proof)) {
		return ""
	}
	return path.Base(address)
}

// TrialNote is the address of what the note sends and receives, or empty if it has no
// exchange that can be tried.
func (v *View) TrialNote() string {
	if v.press.assets[trialScript] == "" || !v.press.sends || v.page == nil || !trial.Has(v.page.Proof) {
		return ""
	}
	return path.Base(noteOfTrial(v.page.URL))
}
