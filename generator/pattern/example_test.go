package pattern_test

import (
	"fmt"

	"wirebook/generator/pattern"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// The response leaves out fields and members of an object, at least one of each,
// and lets the value of ETag vary. All else is exact.
func ExampleMatch() {
	text := []byte(`HTTP/1.1 200 OK
ETag: "v1"
…: …
Content-Type: application/json

{"title":"Emma","…":"…"}
`)
	documented := wire.Documented(text, source.Span{End: len(text)}, wire.Response, []string{"GET"}, false)[0]
	builder := pattern.Builder{
		Message: documented,
		EOL:     "\r\n",
		Holes:   pattern.Place(documented, []pattern.Hole{{Field: "ETag", Type: "any"}}, true, false),
	}
	wanted := builder.Build()
	for _, body := range []string{
		`{"title":"Emma","year":1815}`,
		`{"title":"Emma"}`,
		`{"title":"emma","year":1815}`,
	} {
		received := "HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nVary: Accept\r\nContent-Type: application/json\r\n\r\n" + body
		ok, _ := pattern.Match(wanted, []byte(received), map[string]string{})
		fmt.Println(ok, body)
	}
	// Output:
	// true {"title":"Emma","year":1815}
	// false {"title":"Emma"}
	// false {"title":"emma","year":1815}
}
