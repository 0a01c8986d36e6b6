package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version as far as the binary knows it: go build records the commit
// of the work tree, and go run does not.
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
