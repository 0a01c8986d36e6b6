package origin

import (
	"os"
	"slices"
	"strings"
)

// inherited are the variables of wirebook that its commands have, too: where
// programs and their modules are found, and how text and time are written. A token
// of a CI system, say, is not among them. Those that begin with WIREBOOK_ are the
// user's own.
var inherited = []string{
	"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TMP", "TEMP",
	"LANG", "LANGUAGE", "TZ", "SYSTEMROOT",
	"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "NODE_PATH", "GEM_PATH", "GEM_HOME", "LD_LIBRARY_PATH",
}

// environment are the variables that a command gets beside those of site.yaml.
func environment() (env []string) {
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if upper := strings.ToUpper(name); slices.Contains(inherited, upper) || strings.HasPrefix(upper, "LC_") || strings.HasPrefix(upper, "WIREBOOK_") {
			env = append(env, v)
		}
	}
	return env
}
