package note

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// ParseAlone reads a Markdown file that is part of no site: a README. It needs
// no front matter, and what another program reads there is left alone; so are
// its HTML and its links. Its messages are read as those of any note.
func ParseAlone(file *source.File) (*Note, []source.Fault) {
	n := &Note{File: file, Path: file.Name, Alone: true}
	body := 0
	if bytes.HasPrefix(file.Data, []byte(metaMark)) {
		if end := bytes.Index(file.Data[len(metaMark)-1:], []byte("\n"+metaMark)); end >= 0 {
			body = len(metaMark) - 1 + end + 1 + len(metaMark)
		}
	}
	g := &guard{file: file}
	n.Doc = g.markdown().Parse(reader(file.Data, body)).(*ast.Document)
	n.collect(n.Doc)
	return n, append(n.readFences(body), g.faults...)
}

// Again reads another text of the note as the note was read.
func (n *Note) Again(file *source.File) (*Note, []source.Fault) {
	if n.Alone {
		return ParseAlone(file)
	}
	return Parse(file, n.Path)
}

// ParseConfig reads a site.yaml by itself.
func ParseConfig(file *source.File) (Config, []source.Fault) { return parseConfig(file) }

var configKey = regexp.MustCompile(`(?m)^(title|origins):`)

// IsConfig says that a file of that name is a site.yaml of ours: other programs
// have one as well.
func IsConfig(data []byte) bool { return configKey.Match(data) }

// CommandOrigin is the origin of a command line, as in --origin NAME=COMMAND. It
// answers for the host of its own name, in the folder where Wirebook runs.
func CommandOrigin(name string, command []string) (Origin, []source.Fault) {
	o := Origin{Command: command, Folder: ".", Hosts: []string{name}}
	var faults []source.Fault
	o.check(func(id, _, what, do string) {
		faults = append(faults, source.Usage(id, fmt.Sprintf(what, name), do))
	})
	return o, faults
}
