// Package layout reads layouts/: the templates, and the assets, which it names by their
// content.
package layout

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/source"
)

// Required are the layouts that are executed by name.
var Required = []string{"404.html", "chooser.html", "drawing.html", "exchange.html", "home.html", "nav.html", "page.html", "parts.html", "question.html", "section.html", "source.html", "task.html", "unsent.html"}

// A Set is the templates of the site: each may include the others.
type Set struct {
	set   *template.Template
	Files map[string]*source.File // by the name of the template
}

// Load reads and parses layouts/*.html. It returns a fault for each file that
// cannot be read or parsed.
func Load(folder fs.FS) (*Set, []source.Fault) {
	l := &Set{set: template.New(""), Files: map[string]*source.File{}}
	names, err := fs.Glob(folder, "*.html")
	if err != nil {
		return l, []source.Fault{source.FromError("layouts-unreadable", err, "")}
	}
	var faults []source.Fault
	if both, ok := folder.(Folder); ok {
		faults = both.strangers()
	}
	for _, name := range Required {
		if !slices.Contains(names, name) {
			faults = append(faults, source.Usage("missing-layout", "layouts/"+name+" is missing",
				"take it from the repository of Wirebook, or write one: go doc ./generator/page"))
		}
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			faults = append(faults, source.Usage("layouts-unreadable", nameOf(folder, name)+" cannot be read: "+err.Error(), ""))
			continue
		}
		file, bad := source.NewFile(nameOf(folder, name), data)
		if len(bad) > 0 {
			bad[0].Exit = source.ExitUsage
			faults = append(faults, bad[0])
			continue
		}
		l.Files[name] = file
		if _, err := l.set.New(name).Parse(string(file.Data)); err != nil {
			faults = append(faults, l.fault(Error{Err: err}, 0))
		}
	}
	return l, faults
}

// Specials faults pipes, sockets and devices in layouts/, and links to them: reading
// one may block for ever.
func Specials(folder fs.FS) (faults []source.Fault) {
	fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // reported where it is read
		}
		mode := d.Type()
		if info, err := fs.Stat(folder, name); err == nil && mode&fs.ModeSymlink != 0 {
			mode = info.Mode()
		}
		if source.IsSpecial(mode) {
			faults = append(faults, source.Fault{File: &source.File{Name: nameOf(folder, name)}, ID: "not-a-file", Exit: source.ExitUsage,
				What: "this is a pipe, a socket or a device", Do: "remove it from layouts/"})
		}
		return nil
	})
	return faults
}

// Execute executes a layout. The error, if any, is for faults.
func (l *Set) Execute(b *bytes.Buffer, name string, data any) error {
	return l.set.ExecuteTemplate(b, name, data)
}

// An Error is an error of html/template, and the name of what was rendered.
type Error struct {
	Rendering string
	Err       error
}

// Faults returns one fault for each place in the layouts: an error in a layout recurs
// on every page that uses it.
func (l *Set) Faults(errs []Error) []source.Fault {
	type key struct {
		file *source.File
		at   source.Span
		what string
	}
	var order []key
	first, more := map[key]Error{}, map[key]int{}
	for _, e := range errs {
		file, at, what := l.locate(e.Err)
		k := key{file, at, what}
		if _, seen := first[k]; seen {
			more[k]++
			continue
		}
		first[k] = e
		order = append(order, k)
	}
	var faults []source.Fault
	for _, k := range order {
		faults = append(faults, l.fault(first[k], more[k]))
	}
	return faults
}

func (l *Set) fault(e Error, more int) source.Fault {
	file, at, what := l.locate(e.Err)
	f := source.Fault{File: file, Span: at, ID: "layout", What: what, Exit: source.ExitUsage}
	if e.Rendering == "" {
		f.Do = "the syntax is that of Go's html/template"
		return f
	}
	f.What += ", rendering " + e.Rendering
	if more > 0 {
		f.What += fmt.Sprintf(" and %d more", more)
	}
	f.Do = "what a layout may use: go doc ./generator/page View (or Nav, or Exchange)"
	return f
}

// locate parses the place that html/template names in an error: its errors carry the
// file, the line and the column only in their text.
func (l *Set) locate(err error) (*source.File, source.Span, string) {
	text := err.Error()
	var escape *template.Error
	if errors.As(err, &escape) {
		text = strings.TrimPrefix(err.Error(), "html/")
	}
	rest, ok := strings.CutPrefix(text, "template:")
	if !ok {
		return nil, source.Span{}, text
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(rest), ":")
	file := l.Files[path.Base(name)]
	if file == nil {
		return nil, source.Span{}, text
	}
	line, rest := number(rest)
	column, rest := number(rest)
	at := file.LineSpan(max(line, 1))
	at.Start = min(at.Start+column, at.End)
	if column == 0 {
		at.Start += len(file.Text(at)) - len(strings.TrimLeft(file.Text(at), " \t"))
	}
	at.End = max(at.Start, min(at.End, at.Start+1))
	rest = strings.TrimSpace(rest)
	if _, after, ok := strings.Cut(rest, "executing "); ok {
		if _, detail, ok := strings.Cut(after, " at "); ok {
			rest = detail
		}
	}
	rest, _, _ = strings.Cut(rest, ": {state") // internal state of html/template
	return file, at, rest
}

// number reads the number before a colon at the start of s, or 0.
func number(s string) (int, string) {
	digits, rest, ok := strings.Cut(s, ":")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0, s
	}
	return n, rest
}
