package note

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// DefaultFolder is where the command of an origin runs, from the folder that
// holds content/. What lies in it is not published.
const DefaultFolder = Folder + "/" + OriginFolder

// placeholder is what command, environment and by may leave to Wirebook.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}`)

// check faults the keys of a command that cannot be. What it says of an origin
// has a %s for the name.
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
		fault("built-in-command", ".command", "the origin %s is built-in and has a command", "leave one of them out")
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
		fault("deadline", ".start-deadline", fmt.Sprintf("the start-deadline %q of the origin %%s is not a time", o.StartDeadlineText), "write it with its unit: 10s or 500ms")
	}
	if o.Ready != "" && o.Ready != "tcp" && !strings.HasPrefix(o.Ready, "/") {
		fault("ready", ".ready", "`ready` of the origin %s is neither tcp nor a path", "write tcp, or the path of a request that it answers when it is ready: /health")
	}
	for _, name := range placeholder.FindAllString(o.By, -1) {
		if name != "${INSTALLED}" || len(o.Installed) == 0 {
			fault("placeholder", ".by", "the origin %s asks for "+strings.ReplaceAll(name, "%", "%%")+" in `by`, which there is not", "there is ${INSTALLED}, the first line that the command `installed` prints")
		}
	}
	o.checkFolder(fault)
	o.checkAddress(fault)
}

func (o Origin) checkFolder(fault func(id, key, what, do string)) {
	switch f := strings.TrimSuffix(o.Folder, "/"); {
	case f == "":
	case !fs.ValidPath(f):
		fault("folder", ".folder", "the folder of the origin %s is not in this tree", "write it from the folder that holds content/, without ..: "+DefaultFolder)
	case f == Folder || strings.HasPrefix(f, Folder+"/") && f != DefaultFolder && !strings.HasPrefix(f, DefaultFolder+"/"):
		fault("folder", ".folder", "the folder of the origin %s is published with the site", "move it into "+DefaultFolder+", or out of content/")
	}
}

// checkAddress sees that the command is told where to listen, in one way.
func (o Origin) checkAddress(fault func(id, key, what, do string)) {
	told := map[string]bool{}
	look := func(key, text string) {
		for _, name := range placeholder.FindAllString(text, -1) {
			switch name {
			case "${PORT}", "${SOCKET}", "${SCRATCH}":
				told[name] = true
			default:
				fault("placeholder", key, "the origin %s asks for "+strings.ReplaceAll(name, "%", "%%")+", which there is not", "there are ${PORT}, ${SOCKET} and ${SCRATCH}, an empty folder")
			}
		}
	}
	for _, text := range o.Command {
		look(".command", text)
	}
	for _, name := range slices.Sorted(maps.Keys(o.Environment)) {
		if name == "" || strings.ContainsAny(name, "=\x00") {
			fault("environment", ".environment", "the environment of the origin %s has a name that cannot be", "write `NAME: value`")
		}
		look(".environment."+name, o.Environment[name])
	}
	switch {
	case told["${PORT}"] && told["${SOCKET}"]:
		fault("two-addresses", ".command", "the origin %s is told a port and a socket", "keep ${PORT} or ${SOCKET}: it is asked at one of them")
	case !told["${PORT}"] && !told["${SOCKET}"]:
		fault("no-address", ".command", "the origin %s is not told where to listen", "let ${PORT} stand in command or environment, for a port of 127.0.0.1; or ${SOCKET}, for the path of a Unix socket")
	}
}
