package doctor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/source"
)

// A wanted package is one that a file of the tree names.
type wanted struct {
	name    string
	version string // exactly this one; empty if others do
	span    source.Span
}

// lacking faults the packages that requirements.txt and package.json name, in the folder
// of an origin or in the root of the tree, and that this machine lacks.
func lacking(root string, tree fs.FS, name string, o note.Origin) (faults []source.Fault) {
	var folders []string
	for _, folder := range []string{folderOf(o), "."} {
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	for _, folder := range folders {
		for _, kind := range []struct {
			file, program, install string
			read                   func(*source.File) []wanted
			has                    func([]wanted) (map[string]string, error)
		}{
			{"requirements.txt", "python", "pip install -r ", requirements, func(all []wanted) (map[string]string, error) { return pythonHas(root, name, o, all) }},
			{"package.json", "node", "npm install --prefix ", dependencies, func(all []wanted) (map[string]string, error) { return nodeHas(root, o, all), nil }},
		} {
			if !runs(o, kind.program) {
				continue
			}
			at := path.Join(folder, kind.file)
			data := read(tree, at)
			if data == nil {
				continue
			}
			file := &source.File{Name: at, Data: plain(data)}
			all := kind.read(file)
			has, err := kind.has(all)
			if err != nil {
				faults = append(faults, source.Fault{File: file, ID: "package-missing", Exit: source.ExitOrigin,
					What: fmt.Sprintf("whether these packages are installed cannot be seen: %v", err), Do: "install " + kind.program})
				continue
			}
			install := kind.install + at
			switch {
			case kind.program == "node" && folder == ".":
				install = "npm install"
			case kind.program == "node":
				install = kind.install + folder
			}
			for _, w := range all {
				f := source.Fault{File: file, Span: w.span, ID: "package-missing", Exit: source.ExitOrigin, Do: install}
				switch version, ok := has[w.name]; {
				case !ok:
					f.What = fmt.Sprintf("%s is not installed here, and the origin %s may need it", w.name, name)
				case w.version != "" && version != w.version:
					f.What = fmt.Sprintf("%s %s is installed here, not %s: the origin %s may answer differently elsewhere", w.name, version, w.version, name)
				default:
					continue
				}
				faults = append(faults, f)
			}
		}
	}
	return faults
}

// folderOf is where an origin runs, from the root of the tree.
func folderOf(o note.Origin) string {
	if o.Folder == "" {
		return note.DefaultFolder
	}
	return path.Clean(o.Folder)
}

// runs reports whether an origin is a program of an interpreter: python, python3.12.
func runs(o note.Origin, program string) bool {
	return len(o.Command) > 0 && strings.HasPrefix(path.Base(filepath.ToSlash(o.Command[0])), program)
}

// requirement is a line of requirements.txt (PEP 508), without extras and markers.
var requirement = regexp.MustCompile(`(?m)^[ \t]*([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]\n]*\])?[ \t]*(?:==[ \t]*([0-9][A-Za-z0-9.+!_-]*)[ \t]*(?:#.*)?$)?`)

// requirements are the packages of requirements.txt. Those that only some systems need,
// which have a marker behind a semicolon, are left out.
func requirements(file *source.File) (all []wanted) {
	for _, m := range requirement.FindAllSubmatchIndex(file.Data, -1) {
		line, _ := file.Position(m[2])
		if strings.Contains(file.Text(file.LineSpan(line)), ";") {
			continue
		}
		w := wanted{name: string(file.Data[m[2]:m[3]]), span: source.Span{Start: m[2], End: m[3]}}
		if m[4] >= 0 {
			w.version = string(file.Data[m[4]:m[5]])
		}
		all = append(all, w)
	}
	return all
}

// dependencies are the packages of package.json.
func dependencies(file *source.File) (all []wanted) {
	var list struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if json.Unmarshal(file.Data, &list) != nil {
		return nil // npm says so
	}
	begin := max(0, bytes.Index(file.Data, []byte(`"dependencies"`)))
	for name, version := range list.Dependencies {
		if !fs.ValidPath(name) { // it would lead out of node_modules
			continue
		}
		quoted := `"` + name + `"`
		at := begin + max(0, bytes.Index(file.Data[begin:], []byte(quoted)))
		w := wanted{name: name, span: source.Span{Start: at, End: at + len(quoted)}}
		if exact.MatchString(version) {
			w.version = version
		}
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b wanted) int { return a.span.Start - b.span.Start })
	return all
}

var exact = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

// ask is a program in Python that prints which of the packages are installed.
const ask = `import sys
from importlib.metadata import version, PackageNotFoundError
for name in sys.argv[1:]:
    try:
        print(name, version(name))
    except PackageNotFoundError:
        pass`

// pythonHas returns the versions of the packages that the Python of an origin has.
func pythonHas(root, name string, o note.Origin, all []wanted) (map[string]string, error) {
	has := map[string]string{}
	for some := range slices.Chunk(all, 50) { // of what a program prints, 100 lines are kept
		line := []string{o.Command[0], "-c", ask}
		for _, w := range some {
			line = append(line, w.name)
		}
		printed, err := origin.Ask(root, name, o, line)
		if err != nil {
			return nil, err
		}
		for _, p := range printed {
			name, version, _ := strings.Cut(p, " ")
			has[name] = version
		}
	}
	return has, nil
}

// nodeHas returns the versions of the packages that Node finds from the folder of an
// origin: in node_modules there, in a folder above, or in NODE_PATH.
func nodeHas(root string, o note.Origin, all []wanted) map[string]string {
	var folders []string
	if dir, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(folderOf(o)))); err == nil {
		for ; ; dir = filepath.Dir(dir) {
			if folders = append(folders, filepath.Join(dir, "node_modules")); filepath.Dir(dir) == dir {
				break
			}
		}
	}
	for _, list := range []string{o.Environment["NODE_PATH"], os.Getenv("NODE_PATH")} {
		folders = append(folders, filepath.SplitList(list)...)
	}
	has := map[string]string{}
	for _, w := range all {
		for _, folder := range folders {
			data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(w.name), "package.json"))
			var p struct {
				Version string `json:"version"`
			}
			if err == nil && json.Unmarshal(data, &p) == nil {
				has[w.name] = p.Version
				break
			}
		}
	}
	return has
}
