package rule

import (
	"strings"
	"testing"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

const asJSON = "# documented\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n"

// jsonExamples are for the rules about JSON.
func jsonExamples() []ruleExample {
	out := []ruleExample{
		{rule: "json-valid", breaks: `POST /t HTTP/1.1
Host: a
Content-Type: application/merge-patch+json
Content-Length: 8

{"a":1,}
---
HTTP/1.1 200 OK`, says: "there is a comma before }: remove it", at: ",", near: `POST /t HTTP/1.1
Host: a
Content-Type: text/plain
Content-Length: 8

{"a":1,}
---
HTTP/1.1 200 OK`},
		{rule: "json-valid", breaks: `# documented
POST /t HTTP/1.1
Host: a
Content-Type: application/json

{'a': 1}
---
HTTP/1.1 204 No Content
`, says: "a string needs double quotes, not single quotes", at: "'", near: `# documented
POST /t HTTP/1.1
Host: a
Content-Type: application/json

{"a": 1}
---
HTTP/1.1 204 No Content
`},
		{rule: "json-valid", breaks: `HTTP/1.1 200 OK
Content-Type: application/json
Transfer-Encoding: chunked

4
{"a"
3
: T
4
rue}
0

`, says: "JSON spells this true", at: "T\r\n4\r\nrue", near: `HTTP/1.1 200 OK
Content-Type: application/json
Content-Encoding: gzip
Content-Length: 2

{,`},
		{rule: "json-utf8", breaks: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n\xef\xbb\xbf{}`, says: "the content begins with a byte order mark", at: byteOrderMark, near: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n\x22\xef\xbb\xbf\x22`},
		{rule: "json-utf8", breaks: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n\x22\xe9\x22`, says: "the content is not UTF-8", at: "\xe9", near: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: 3\r\n\r\n\x22\xe9\x22`},
	}
	for _, c := range []struct{ text, says, at string }{
		{"{\n  \"a\": 1,\n}", "there is a comma before }: remove it", ","},
		{`[1, 2, ]`, "there is a comma before ]: remove it", ","},
		{`[1,, 2]`, "there is nothing before this comma", ","},
		{`{"a": 1 "b": 2}`, "a comma is missing before this", `"`},
		{`[{"a": 1}{"a": 2}]`, "a comma is missing before this", "{"},
		{"{\"a\": \"x,\n\"b\": 1}", "the string has no closing quote", `"x,`},
		{"{\n  // why\n  \"a\": 1\n}", "JSON has no comments", "/"},
		{`{"a": 1} # why`, "JSON has no comments", "#"},
		{`{a: 1}`, "a name needs double quotes", "a"},
		{`{"a": ada}`, `"ada" is not a JSON value: a string needs double quotes`, "ada"},
		{`{"a": None}`, "JSON spells this null", "None"},
		{`[one, two]`, `"one" is not a JSON value: a string needs double quotes`, "one"},
		{`[nil]`, "JSON spells this null", "nil"},
		{`[NaN]`, "JSON does not have NaN", "NaN"},
		{`{"a" "b"}`, "a colon is missing after the name", `"`},
		{`{"a": 01}`, "a number cannot begin with 0", "1"},
		{`{"a": +1}`, "a number cannot have a plus sign", "+"},
		{`{"a": 1`, "the JSON text ends before it is complete", "1"},
		{`{"a": 1}{"a": 2}`, "there is something after the JSON value", "{"},
		{`<a>`, "this is markup, not JSON", "<"},
		{"[\"a\tb\"]", "the control character 0x09 is in a string: write \\u0009", "\t"},
		{`["\'"]`, `\' is not an escape`, `\'`},
		{`["\u12g4"]`, `\u needs four hexadecimal digits`, "g"},
		{`[“a”]`, `a string needs straight quotes: "`, "“"},
		{`[@]`, "'@' is not allowed here in JSON", "@"},
	} {
		out = append(out, ruleExample{rule: "json-valid", breaks: asJSON + c.text, says: c.says, at: c.at})
	}
	for _, text := range []string{
		"{\n  \"id\": 1,\n  // ...\n  \"tags\": [ ... ]\n}", `{"a": [1, ...]}`, `{"a": "…", }`, "{\"a\": 1}\n\n",
		"[the list of books]", "{binary data}", "[content]",
		`{"a": "it's // not # a, }"}`, "[1e5, -0.5, true, null, \"\\u00e9\"]", strings.Repeat("[", 20000) + strings.Repeat("]", 20000),
	} {
		out = append(out, ruleExample{rule: "json-valid", near: asJSON + text})
	}
	return out
}

// Wherever JSON is broken, the fault lies in it and says something.
func TestJSONFaultsLieInTheText(t *testing.T) {
	sound := []byte(`{"a": [1, 2.5, true, null], "b\n": {"c": "\u00e9", "d": []}} `)
	for i := range sound {
		for _, c := range []byte("{}[],:\"'x0 \n\\/#") {
			text := append([]byte{}, sound...)
			text[i] = c
			fault, ok := findJSONFault(text, false)
			if ok && (fault.from < 0 || fault.to <= fault.from || fault.to > len(text) || fault.detail == "") {
				t.Fatalf("%q: %+v", text, fault)
			}
		}
		if _, ok := findJSONFault(sound[:i], false); i > 0 && i < len(sound)-1 && !ok {
			t.Errorf("%q is taken for JSON", sound[:i])
		}
	}
}

// An octet of chunked content is in the data of its chunk.
func TestPlacesInChunks(t *testing.T) {
	text := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n3\r\ndef\r\n0\r\n\r\n"
	v := &view{judge: newJudge(t)}
	v.turn(wire.Parse([]byte(text), source.Span{End: len(text)}, wire.Response, "GET"), server, true)
	for i, c := range "abcdef" {
		if at := v.contentAt(i); text[at] != byte(c) {
			t.Errorf("octet %d is found at %q", i, text[at:])
		}
	}
}
