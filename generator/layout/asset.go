package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/theme"
	"wirebook/generator/trial"
)

// Assets reads layouts/assets/. It joins the scripts of a folder into one, named
// after the folder. Each file gets a name with a hash of its content, so that browsers
// may cache it for ever; inside styles, scripts and drawings the names of other assets
// are replaced by the new ones. The map leads from the old name to the address from the
// root of the site. What only trials need is left out where there is no program. The style
// sheet has what the theme says, and the files of the theme are assets, too.
func Assets(folder fs.FS, program *trial.Program, look *theme.Theme) (map[string]string, []site.File, []source.Fault) {
	data := map[string][]byte{}
	var faults []source.Fault
	err := fs.WalkDir(folder, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil && d.Type()&fs.ModeSymlink != 0 {
			faults = append(faults, source.Fault{File: &source.File{Name: nameOf(folder, name)}, ID: "link-out", Exit: source.ExitUsage,
				What: "this is a link to a file outside layouts/", Do: "replace it with a copy of the file"})
			return nil
		}
		name = strings.TrimPrefix(name, site.AssetFolder)
		switch path.Ext(name) {
		case ".js":
			text = slim(text, "/**", "//")
		case ".css":
			text = tight(slim(text, "/*", "/*"))
		}
		data[name] = text
		return err
	})
	if err != nil {
		return nil, nil, []source.Fault{source.Usage("assets-unreadable", "layouts/assets cannot be read: "+err.Error(), "")}
	}
	addProgram(data, program, marksOf(folder))
	faults = append(faults, joinScripts(data)...)
	if css := data["style.css"]; css != nil {
		var more []source.Fault
		data["style.css"], more = look.Style(css)
		faults = append(faults, more...)
	}
	a := assetSet{data: data, names: slices.Sorted(maps.Keys(data)), address: map[string]string{}}
	var files []site.File
	for _, name := range a.names {
		if err := a.fingerprint(name, nil); err != nil {
			faults = append(faults, source.Usage("asset-cycle", err.Error(), "remove one of the references"))
			continue
		}
		files = append(files, site.File{Path: a.address[name], Data: a.data[name], Asset: true})
	}
	for _, f := range look.Files {
		a.address[strings.TrimPrefix(f.Path, site.AssetFolder)] = f.Path
		files = append(files, f)
	}
	return a.address, files, faults
}

// joinScripts joins the scripts of each folder, sorted by name. They share one scope,
// which no other script sees. Those whose names begin with _ run at once; if a folder has
// any, the others wait until the page has been read.
func joinScripts(data map[string][]byte) (faults []source.Fault) {
	const before, after = "(() => {\n\"use strict\";\n", "})();\n"
	// The first change is to interactive, before scripts with defer run.
	const wait, read = "document.addEventListener(\"readystatechange\", () => {\n", "}, { once: true });\n"
	joined, atOnce := map[string][]byte{}, map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(data)) {
		folder, file, within := strings.Cut(name, "/")
		if !within || path.Ext(name) != ".js" {
			continue
		}
		one := folder + ".js"
		if data[one] != nil && joined[one] == nil && atOnce[one] == nil {
			faults = append(faults, source.Usage("same-address", "layouts/assets/"+one+" and the script that those of layouts/assets/"+folder+"/ are joined into have the same name", "rename the file or the folder"))
		}
		text := append(bytes.TrimRight(data[name], "\n"), '\n') // the last line may end in a comment
		if strings.HasPrefix(file, "_") {
			atOnce[one] = append(atOnce[one], text...)
			text = nil
		}
		joined[one] = append(joined[one], text...)
		delete(data, name)
	}
	for name, text := range joined {
		if first := atOnce[name]; first != nil {
			text = slices.Concat(first, []byte(wait), text, []byte(read))
		}
		data[name] = slices.Concat([]byte(before), text, []byte(after))
	}
	return faults
}

type assetSet struct {
	data    map[string][]byte
	names   []string
	address map[string]string
}

// fingerprint names an asset by a hash of its content, after doing so for the assets
// that it refers to. parents are the assets that wait for it.
func (a *assetSet) fingerprint(name string, parents []string) error {
	if a.address[name] != "" {
		return nil
	}
	if slices.Contains(parents, name) {
		return fmt.Errorf("assets refer to each other in a circle: %s", strings.Join(append(parents, name), " → "))
	}
	text := a.data[name]
	switch path.Ext(name) {
	case ".css", ".js", ".svg":
		for _, other := range a.names {
			if other == name || !refers(text, other) {
				continue
			}
			if err := a.fingerprint(other, append(parents, name)); err != nil {
				return err
			}
			text = rename(text, other, path.Base(a.address[other]))
		}
	}
	a.data[name] = text
	sum := sha256.Sum256(text)
	ext := path.Ext(name)
	a.address[name] = site.AssetFolder + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
	return nil
}

// Assets refer to each other by a name in quotes or in url(): "mark.svg",
// url(mark.svg). Other text that looks like a name is left alone.
var around = [][2]string{{`"`, `"`}, {`'`, `'`}, {`(`, `)`}, {`"`, `#`}, {`(`, `#`}}

func refers(text []byte, name string) bool {
	for _, q := range around {
		if bytes.Contains(text, []byte(q[0]+name+q[1])) {
			return true
		}
	}
	return false
}

func rename(text []byte, name, base string) []byte {
	renamed := path.Join(path.Dir(name), base)
	for _, q := range around {
		text = bytes.ReplaceAll(text, []byte(q[0]+name+q[1]), []byte(q[0]+renamed+q[1]))
	}
	return text
}

// StyleOf returns the style sheet of the site, for its colours.
func StyleOf(assets map[string]string, files []site.File) []byte {
	for _, f := range files {
		if f.Path == assets["style.css"] {
			return f.Data
		}
	}
	return nil
}

// cast is a JSDoc comment that gives an expression its type.
var cast = regexp.MustCompile(`/\*\* @type \{[^*]*\} \*/ ?`)

// slim removes from a script or a style what only readers of layouts/ need: comment lines
// (JSDoc too), casts, empty lines and indentation. Text that spans lines, in a template or
// after a backslash, could look like these, so a file that may contain any is left as it is.
// span begins a comment that may span lines, and line one that ends with its line.
func slim(text []byte, span, line string) []byte {
	if bytes.ContainsRune(text, '`') || bytes.Contains(text, []byte("\\\n")) || bytes.Contains(text, []byte("/*\n")) {
		return text
	}
	out := make([]byte, 0, len(text))
	inside := false // inside such a comment
	for rest := range bytes.Lines(text) {
		rest = bytes.TrimLeft(rest, " \t\n")
		if inside || bytes.HasPrefix(rest, []byte(span)) {
			_, after, ended := bytes.Cut(rest, []byte("*/"))
			inside = !ended
			rest = bytes.TrimLeft(after, " \t\n")
		}
		rest = cast.ReplaceAll(rest, nil)
		if len(rest) > 0 && !bytes.HasPrefix(rest, []byte(line)) {
			out = append(out, rest...)
		}
	}
	return out
}
