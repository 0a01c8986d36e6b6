package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

// lockName is the file beside content/ with the addresses that others may link to: of
// pages, and of headings behind #.
const lockName = "urls.lock"

// addresses are those of the pages and headings of a site, in order.
func addresses(s *site.Site) (all []string) {
	for _, p := range s.Pages {
		all = append(all, p.URL)
		for _, h := range p.Note.Headings {
			all = append(all, p.URL+"#"+h.ID)
		}
	}
	slices.Sort(all)
	return all
}

// unlocked faults the addresses of urls.lock that the site has no more. An old address of
// a page that moved is kept by was:, with those of its headings that the page still has.
func (o Options) unlocked(s *site.Site) (faults []source.Fault) {
	root, err := os.OpenRoot(o.Root)
	if err != nil {
		return nil // reported where content/ is opened
	}
	defer root.Close()
	info, err := root.Lstat(lockName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() { // to open a pipe would block
		err = errors.New("it is not a regular file")
	}
	var data []byte
	if err == nil {
		data, err = root.ReadFile(lockName)
	}
	if err != nil {
		return []source.Fault{source.Usage("lock", lockName+" cannot be read: "+err.Error(), "write it anew: remove it, and run build --lock")}
	}
	file, faults := source.NewFile(lockName, data)
	if len(faults) > 0 {
		return faults
	}
	has := map[string]bool{}
	for _, a := range addresses(s) {
		has[a] = true
	}
	for _, m := range s.Moves {
		has[m.File] = true
		for _, h := range m.To.Note.Headings {
			has[m.File+"#"+h.ID] = true
		}
	}
	at := 0
	for line := range bytes.Lines(file.Data) {
		address := strings.TrimSpace(string(line))
		if address != "" && !has[address] {
			do := fmt.Sprintf("write `was: [/%s]` into the front matter of the page that replaced it", address)
			if page, id, ok := strings.Cut(address, "#"); ok {
				do = fmt.Sprintf("give the heading that replaced it this id: ## Its text {#%s}", id)
				if !has[page] {
					at += len(line)
					continue // the page is the fault
				}
			}
			faults = append(faults, source.Fault{File: file, Span: source.Span{Start: at, End: at + len(address)}, ID: "lock-gone",
				What: "others may link to this address, and the site has it no more", Do: do + "; if it may die: build --lock"})
		}
		at += len(line)
	}
	return faults
}

// lock writes the addresses of the site.
func (o Options) lock(s *site.Site) error {
	root, err := os.OpenRoot(o.Root)
	if err != nil {
		return err
	}
	defer root.Close()
	if info, err := root.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	return root.WriteFile(lockName, []byte(strings.Join(addresses(s), "\n")+"\n"), 0o644)
}
