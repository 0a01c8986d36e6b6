package layout

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/trial"
)

// The assets of trials: the program, what runs it, the worker, and the scripts and the
// style of the page, which are loaded when a reader first asks for a trial.
const (
	programAsset = "program.bin" // not .gz: some hosts take that for a Content-Encoding
	runnerAsset  = "wasm_exec.js"
	TrialScript  = "trial.js"
	ReadScript   = "read.js"
	trialStyle   = "trial.css"
	trialWorker  = "answer.js"
	trialProgram = "trial/addresses.js"
)

// OnDemand reports whether an asset is useless without the program. Browsers load these
// when a reader asks for a trial or pastes something.
func OnDemand(name string) bool {
	folder, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(name, ".js"), ".css"), "/")
	return slices.Contains([]string{programAsset, runnerAsset, trialWorker}, name) || slices.Contains([]string{"trial", "read", "explain"}, folder)
}

// addProgram adds the program to the assets, with a script that knows their addresses.
// Without a program it removes the assets of trials.
func addProgram(data map[string][]byte, p *trial.Program, marks map[int]string) {
	if p == nil {
		for name := range data {
			if OnDemand(name) {
				delete(data, name)
			}
		}
		return
	}
	if data[trialWorker] == nil {
		return // layouts without trials
	}
	data[programAsset], data[runnerAsset] = p.Wasm, p.Exec
	data[trialProgram] = addresses(programAsset, runnerAsset, p, marks)
}

func addresses(wasm, exec string, p *trial.Program, marks map[int]string) []byte {
	drawn, _ := json.Marshal(marks) // strings only
	return fmt.Appendf(nil, "if (window.wirebookTrial) { return; }\nconst program = {wasm: %q, exec: %q, size: %d, origin: %t, marks: %s};\n", wasm, exec, len(p.Wasm), p.Origin, drawn)
}

// Editor returns the script and the style of the editor of requests, by their names, for a
// page that sends through something else than the program; none if the layouts have no
// editor.
func Editor(folder fs.FS) map[string][]byte {
	scripts, err := fs.Glob(folder, "assets/trial/*.js")
	style, bad := fs.ReadFile(folder, "assets/"+trialStyle)
	if err != nil || bad != nil || len(scripts) == 0 {
		return nil
	}
	data := map[string][]byte{trialProgram: addresses("", "", &trial.Program{}, marksOf(folder))}
	for _, name := range scripts {
		if data[strings.TrimPrefix(name, site.AssetFolder)], err = fs.ReadFile(folder, name); err != nil {
			return nil
		}
	}
	joinScripts(data)
	return map[string][]byte{TrialScript: data[TrialScript], trialStyle: style}
}

// marksOf are the marks of the classes of status codes as mark.html draws them, by the
// first digit: a message that was received in the page has one, too. There are none where
// the layout is missing or wrong, which Load says.
func marksOf(folder fs.FS) map[int]string {
	out := map[int]string{}
	t, err := template.ParseFS(folder, "mark.html")
	for digit := 1; digit <= 5 && err == nil; digit++ {
		var b strings.Builder
		if err = t.Execute(&b, digit); err == nil {
			out[digit] = strings.TrimSpace(b.String())
		}
	}
	return out
}
