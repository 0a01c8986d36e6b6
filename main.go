// Wirebook builds a site from Markdown notes about HTTP. While it builds, it proves
// every raw example in them against a real server.
package main

import (
	"embed"
	"io/fs"
	"os"

	"wirebook/content/origin"
	"wirebook/generator/cli"
)

//go:embed layouts
var files embed.FS

//go:embed netlify.toml
var hosting []byte

// repository is where the releases are. A release replaces it by its own.
var repository = "https://github.com/OWNER/wirebook"

func main() {
	layouts, err := fs.Sub(files, "layouts")
	if err != nil {
		panic(err) // the pattern above names it
	}
	program := cli.Program{Layouts: layouts, Hosting: hosting, Repository: repository}
	program.Origin = origin.New // a fork without a Go server deletes this, the import and content/origin
	os.Exit(cli.Main(os.Args[1:], program))
}
