package note

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wirebook/generator/source"
)

// Config is what site.yaml says of the site as a whole.
type Config struct {
	Title       string            `yaml:"title"`
	Description string            `yaml:"description"`
	Address     string            `yaml:"address"`    // https://…/, for canonical links, the sitemap and the 404 page
	Language    string            `yaml:"language"`   // BCP 47; en where it is missing
	Repository  string            `yaml:"repository"` // where the source can be read
	Edit        string            `yaml:"edit"`       // where a note can be changed: its path in content/ stands for {path}
	Sections    []Section         `yaml:"sections"`   // in reading order
	Origins     map[string]Origin `yaml:"origins"`
	Publish     []string          `yaml:"publish"` // files and folders of content/ that are published although they act: CNAME, for example
	Complete    Complete          `yaml:"complete"`
	Exceptions  map[string]string `yaml:"exceptions"` // what is written and is not the code or field of that name, and the reason

	at places
}

// Complete is what the site promises to hold all of. Each is a promise that a
// build keeps: where something is missing, there is a fault.
type Complete struct {
	// Codes: each registered status code and class has a note, which agrees with
	// the registry, cites the section that defines it and says retry and client.
	Codes bool `yaml:"codes"`
	// Fields: each registered field has a note, or a line on one that lists them.
	Fields bool `yaml:"fields"`
	// Descriptions: each note has one.
	Descriptions bool `yaml:"descriptions"`
	// Mentions: each code span that names a status code or a field writes it as
	// the registry does, and finds its note or its line.
	Mentions bool `yaml:"mentions"`
	// Citations: each names the section that it means, and no RFC that was replaced.
	Citations bool `yaml:"citations"`
}

// A Section is a folder of content/ that stands in the navigation.
type Section struct {
	Title  string `yaml:"title"`
	Folder string `yaml:"folder"`
	// Lessons says that its notes are read in order and their questions counted.
	Lessons bool `yaml:"lessons"`
}

// Origin is one server that answers examples, chosen by the Host of a request:
// the built-in one, or a command.
type Origin struct {
	BuiltIn bool     `yaml:"built-in"` // the Go server of content/origin
	Hosts   []string `yaml:"hosts"`

	// Deadline is how long the origin may take for one answer; 0 is the usual time.
	Deadline     time.Duration
	DeadlineText string `yaml:"deadline"` // as site.yaml writes it
	// Holes may vary in all its answers, as in hole="…": Server Date.
	Holes string `yaml:"holes"`

	Command     []string          `yaml:"command"`     // the program and its arguments; no shell reads them
	Folder      string            `yaml:"folder"`      // in which it runs, from the folder that holds content/; content/origin where it is empty
	Environment map[string]string `yaml:"environment"` // beside the few variables that commands inherit

	Ready             string   `yaml:"ready"`          // tcp, or the path of an HTTP request that it answers when it is ready
	StartDeadlineText string   `yaml:"start-deadline"` // as site.yaml writes it
	Fresh             bool     `yaml:"fresh"`          // a process for each note, not one for the whole build
	Optional          bool     `yaml:"optional"`       // where it is not installed, its exchanges are not played
	Installed         []string `yaml:"installed"`      // a command that succeeds where it is installed
	By                string   `yaml:"by"`             // its name on pages; ${INSTALLED} is the first line that installed prints

	// Running is the address of a server that runs already, in place of a command: a
	// host of this machine and a port. Only a command line names one.
	Running string

	// StartDeadline is how long it may take until it is ready; 0 is the usual time.
	StartDeadline time.Duration
}

func parseConfig(file *source.File) (Config, []source.Fault) {
	c := Config{Language: "en"}
	at, faults := readYAML(file, 0, file.Data, &c)
	faults = append(faults, bidiControls(file, source.Span{End: len(file.Data)}, nil)...)
	c.at = at
	if len(faults) == 0 {
		faults = c.check(file)
	}
	for i := range faults {
		faults[i].Exit = source.ExitUsage
	}
	c.Address = AddressOf(c.Address)
	return c, faults
}

// At is where the value at a path of keys stands in site.yaml, sections.0.folder
// for example; the beginning of the file where it is missing.
func (c Config) At(path string) source.Span { return c.at[path] }

// check faults values that cannot be, in the order of their keys.
func (c Config) check(file *source.File) (faults []source.Fault) {
	fault := func(id, path, what, do string) {
		faults = append(faults, source.Fault{File: file, Span: c.At(path), ID: id, What: what, Do: do})
	}
	if c.Title == "" {
		fault("no-site-title", "title", "the site has no title", "write `title: …`")
	}
	if c.Address != "" && !strings.HasPrefix(c.Address, "https://") && !strings.HasPrefix(c.Address, "http://") {
		fault("site-address", "address", fmt.Sprintf("the address %q is not a URL", c.Address), "write it with its scheme: https://example.org/")
	}
	if c.Edit != "" && (!strings.HasPrefix(c.Edit, "https://") || !strings.Contains(c.Edit, "{path}")) {
		fault("edit-address", "edit", fmt.Sprintf("the address %q does not lead to a place where a note can be changed", c.Edit),
			"write it with https:// and with {path} for the path of the note: https://example.org/edit/main/content/{path}")
	}
	faults = append(faults, longText(file, c.At("title"), "title", c.Title, maxTitle)...)
	faults = append(faults, longText(file, c.At("description"), "description", c.Description, maxDescription)...)
	for i, s := range c.Sections {
		faults = append(faults, longText(file, c.At(fmt.Sprintf("sections.%d.title", i)), "title", s.Title, maxTitle)...)
	}
	faults = append(faults, unreasoned(file, c.Exceptions, c.at)...)
	builtIn, owner := "", map[string]string{}
	for _, name := range slices.SortedFunc(maps.Keys(c.Origins), func(a, b string) int {
		return c.At("origins."+a).Start - c.At("origins."+b).Start
	}) {
		o, path := c.Origins[name], "origins."+name
		var ok bool
		if o.Deadline, ok = duration(o.DeadlineText); !ok {
			fault("deadline", path+".deadline", fmt.Sprintf("the deadline %q of the origin %s is not a time", o.DeadlineText, name), "write it with its unit: 5s or 200ms")
		}
		o.check(func(id, key, what, do string) { fault(id, path+key, fmt.Sprintf(what, name), do) })
		c.Origins[name] = o
		if o.BuiltIn && builtIn != "" {
			fault("two-built-in", path+".built-in", fmt.Sprintf("the origins %s and %s are both built-in", builtIn, name), "there is one built-in server: give it the hosts of both")
		}
		if o.BuiltIn {
			builtIn = name
		}
		for _, host := range o.Hosts {
			if other, taken := owner[strings.ToLower(host)]; taken {
				fault("two-hosts", path+".hosts", fmt.Sprintf("the host %s belongs to the origin %s already", host, other), "leave it to one of them; a fence can still say origin=name")
			}
			owner[strings.ToLower(host)] = name
		}
	}
	return faults
}

// duration reads a time that is longer than none; 0 is read from nothing.
func duration(text string) (d time.Duration, ok bool) {
	if text == "" {
		return 0, true
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d > 0
}

// AddressOf is an address of a site with a slash at its end.
func AddressOf(address string) string {
	if address != "" && !strings.HasSuffix(address, "/") {
		address += "/"
	}
	return address
}
