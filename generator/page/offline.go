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

	"wirebook/generator/picture"
	"wirebook/generator/site"
)

// readWorker reads the service worker; it returns nil if the site has none, or has
// files of its own at one of the two addresses.
func (p *press) readWorker(layouts fs.FS) []byte {
	for _, c := range p.site.Copies {
		if c.URL == site.OfflinePage || c.URL == site.WorkerScript {
			return nil
		}
	}
	for _, page := range p.site.Pages {
		if page.URL == site.OfflinePage {
			return nil
		}
	}
	if p.layouts.files[site.OfflinePage] == nil {
		return nil
	}
	script, err := fs.ReadFile(layouts, site.WorkerScript)
	if err != nil {
		return nil
	}
	return script
}

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
	for _, address := range slices.Sorted(maps.Values(p.assets)) {
		switch {
		case !strings.HasPrefix(address, site.AssetFolder):
		case p.forTrials(address):
			later = append(later, address)
		default:
			assets = append(assets, address)
		}
	}
	build, _ := json.Marshal(map[string]any{"version": hex.EncodeToString(hash.Sum(nil)[:8]), "assets": assets, "later": later})
	b.WriteString("const build = ")
	b.Write(build)
	b.WriteString(";\n")
	b.Write(p.worker)
}

// offline renders the page that lists what can be read offline.
func (a asking) offline(b *bytes.Buffer) error {
	return a.ownPage(b, site.OfflinePage, "Reading offline", "The pages of this site that can be read without a network: those read before on the same device.")
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
