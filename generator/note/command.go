package note

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Origin is a server that answers examples, chosen by the Host of a request: the
// built-in one, or a command.
type Origin struct {
	BuiltIn bool     `yaml:"built-in"` // the Go server of content/origin
	Hosts   []string `yaml:"hosts"`

	// Deadline limits the time for one answer; 0 means the default.
	Deadline     time.Duration
	DeadlineText string `yaml:"deadline"` // as site.yaml writes it
	// Holes may vary in all its answers. The form is that of hole="…": Server Date.
	Holes string `yaml:"holes"`

	Command     []string          `yaml:"command"`     // the program and its arguments; no shell reads them
	Folder      string            `yaml:"folder"`      // working folder, relative to the one that contains content/; empty means content/origin
	Environment map[string]string `yaml:"environment"` // added to the few variables that commands inherit

	Ready             string   `yaml:"ready"`          // tcp, or a path that answers once it is ready
	StartDeadlineText string   `yaml:"start-deadline"` // as site.yaml writes it
	Fresh             bool     `yaml:"fresh"`          // a process for each note, not one for the whole build
	Optional          bool     `yaml:"optional"`       // if it is not installed, its exchanges are not played
	Installed         []string `yaml:"installed"`      // a command that succeeds if it is installed
	By                string   `yaml:"by"`             // its name on pages; ${INSTALLED} is the first line of the output of installed

	// Running is the host and port of a server that is already running on this
	// machine, instead of a command. Only --origin sets it.
	Running string

	// StartDeadline limits the time until it is ready; 0 means the default.
	StartDeadline time.Duration
}

// DefaultFolder is the folder in which commands of origins run, relative to the one
// that contains content/. Its files are not published.
const DefaultFolder = Folder + "/" + OriginFolder

// placeholder matches what Wirebook fills in in command, environment and by.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}`)

// check faults invalid keys of a command. The what that it passes to fault has a %s
// for the name of the origin.
func (o *Origin) check(fault func(id, key, what, do string)) {
	if o.Command == nil {
		for _, k := range []struct {
			name string
			set  bool
		}{
			{"folder", o.Folder != ""}, {"environment", o.Environment != nil}, {"ready", o.Ready != ""},
			{"start-deadline", o.StartDeadlineText != ""}, {"fresh", o.Fresh}, {"optional", o.Optional}, {"installed", o.Installed != nil}, {"by", o.By != ""},
		} {
			if k.set {
				fault("no-command", "."+k.name, "the origin %s has no command, and `"+k.name+"` needs one", "write `command: [program, argument]`")
			}
		}
		return
	}
	if o.BuiltIn {
		fault("built-in-command", ".command", "the origin %s is built-in and also has a command", "remove one of them")
	}
	for _, c := range []struct {
		name string
		list []string
	}{{"command", o.Command}, {"installed", o.Installed}} {
		if c.list != nil && (len(c.list) == 0 || c.list[0] == "") {
			fault("no-program", "."+c.name, "`"+c.name+"` of the origin %s names no program", "write `"+c.name+": [program, argument]`")
		}
	}
	var ok bool
	if o.StartDeadline, ok = duration(o.StartDeadlineText); !ok {
		fault("deadline", ".start-deadline", fmt.Sprintf("the start-deadline %q of the origin %%s is not a duration", o.StartDeadlineText), "write it with its unit: 10s or 500ms")
	}
	if o.Ready != "" && o.Ready != "tcp" && !strings.HasPrefix(o.Ready, "/") {
		fault("ready", ".ready", "`ready` of the origin %s is neither tcp nor a path", "write tcp, or a path that answers once the origin is ready: /health")
	}
	for _, name := range placeholder.FindAllString(o.By, -1) {
		if name != "${INSTALLED}" || len(o.Installed) == 0 {
			fault("placeholder", ".by", "the origin %s uses "+strings.ReplaceAll(name, "%", "%%")+" in `by`, which does not exist", "there is ${INSTALLED}, the first line that the command `installed` prints")
		}
	}
	o.checkFolder(fault)
	o.checkAddress(fault)
}

func (o Origin) checkFolder(fault func(id, key, what, do string)) {
	switch f := strings.TrimSuffix(o.Folder, "/"); {
	case f == "":
	case !fs.ValidPath(f):
		fault("folder", ".folder", "the folder of the origin %s is not in this tree", "write it relative to the folder that contains content/, without ..: "+DefaultFolder)
	case f == Folder || strings.HasPrefix(f, Folder+"/") && f != DefaultFolder && !strings.HasPrefix(f, DefaultFolder+"/"):
		fault("folder", ".folder", "the folder of the origin %s is published with the site", "move it into "+DefaultFolder+", or out of content/")
	}
}

// checkAddress checks that the command is told exactly one place to listen.
func (o Origin) checkAddress(fault func(id, key, what, do string)) {
	told := map[string]bool{}
	look := func(key, text string) {
		for _, name := range placeholder.FindAllString(text, -1) {
			switch name {
			case "${PORT}", "${SOCKET}", "${SCRATCH}":
				told[name] = true
			default:
				fault("placeholder", key, "the origin %s uses "+strings.ReplaceAll(name, "%", "%%")+", which does not exist", "there are ${PORT}, ${SOCKET} and ${SCRATCH}, an empty folder")
			}
		}
	}
	for _, text := range o.Command {
		look(".command", text)
	}
	for _, name := range slices.Sorted(maps.Keys(o.Environment)) {
		if name == "" || strings.ContainsAny(name, "=\x00") {
			fault("environment", ".environment", "the environment of the origin %s has an invalid name", "write `NAME: value`")
		}
		look(".environment."+name, o.Environment[name])
	}
	switch {
	case told["${PORT}"] && told["${SOCKET}"]:
		fault("two-addresses", ".command", "the origin %s is given both a port and a socket", "keep either ${PORT} or ${SOCKET}: requests are sent to only one of them")
	case !told["${PORT}"] && !told["${SOCKET}"]:
		fault("no-address", ".command", "the origin %s is not told where to listen", "use ${PORT} in command or environment, for a port of 127.0.0.1; or ${SOCKET}, for the path of a Unix socket")
	}
}

// duration parses a duration greater than zero; an empty text is 0.
func duration(text string) (d time.Duration, ok bool) {
	if text == "" {
		return 0, true
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d > 0
}
