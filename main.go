// Wirebook builds a site of Markdown notes about HTTP responses, and proves
// every raw example in them against a real server while it does so.
package main

import (
	"os"

	"wirebook/content/origin"
	"wirebook/generator/cli"
)

// program is what this site gives to the command line. A fork without a Go
// server deletes content/origin, its import and the line below.
var program = cli.Program{
	Origin: origin.New,
}

func main() {
	os.Exit(cli.Main(os.Args[1:], program))
}
