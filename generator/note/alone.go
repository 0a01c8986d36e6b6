package note

import (
	"bytes"
	"cmp"
	"fmt"
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

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

var originsKey = regexp.MustCompile(`(?m)^origins:`)

// IsConfig says that a site.yaml names origins, which those of other programs do not.
func IsConfig(data []byte) bool { return originsKey.Match(data) }

// IsSite says that a site.yaml is that of a site of ours: it has a title, and no
// key that we do not know, or one that other programs have no use for.
func IsSite(data []byte) bool {
	file, faults := source.NewFile(ConfigName, data)
	if len(faults) > 0 {
		return false
	}
	c, faults := parseConfig(file)
	return c.Title != "" && (len(faults) == 0 || len(c.Sections) > 0 || len(c.Origins) > 0)
}

// IsMarkdown says that a file of that name is Markdown, as code hosts take it.
func IsMarkdown(name string) bool {
	return slices.Contains(markdownEndings, strings.ToLower(path.Ext(name)))
}

// RunningOrigin is the origin of a command line that is a server of this machine, as
// in --origin NAME=http://127.0.0.1:5000. It answers for the host of its own name.
func RunningOrigin(name, address string) (o Origin, err error) {
	bad := func(what, do string) (Origin, error) {
		return o, source.Usage("origin-address", fmt.Sprintf("%s of the origin %s %s", address, name, what), do)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return bad("is no address", "write its host and its port: http://127.0.0.1:5000")
	case u.Scheme != "http":
		return bad("asks for "+u.Scheme, "name a server that speaks HTTP in the clear: http://127.0.0.1:5000")
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil:
		return bad("holds more than a host and a port", "write http://"+u.Host+"; the paths are those of the requests")
	}
	host, port := u.Hostname(), cmp.Or(u.Port(), "80")
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return bad("is not of this machine", "examples are sent to servers of this machine only: http://127.0.0.1:"+port)
	}
	o.Running, o.Hosts = net.JoinHostPort(host, port), []string{name}
	return o, nil
}

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
