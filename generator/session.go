package generator

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/page"
	"wirebook/generator/proof"
	"wirebook/generator/public"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/trial"
)

// A Session builds one tree again and again. Each stage keeps what it made together with
// what it made it from, and the next build makes only what is no longer the same: a note
// whose text changed is read, played and rendered, and the others are not. What is built
// is what Build makes from nothing, file by file and fault by fault.
//
// The commands of site.yaml stay up between builds. Close ends them.
type Session struct {
	Options

	// Trials answers requests of readers with processes of its own. Serve closes it.
	Trials *trial.Live

	keeps      bool
	notes      note.Memory
	scripts    exchange.Memory
	played     *playing
	playsOn    memo.Hash // what the origins of played were made from
	compiled   *compiling
	compiledOf memo.Hash
	links      site.Memory
	pages      page.Memory
	left       *public.State      // of public/, after the last build
	rest       func() *site.Files // what the last build left to Rest, or nil
	sum        Summary            // of the last build
}

// NewSession returns a session in which nothing was built yet.
func NewSession(o Options) *Session {
	return &Session{Options: o, Trials: trial.NewLive(o.Root), keeps: true, notes: note.NewMemory(), scripts: exchange.NewMemory(), links: site.NewMemory(), pages: page.NewMemory()}
}

// found has the session forget what it wrote, unless it is still in the folder.
func (s *Session) found(out *public.Folder) {
	if out.Before = s.left; s.keeps && !out.Is(s.left) {
		s.pages = page.NewMemory()
	}
}

// show has readers try what the pages show now.
func (s *Session) show(built *site.Site) {
	if !s.keeps {
		return
	}
	notes := map[string]*proof.Note{}
	for _, p := range built.Pages {
		notes[p.URL] = p.Proof
	}
	s.Trials.Show(notes)
}

// wrote notes the state of the folder after a build.
func (s *Session) wrote(out *public.Folder, files *site.Files, sum Summary, faults []source.Fault) {
	s.left, s.rest = nil, nil
	if s.keeps && len(faults) == 0 {
		s.left, s.rest, s.sum = out.State(files.List), files.Rest, sum
	}
}

// Rest makes what Build left as it was because no page needs it: the search index, feeds
// and other files for programs. It also has the origins make ready for the next build. It
// returns the figures of that build.
func (s *Session) Rest(ctx context.Context) (sum Summary, faults []source.Fault) {
	s.renew()
	if s.rest == nil {
		return s.sum, nil
	}
	out, faults := public.Open(ctx, s.Root, s.out())
	if len(faults) > 0 {
		return s.sum, faults
	}
	defer out.Close()
	if out.Before = s.left; !out.Is(s.left) {
		return s.sum, nil // the next build makes everything
	}
	files, faults := until(ctx, func() (*site.Files, []source.Fault) { return s.rest(), nil })
	if len(faults) > 0 {
		return s.sum, faults
	}
	written, faults := out.Write(ctx, files, s.Clean)
	s.sum.Bytes = written.Bytes
	s.wrote(out, files, s.sum, faults)
	go runtime.GC() // while the author thinks, and not in the next build
	return s.sum, faults
}

// Close ends the origins of the session.
func (s *Session) Close() {
	if s.played != nil {
		s.played.close()
		s.played = nil
	}
}

// compiledFor returns the program of trials of a tree. It is that of the build before as
// long as the code of the built-in origin is the same; serve ends with any other change of
// Go code.
func (s *Session) compiledFor(ctx context.Context, t *note.Tree) *compiling {
	sum := memo.NewSum()
	sum.Text(fmt.Sprint(t.Config.Trial))
	for _, name := range slices.Sorted(maps.Keys(t.Config.Origins)) {
		sum.Text(name, fmt.Sprint(t.Config.Origins[name].BuiltIn))
	}
	addCode(sum, t)
	of := sum.Hash()
	if s.compiled == nil || s.compiledOf != of || !s.compiled.well() {
		s.compiled, s.compiledOf = s.compile(ctx, t.Config), of
	}
	return s.compiled
}

func addCode(sum *memo.Sum, t *note.Tree) {
	for _, f := range t.Origin {
		sum.Text(f.Name)
		sum.Bytes(f.Data)
	}
}

// prover returns the prover of a tree that has the given faults. While the configuration
// and the code of its origins stay the same, it is the prover of the build before, which
// knows what it played.
func (s *Session) prover(t *note.Tree, facts *registry.Registry, faults []source.Fault) *playing {
	why := s.refusals(t, faults)
	on := s.originsOf(t, why)
	if s.keeps && s.played != nil && s.playsOn == on && on != 0 {
		return s.played
	}
	s.Close()
	s.played, s.playsOn = s.newProver(t, facts, why), on
	if s.keeps {
		ours := t.Config
		ours.Origins = maps.Clone(ours.Origins)
		maps.DeleteFunc(ours.Origins, func(name string, _ note.Origin) bool { return s.commands(name) })
		s.Trials.Renew(ours, why.site)
	}
	switch {
	case !s.keeps:
	case len(s.played.Faults()) > 0: // their places are those of this site.yaml
		s.playsOn = 0
	default:
		s.played.Remember()
	}
	return s.played
}

// originsOf is what the origins of a tree are made from: their configuration, their code,
// and why they are not run.
func (s *Session) originsOf(t *note.Tree, why refusals) memo.Hash {
	sum := memo.NewSum()
	sum.Text(why.site, why.line, fmt.Sprint(t.ConfigFile == nil))
	for _, name := range slices.Sorted(maps.Keys(t.Config.Origins)) {
		o := t.Config.Origins[name]
		sum.Text(name, fmt.Sprintf("%#v", o))
		if len(o.Command) > 0 {
			origin.AddCode(sum, s.Root, o)
		}
	}
	addCode(sum, t)
	return sum.Hash()
}

// renew has the commands that notes were played on start again, so that the next build
// finds them in their first state. Rest does so, because what starts takes processor time
// from the page that its author waits for.
func (s *Session) renew() {
	if !s.keeps || s.played == nil {
		return
	}
	for _, c := range s.played.commands {
		c.Renew()
	}
}
