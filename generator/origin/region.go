package origin

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// Limits of the search for regions: a folder may hold far more than its author's own
// code.
const (
	mostRegionFiles = 1000
	mostRegionBytes = 1 << 20 // of one file
)

// Regions are the parts of a command's own code that notes may show, by name. A region
// lies between two comments, in any language that has one-line comments:
//
//	# wirebook: get-book
//	# wirebook: end
type regions map[string]Handler

// marker matches a comment that begins or ends a region.
var marker = regexp.MustCompile(`^[ \t]*(?:#|//|--|;|/\*|<!--)[ \t]*wirebook:[ \t]*([^\s*]+)`)

// skippedFolders hold third-party code.
var skippedFolders = []string{"node_modules", "__pycache__", "venv", "vendor"}

// readRegions reads the files of a command's folder. It follows no link out of the
// folder.
func (c *command) readRegions() regions {
	c.regionsOnce.Do(func() {
		c.regions = regions{}
		p := c.prepare()
		if p.err != nil {
			return
		}
		root, err := os.OpenRoot(p.folder)
		if err != nil {
			return
		}
		defer root.Close()
		folder := c.Folder
		if folder == "" {
			folder = note.DefaultFolder
		}
		eachFile(root, func(name string, info fs.FileInfo) {
			if info.Size() > mostRegionBytes {
				return
			}
			if data, err := root.ReadFile(name); err == nil && bytes.Contains(data, []byte("wirebook:")) {
				c.regions.read(strings.TrimPrefix(path.Join(folder, name), note.Folder+"/"), string(data))
			}
		})
	})
	return c.regions
}

// eachFile calls do for the regular files of a command's folder, in the order of their
// paths, as far as they may be its author's own.
func eachFile(root *os.Root, do func(name string, info fs.FileInfo)) {
	files := 0
	fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir():
			if name != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skippedFolders, d.Name())) {
				return fs.SkipDir
			}
			return nil
		case files == mostRegionFiles:
			return fs.SkipAll
		case !d.Type().IsRegular():
			return nil
		}
		files++
		if info, err := d.Info(); err == nil {
			do(name, info)
		}
		return nil
	})
}

// AddCode adds to a sum what a command is made from: the files of its folder, in the
// tree at root. Of a file too large to be code it is the time of its last change.
func AddCode(sum *memo.Sum, root string, o note.Origin) {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return
	}
	defer tree.Close()
	folder, err := tree.OpenRoot(filepath.FromSlash(cmp.Or(o.Folder, note.DefaultFolder)))
	if err != nil {
		return
	}
	defer folder.Close()
	eachFile(folder, func(name string, info fs.FileInfo) {
		sum.Text(name)
		data, err := []byte(nil), error(nil)
		if info.Size() <= mostRegionBytes {
			data, err = folder.ReadFile(name)
		}
		if data == nil || err != nil {
			sum.Text(info.ModTime().String())
		}
		sum.Number(int(info.Size()))
		sum.Bytes(data)
	})
}

// read finds the regions of one file. A region without an end extends to the end of the
// file.
func (r regions) read(file, text string) {
	var open []Handler
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	end := func(h Handler, before int) {
		h.EndLine = before
		body := lines[h.Line-1 : before]
		for i, l := range body { // hide the markers of regions inside this one
			if marker.MatchString(l) {
				body = slices.Clone(body)
				body[i] = "\x00"
			}
		}
		body = slices.DeleteFunc(slices.Clone(body), func(l string) bool { return l == "\x00" })
		h.Text = strings.TrimRight(outdent(body), "\n")
		r[h.Name] = h
	}
	for i, l := range lines {
		m := marker.FindStringSubmatch(l)
		switch {
		case m == nil:
		case m[1] != "end":
			open = append(open, Handler{Name: m[1], File: file, Line: i + 2})
		case len(open) > 0:
			end(open[len(open)-1], i)
			open = open[:len(open)-1]
		}
	}
	for _, h := range open {
		end(h, len(lines))
	}
}

// outdent removes the leading white space that all lines share.
func outdent(lines []string) string {
	common := ""
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		indent := l[:len(l)-len(strings.TrimLeft(l, " \t"))]
		if i == 0 || common == "" && i > 0 && strings.TrimSpace(strings.Join(lines[:i], "")) == "" {
			common = indent
			continue
		}
		for !strings.HasPrefix(indent, common) {
			common = common[:len(common)-1]
		}
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimPrefix(l, common)
	}
	return strings.Join(out, "\n")
}

// Code finds the region with that name: code=get-book. Commands have no patterns.
func (c *command) Code(name string, _ []string) ([]Handler, *source.Fault) {
	if name == "" {
		return nil, nil
	}
	found := c.readRegions()
	if h, ok := found[name]; ok {
		return []Handler{h}, nil
	}
	f := &source.Fault{ID: "code-unknown", What: fmt.Sprintf("no file of the origin %s marks a region %s", c.name, name),
		Do: fmt.Sprintf("write a comment `wirebook: %s` above the code and a comment `wirebook: end` below it", name)}
	if near := source.Nearest(name, slices.Sorted(maps.Keys(found))); near != "" {
		f.Do = fmt.Sprintf("did you mean %s?", near)
	}
	return nil, f
}
