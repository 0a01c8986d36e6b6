package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"wirebook/generator/excerpt"
	"wirebook/generator/layout"
	"wirebook/generator/picture"
	"wirebook/generator/search"
	"wirebook/generator/site"
)

// ownPage renders a page that is not a note, with the layout of the same name.
func (a asking) ownPage(b *bytes.Buffer, name, title, description string) error {
	return a.press.layouts.Execute(b, name, a.ownView(name, title, description))
}

func (a asking) ownView(name, title, description string) *View {
	v := a.plainView(site.Place{Page: name})
	v.Title, v.Description = title, description
	v.Canonical = site.Canonical(a.site(site.AboutConfig).Config.Address, name)
	if a.home() != nil {
		v.Crumbs = []Link{v.Home}
	}
	return v
}

// readWorker reads the service worker; it returns nil if the site has none, or has
// files of its own at one of the two addresses.
func (p *press) readWorker(layouts fs.FS) []byte {
	if p.taken(site.OfflinePage) || p.taken(site.WorkerScript) {
		return nil
	}
	for _, page := range p.site.Pages {
		if page.URL == site.OfflinePage {
			return nil
		}
	}
	if p.layouts.Files[site.OfflinePage] == nil {
		return nil
	}
	script, err := fs.ReadFile(layouts, site.WorkerScript)
	if err != nil {
		return nil
	}
	return script
}

// taken reports whether a file of content/ has an address.
func (p *press) taken(address string) bool {
	return slices.ContainsFunc(p.site.Copies, func(c site.Copy) bool { return c.URL == address })
}

// leaving is the service worker of a site that has no page about reading offline: it takes
// the place of one that a reader has from before, and removes what that kept.
const leaving = `addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil((async () => {
  const prefix = "wirebook " + registration.scope + " ";
  for (const name of await caches.keys()) { if (name.startsWith(prefix)) { await caches.delete(name); } }
  await registration.unregister();
})()));
`

// workerFile returns the service worker of a build. The script follows the addresses of
// the assets and the hash of all files: another build gets another worker, with its own
// cache.
func (p *press) workerFile(files *site.Files) site.File {
	return site.File{Path: site.WorkerScript, Last: true, Make: func(b *bytes.Buffer) error {
		p.writeWorker(b, files.List)
		return nil
	}}
}

func (p *press) writeWorker(b *bytes.Buffer, files []site.File) {
	hash := sha256.New()
	for _, f := range files {
		// The sources and pictures change with their pages.
		if !f.Last && !strings.HasSuffix(f.Path, ".md") && !strings.HasPrefix(f.Path, picture.PictureFolder) {
			hash.Write([]byte(f.Path))
			hash.Write(f.Sum[:])
		}
	}
	var assets []string
	later := []string{} // those that are fetched when a reader first needs them
	idle := []string{}  // those of the search, unless it is in many parts
	for _, f := range files {
		if f.Path == site.SearchScript || strings.HasPrefix(f.Path, search.PartPrefix) {
			idle = append(idle, f.Path)
		}
	}
	if len(idle) > 2 {
		idle = idle[:0]
	}
	for _, address := range slices.Sorted(maps.Values(p.assets)) {
		switch {
		case !strings.HasPrefix(address, site.AssetFolder):
		case p.forTrials(address):
			later = append(later, address)
		default:
			assets = append(assets, address)
		}
	}
	build, _ := json.Marshal(map[string]any{"version": hex.EncodeToString(hash.Sum(nil)[:8]), "assets": assets, "later": later, "idle": idle})
	b.WriteString("const build = ")
	b.Write(build)
	b.WriteString(";\n")
	b.Write(p.worker)
}

// offline renders the page that lists what can be read offline.
func (a asking) offline(b *bytes.Buffer) error {
	return a.ownPage(b, site.OfflinePage, "Reading offline", "The pages of this site that are saved on this device, so that you can read them offline.")
}

// Offline is the address of the page that lists what can be read offline, or empty.
func (v *View) Offline() string {
	if v.press.worker == nil {
		return ""
	}
	return v.at.To(site.OfflinePage)
}

// Worker is the address of the service worker, or empty.
func (v *View) Worker() string {
	if v.press.worker == nil {
		return ""
	}
	return v.at.To(site.WorkerScript)
}

// canRead reports whether the site can have the page that explains pasted responses: the
// layout and its scripts, and no file of its own at one of the two addresses.
func (p *press) canRead() bool {
	taken := p.taken(site.ReadPage) || p.taken(site.ReadNotes) ||
		slices.ContainsFunc(p.site.Pages, func(page *site.Page) bool { return page.URL == site.ReadPage })
	return p.layouts.Files[site.ReadPage] != nil && p.assets[layout.ReadScript] != "" && p.assets[layout.TrialScript] != "" && !taken
}

// readNotes is what the notes say about codes and fields, for the page that explains
// pasted responses.
func (p *press) readNotes() site.File {
	s, at := p.site, site.Place{Page: site.ReadPage}
	out := excerpt.Notes{Codes: map[int]excerpt.Note{}, Classes: map[int]excerpt.Note{}, Fields: map[string]excerpt.Note{}}
	noteOf := func(page *site.Page) excerpt.Note {
		m := page.Note.Meta
		return excerpt.Note{Description: m.Description, Gloss: m.Gloss, Client: m.Client, Retry: m.Retry, URL: at.To(page.URL)}
	}
	for _, page := range s.Pages {
		switch {
		case page.Status != nil:
			out.Codes[page.Status.Code] = noteOf(page)
		case page.Class != nil:
			out.Classes[page.Class.Digit] = noteOf(page)
		case page.Field != nil:
			out.Fields[strings.ToLower(page.Field.Name)] = noteOf(page)
		}
	}
	for _, f := range s.Registry.Fields() {
		name := strings.ToLower(f.Name)
		if url := s.FieldURL(f.Name); url != "" && out.Fields[name].URL == "" {
			out.Fields[name] = excerpt.Note{URL: at.To(url)}
		}
	}
	data, _ := json.Marshal(out) // strings only
	return site.File{Path: site.ReadNotes, Data: data, Asset: true}
}

// readPage renders the page that explains pasted responses.
func (a asking) readPage(b *bytes.Buffer) error {
	return a.ownPage(b, site.ReadPage, "Read a response", "Paste an HTTP response: its parts named line by line, the rules it breaks, what its code and fields mean, and what to do now. Nothing leaves your browser.")
}

// Read is the address of the page that explains pasted responses, or empty if the site
// has none.
func (v *View) Read() string { return v.press.readURL(v.at) }

func (p *press) readURL(at site.Place) string {
	if !p.reads {
		return ""
	}
	return at.To(site.ReadPage)
}

// Reads reports whether the page is the one that explains pasted responses.
func (v *View) Reads() bool { return v.press.reads && v.URL == site.ReadPage }

// ReadNotes is the address of what the notes say for the page that explains pasted
// responses.
func (v *View) ReadNotes() string { return v.at.To(site.ReadNotes) }

// ProgramSize is the size of the program of trials, in bytes as it is loaded.
func (v *View) ProgramSize() int { return v.press.programSize }

// forTrials reports whether an asset is loaded only for trials.
func (p *press) forTrials(address string) bool {
	for name, other := range p.assets {
		if other == address {
			return layout.OnDemand(name)
		}
	}
	return false
}
