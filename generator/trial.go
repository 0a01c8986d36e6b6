package generator

import (
	"context"
	"time"

	"wirebook/generator/layout"
	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/trial"
)

// Editor returns the script and the style with which a page can send requests through serve
// where the site has no program of trials, by their names.
func (o Options) Editor() (map[string][]byte, error) {
	layouts, close, err := o.OpenLayouts()
	defer close()
	if err != nil {
		return nil, err
	}
	return layout.Editor(layouts), nil
}

// A compiling is the program of trials while it is compiled beside the rest of a build.
type compiling struct {
	done    chan struct{}
	program *trial.Program
	err     error
}

// compile begins to compile the program of the site.
func (o Options) compile(ctx context.Context, c note.Config) *compiling {
	out := &compiling{done: make(chan struct{})}
	if !c.Trial {
		close(out.done)
		return out
	}
	builtIn := false
	for _, origin := range c.Origins {
		builtIn = builtIn || origin.BuiltIn && o.Origin != nil
	}
	go func() {
		defer close(out.done)
		if out.program, out.err = trial.Build(ctx, o.Root, o.Cache, builtIn); out.program != nil {
			out.program.Make = o.Origin
		}
	}()
	return out
}

// told waits for the program, which steps tells of.
func (c *compiling) told(steps *source.Progress) {
	steps.Begin("programs compiled for the pages", 1)
	defer steps.End()
	tick := time.NewTicker(time.Second / 4)
	defer tick.Stop()
	for c != nil {
		select {
		case <-tick.C:
			steps.Step(0)
		case <-c.done:
			return
		}
	}
}

// well reports whether the compiler ended without an error.
func (c *compiling) well() bool {
	select {
	case <-c.done:
		return c.err == nil
	default:
		return false
	}
}

// wait returns the program, or nil where there is none. Go code that does not compile for
// a browser, because it needs files or a database for example, is no fault: the pages
// offer no trials, and a notice says why.
func (c *compiling) wait(ctx context.Context) (*trial.Program, []source.Fault) {
	if c == nil {
		return nil, nil
	}
	<-c.done
	if c.err == nil || ctx.Err() != nil {
		return c.program, nil
	}
	return nil, []source.Fault{source.Usage("no-trials", "the pages offer no trials: the origin does not compile for a browser", c.err.Error()+"\ncorrect it, or write `trial: false` in content/site.yaml")}
}
