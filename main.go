// Wirebook builds a site from Markdown notes about HTTP. While it builds, it proves
// every raw example in them against a real server.
package main

import (
	"os"

	"wirebook/content/origin"
	"wirebook/generator/cli"
)

// program is what this site passes to the command line. A fork without a Go server
// deletes content/origin, its import and the field Origin below.
var program = cli.Program{
	Origin: origin.New,
}

func main() {
	os.Exit(cli.Main(os.Args[1:], program))
}
