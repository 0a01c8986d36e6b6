package page

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"

	"wirebook/generator/cache"
	"wirebook/generator/export"
	"wirebook/generator/layout"
	"wirebook/generator/memo"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/search"
	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/theme"
	"wirebook/generator/trial"
)

// A Memory keeps what each file was made from, for the next Render of the same site, and
// what is made of layouts/. It does not keep the files: they are where they were written.
// The zero Memory keeps nothing.
type Memory struct {
	files  *memo.Table[string, *keptFile] // by path
	navs   *memo.Table[string, keptNav]
	asked  *memo.Answers[site.Question]
	loaded *memo.Table[string, loaded]
	routes *memo.Table[string, keptRequests]
	plain  *memo.Table[string, keptPlain]
	starts *memo.Table[int, keptStart]
	search search.Memory
	last   *later
	disk   *cache.Cache
}

// OnDisk returns a memory that keeps nothing but what is in the cache.
func OnDisk(c *cache.Cache) Memory { return Memory{disk: c, search: search.OnDisk(c)} }

// NewMemory returns a memory in which nothing is yet.
func NewMemory() Memory {
	return Memory{files: &memo.Table[string, *keptFile]{}, navs: &memo.Table[string, keptNav]{}, asked: &memo.Answers[site.Question]{}, loaded: &memo.Table[string, loaded]{}, routes: &memo.Table[string, keptRequests]{}, plain: &memo.Table[string, keptPlain]{}, starts: &memo.Table[int, keptStart]{}, search: search.NewMemory(), last: &later{}}
}

func (m Memory) turn() {
	m.files.Turn()
	m.navs.Turn()
	m.asked.Turn()
}

// An input is what a file is made from, but for what it asks while it is made.
type input struct {
	base memo.Hash
	own  any // comparable
	nav  string
}

// keptFile is a file and what it was made from.
type keptFile struct {
	of      input
	asked   *memo.Asked[site.Question]
	written bool
	file    site.File // with its sum and size, and without its bytes
}

// page returns the file of a job: kept if it would be the same, and otherwise with what is
// to note what it asks.
func (m Memory) page(p *press, j job) (site.File, *memo.Asked[site.Question]) {
	k := m.files.Get(j.path, func(was **keptFile) *keptFile {
		if was != nil && (*was).written && (*was).of == j.of && (*was).asked.Hold(p.answer) {
			return *was
		}
		return &keptFile{of: j.of, asked: m.asked.Asked(), file: site.File{Path: j.path, Asset: j.asset}}
	})
	return k.file, k.asked
}

// text returns a file that has its bytes: kept if they are still those of the same slice.
func (m Memory) text(f site.File) site.File {
	if len(f.Data) == 0 {
		return f
	}
	of := input{own: &f.Data[0], nav: strconv.Itoa(len(f.Data))}
	k := m.files.Get(f.Path, func(was **keptFile) *keptFile {
		if was != nil && (*was).written && (*was).of == of {
			return *was
		}
		return &keptFile{of: of, file: f}
	})
	return k.file
}

// kept returns the files as they were written.
func (m Memory) kept(files []site.File) []site.File {
	out := slices.Clone(files)
	for i, f := range out {
		m.files.Update(f.Path, func(k *keptFile) *keptFile {
			if k.written {
				out[i] = k.file
			}
			return k
		})
	}
	return out
}

// later are the files that no page needs when it is shown: those of the search, and what
// programs read. The page for which a build is waited for can be seen before them.
type later struct{ search, exports, worker []site.File }

// later makes them.
func (p *press) later(before, pages []site.File, script []byte) (l later) {
	if script != nil {
		l.search = p.searchFiles(script)
	}
	l.exports = export.Write(p.site, slices.Concat(before, l.search, pages))
	return l
}

