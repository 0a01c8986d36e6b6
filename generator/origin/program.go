package origin

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A program is what this machine has installed of a command.
type program struct {
	folder    string // absolute
	path      string // of the executable
	installed string // the first line printed by the command `installed`
	absent    *Trouble
	err       error // neither here nor absent: for example, the folder cannot be used
}

// prepare finds the program, once per build.
func (c *command) prepare() program {
	c.prepareOnce.Do(func() {
		p := &c.program
		if p.folder, p.err = c.folder(); p.err != nil {
			return
		}
		if p.path, p.absent = c.find(c.Command[0], p.folder); p.absent == nil && len(c.Installed) > 0 {
			var printed []string
			if printed, p.absent = c.probe(p.folder, c.Installed); len(printed) > 0 {
				p.installed = printed[0]
			}
		}
	})
	return c.program
}

// Absent says why the exchanges of an optional command are not played here; empty if
// they are.
func (c *command) Absent() string {
	if c.all.refused != "" {
		return c.all.refused
	}
	if !commandsSupported && c.Optional {
		return "a command cannot be an origin on " + runtime.GOOS
	}
	if p := c.prepare(); !c.Optional || p.err != nil || p.absent == nil {
		return ""
	}
	return c.called("") + " is not installed where this site was built"
}

// folder is where the command runs. No symbolic link may lead out of the tree.
func (c *command) folder() (string, error) {
	name := filepath.FromSlash(c.Folder)
	if name == "" {
		name = filepath.FromSlash(note.DefaultFolder)
	}
	fail := func(err error) (string, error) {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return "", &Trouble{ID: "origin-folder", What: fmt.Sprintf("the folder %s of the origin %s cannot be used: %v", filepath.ToSlash(name), c.name, err),
			Do: "name a folder of this tree in `folder` of content/site.yaml", Exit: source.ExitUsage, Unstarted: true}
	}
	abs, err := filepath.Abs(c.all.root)
	if err != nil {
		return fail(err)
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return fail(err)
	}
	defer root.Close()
	info, err := root.Stat(name)
	switch {
	case err != nil:
		return fail(err)
	case !info.IsDir():
		return fail(errors.New("it is not a folder"))
	}
	return filepath.Join(abs, name), nil
}

// find looks for a program: in PATH, or relative to the folder if its name has a slash.
func (c *command) find(name, folder string) (string, *Trouble) {
	look := filepath.FromSlash(name)
	where := "in PATH"
	if strings.ContainsAny(name, `/\`) {
		where = "there"
		if !filepath.IsAbs(look) {
			look = filepath.Join(folder, look)
		}
	}
	found, err := exec.LookPath(look)
	switch {
	case errors.Is(err, exec.ErrDot):
		return "", c.missing(fmt.Sprintf("%s is only in the working folder", name), nil)
	case err != nil:
		return "", c.missing(fmt.Sprintf("no program %s is %s", name, where), nil)
	case !commandsSupported:
		return "", c.missing("a command cannot be an origin on "+runtime.GOOS, nil)
	}
	return found, nil
}

// missing is the trouble of a command that is not installed.
func (c *command) missing(why string, log []string) *Trouble {
	return &Trouble{ID: "origin-not-installed", What: fmt.Sprintf("the origin %s is not installed: %s", c.name, why),
		Do:   "install it; with `optional: true` in content/site.yaml its exchanges are counted as not proven here, but not with --require-all",
		Exit: source.ExitOrigin, Unstarted: true, Log: log}
}

// Ask runs a command in the folder and the environment of an origin of the tree in root,
// as its `installed` is run, and returns the lines that it prints. The error is a *Trouble
// if the program is not there, or does not end with status 0.
func Ask(root, name string, o note.Origin, line []string) ([]string, error) {
	c := NewCommands(root, "").Origin(name, o).(*command)
	folder, err := c.folder()
	if err != nil {
		return nil, err
	}
	printed, absent := c.probe(folder, line)
	if absent != nil {
		return nil, absent
	}
	return printed, nil
}

// probe runs a command that tells whether the origin is installed, and returns the lines
// that it prints.
func (c *command) probe(folder string, command []string) ([]string, *Trouble) {
	path, absent := c.find(command[0], folder)
	if absent != nil {
		return nil, absent
	}
	var env []string
	for name, v := range c.Environment {
		if !strings.Contains(v, "${") {
			env = append(env, name+"="+v)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.startLimit)
	defer cancel()
	p, err := startProcess(path, command, folder, env, nil)
	if err != nil {
		return nil, c.missing(err.Error(), nil)
	}
	defer p.stop()
	line := strings.Join(command, " ")
	select {
	case <-ctx.Done():
		return nil, c.missing(fmt.Sprintf("`%s` did not end within %s", line, c.startLimit), p.log.since(0))
	case <-p.ended:
	}
	log := p.drained()
	if p.how != "status 0" {
		return nil, c.missing(fmt.Sprintf("`%s` ended with %s%s", line, p.how, lastOf(log)), log)
	}
	return log, nil
}
