package note

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"wirebook/generator/memo"
	"wirebook/generator/source"
)

// Config is the content of site.yaml.
//
// Its phrases are words that notes may not use in their prose, with better ones (Phrase):
//
//	phrases:
//	  had better: should, or an imperative
//
// How the site looks takes no layout. Files are paths in content/:
//
//	logo: look/logo.svg
//	colours:
//	  accent: {light: "#7a1fa2", dark: "#d9a5f6"}
//	fonts:
//	  text: {regular: look/text.woff2, bold: look/bold.woff2}
//	links:
//	  - {name: Imprint, url: imprint.md}
//	head: look/head.html
//	foot: look/foot.html
//	allow: [https://stats.example.org]
//	pages: {map: false}
//
// The files of head: and foot: are HTML. They name scripts, styles, pictures and notes by
// their paths from there, as a note does:
//
//	<script src="own.js" defer></script>
//	<p>By <a href="../about.md">us</a></p>
//
// A script or a style inside them is a fault, because the policy of the pages lets none
// through, and so is whatever is on a host that allow: does not list.
type Config struct {
	Title       string            `yaml:"title"`
	Description string            `yaml:"description"`
	Address     string            `yaml:"address"`               // https://…/, for canonical links, the sitemap and the 404 page
	Language    string            `yaml:"language" was:"lang"`   // of the notes, but for those with lang; BCP 47; en if it is missing
	Repository  string            `yaml:"repository" was:"repo"` // address of the source
	Issues      string            `yaml:"issues"`                // address of a form for reports; if it is missing, that of a repository on GitHub
	License     License           `yaml:"license" was:"licence"` // of the notes, for the end of each page
	Placeholder string            `yaml:"placeholder"`           // what an empty search box shows, such as words to search for
	Edit        string            `yaml:"edit"`                  // address where a note can be edited; {path} is replaced by its path in content/
	Logo        string            `yaml:"logo"`                  // a picture of content/, for the beginning of each page and the tab of the browser
	Colours     Colours           `yaml:"colours"`               // instead of those of the style sheet; text must have enough contrast
	Fonts       Fonts             `yaml:"fonts"`                 // files of content/
	Links       []FootLink        `yaml:"links"`                 // in the foot of each page
	Head        string            `yaml:"head"`                  // a file of content/ with HTML for the end of the head of each page, such as scripts
	Foot        string            `yaml:"foot"`                  // likewise for its foot
	Allow       []string          `yaml:"allow"`                 // other hosts that pages may contact: https://stats.example.org
	Pages       Pages             `yaml:"pages"`
	Sections    []Section         `yaml:"sections"` // in reading order
	Everyday    []int             `yaml:"everyday"` // the status codes that the home page shows first, in order
	Origins     map[string]Origin `yaml:"origins"`
	Trial       bool              `yaml:"trial"`   // pages send requests of their readers to the built-in origin; true if it is missing
	Publish     []string          `yaml:"publish"` // files and folders of content/ that are published although hosts or browsers act on them, such as CNAME
	Complete    Complete          `yaml:"complete"`
	Withhold    bool              `yaml:"withhold"`   // the solutions of the tasks of all notes are kept out of the site
	Phrases     map[string]string `yaml:"phrases"`    // words that the prose of no note may use, with better ones
	Exceptions  map[string]string `yaml:"exceptions"` // text in code spans that is not the code or field of that name, with the reason

	at places
}

// RepositoryOf is the address of a repository for a browser, made from one that git or a
// host's build names: git@example.org:me/course.git is https://example.org/me/course. It is
// empty if there is none. A user and a password, with which some hosts clone, are left out:
// pages show the address.
func RepositoryOf(address string) string {
	if rest, ok := strings.CutPrefix(address, "git@"); ok {
		address = "https://" + strings.Replace(rest, ":", "/", 1)
	}
	u, err := url.Parse(address)
	if err == nil && u.Scheme == "ssh" {
		u.Scheme, u.Host = "https", u.Hostname() // the port is that of ssh
	}
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.User = nil
	return strings.TrimSuffix(u.String(), ".git")
}

// Report is the address of a form for reports of readers, or empty.
func (c Config) Report() string {
	if c.Issues == "" && strings.HasPrefix(c.Repository, "https://github.com/") {
		return strings.TrimSuffix(c.Repository, "/") + "/issues/new"
	}
	return c.Issues
}

