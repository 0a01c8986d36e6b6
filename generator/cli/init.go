package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"wirebook/generator/course"
	"wirebook/generator/source"
)

type initCommand struct {
	Dir   string `arg:"" help:"The folder of the course. It must be empty, or not exist." type:"path"`
	Title string `help:"Title of the course; by default the name of the folder."`

	Flask   bool `help:"A Flask application answers the examples (the default)." xor:"kind"`
	Express bool `help:"An Express application answers them." xor:"kind"`
	Nginx   bool `help:"nginx answers them." xor:"kind"`
	Go      bool `help:"A Go program answers them." xor:"kind"`
	BuiltIn bool `help:"A Go server in Wirebook's own process answers them: for a folder in a clone of its repository." xor:"kind"`
}

// Run writes a course that builds at once.
func (c *initCommand) Run(r *run) error {
	begun := course.Course{Kind: c.kind(), Title: c.title(), Repository: r.program.Repository, Version: released(), Hosting: r.program.Hosting}
	if c.BuiltIn {
		var err error
		if begun.Folder, begun.Up, err = inRepository(c.Dir); err != nil {
			return err
		}
	}
	files, err := begun.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return source.Usage("init", "the folder cannot be created: "+err.Error(), "name another folder")
	}
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return source.Usage("init", "the folder cannot be opened: "+err.Error(), "name another folder")
	}
	defer root.Close()
	there, err := fs.ReadDir(root.FS(), ".")
	if err == nil && slices.ContainsFunc(there, func(e fs.DirEntry) bool { return e.Name() != ".git" }) {
		err = errors.New("it is not empty")
	}
	if err != nil {
		return source.Usage("init", fmt.Sprintf("no course can begin in %s: %v", shown(c.Dir), err), "name an empty folder, or one that does not exist")
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := root.MkdirAll(path.Dir(name), 0o755)
		if err == nil {
			err = root.WriteFile(name, files[name], 0o644)
		}
		if err != nil {
			return source.Usage("init", fmt.Sprintf("%s cannot be written: %v", filepath.Join(shown(c.Dir), name), err), "")
		}
		fmt.Fprintln(r.program.Out, "wrote", filepath.Join(shown(c.Dir), filepath.FromSlash(name)))
	}
	dir := shown(c.Dir)
	if strings.ContainsFunc(dir, unicode.IsSpace) {
		dir = `"` + dir + `"`
	}
	fmt.Fprintln(r.program.Out, begun.Needs())
	fmt.Fprintf(r.program.Out, "now: cd %s && %s serve\n", dir, begun.Run())
	return nil
}

func (c *initCommand) kind() string {
	for kind, chosen := range map[string]bool{"express": c.Express, "nginx": c.Nginx, "go": c.Go, course.BuiltIn: c.BuiltIn} {
		if chosen {
			return kind
		}
	}
	return course.Kinds[0]
}

func (c *initCommand) title() string {
	if c.Title != "" {
		return c.Title
	}
	return filepath.Base(c.Dir)
}

// inRepository returns the path of a new folder from the root of Wirebook's repository, as
// Go imports it, and the way back.
func inRepository(dir string) (folder, up string, err error) {
	for at := filepath.Dir(dir); ; at = filepath.Dir(at) {
		mod, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if line, _, _ := strings.Cut(string(mod), "\n"); err == nil && strings.TrimSpace(line) == "module wirebook" {
			rel, err := filepath.Rel(at, dir)
			if folder = filepath.ToSlash(rel); err != nil || !importable.MatchString(folder) {
				break
			}
			return folder, strings.Repeat("../", strings.Count(folder, "/")+1), nil
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	return "", "", source.Usage("init", fmt.Sprintf("%s is no folder for a course that is built in", shown(dir)),
		"clone Wirebook's repository, and name a new folder in it, of letters and digits; a course that needs no clone: --go")
}

// importable are the paths that Go code can import, and that Go does not pass over.
var importable = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*$`)

// released is the version of a released binary, or empty.
func released() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") || strings.ContainsAny(info.Main.Version, "-+") {
		return ""
	}
	return info.Main.Version
}
