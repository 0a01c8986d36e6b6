package origin_test

import (
	"encoding/json"
	"slices"
	"testing"

	"wirebook/content/origin"
	servers "wirebook/generator/origin"
	"wirebook/generator/source"
	"wirebook/generator/trial"
	"wirebook/generator/trial/program"
)

// What pages give to the program of trials makes it answer as the origin was proven to.
func TestTrialsAnswerAlike(t *testing.T) {
	tree, _ := notes(t)
	prover := proverFor(t, tree, servers.BuiltIn("library", origin.New, 0, tree.Origin))
	all, same := make([]int, len(tree.Notes)), make([]int, len(tree.Notes))
	sizes := make([]int, len(tree.Notes))
	source.Each(len(tree.Notes), func(i int) {
		proven, _ := prover.Note(t.Context(), tree.Notes[i])
		data, err := json.Marshal(trial.NoteOf(tree.Config, proven, origin.New))
		if err != nil {
			t.Error(err)
			return
		}
		var n *program.Note
		if err := json.Unmarshal(data, &n); err != nil || n == nil {
			if err != nil {
				t.Error(err)
			}
			return
		}
		sizes[i] = len(data)
		p, err := program.New(origin.New)
		if err != nil {
			t.Error(err)
			return
		}
		found, err := p.Check(n)
		if err != nil {
			t.Error(err)
		}
		same[i] = len(found)
		for j := range proven.Results {
			r := &proven.Results[j]
			if !trial.Answers(r) {
				continue
			}
			if all[i]++; !slices.Contains(found, r.Number) {
				t.Errorf("%s:%d: the program answers otherwise", r.File.Name, r.Line())
			}
		}
	})
	sum := func(of []int) (n int) {
		for _, v := range of {
			n += v
		}
		return n
	}
	if sum(all) < 600 {
		t.Errorf("only %d exchanges were tried", sum(all))
	}
	t.Logf("%d of %d exchanges answer alike; %d bytes of data", sum(same), sum(all), sum(sizes))
}
