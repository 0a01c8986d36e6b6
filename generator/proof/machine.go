package proof

import (
	"regexp"

	"wirebook/generator/source"
)

// machine matches paths that are those of one machine: of its users' folders, of where
// packages are installed, of the system.
var machine = regexp.MustCompile(`(?:^|[^\w.~:-])(` +
	`(?:/[\w.@+-]+)*/(?:node_modules|site-packages|dist-packages)/[\w./@+-]+` +
	`|/(?:home|Users)/[\w.@+-]+/[\w./@+-]+` +
	`|/(?:root|tmp|opt|usr/lib|usr/local|usr/share|var/folders|var/lib|var/www|private/tmp|private/var)/[\w./@+-]+` +
	`|[A-Za-z]:\\{1,2}[\w.@+-]+\\[\w.@+\\ -]+)`)

// MachinePath returns the first path of a machine in a text of a response, as stack
// traces and debuggers have them: another machine answers with its own, and readers have
// no use for it. A path of an address, behind its host, is none.
func MachinePath(text []byte) (at source.Span, ok bool) {
	m := machine.FindSubmatchIndex(text)
	if m == nil {
		return at, false
	}
	return source.Span{Start: m[2], End: m[3]}, true
}
