package excerpt

import "testing"

// What documents leave out, wrap and write in the place of something else is no
// fault; next to it, what is wrong still is.
func TestLeftOut(t *testing.T) {
	run(t, []input{
		{"line ends of a length", "'''http\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 13\n\nhigh\nlow\nno\n'''\n"}, // CRLF between the lines
		{"line ends of a length", "'''http\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 15\n\nhigh\nlow\nno\n'''\n"}, // and at the end
		{"line ends of a length", "'''http\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: «cl-true»14\n\nhigh\nlow\nno\n'''\n"},
		{"line ends of a length", "'''http\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 12\n\nhigh\nlow\nno\n'''\n"}, // LF, and at the end
		{"line ends of a length", "1.\tx\n\n\t'''http\n\tHTTP/1.1 200 OK\n\tContent-Type: text/plain\n\tContent-Length: 7\n\n\ta\n\t\tb\n\t'''\n"},
		{"line ends of a multipart", multipart("105")}, // CRLF everywhere
		{"line ends of a multipart", multipart("104")}, // LF within the part
		{"line ends of a multipart", multipart("106")}, // and a last CRLF
		{"line ends of a multipart", multipart("«cl-true»140")},
		{"line ends of a multipart", multipart("«cl-true»103")},
		{"line ends of chunks", "'''http\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n7\na\nbc\n\n3\nxyz\n0\n'''\n"},
		{"line ends of chunks", "'''http\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\na\nbc\n3\nxyz\n0\n'''\n"},
		{"line ends of chunks", "'''http\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n«chunk-form»5\na\nbc\n4\nx\nyz\n0\n'''\n"}, // CRLF in one, LF in the other
		{"Date", "'''http\n‹date-present›HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhi\n'''\n"},
		{"Date", "'''http\n‹date-present›HTTP/1.1 404 Not Found\nContent-Length: 0\n'''\n"},
		{"Date", "'''http\n‹date-present›HTTP/1.1 301 Moved Permanently\nLocation: /b\n'''\n"},
		{"dots in a head", "'''http\nHTTP/1.1 405 Method Not Allowed\n...\nServer: s\n'''\n"},
		{"dots in a head", "'''http\nGET /a HTTP/1.1\nAccept: text/html\n[...]\n\n'''\n"},
		{"dots in a head", "'''http\nHTTP/1.1 401 Unauthorized\n… more fields\nETag: «etag-form»a\n'''\n"},
		{"dots in a head", "'''http\nHTTP/1.1 200 OK\n<!-- the usual fields -->\n// and\n(others)\nContent-Length: 0\n'''\n"},
		{"dots in JSON", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 900\n\n[{\"a\": 1}, ...]\n'''\n"},
		{"dots in JSON", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"a\": 1, // the first\n  // ... more\n}\n'''\n"},
		{"dots in JSON", "'''http\nPOST /a\nContent-Type: application/json\n\n{ \"a\": <number>, /* and so on */ \"b\": {...} }\n'''\n"},
		{"dots in JSON", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  // the name\n  \"a\": 1«json-valid»,\n}\n'''\n"},
		{"marks in the place of values", "'''http\nGET /a/{id} HTTP/1.1\nHost: {host}\nAuthorization: Basic <credentials>\nIf-None-Match: $ETAG\n\n'''\n"},
		{"marks in the place of values", "'''http\nHTTP/1.1 201 Created\nLocation: https://a.example/{id}\nContent-Length: <length>\nDate: [now]\n\n[the new book (500 bytes)]\n'''\n"},
		{"marks in the place of values", "'''http\nRetry-After: <http-date>\nRetry-After: <delay-seconds>\nAge: xxx\nCross-Origin-Opener-Policy: unsafe-none | same-origin\n'''\n"},
		{"marks in the place of values", "'''http\nHTTP/1.1 200 OK\nContent-Length: 257336\n\n+--------------------------+\n| binary data not shown    |\n+--------------------------+\n'''\n"},
		{"a status line without its last space", "'''http\n‹status-space›HTTP/1.1 200\nContent-Length: 0\n'''\n"},
		{"a status line without its last space", "'''http\nHTTP/2 204\n'''\n"},
		{"a status line without its last space", "'''http\nGET /a HTTP/1.1\nHost: a.example\n\n‹status-space›HTTP/1.1 404\n'''\n"},
		{"a body that is not shown", "'''http\nPUT /a HTTP/1.1\nHost: a.example\nContent-Length: 30\n\n'''\n\n'''json\n{}\n'''\n"},
		{"a body that is not shown", "'''http\nHTTP/1.1 200 OK\nContent-Length: 30\n'''\n"},
		{"a body that is not shown", "'''http\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n'''\n"},
		{"a body that is not shown", "The answer is shortened for readability.\n\n'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 300\n\n{\"a\": 1}\n'''\n"},
		{"a body that is not shown", "The request is shortened for readability.\n\n'''http\nGET /a HTTP/1.1\nHTTP/1.1 200 OK\nServer: s\n'''\n"},
		{"words of other programs", "'''http title=\"Ask\" {1,3-5} [Tab]\nGET / HTTP/1.1\nHost: a.example\n\n'''\n"},
		{"words of other programs", "'''http{2} copy\nHTTP/1.1 200 OK\nETag: «etag-form»a\n'''\n"},
		{"words of other programs", "~~~ {.http .numberLines}\nHTTP/1.1 200 OK\nContent-Length: 0\n~~~\n"},
		{"words of other programs", "'''http:answer.http\nHTTP/1.1 200 OK\nContent-Length: 0\n'''\n"},
		{"the target with its scheme", "'''http\nPOST https://a.example/jobs HTTP/1.1\nAccept: text/html\n\n'''\n"},
		{"the target with its scheme", "'''http\nGET https://a.example/jobs\n'''\n\n'''http\nHTTP/1.1 200 OK\nContent-Length: 0\n'''\n"},
		{"the target with its scheme", "'''http\nGET https://a.example/jobs?$top=3&$skip=4 HTTP/1.1\nHost: a.example\n'''\n"},
		{"JSON that is made easier to read", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 11\n\n{\n  \"a\": [1, 2]\n}\n'''\n"},
		{"JSON that is made easier to read", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: «cl-true»12\n\n{\n  \"a\": [1, 2]\n}\n'''\n"},
		{"JSON that is made easier to read", "'''http\nPOST /a\nContent-Type: application/json\nContent-Length: 7\n\n{ \"a\" : 1 }\n'''\n"},
		{"wrapped lines", "'''http\nLink: </a>; rel=prev,\n      </b>; rel=next\n'''\n"},
		{"wrapped lines", "'''http\nHTTP/1.1 200 OK\nLink: </a>; rel=prev,\n‹no-fold›      </b>; rel=next\n'''\n"},
		{"wrapped lines", "'''http\nHTTP/1.1 200 OK\nLink: </a>;\n‹no-fold›rel=\"next\"\n'''\n"},
		{"wrapped lines", "'''http\nHTTP/1.1 200 OK\nContent-Type: text/html;\n«head-end»<p>hi</p>\n'''\n"},
		{"wrapped lines", "'''http\nHTTP/1.1 200 OK\nServer: a\n«name-token»Age 5\n'''\n"},
		{"wrapped lines", "~~~ http-message\nNOTE: '\\' line wrapping per RFC 8792\n\nHTTP/1.1 200 OK\nETag: \\\n  «etag-form»abcdef\\\n  ghi\n~~~\n"},
	})
}

// multipart is a request whose body has 99 bytes and six line breaks, one of which is
// within a part, and no break at its end.
func multipart(length string) string {
	return "'''http\nPOST /up HTTP/1.1\nHost: u.example\nContent-Type: multipart/form-data; boundary=cut\nContent-Length: " + length +
		"\n\n--cut\nContent-Disposition: form-data; name=\"a\"\nContent-Type: text/plain\n\nhigh tide\nlow tide\n--cut--\n'''\n"
}

// What documents write in short has one fault at the most.
func TestInShort(t *testing.T) {
	run(t, []input{
		{"a method, a target and a body", "'''http\nPATCH /a/1\n{\"a\": null}\n'''\n"},
		{"a method, a target and a body", "'''http\nPOST https://a.example/a\n{\n  \"a\": 1\n}\n\n‹status-line›201 Created\n{\n  \"id\": 2\n}\n'''\n"},
		{"a method, a target and a body", "'''http\nPOST /a HTTP/1.1\n«head-end»{\"a\": 1}\n'''\n"},
		{"what is wrong on purpose", "'''http example-bad\nETag: a\n'''\n"},
		{"what is wrong on purpose", "'''http title=\"not bad\" invalid\nHTTP/1.1 200 OK\nETag: a\n'''\n"},
		{"what is wrong on purpose", "'''http example-good\nETag: «etag-form»a\n'''\n"},
		{"more empty lines", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 7\n\n\n{\"a\":1}\n'''\n"},
		{"more empty lines", "'''http\nPUT /a HTTP/1.1\nContent-Digest: sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:\n\n\n{\"a\":1}\n'''\n"},
		{"more empty lines", "'''http\nHTTP/1.1 204 No Content\n\n\n'''\n"},
		{"a form that is wrapped", "'''http\nPOST /token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 10\n\na=1\n  &b=2\n  &c=\n'''\n"},
		{"a form that is wrapped", "'''http\nPOST /token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: «cl-true»11\n\na=1\n  &b=2\n  &c=\n'''\n"},
		{"a form that is wrapped", "With line breaks for display:\n\n'''http\nPOST /token HTTP/1.1\nContent-Length: 999\n\na=1\n  &b=2\n  &c=\n'''\n"},
		{"remarks behind values", "'''http\nRetry-After: 120 # two minutes\nAge: 5 // seconds\nETag: abc <-- quotes are missing\nExpires: 0 (1)\n'''\n"},
		{"remarks behind values", "'''http\nRetry-After: «retry-form»120 seconds\n'''\n"},
		{"remarks behind values", "'''http\nHTTP/1.1 200 OK\nContent-Length: 5 (the size of it)\n'''\n"},
		{"binary content", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/zip\nContent-Length: 9000\n\nPK and so on\n'''\n"},
		{"binary content", "'''http\nPUT /a HTTP/1.1\nContent-Type: image/png\nContent-Length: 300\n\n(the picture)\n'''\n"},
		{"binary content", "'''http\nHTTP/1.1 200 OK\nContent-Type: image/svg+xml\nContent-Length: «cl-true»9\n\n<svg/>\n'''\n"},
		{"a part with its last line break", "'''http\nHTTP/1.1 206 Partial Content\nContent-Type: text/plain\nContent-Range: bytes 5-8/9\n\nend\n'''\n"},
		{"a part with its last line break", "'''http\nHTTP/1.1 206 Partial Content\nContent-Range: bytes 5-9/10\n\nend\n'''\n"},
		{"a part with its last line break", "'''http\nHTTP/1.1 206 Partial Content\nContent-Range: «cr-form»bytes 5-10/11\n\nend\n'''\n"},
	})
}
