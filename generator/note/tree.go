package note

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"wirebook/generator/source"
)

// A Tree is the content of content/.
type Tree struct {
	Config     Config
	ConfigFile *source.File   // nil if there is no site.yaml
	Notes      []*Note        // in the order of their paths
	Copies     []Copy         // files that are published unchanged
	Frames     []*source.File // the files of head: and foot:
	Origin     []*source.File
	Drafts     []string  // paths of notes that WithoutDrafts took out
	Unread     []string  // paths in content/ of files with a fault that keeps them from being read
	Today      time.Time // of the build; facts are old or not as of this day
}

// A Copy is a file that is not a note, such as a picture.
type Copy struct {
	Path string // in content/
	Data []byte
}

// The names in content/ that have a special meaning.
const (
	Folder       = "content"
	ConfigName   = "site.yaml"
	OriginFolder = "origin"
)

// Read reads all of content/: site.yaml, the notes, the files to be copied and the
// source of the built-in origin. It does not leave fsys; a link out of it is a fault.
func Read(fsys fs.FS) (*Tree, []source.Fault) { return Memory{}.Read(fsys) }

// Read is the function Read, but for what the memory knows.
func (m Memory) Read(fsys fs.FS) (*Tree, []source.Fault) {
	m.turn()
	t := &Tree{}
	var faults []source.Fault
	config := found{name: ConfigName, asked: time.Now()}
	info, missing := fs.Stat(fsys, ConfigName)
	if config.info = info; missing == nil && info.Mode().IsRegular() {
		e := m.entry(fsys, config, phrases{})
		if faults = e.faults; e.config != nil {
			t.ConfigFile = e.config
			t.Config, faults = m.parseConfig(e.config)
		}
	}
	entries, walked := list(fsys, t.Config.Publish)
	faults = append(faults, walked...)
	entries = slices.DeleteFunc(entries, func(f found) bool { return !isRead(f.name) })

	refused := newPhrases(t.Config)
	read := make([]entry, len(entries))
	m.Progress.Begin("files read", len(entries))
	source.Each(len(entries), func(i int) {
		read[i] = m.entry(fsys, entries[i], refused)
		m.Progress.Step(1)
	})
	for i, e := range read {
		faults = append(faults, e.faults...)
		switch {
		case e.note != nil:
			t.Notes = append(t.Notes, e.note)
		case e.copy != nil && (e.copy.Path == t.Config.Head || e.copy.Path == t.Config.Foot):
			file, more := source.NewFile(path.Join(Folder, e.copy.Path), e.copy.Data)
			t.Frames, faults = append(t.Frames, file), append(faults, more...)
		case e.copy != nil:
			t.Copies = append(t.Copies, *e.copy)
		case e.origin != nil:
			t.Origin = append(t.Origin, e.origin)
		case len(e.faults) > 0:
			t.Unread = append(t.Unread, entries[i].name)
		}
	}
	faults = append(faults, m.giveChoosers(t, refused)...)
	faults = append(faults, t.unlisted()...)
	if errors.Is(missing, fs.ErrNotExist) && len(walked) == 0 {
		faults = append(faults, source.Usage("no-site-yaml", "content/site.yaml is missing", "it has the title, the address and the sections of the site; write at least `title: …`"))
	}
	return t, faults
}

// WithoutDrafts takes the drafts out of the tree, but for those that are kept, and
// returns the faults without those in them.
func (t *Tree) WithoutDrafts(keep func(*Note) bool, faults []source.Fault) []source.Fault {
	t.Notes = slices.DeleteFunc(slices.Clone(t.Notes), func(n *Note) bool {
		if !n.Meta.Draft || keep(n) {
			return false
		}
		t.Drafts = append(t.Drafts, n.Path)
		faults = slices.DeleteFunc(faults, func(f source.Fault) bool { return f.File == n.File })
		return true
	})
	return faults
}

// A found is a file of content/, and what was answered when its info was asked for,
// which was not before asked.
type found struct {
	name  string
	asked time.Time
	info  fs.FileInfo
	err   error
}

