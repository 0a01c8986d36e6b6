package public

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
	"unicode"

	"wirebook/generator/site"
	"wirebook/generator/source"
)

var (
	errFile   = errors.New("a file stands where a folder must be")
	errFolder = errors.New("a folder stands where a file must be")
	errLink   = errors.New("a symbolic link stands where a folder must be")

	errSpecial    = errors.New("it is a pipe, a socket or a device")
	errPublicLink = errors.New("it is a symbolic link")
	errNotOurs    = errors.New("no build made this folder: it holds something, and no .gitignore with the lines * and !.gitignore")
	errBusy       = errors.New("another build of this tree is under way")
)

// inWay is the error of a file that no build wrote in the place of one of the
// site's, and of so many others.
type inWay int

func (n inWay) Error() string {
	if n == 0 {
		return "no build wrote the file that stands there"
	}
	return fmt.Sprintf("no build wrote the file that stands there; %d more are such", int(n))
}

// A failure is what went wrong at a path inside the folder; "" is the folder.
type failure struct {
	path   string
	err    error
	placed bool // the first files of the new site stand in their places
}

func (f *failure) Error() string { return f.path + ": " + cause(f.err).Error() }

// cause is the error of the system without the operation and the name, which
// may be a temporary one.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}

// fault says in one line what failed and in another what to do.
func fault(dir string, err error) source.Fault {
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{err: err}
	}
	name := path.Join(strings.ReplaceAll(dir, `\`, "/"), f.path)
	why := cause(f.err)
	do := "make sure that you may write there, and build again"
	var foreign inWay
	switch {
	case errors.Is(why, context.Canceled), errors.Is(why, context.DeadlineExceeded):
		return source.Usage("stopped", fmt.Sprintf("stopped: %v", why), "")
	case errors.Is(why, errBusy):
		do = "wait until it has ended, and build again"
	case errors.Is(why, errNotOurs):
		do = "move it away; the build makes a folder of its own"
	case errors.Is(why, errPublicLink):
		do = "remove the link: the site is written into a folder of that name"
	case errors.As(why, &foreign):
		do = "move it away, or let build --clean remove what no build wrote"
	case f.path == "" && errors.Is(why, errFile):
		do = "remove or rename it: the site is written into a folder of that name"
	case errors.Is(why, errFile), errors.Is(why, errFolder), errors.Is(why, errLink), errors.Is(why, errSpecial):
		do = "remove it: the folder holds only what a build writes"
	case errors.Is(why, syscall.ENOSPC), errors.Is(why, syscall.EFBIG):
		do = "make room on the disk, and build again"
	case errors.Is(why, fs.ErrNotExist) && f.path != "":
		why, do = errors.New("it went away while it was written"), "let only one build at a time write to the folder"
	}
	if f.placed {
		do += "\nthe folder holds files of the new site and of the old one until then"
	}
	return source.Usage("not-written", fmt.Sprintf("%s cannot be written: %v", name, why), do)
}

// own says that the folder keeps a name for itself.
func own(name string) bool {
	return name == listName || name == marker || strings.HasPrefix(path.Base(name), temporary)
}

// collisions finds the paths that no folder can hold: those that leave it, that
// two files share, or that differ only in case, which some systems take for one.
func collisions(files []site.File) []source.Fault {
	var faults []source.Fault
	spelt := make(map[string]string, len(files))
	kept := map[string]bool{}
	for _, f := range files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsFunc(f.Path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) || own(f.Path) {
			faults = append(faults, source.Usage("bad-address", fmt.Sprintf("%q is no path inside the site", f.Path), "rename the file that it is made from"))
			continue
		}
		kept[f.Path] = true
		first := true
		for p := f.Path; p != "."; p = path.Dir(p) {
			folded := strings.ToLower(p)
			other, seen := spelt[folded]
			spelt[folded] = p
			switch {
			case !seen:
			case other != p:
				faults = append(faults, source.Usage("same-address",
					fmt.Sprintf("%s and %s differ only in case, and some systems take them for one", min(other, p), max(other, p)),
					"rename one of the files that they are made from"))
			case first || kept[p]: // a file twice, or a file and a folder
				faults = append(faults, source.Usage("same-address",
					fmt.Sprintf("two parts of the site would stand at %s", p), "rename one of the files that they are made from"))
			}
			first = false
		}
	}
	return source.Sort(faults)
}
