// Package course has the courses that wirebook init begins. Each is content/, with a
// server that answers its two examples, and what GitHub Pages and Netlify need to build
// it: no Go code, and no layouts.
package course

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"
)

// Kinds are the servers that a course can begin with; BuiltIn is one in Wirebook's own
// process, for a folder in a clone of its repository.
var Kinds = []string{"flask", "express", "nginx", "go"}

// BuiltIn is described at Kinds.
const BuiltIn = "built-in"

// needs says what each server needs to be there.
var needs = map[string]string{
	"flask":   "The server needs Python and Flask: `pip install -r requirements.txt`.",
	"express": "The server needs Node and Express: `npm install`.",
	"nginx":   "The server is nginx, which has to be installed.",
	"go":      "The server needs Go.",
	BuiltIn:   "This needs Go, and Wirebook's repository around this folder.",
}

// The files of all courses, and those of each kind, which win.
//
//go:embed all:_files
var files embed.FS

const common = "common"

// A Course says what a new course is called and what builds it.
type Course struct {
	Kind       string // one of Kinds, or BuiltIn
	Title      string
	Repository string // the address of Wirebook
	Version    string // of Wirebook, such as v0.1.0; if empty, the newest is used
	Hosting    []byte // netlify.toml, from which the headers are taken

	// Folder is the path of a BuiltIn course in the repository, and Up leads out of it.
	Folder, Up string
}

// Needs says what the server of the course needs to be there.
func (c Course) Needs() string { return needs[c.Kind] }

// Run is how Wirebook is run in the course.
func (c Course) Run() string {
	if c.Kind == BuiltIn {
		return "go run ."
	}
	return "wirebook"
}

// The files of a release, as .goreleaser.yaml names them.
const (
	archive   = "wirebook_linux_amd64.tar.gz"
	checksums = "checksums.txt"
)

// Install is the command that puts the program into the working folder, on the machines of
// GitHub and Netlify. It fails if the checksum of what was downloaded is not that of the
// release.
func (c Course) Install() string {
	from := "latest/download"
	if c.Version != "" {
		from = "download/" + c.Version
	}
	return fmt.Sprintf(`curl -fsSLO "%s/releases/%s/{%s,%s}" && sha256sum --check --ignore-missing %[3]s && tar -xzf %[4]s wirebook`, c.Repository, from, checksums, archive)
}

// Files returns the files of the course by their paths. An error is a defect of the
// files themselves.
func (c Course) Files() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, folder := range []string{common, c.Kind} {
		root, err := fs.Sub(files, path.Join("_files", folder))
		if err != nil {
			return nil, err
		}
		err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if c.Kind == BuiltIn && strings.HasPrefix(name, ".github/") { // only the repository's own counts
				return nil
			}
			text, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			t, err := template.New(name).Delims("{%", "%}").Parse(string(text))
			if err != nil {
				return err
			}
			var b bytes.Buffer
			err = t.Execute(&b, c)
			if name == "gitignore" { // its own name would be for this repository
				name = ".gitignore"
			}
			out[name] = b.Bytes()
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("the files of a %s course: %w", c.Kind, err)
		}
	}
	// All but how the program is built is the same for every site.
	_, headers, ok := strings.Cut(string(c.Hosting), "[build.processing.html]")
	if !ok {
		return nil, fmt.Errorf("netlify.toml has no [build.processing.html], before which a course has a command of its own")
	}
	out["netlify.toml"] = append(out["netlify.toml"], "[build.processing.html]"+headers...)
	return out, nil
}
