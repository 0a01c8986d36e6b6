// Wirebook builds a site of Markdown notes about HTTP responses, and proves
// every raw example in them against a real server while it does so.
package main

import (
	"os"

	"wirebook/content/origin"
	"wirebook/generator/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Program{
		Origin: origin.New,
	}))
}
