package origin

import (
	"os"
	"slices"
	"strings"
)

// inherited are the variables that commands inherit from wirebook: where programs and
// their modules are found, and how text and time are written. Others, such as the token
// of a CI system, are not passed on, except those that begin with WIREBOOK_, which are
// the user's own.
var inherited = []string{
	"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TMP", "TEMP",
	"LANG", "LANGUAGE", "TZ", "SYSTEMROOT",
	"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "NODE_PATH", "GEM_PATH", "GEM_HOME", "LD_LIBRARY_PATH",
}

// environment returns the variables that a command gets besides those of site.yaml.
func environment() (env []string) {
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if upper := strings.ToUpper(name); slices.Contains(inherited, upper) || strings.HasPrefix(upper, "LC_") || strings.HasPrefix(upper, "WIREBOOK_") {
			env = append(env, v)
		}
	}
	return env
}
