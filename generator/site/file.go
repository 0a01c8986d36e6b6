package site

// A File is one file of the built site.
type File struct {
	Path string // from the root of public/
	Data []byte
	// Asset says that pages refer to the file: it is written before them.
	Asset bool
}

// AssetFolder holds the assets, in layouts/ and in the site.
const AssetFolder = "assets/"

// To be read offline, a site needs the layout offline.html, for the page that
// lists what can be read, and the service worker layouts/sw.js. Both are at the
// root of the site, because a worker controls its own folder and those below it.
const (
	OfflinePage  = "offline.html"
	WorkerScript = "sw.js"
)

// The search needs the layout search.html, for its page, and the scripts in
// assets/search/. A site without the layout has no search. The script that these
// are joined into is beside the page, under a name that does not change: after it
// is the head of the index, which changes with every note, and the pages must not
// change with it.
const (
	SearchPage   = "search.html"
	SearchScript = "search.js"
)