// AddTo adds all that the configuration says to a sum, but not where it says it.
func (c Config) AddTo(sum *memo.Sum) {
	c.at = nil
	sum.Text(fmt.Sprintf("%#v", c))
}

// Colours are those of pages, in the light and the dark scheme.
type Colours struct {
	Paper  Colour `yaml:"paper"`  // behind the text
	Sheet  Colour `yaml:"sheet"`  // behind messages and buttons
	Tint   Colour `yaml:"tint"`   // behind code and quotations
	Rule   Colour `yaml:"rule"`   // of lines
	Ink    Colour `yaml:"ink"`    // of the text
	Soft   Colour `yaml:"soft"`   // of notices and labels
	Accent Colour `yaml:"accent"` // of links, and of what has the focus
	C1     Colour `yaml:"1xx"`    // of the classes of status codes
	C2     Colour `yaml:"2xx"`
	C3     Colour `yaml:"3xx"`
	C4     Colour `yaml:"4xx"`
	C5     Colour `yaml:"5xx"`
}

// A Colour is a colour in both schemes, such as "#1d4b82"; an empty one stays as it is.
type Colour struct {
	Light string `yaml:"light"`
	Dark  string `yaml:"dark"`
}

// Fonts are those of the text, of labels and navigation, and of code.
type Fonts struct {
	Text      Font `yaml:"text"`
	Interface Font `yaml:"interface"`
	Code      Font `yaml:"code"`
}

// A Font is the files of a font, by their paths in content/; any may be empty.
type Font struct {
	Variable   string `yaml:"variable"` // of all weights
	Regular    string `yaml:"regular"`
	Bold       string `yaml:"bold"`
	Italic     string `yaml:"italic"`
	BoldItalic string `yaml:"bold-italic"`
}

// A FootLink is a link in the foot of each page.
type FootLink struct {
	Name string `yaml:"name"`
	URL  string `yaml:"url"` // the path of a note in content/, or an address with https:// or mailto:
}

// Pages says which pages the site has beside those of the notes; each is true if it is
// missing. A note with `list: data` or `list: map` is left out where that is false, and
// links to it are plain text.
type Pages struct {
	Data    bool `yaml:"data"`    // the data for programs
	Map     bool `yaml:"map"`     // all pages
	Offline bool `yaml:"offline"` // reading offline
	Try     bool `yaml:"try"`     // a request of a reader's own
	Read    bool `yaml:"read"`    // a response that a reader pastes
}

// License is the licence of the notes.
type License struct {
	Name string `yaml:"name"` // CC BY 4.0
	URL  string `yaml:"url"`  // where its text is; may be empty
}

// Complete is what the site promises to cover. Whatever is missing is a fault.
type Complete struct {
	// Codes: each registered status code and class has a note that agrees with the
	// registry, cites the section that defines the code, and has retry and client.
	Codes bool `yaml:"codes"`
	// Fields: each registered field has a note, or a line in one that lists them.
	Fields bool `yaml:"fields"`
	// Descriptions: each note has one.
	Descriptions bool `yaml:"descriptions"`
	// Mentions: each code span that names a status code or a field spells it as the
	// registry does, and has a note or a line to link to.
	Mentions bool `yaml:"mentions"`
	// Citations: each names a section, and no RFC that was replaced.
	Citations bool `yaml:"citations"`
}

// A Section is a folder of content/ that is in the navigation.
type Section struct {
	Title  string `yaml:"title"`
	Folder string `yaml:"folder"`
	// Lessons says that its notes are read in order and their questions are counted.
	Lessons bool `yaml:"lessons"`
}

func parseConfig(file *source.File) (Config, []source.Fault) {
	c := Config{Language: "en", Trial: true, Pages: Pages{true, true, true, true, true}}
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

// SectionOf returns the index of the section that a note is in, the one with the deepest
// folder, or -1.
func (c Config) SectionOf(name string) int {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		for i := len(c.Sections) - 1; i >= 0; i-- {
			if strings.Trim(c.Sections[i].Folder, "/") == dir {
				return i
			}
		}
		if !strings.Contains(dir, "/") {
			return -1
		}
	}
}

