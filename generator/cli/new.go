package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
	text, err := c.text(name, inLessons(root.FS(), name))
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
	fmt.Fprintf(r.program.Out, "wrote content/%s\nfill in its response: wirebook check --update content/%s\n", name, name)
	return nil
}

// inLessons reports whether a note is in a section with lessons. It is false if
// site.yaml cannot be read.
func inLessons(content fs.FS, name string) bool {
	data, err := fs.ReadFile(content, note.ConfigName)
	if err != nil {
		return false
	}
	file, faults := source.NewFile(note.ConfigName, data)
	if len(faults) > 0 {
		return false
	}
	config, _ := note.ParseConfig(file)
	return slices.ContainsFunc(config.Sections, func(s note.Section) bool {
		return s.Lessons && strings.HasPrefix(name, strings.Trim(s.Folder, "/")+"/")
	})
}

func (c *newCommand) text(name string, lesson bool) (string, error) {
	title := c.Title
	var b strings.Builder
	code, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".md"))
	status := err == nil && path.Dir(name) == "status"
	if status && title == "" {
		facts, err := registry.Load()
		if err != nil {
			return "", err
		}
		s, ok := facts.Status(code)
		if !ok {
			return "", source.Usage("new", fmt.Sprintf("%d is not a registered status code", code), "put the note into another folder")
		}
		title = fmt.Sprintf("%d %s", code, s.Phrase)
	}
	if title == "" {
		title = strings.ReplaceAll(strings.TrimSuffix(path.Base(name), ".md"), "-", " ")
		first, size := utf8.DecodeRuneInString(title)
		title = string(unicode.ToUpper(first)) + title[size:]
	}
	fmt.Fprintf(&b, "---\ntitle: %q\ndescription: One sentence that says what the reader learns here.\n", title)
	if status {
		fmt.Fprintf(&b, "nav: %q\norder: %d\nretry: Whether a retry can help.\nclient: What the client does now.\n", strconv.Itoa(code), code)
	}
	b.WriteString("---\n\nOne sentence that answers the reader's question.\n\n## The exchange\n\n" +
		"```http\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 …\n```\n")
	if lesson {
		b.WriteString("\n## Predict the answer\n\nWhat the reader needs to know first.\n\n" +
			"```http predict=\"200 204 404\"\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n\n```http\nHTTP/1.1 …\n```\n\nWhy this code, and none of the others.\n" +
			"\n## A question\n\n```quiz\nWhat does the reader know now?\n\n- [x] One line that is right\n  Why it is.\n- [ ] One line that is not\n\nWhat explains it all.\n```\n")
	}
	return b.String(), nil
}
