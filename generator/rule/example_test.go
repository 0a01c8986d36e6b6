package rule_test

import (
	"fmt"

	"wirebook/generator/registry"
	"wirebook/generator/rule"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A 405 has to say which methods the resource supports, and this one does not.
func ExampleJudge_Check() {
	facts, err := registry.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	request := []byte("PUT /books HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 0\r\n\r\n")
	response := []byte("HTTP/1.1 405 Method Not Allowed\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\n" +
		"Content-Type: text/plain\r\nContent-Length: 10\r\n\r\nNot a list")
	found := rule.NewJudge(facts).Check(rule.Case{
		Request:  wire.Parse(request, source.Span{End: len(request)}, wire.Request, ""),
		Response: wire.Parse(response, source.Span{End: len(response)}, wire.Response, "PUT"),
		Played:   true, // these bytes were on the wire: no note left anything out
	})
	for _, f := range found {
		fmt.Println(f.Rule.ID, f.Rule.Level, f.Rule.Citation())
		fmt.Println(f.Detail)
	}
	// Output:
	// 405-allow must RFC 9110 section 15.5.6
	// Allow is missing
}
