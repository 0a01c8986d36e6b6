package generator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kballard/go-shellquote"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Command is an origin of the command line: --origin NAME=COMMAND.
type Command struct {
	Name  string
	Words []string // the program and its arguments
}

// ReadCommand reads NAME=COMMAND. The words of the command are told apart by
// spaces, quotes and backslashes as a shell does it, and no shell reads them.
func ReadCommand(arg string) (Command, error) {
	name, command, _ := strings.Cut(arg, "=")
	words, err := shellquote.Split(command)
	if err != nil || name == "" || len(words) == 0 {
		return Command{}, source.Usage("origin-argument", fmt.Sprintf("--origin %s does not name an origin and its command", arg), "write --origin NAME='program argument ${PORT}'")
	}
	return Command{name, words}, nil
}

// addCommands takes the origins of the command line into the configuration. One
// that site.yaml names keeps its hosts and holes; another answers for the host of
// its name.
func (o Options) addCommands(t *note.Tree) (faults []source.Fault) {
	for _, c := range o.Commands {
		origin, more := note.CommandOrigin(c.Name, c.Words)
		faults = append(faults, more...)
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

// commands says that an origin is one of the command line.
func (o Options) commands(name string) bool {
	return slices.ContainsFunc(o.Commands, func(c Command) bool { return c.Name == name })
}
