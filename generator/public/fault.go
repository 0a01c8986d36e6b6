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
	errFile   = errors.New("there is a file where a folder must be")
	errFolder = errors.New("there is a folder where a file must be")
	errLink   = errors.New("there is a symbolic link where a folder must be")

	errSpecial    = errors.New("it is a pipe, a socket or a device")
	errPublicLink = errors.New("it is a symbolic link")
	errNotOurs    = errors.New("a build did not make this folder: it is not empty, and has no .gitignore with the lines * and !.gitignore")
	errBusy       = errors.New("another build of this tree is under way")
)

// inWay is the error of a file that no build wrote in the place of a file of the site.
// Its value is how many more such files there are.
type inWay int

func (n inWay) Error() string {
	if n == 0 {
		return "there is already a file, which a build did not write"
	}
	return fmt.Sprintf("there is already a file, which a build did not write; the same is true of %d more", int(n))
}

// A failure says what went wrong at a path inside the folder; "" is the folder itself.
type failure struct {
	path   string
	err    error
	placed bool // some files of the new site are already in place
}

func (f *failure) Error() string { return f.path + ": " + cause(f.err).Error() }

// cause returns the system's error without the operation and the path, which may be a
// temporary one.
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

// fault returns an error as a fault that says in one line what failed, and what to do.
func fault(dir string, err error) source.Fault {
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{err: err}
	}
	name := path.Join(strings.ReplaceAll(dir, `\`, "/"), f.path)
	why := cause(f.err)
	do := "make sure that you are allowed to write there, and build again"
	var foreign inWay
	switch {
	case errors.Is(why, context.Canceled), errors.Is(why, context.DeadlineExceeded):
		return source.Usage("stopped", fmt.Sprintf("stopped: %v", why), "")
	case errors.Is(why, errBusy):
		do = "wait until it has finished, and build again"
	case errors.Is(why, errNotOurs):
		do = "move it elsewhere; the build creates its own folder"
	case errors.Is(why, errPublicLink):
		do = "remove the link: the site is written into a folder of that name"
	case errors.As(why, &foreign):
		do = "move it elsewhere, or run build --clean, which removes what no build wrote"
	case f.path == "" && errors.Is(why, errFile):
		do = "remove or rename it: the site is written into a folder of that name"
	case errors.Is(why, errFile), errors.Is(why, errFolder), errors.Is(why, errLink), errors.Is(why, errSpecial):
		do = "remove it: the folder is for what builds write"
	case errors.Is(why, syscall.ENOSPC), errors.Is(why, syscall.EFBIG):
		do = "make room on the disk, and build again"
	case errors.Is(why, fs.ErrNotExist) && f.path != "":
		why, do = errors.New("it disappeared during the build"), "make sure that no other program writes to the folder, and build again"
	}
	if f.placed {
		do += "\nuntil then the folder contains files of both the old and the new site"
	}
	return source.Usage("not-written", fmt.Sprintf("%s cannot be written: %v", name, why), do)
}

// own reports whether builds keep a name in the folder for themselves.
func own(name string) bool {
	return name == listName || name == marker || strings.HasPrefix(path.Base(name), temporary)
}

// collisions returns faults for paths that the folder cannot hold: those that leave it,
// those that two files share, and those that differ only in case, which some file
// systems treat as one.
func collisions(files []site.File) []source.Fault {
	var faults []source.Fault
	spelt := make(map[string]string, len(files))
	kept := map[string]bool{}
	for _, f := range files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsFunc(f.Path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) || own(f.Path) {
			faults = append(faults, source.Usage("bad-address", fmt.Sprintf("%q is not a path inside the site", f.Path), "rename the file that it is made from"))
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
					fmt.Sprintf("%s and %s differ only in case, and some file systems treat them as one", min(other, p), max(other, p)),
					"rename one of the files that they are made from"))
			case first || kept[p]: // a file twice, or a file and a folder
				faults = append(faults, source.Usage("same-address",
					fmt.Sprintf("two parts of the site would have the path %s", p), "rename one of the files that they are made from"))
			}
			first = false
		}
	}
	return source.Sort(faults)
}