// At returns the span of the value at a path of keys in site.yaml, such as
// sections.0.folder, or the zero span if the value is missing.
func (c Config) At(path string) source.Span { return c.at[path] }

// check faults invalid values, in the order of their keys.
func (c Config) check(file *source.File) (faults []source.Fault) {
	fault := func(id, path, what, do string) {
		faults = append(faults, source.Fault{File: file, Span: c.At(path), ID: id, What: what, Do: do})
	}
	if c.Title == "" {
		fault("no-site-title", "title", "the site has no title", "write `title: …`")
	}
	if what, do := CheckAddress(c.Address); c.Address != "" && what != "" {
		fault("site-address", "address", what, do)
	}
	if c.Edit != "" && (!strings.HasPrefix(c.Edit, "https://") || !strings.Contains(c.Edit, "{path}")) {
		fault("edit-address", "edit", fmt.Sprintf("the address %q is not a place where a note can be edited", c.Edit),
			"write it with https:// and with {path} for the path of the note: https://example.org/edit/main/content/{path}")
	}
	for _, key := range []string{"repository", "issues"} {
		if address := map[string]string{"repository": c.Repository, "issues": c.Issues}[key]; address != "" && !strings.HasPrefix(address, "https://") {
			fault("source-address", key, fmt.Sprintf("the address %q does not begin with https://", address), "write it as a browser needs it: https://example.org/course")
		}
	}
	if l := c.License; l.URL != "" && (!strings.HasPrefix(l.URL, "https://") || l.Name == "") {
		fault("license", "license.url", "the licence has an address that is not https://, or no name", "write license: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}")
	}
	faults = append(faults, misnamedLanguage(file, c.At("language"), c.Language)...)
	faults = append(faults, longText(file, c.At("title"), "title", c.Title, maxTitle)...)
	faults = append(faults, longText(file, c.At("description"), "description", c.Description, maxDescription)...)
	for i, s := range c.Sections {
		faults = append(faults, longText(file, c.At(fmt.Sprintf("sections.%d.title", i)), "title", s.Title, maxTitle)...)
	}
	faults = append(faults, unreasoned(file, c.Exceptions, c.at)...)
	c.checkPhrases(fault)
	builtIn, owner := "", map[string]string{}
	for _, name := range slices.SortedFunc(maps.Keys(c.Origins), func(a, b string) int {
		return c.At("origins."+a).Start - c.At("origins."+b).Start
	}) {
		o, path := c.Origins[name], "origins."+name
		var ok bool
		if o.Deadline, ok = duration(o.DeadlineText); !ok {
			fault("deadline", path+".deadline", fmt.Sprintf("the deadline %q of the origin %s is not a duration", o.DeadlineText, name), "write it with its unit: 5s or 200ms")
		}
		o.check(func(id, key, what, do string) { fault(id, path+key, fmt.Sprintf(what, name), do) })
		c.Origins[name] = o
		if o.BuiltIn && builtIn != "" {
			fault("two-built-in", path+".built-in", fmt.Sprintf("the origins %s and %s are both built-in", builtIn, name), "there is only one built-in server: give it the hosts of both")
		}
		if o.BuiltIn {
			builtIn = name
		}
		for _, host := range o.Hosts {
			if other, taken := owner[strings.ToLower(host)]; taken {
				fault("two-hosts", path+".hosts", fmt.Sprintf("the host %s already belongs to the origin %s", host, other), "keep it in one of them; a fence can still say origin=name")
			}
			owner[strings.ToLower(host)] = name
		}
	}
	return faults
}

// CheckAddress says what is wrong with the address of a site, and what to do; both are
// empty if nothing is.
func CheckAddress(address string) (what, do string) {
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Host == "", u.User != nil:
		return fmt.Sprintf("the address %q is not a URL", address), "write it with its scheme: https://example.org/"
	case u.RawQuery != "", u.ForceQuery, u.Fragment != "", strings.ContainsAny(address, " #"):
		return fmt.Sprintf("the address %q has more than a path", address), "write only the place of the site: https://example.org/course/"
	}
	return "", ""
}

// AddressOf adds the slash at the end of the address of a site, if it is missing.
func AddressOf(address string) string {
	if address != "" && !strings.HasSuffix(address, "/") {
		address += "/"
	}
	return address
}
