package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints which wirebook this is, as far as its binary knows: go run keeps no
// commit, and go build keeps that of the work tree.
func (*versionCommand) Run(r *run) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: runtime.Version()}
	}
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	modified := ""
	if set["vcs.modified"] == "true" {
		modified = " (modified)"
	}
	_, err := fmt.Fprintf(r.program.Out, "wirebook %s, commit %s%s, %s %s/%s\n", cmp.Or(info.Main.Version, "(devel)"),
		cmp.Or(set["vcs.revision"], "unknown"), modified, info.GoVersion, runtime.GOOS, runtime.GOARCH)
	return err
}
