package generator

import (
	"fmt"
	"maps"
	"slices"

	"wirebook/generator/exchange"
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/page"
	"wirebook/generator/public"
	"wirebook/generator/registry"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// A Session builds one tree again and again. Each stage keeps what it made together with
// what it made it from, and the next build makes only what is no longer the same: a note
// whose text changed is read, played and rendered, and the others are not. What is built
// is what Build makes from nothing, file by file and fault by fault.
//
// The commands of site.yaml stay up between builds. Close ends them.
type Session struct {
	Options
	keeps   bool
	notes   note.Memory
	scripts exchange.Memory
	played  *playing
	playsOn memo.Hash // what the origins of played were made from
	pages   page.Memory
	left    *public.State // of public/, after the last build
}

// NewSession returns a session in which nothing was built yet.
func NewSession(o Options) *Session {
	return &Session{Options: o, keeps: true, notes: note.NewMemory(), scripts: exchange.NewMemory(), pages: page.NewMemory()}
}

// found has the session forget what it wrote, unless it is still in the folder.
func (s *Session) found(out *public.Folder) {
	if s.keeps && !out.Is(s.left) {
		s.pages = page.NewMemory()
	}
}

// wrote notes the state of the folder after a build.
func (s *Session) wrote(out *public.Folder, files []site.File, faults []source.Fault) {
	if s.left = nil; s.keeps && len(faults) == 0 {
		s.left = out.State(files)
	}
}

// Close ends the origins of the session.
func (s *Session) Close() {
	if s.played != nil {
		s.played.close()
		s.played = nil
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
	for _, f := range t.Origin {
		sum.Text(f.Name)
		sum.Bytes(f.Data)
	}
	return sum.Hash()
}

// rest is called when the notes of a build were played: the origins of a session make
// ready for the next build, and others end.
func (s *Session) rest() {
	if !s.keeps {
		s.Close()
		return
	}
	for _, c := range s.played.commands {
		c.Renew()
	}
}
