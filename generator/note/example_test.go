package note_test

import (
	"fmt"
	"testing/fstest"

	"wirebook/generator/note"
)

// Read returns what is sound, and a fault with its place where something is not.
// That 410.md is missing is for package site to find.
func ExampleRead() {
	content := fstest.MapFS{
		"site.yaml": {Data: []byte("title: A library\n")},
		"index.md":  {Data: []byte("---\ntitel: Home\n---\n")},
		"status/404.md": {Data: []byte(`---
title: 404 Not Found
---

It says nothing about [later](410.md).

~~~http
GET /books/99 HTTP/1.1
Host: api.example.com
~~~
`)},
	}
	tree, faults := note.Read(content)
	for _, n := range tree.Notes {
		fmt.Printf("%s: %q\n", n.Path, n.Meta.Title)
		for _, l := range n.Links {
			fmt.Println("  link to", l.Destination)
		}
		for _, f := range n.Fences {
			fmt.Printf("  fence, message: %t\n", f.Message)
		}
	}
	for _, f := range faults {
		fmt.Println(f)
	}
	// Output:
	// index.md: ""
	// status/404.md: "404 Not Found"
	//   link to 410.md
	//   fence, message: true
	// content/index.md:2:1: unknown key "titel"
}
