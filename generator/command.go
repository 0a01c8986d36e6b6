package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kballard/go-shellquote"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Command is an origin of the command line: --origin NAME=COMMAND, or NAME=URL for
// a server that runs already.
type Command struct {
	Name    string
	Words   []string // the program and its arguments
	Running note.Origin

	arg string // as it is written
}

// ReadCommand reads NAME=COMMAND or NAME=URL. The words of the command are told apart by
// spaces, quotes and backslashes as a shell does it, and no shell reads them.
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

// addCommands takes the origins of the command line into the configuration. One
// that site.yaml names keeps its hosts and holes; another answers for the host of
// its name.
func (o Options) addCommands(t *note.Tree) (faults []source.Fault) {
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

// flags are those that another run needs to answer as this one does, with a space
// behind each.
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

// commands says that an origin is one of the command line.
func (o Options) commands(name string) bool {
	return slices.ContainsFunc(o.Commands, func(c Command) bool { return c.Name == name })
}