// of returns the later files as they were written last, where they can stand beside these
// until they are made; or nil.
func (l *later) of(search, worker bool, files ...[]site.File) *later {
	if l == nil || len(l.exports) == 0 || search != (len(l.search) > 0) || worker != (len(l.worker) > 0) {
		return nil
	}
	paths := map[string]bool{}
	for _, f := range slices.Concat(l.search, l.exports) {
		paths[f.Path] = true
	}
	for _, list := range files {
		if slices.ContainsFunc(list, func(f site.File) bool { return paths[f.Path] }) {
			return nil
		}
	}
	return l
}

// written says that the files are now where they are served.
func (m Memory) written(files []site.File, l later) {
	if m.files == nil {
		return
	}
	*m.last = later{}
	where := map[string]*[]site.File{}
	for from, to := range map[*[]site.File]*[]site.File{&l.search: &m.last.search, &l.exports: &m.last.exports, &l.worker: &m.last.worker} {
		for _, f := range *from {
			where[f.Path] = to
		}
	}
	for _, f := range files {
		if to := where[f.Path]; to != nil {
			f.Data, f.Make, f.Kept = nil, nil, true
			*to = append(*to, f)
		}
	}
	for _, f := range files {
		m.files.Update(f.Path, func(k *keptFile) *keptFile {
			if !k.written {
				f.Data, f.Make, f.Kept = nil, nil, true
				k.written, k.file = true, f
			}
			return k
		})
	}
}

// loaded is what is made of layouts/ whatever the site.
type loaded struct {
	of        memo.Hash
	layouts   *layout.Set
	addresses map[string]string
	assets    []site.File
}

// load reads layouts/, and makes of it what the memory does not know. The program of
// trials is one of the assets.
func (m Memory) load(folder fs.FS, program *trial.Program, look *theme.Theme) (loaded, []source.Fault) {
	var faults []source.Fault
	out := m.loaded.Get("layouts", func(was *loaded) loaded {
		of := memo.Hash(0)
		if m.loaded != nil {
			of = hashOf(folder, program, look)
		}
		if was != nil && was.of == of && of != 0 {
			return *was
		}
		l, more := layout.Load(folder)
		addresses, assets, moreFaults := layout.Assets(folder, program, look)
		if faults = append(more, moreFaults...); len(faults) > 0 {
			of = 0
		}
		return loaded{of, l, addresses, assets}
	})
	return out, faults
}

// hashOf is the hash of all files of a folder, of the program and of the theme; 0 if a
// file cannot be read.
func hashOf(folder fs.FS, program *trial.Program, look *theme.Theme) memo.Hash {
	sum := memo.NewSum()
	sum.Text(look.Key())
	if program != nil {
		sum.Bytes(program.Wasm)
		sum.Bytes(program.Exec)
	}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		sum.Text(name)
		sum.Bytes(data)
		return err
	})
	if err != nil {
		return 0
	}
	return sum.Hash()
}

// stylesOf returns what all pictures depend on: the style sheet with their colours.
func stylesOf(addresses map[string]string) memo.Hash {
	sum := memo.NewSum()
	sum.Text(addresses["style.css"])
	return sum.Hash()
}

// baseOf returns what all pages depend on, given the hash of layouts/.
func (p *press) baseOf(layouts memo.Hash) memo.Hash {
	sum := memo.NewSum()
	sum.Number(int(layouts))
	sum.Text(p.root, strconv.FormatBool(p.feed), strconv.FormatBool(p.worker != nil), strconv.FormatBool(p.reads), strconv.FormatBool(p.tries))
	sum.Text(slices.Sorted(maps.Values(p.assets))...)
	return sum.Hash()
}

// keptRequests are a request for each pattern of a built-in origin, in file order, and
// what they were made from.
type keptRequests struct {
	files []*source.File
	host  string
	all   []Request
}

// keptStart is what a note has to begin with for its code, and what it was made from.
type keptStart struct {
	of    *proof.Note
	on    *trial.Program
	start trial.Start
	ok    bool
}

// keptPlain is the blocks of a note that are shown without colours, because they are too
// long.
type keptPlain struct {
	note   *note.Note
	places []string
}

// keptNav is a navigation and what it was made from.
type keptNav struct {
	base  memo.Hash
	asked *memo.Asked[site.Question]
	html  string
}
