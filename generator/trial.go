package generator

import (
	"context"
	"fmt"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/source"
	"wirebook/generator/trial"
)

// A compiling is the program of trials while it is compiled beside the rest of a build.
type compiling struct {
	done    chan struct{}
	program *trial.Program
	err     error
}

// patience is how long the compiler may work before Options.Progress is told of it.
const patience = 2 * time.Second

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
	began := time.Now()
	late := time.AfterFunc(patience, func() {
		if o.Progress != nil {
			o.Progress("compiling the program that answers in the page: up to a minute, once for each change of the Go code")
		}
	})
	go func() {
		defer close(out.done)
		out.program, out.err = trial.Build(ctx, o.Root, builtIn)
		if !late.Stop() && o.Progress != nil && out.err == nil {
			o.Progress(fmt.Sprintf("compiled in %.0f s", time.Since(began).Seconds()))
		}
	}()
	return out
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