// list returns the files of content/, without site.yaml, in the order of their paths.
func list(fsys fs.FS, publish []string) (files []found, faults []source.Fault) {
	known, began := sameNames{}, time.Now()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name == "." {
				return err
			}
			faults = append(faults, unreadable(name, err))
			return nil
		}
		special := func() {
			faults = append(faults, place(name, "not-a-file", "this is a pipe, a socket or a device", "remove it from content/"))
		}
		hidden := strings.HasPrefix(path.Base(name), ".") && name != "." && !shown(publish, name)
		if !hidden && name != "." {
			more, below := known.check(name)
			if faults = append(faults, more...); !below && d.IsDir() {
				return fs.SkipDir
			}
		}
		switch {
		case source.IsSpecial(d.Type()):
			special()
		case hidden:
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			info, err := fs.Stat(fsys, name)
			switch {
			case err == nil && source.IsSpecial(info.Mode()):
				special()
			case err != nil:
				faults = append(faults, place(name, "link-out", "this is a link to a file outside content/", "replace it with a copy of the file"))
			case info.IsDir():
				faults = append(faults, place(name, "link-to-folder", "this is a link to a folder, which is not followed", "move the folder here"))
			default:
				files = append(files, found{name, began, info, nil})
			}
		case d.Type().IsRegular() && name != ConfigName:
			info, err := d.Info()
			files = append(files, found{name, began, info, err})
		}
		return nil
	})
	if err != nil {
		faults = append(faults, source.Usage("no-content", fmt.Sprintf("content/ cannot be read: %s", reason(err)), "run wirebook in the folder that contains content/, or name that folder with --root; to begin a course: wirebook init DIR"))
	}
	return files, faults
}

// place returns a fault of a whole file.
func place(name, id, what, do string) source.Fault {
	return source.Fault{File: &source.File{Name: path.Join(Folder, name)}, ID: id, What: what, Do: do}
}

func unreadable(name string, err error) source.Fault {
	return place(name, "unreadable", "the file cannot be read: "+reason(err), "check its permissions")
}

func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// An entry is one file of content/ after reading: the field of its kind is set.
type entry struct {
	note   *Note
	copy   *Copy
	origin *source.File
	config *source.File
	faults []source.Fault
}

// markdownEndings are the extensions of files that code hosts show as Markdown.
var markdownEndings = []string{".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx"}

// isCopy reports whether a file is published unchanged.
func isCopy(name string) bool {
	return !inOrigin(name) && name != ConfigName && path.Ext(name) != ".md"
}

func inOrigin(name string) bool { return strings.HasPrefix(name, OriginFolder+"/") }

// apart are folders of content/ that are not of the site: layouts that replace those of
// the program, and templates of new notes.
var apart = []string{"layouts", "templates"}

// isRead reports whether a file is read: of the origin, only the Go files that are not
// tests; of the folders apart, none.
func isRead(name string) bool {
	if inOrigin(name) {
		return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
	}
	folder, _, within := strings.Cut(name, "/")
	return !within || !slices.Contains(apart, folder)
}

// readFile reads what is on disk, unless the file is too large or is misnamed.
func readFile(fsys fs.FS, name string, info fs.FileInfo, err error) ([]byte, []source.Fault) {
	if ext := strings.ToLower(path.Ext(name)); isCopy(name) && slices.Contains(markdownEndings, ext) {
		return nil, []source.Fault{{File: &source.File{Name: path.Join(Folder, name)}, ID: "note-name",
			What: "this file is not read as a note, because its name does not end in .md", Do: "rename it to " + strings.TrimSuffix(name, path.Ext(name)) + ".md"}}
	}
	most := int64(MaxNote)
	if isCopy(name) {
		most = maxCopy
	}
	if err == nil && info.Size() > most {
		return nil, []source.Fault{TooLarge(path.Join(Folder, name), info.Size(), most)}
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, []source.Fault{unreadable(name, err)}
	}
	return data, nil
}

func (m Memory) readEntry(name string, data []byte, refused phrases) (e entry) {
	if isCopy(name) {
		e.copy = &Copy{Path: name, Data: data}
		return e
	}
	file, faults := source.NewFile(path.Join(Folder, name), data)
	e.faults = faults
	switch {
	case len(faults) > 0:
	case inOrigin(name):
		e.origin = file
	case name == ConfigName:
		e.config = file
	default:
		e.note, e.faults = m.parsed(file, name, refused)
	}
	return e
}
