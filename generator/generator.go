// Package generator turns notes into a site: read, prove, link, render, write.
package generator

import (
	"log"
	"net/http"
)

// Options say what is built and from what.
type Options struct {
	Root    string                         // the folder that holds content/, layouts/ and public/
	Address string                         // replaces the address in site.yaml, where it is not empty
	Origin  func(*log.Logger) *http.Server // makes the built-in origin; nil where there is none
}

// A Summary is what a build or a check did, in figures.
type Summary struct {
	Notes  int   // read
	Proven int   // exchanges played and matched
	NoRun  int   // exchanges shown and not played
	Pages  int   // written or unchanged in public/
	Bytes  int64 // of all files of the site
}
