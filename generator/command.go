package generator

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kballard/go-shellquote"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Command is an origin named on the command line: --origin NAME=COMMAND, or NAME=URL
// for a server that is already running.
type Command struct {
	Name    string
	Words   []string // the program and its arguments
	Running note.Origin

	arg string // as written on the command line
}

// ReadCommand reads NAME=COMMAND or NAME=URL. Spaces, quotes and backslashes separate
// the words of the command as they do in a shell, but no shell runs. The error is a
// source.Fault.
func ReadCommand(arg string) (Command, error) {
	name, command, _ := strings.Cut(arg, "=")
	words, err := shellquote.Split(command)
	if err != nil || name == "" || len(words) == 0 {
		return Command{}, source.Usage("origin-argument", fmt.Sprintf("--origin %s does not name an origin and its command", arg), "write --origin NAME='program argument ${PORT}'")
	}
	c := Command{Name: name, Words: words, arg: arg}
	if strings.HasPrefix(words[0], "http://") || strings.HasPrefix(words[0], "https://") {
		c.Running, err = note.RunningOrigin(name, command)
	}
	return c, err
}

// addCommands adds the origins of the command line to the configuration. An origin that
// site.yaml also names keeps its hosts, holes and deadline; any other answers for the
// host of its own name.
func (o Options) addCommands(t *note.Tree) (faults []source.Fault) {
	t.Config.Origins = maps.Clone(t.Config.Origins)
	for _, c := range o.Commands {
		origin := c.Running
		if origin.Running == "" {
			var more []source.Fault
			origin, more = note.CommandOrigin(c.Name, c.Words)
			faults = append(faults, more...)
		}
		if was, ok := t.Config.Origins[c.Name]; ok {
			origin.Hosts, origin.Holes, origin.Deadline = was.Hosts, was.Holes, was.Deadline
		}
		if t.Config.Origins == nil {
			t.Config.Origins = map[string]note.Origin{}
		}
		t.Config.Origins[c.Name] = origin
	}
	return faults
}

// places replaces the addresses of site.yaml with those of the command line.
func (o Options) places(c *note.Config) (notices, faults []source.Fault) {
	if o.Address != "" {
		if what, do := note.CheckAddress(o.Address); what != "" {
			return nil, []source.Fault{source.Usage("site-address", what, do)}
		}
		c.Address = note.AddressOf(o.Address)
	}
	if repository := note.RepositoryOf(o.Repository); repository != "" {
		c.Repository = repository
	} else if o.Repository != "" {
		notices = append(notices, source.Usage("repository", "a browser cannot open the repository "+source.Clip(o.Repository, source.LongestQuoted)+", so pages do not link to it",
			"name it as https://HOST/PATH or git@HOST:PATH"))
	}
	return notices, nil
}

// flags returns the flags with which another run answers as this one does, followed by a
// space, or "" if it needs none.
func (o Options) flags() (flags string) {
	var words []string
	if root, err := filepath.Abs(o.Root); err == nil {
		if here, err := os.Getwd(); err == nil && root != here {
			if rel, err := filepath.Rel(here, root); err == nil {
				root = rel
			}
			words = append(words, "--root", root)
		}
	}
	for _, c := range o.Commands {
		words = append(words, "--origin", c.arg)
	}
	if len(words) == 0 {
		return ""
	}
	return shellquote.Join(words...) + " "
}

// commands reports whether an origin was named on the command line.
func (o Options) commands(name string) bool {
	return slices.ContainsFunc(o.Commands, func(c Command) bool { return c.Name == name })
}
