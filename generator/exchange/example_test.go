package exchange_test

import (
	"fmt"
	"testing/fstest"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
)

// A response answers the request before it. A heading ends a section, and with it
// the wait for a response.
func ExampleRead() {
	tree, _ := note.Read(fstest.MapFS{
		"site.yaml": {Data: []byte("title: A library\n")},
		"books.md": {Data: []byte(`---
title: Books
---

~~~http
POST /books HTTP/1.1
Host: api.example.com
Content-Length: 0
~~~

~~~http
HTTP/1.1 201 Created
Location: /books/7
Content-Length: 0
~~~

## Reading it again

~~~http
GET /books/7 HTTP/1.1
Host: api.example.com
~~~
`)},
	})
	scripts, faults := exchange.Read(tree)
	for _, e := range scripts.Notes[0].Exchanges {
		fmt.Println(e.Number, e.Method, e.Target, e.Code)
	}
	for _, f := range faults {
		fmt.Println(f)
	}
	// Output:
	// 1 POST /books 201
	// 2 GET /books/7 0
	// content/books.md:19:1: this request has no response in its section
}
