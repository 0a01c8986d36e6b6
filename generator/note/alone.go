package note

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wirebook/generator/source"
)

// ParseAlone reads a Markdown file that is not part of a site, such as a README. It
// requires no front matter, and ignores one that is there, raw HTML and links, which
// are for other programs. It reads messages like those of a note.
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

// Again parses a new text of the note in the same way as the note was parsed.
func (n *Note) Again(file *source.File) (*Note, []source.Fault) {
	if n.Alone {
		return ParseAlone(file)
	}
	return Parse(file, n.Path)
}

// ParseConfig parses a site.yaml without the rest of content/.
func ParseConfig(file *source.File) (Config, []source.Fault) { return parseConfig(file) }

// ReadConfig reads site.yaml of content/ and nothing else. Without faults there is one.
func ReadConfig(content fs.FS) (c Config, faults []source.Fault) {
	info, err := fs.Stat(content, ConfigName)
	if err == nil && !info.Mode().IsRegular() { // to open a pipe would block
		err = errors.New("it is not a regular file")
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(content, ConfigName)
	}
	if err != nil {
		return c, []source.Fault{unreadable(ConfigName, err)}
	}
	file, faults := source.NewFile(ConfigName, data)
	if len(faults) > 0 {
		return c, faults
	}
	return ParseConfig(file)
}

var originsKey = regexp.MustCompile(`(?m)^origins:`)

// IsConfig reports whether a site.yaml names origins, which those of other programs
// do not.
func IsConfig(data []byte) bool { return originsKey.Match(data) }

// IsSite reports whether a site.yaml belongs to Wirebook: it has a title, and either
// no unknown keys, or sections or origins.
func IsSite(data []byte) bool {
	file, faults := source.NewFile(ConfigName, data)
	if len(faults) > 0 {
		return false
	}
	c, faults := parseConfig(file)
	return c.Title != "" && (len(faults) == 0 || len(c.Sections) > 0 || len(c.Origins) > 0)
}

// IsMarkdown reports whether code hosts show a file of that name as Markdown.
func IsMarkdown(name string) bool {
	return slices.Contains(markdownEndings, strings.ToLower(path.Ext(name)))
}

// RunningOrigin returns the origin of --origin NAME=http://127.0.0.1:5000, a server
// that is already running on this machine. It answers for the host NAME. The error
// says what is wrong with the address.
func RunningOrigin(name, address string) (o Origin, err error) {
	bad := func(what, do string) (Origin, error) {
		return o, source.Usage("origin-address", fmt.Sprintf("%s of the origin %s %s", address, name, what), do)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return bad("is not an address", "write its host and its port: http://127.0.0.1:5000")
	case u.Scheme != "http":
		return bad("has the scheme "+u.Scheme, "name a server that speaks plain HTTP: http://127.0.0.1:5000")
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil:
		return bad("has more than a host and a port", "write http://"+u.Host+"; the requests have the paths")
	}
	host, port := u.Hostname(), cmp.Or(u.Port(), "80")
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return bad("is not on this machine", "examples are only sent to servers on this machine: http://127.0.0.1:"+port)
	}
	o.Running, o.Hosts = net.JoinHostPort(host, port), []string{name}
	return o, nil
}

// CommandOrigin returns the origin of --origin NAME=COMMAND. It answers for the host
// NAME, and runs in the working folder of Wirebook. The faults are those of the
// command.
func CommandOrigin(name string, command []string) (Origin, []source.Fault) {
	o := Origin{Command: command, Folder: ".", Hosts: []string{name}}
	var faults []source.Fault
	o.check(func(id, _, what, do string) {
		faults = append(faults, source.Usage(id, fmt.Sprintf(what, name), do))
	})
	return o, faults
}
