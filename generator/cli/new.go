package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"wirebook/generator"
	"wirebook/generator/note"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

type newCommand struct {
	Path  string `arg:"" help:"Path of the note in content/: status/404.md."`
	Title string `help:"Title of the note. By default that of the registry for a status code, else the file name."`
}

// Run writes the note, unless the file already exists.
func (c *newCommand) Run(r *run) error {
	name := path.Clean(strings.TrimPrefix(filepath.ToSlash(c.Path), note.Folder+"/"))
	if base := path.Base(name); base == "." || base == ".md" {
		return source.Usage("new", fmt.Sprintf("%q names no note", c.Path), "name a path in content/: status/404.md")
	}
	if !fs.ValidPath(name) {
		return source.Usage("new", fmt.Sprintf("%s is not in content/", c.Path), "name a path in content/: status/404.md")
	}
	if path.Ext(name) != ".md" {
		name += ".md"
	}
	root, err := generator.OpenContent(r.root)
	if err != nil {
		return err
	}
	defer root.Close()
	config, _ := note.ReadConfig(root.FS()) // its faults are for check
	text, err := c.text(root.FS(), name, config)
	if err != nil {
		return err
	}
	if dir := path.Dir(name); dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return source.Usage("new", fmt.Sprintf("content/%s cannot be created: %v", dir, err), "name a path in content/")
		}
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return source.Usage("new", fmt.Sprintf("content/%s already exists", name), "open it, or choose another name")
	}
	if err != nil {
		return source.Usage("new", fmt.Sprintf("content/%s cannot be written: %v", name, err), "name a path in content/")
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return source.Usage("new", fmt.Sprintf("content/%s cannot be written: %v", name, err), "")
	}
	if err := f.Close(); err != nil {
		return source.Usage("new", fmt.Sprintf("content/%s cannot be written: %v", name, err), "")
	}
	fmt.Fprintf(r.program.Out, "wrote content/%s\n", name)
	if len(config.Sections) > 0 && path.Dir(name) != "." && config.SectionOf(name) < 0 {
		fmt.Fprintf(r.program.Out, "the navigation does not have it: no section of content/site.yaml has the folder %s\n", path.Dir(name))
	}
	fmt.Fprintf(r.program.Out, "fill in its response: wirebook check --update content/%s\n", name)
	return nil
}

// hostOf is the host of the first request: that of the built-in origin, or else of the
// first one in site.yaml.
func hostOf(c note.Config) string {
	names := slices.SortedFunc(maps.Keys(c.Origins), func(a, b string) int {
		if c.Origins[a].BuiltIn != c.Origins[b].BuiltIn {
			if c.Origins[a].BuiltIn {
				return -1
			}
			return 1
		}
		return c.At("origins."+a).Start - c.At("origins."+b).Start
	})
	for _, name := range names {
		if hosts := c.Origins[name].Hosts; len(hosts) > 0 {
			return hosts[0]
		}
	}
	return "api.example.com"
}

// templates are where the author's own are: templates/lessons.md for the notes of
// lessons/, and templates/note.md for all others.
const templates = "templates"

// A stub is what a template may use.
type stub struct {
	Title  string // quoted, as YAML wants it
	Host   string // of the first request
	Order  int    // after the other notes of the folder; 0 if those have none
	Code   int    // of a status page, or 0
	Lesson bool   // the section has questions
}

// standard is the template where the author has none.
const standard = `---
title: {{.Title}}
description: One sentence that says what the reader learns here.
{{- with .Code}}
nav: "{{.}}"
{{- end}}
{{- with .Order}}
order: {{.}}
{{- end}}
{{- if .Code}}
retry: Whether a retry can help.
client: What the client does now.
{{- end}}
---

One sentence that answers the reader's question.

## The exchange

` + "```http\nGET / HTTP/1.1\nHost: {{.Host}}\n```\n\n```http\nHTTP/1.1 …\n```\n" + `{{if .Lesson}}
## Predict the answer

What the reader needs to know first.

` + "```http predict=\"200 204 404\"\nGET / HTTP/1.1\nHost: {{.Host}}\n```\n\n```http\nHTTP/1.1 …\n```" + `

Why this code, and none of the others.

## A question

` + "```quiz\nWhat does the reader know now?\n\n- [x] One line that is right\n  Why it is.\n- [ ] One line that is not\n\nWhat explains it all.\n```\n" + `{{end}}`

// text is the text of a new note.
func (c *newCommand) text(content fs.FS, name string, config note.Config) (string, error) {
	s := stub{Title: c.Title, Host: hostOf(config), Order: orderOf(content, path.Dir(name))}
	if i := config.SectionOf(name); i >= 0 {
		s.Lesson = config.Sections[i].Lessons
	}
	if code, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".md")); err == nil && path.Dir(name) == "status" {
		s.Code, s.Order = code, code
		facts, err := registry.Load()
		if err != nil {
			return "", err
		}
		status, ok := facts.Status(code)
		if !ok && s.Title == "" {
			return "", source.Usage("new", fmt.Sprintf("%d is not a registered status code", code), "put the note into another folder")
		}
		s.Title = cmp.Or(s.Title, fmt.Sprintf("%d %s", code, status.Phrase))
	}
	if s.Title == "" {
		s.Title = source.Capital(strings.ReplaceAll(strings.TrimSuffix(path.Base(name), ".md"), "-", " "))
	}
	s.Title = strconv.Quote(s.Title)
	from, text := "", standard
	folder, _, _ := strings.Cut(name, "/")
	for _, file := range []string{folder + ".md", "note.md"} {
		if data, err := fs.ReadFile(content, path.Join(templates, file)); err == nil {
			from, text = path.Join(note.Folder, templates, file), string(data)
			break
		}
	}
	var b strings.Builder
	t, err := template.New(from).Parse(text)
	if err == nil {
		err = t.Execute(&b, s)
	}
	if err != nil {
		return "", source.Usage("new", fmt.Sprintf("the template %s is wrong: %v", from, err), "it may use {{.Title}}, {{.Host}}, {{.Order}}, {{.Code}} and {{.Lesson}}, as in Go's text/template")
	}
	return b.String(), nil
}

// orderOf is the place after the last note of a folder that has one, or 0.
func orderOf(content fs.FS, folder string) int {
	files, _ := fs.Glob(content, path.Join(folder, "*.md"))
	last := 0
	for _, name := range files {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			continue
		}
		if file, faults := source.NewFile(name, data); len(faults) == 0 {
			if n, _ := note.Parse(file, name); n != nil {
				last = max(last, n.Meta.Order)
			}
		}
	}
	if last == 0 {
		return 0
	}
	return last + 1
}
