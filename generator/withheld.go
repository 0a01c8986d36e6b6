package generator

import (
	"fmt"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/leak"
	"wirebook/generator/proof"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// guard has the files of a site searched for the solutions that it withholds.
func (o Options) guard(s *site.Site, files *site.Files) *site.Files {
	var secrets []leak.Secret
	for _, p := range s.Pages {
		for i := range p.Proof.Tasks {
			secrets = append(secrets, secretsOf(&p.Proof.Tasks[i])...)
		}
	}
	search := leak.NewSearch(o.outName(), secrets)
	if search == nil {
		return files
	}
	return guardedBy(search, files)
}

func guardedBy(search *leak.Search, files *site.Files) *site.Files {
	guarded := *files
	guarded.Inspect = search.Inspect
	guarded.Faults = func() []source.Fault {
		faults := search.Faults()
		if files.Faults != nil {
			faults = append(files.Faults(), faults...)
		}
		return faults
	}
	if files.Rest != nil {
		guarded.Rest = func() *site.Files { return guardedBy(search, files.Rest()) }
	}
	return &guarded
}

// secretsOf returns what no file may have of a task. The solution of a read task is a part
// of a response that the page shows.
func secretsOf(t *proof.Task) (out []leak.Secret) {
	if !t.Withheld || t.Kind == exchange.ReadTask || t.Solution == nil {
		return nil
	}
	parts := map[string]*exchange.Step{"solution": t.Solution}
	text := func(s source.Span) []byte { return t.File.Data[s.Start:s.End] }
	all := slices.Clone(text(t.Begin.Fence.Body))
	if t.Written() {
		parts["goal"] = t.Goal
	} else if t.Goal != nil {
		all = append(all, text(t.Goal.Fence.Body)...)
	}
	for _, what := range []string{"solution", "goal"} {
		st := parts[what]
		if st == nil {
			continue
		}
		s := leak.Secret{Name: fmt.Sprintf("the %s of task %d", what, t.Number), File: t.File, Span: st.Fence.Marker, Shown: all}
		s.Texts = append(s.Texts, text(st.Fence.Body), st.Bytes())
		out = append(out, s)
	}
	return out
}
