// This is Wirebook with the server of content/origin in its own process.
package main

import (
	"os"

	"wirebook/generator/cli"
	"wirebook/{% .Folder %}/content/origin"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Program{Origin: origin.New, Layouts: os.DirFS("{% .Up %}layouts")}))
}
