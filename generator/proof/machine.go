package proof

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/source"
)

// machine matches paths that are those of one machine: of its users' folders, of where
// packages are installed, of the system.
var machine = regexp.MustCompile(`(?:^|[^\w.~:-])(` +
	`(?:/[\w.@+-]+)*/(?:node_modules|site-packages|dist-packages)/[\w./@+-]+` +
	`|/(?:home|Users)/[\w.@+-]+/[\w./@+-]+` +
	`|/(?:root|tmp|opt|usr/lib|usr/local|usr/share|var/folders|var/lib|var/www|private/tmp|private/var)/[\w./@+-]+` +
	`|[A-Za-z]:\\{1,2}[\w.@+-]+\\[\w.@+\\ -]+)`)

// machineMarks are what such a path contains. Few responses have one of them, and looking
// for them is far cheaper than the pattern.
var machineMarks = []string{"_modules/", "-packages/", "/home/", "/Users/", "/root/", "/tmp/", "/opt/", "/usr/", "/var/", `:\`}

// MachinePath returns the first path of a machine in a text of a response, as stack
// traces and debuggers have them: another machine answers with its own, and readers have
// no use for it. The path of an address is none: one behind its host, or in a field that
// has addresses.
func MachinePath(text []byte) (at source.Span, ok bool) {
	if !slices.ContainsFunc(machineMarks, func(mark string) bool { return bytes.Contains(text, []byte(mark)) }) {
		return at, false
	}
	for _, m := range machine.FindAllSubmatchIndex(text, -1) {
		line := bytes.LastIndexByte(text[:m[2]], '\n') + 1
		if !ofAddress.Match(text[line:m[2]]) {
			return source.Span{Start: m[2], End: m[3]}, true
		}
	}
	return at, false
}

// ofAddress matches the beginning of a field whose value has addresses.
var ofAddress = regexp.MustCompile(`(?i)^(?:location|content-location|link|set-cookie):`)

// longestPath is the number of characters of a path that messages quote.
const longestPath = 200

// Own sets folders of this machine, absolute, whose paths are no less those of a machine.
// It must be called before notes are played.
func (p *Prover) Own(folders []string) { p.own = folders }

// private returns the fault of a text of a response with a path of this or another machine.
func (p *Prover) private(text string) (at source.Span, what, do string) {
	at, ok := MachinePath([]byte(text))
	for _, folder := range p.own {
		if !ok {
			at, ok = within(folder, text)
		}
	}
	if !ok {
		return at, "", ""
	}
	return at, "the response has a path of this machine, which no other has: " + source.Clip(text[at.Start:at.End], longestPath),
		"make the server send none, or leave the line or the member out with …"
}

// within finds a path in a folder. It must exist, since addresses may begin like it.
func within(folder, text string) (at source.Span, ok bool) {
	for from := 0; ; from = at.End {
		i := strings.Index(text[from:], folder+string(filepath.Separator))
		if i < 0 {
			return source.Span{}, false
		}
		at = source.Span{Start: from + i, End: from + i + len(folder) + 1}
		at.End += len(pathRest.FindString(text[at.End:]))
		inside := text[at.Start+len(folder)+1 : at.End]
		first, _, _ := strings.Cut(inside, string(filepath.Separator))
		if _, err := os.Lstat(filepath.Join(folder, first)); err == nil && first != "" && !pathEnd.MatchString(text[:at.Start]) {
			return at, true
		}
	}
}

var pathRest, pathEnd = regexp.MustCompile(`^[\w./\\@+-]*`), regexp.MustCompile(`[\w.~-]$`)
