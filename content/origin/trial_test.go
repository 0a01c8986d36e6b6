package origin_test

import (
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"
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

// Each everyday code has requests to begin with, from its note, that the origin answers with
// it before anything else was sent.
func TestStarts(t *testing.T) {
	tree, _ := notes(t)
	prover := proverFor(t, tree, servers.BuiltIn("library", origin.New, 0, tree.Origin))
	seen := 0
	for _, n := range tree.Notes {
		code, _ := strconv.Atoi(strings.TrimSuffix(path.Base(n.Path), ".md"))
		if path.Dir(n.Path) != "status" || !slices.Contains(tree.Config.Everyday, code) {
			continue
		}
		seen++
		proven, _ := prover.Note(t.Context(), n)
		start, ok := trial.StartOf(proven, code, origin.New)
		if !ok {
			t.Errorf("%s has no request to begin with", n.Path)
			continue
		}
		p, err := program.New(origin.New)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Begin(nil, 0); err != nil {
			t.Fatal(err)
		}
		r, err := p.Send(program.Trial{Bytes: start.Bytes}, nil)
		if err != nil || len(r.Received) != start.Requests || r.Received[start.Requests-1].Code != code || r.Sent[len(r.Sent)-1].Title != start.Title {
			t.Errorf("%s: %d requests, the last %s, get %+v (%v)", n.Path, start.Requests, start.Title, r.Received, err)
		}
		p.Close()
		if _, ok := trial.StartOf(proven, 299, origin.New); ok {
			t.Errorf("%s has a request for a code that it does not show", n.Path)
		}
	}
	if seen != len(tree.Config.Everyday) {
		t.Errorf("%d of %d codes were looked at", seen, len(tree.Config.Everyday))
	}
}
