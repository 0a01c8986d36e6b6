package wire

// bodyExamples are for the rules about content, length, chunks and trailers.
func bodyExamples() []ruleExample {
	return []ruleExample{
		{rule: "no-content-1xx", breaks: `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 103 Early Hints

hints
---
HTTP/1.1 200 OK`, near: `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 103 Early Hints
---
HTTP/1.1 200 OK

hints`},
		{rule: "no-content-204", breaks: `# documented
HTTP/1.1 204 No Content

gone`, near: `# documented
HTTP/1.1 204 No Content
`},
		{rule: "no-content-304", breaks: `# documented
HTTP/1.1 304 Not Modified
Content-Length: 4

same`, near: `# documented
HTTP/1.1 304 Not Modified
Content-Length: 4
`},
		{rule: "no-content-205", breaks: `HTTP/1.1 205 Reset Content
Content-Length: 2

ok`, near: `HTTP/1.1 205 Reset Content
Content-Length: 0
`},
		{rule: "no-content-205", breaks: `HTTP/1.1 205 Reset Content
Transfer-Encoding: chunked

2
ok
0

`, near: `HTTP/1.1 205 Reset Content
Transfer-Encoding: chunked

0

`},
		{rule: "no-content-head", breaks: `# documented
HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 2

ok`, near: `# documented
HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 2
`},
		{rule: "connect-2xx", breaks: `CONNECT a:443 HTTP/1.1
Host: a:443
---
HTTP/1.1 200 OK
Content-Length: 0`, near: `CONNECT a:443 HTTP/1.1
Host: a:443
---
HTTP/1.1 403 Forbidden
Content-Length: 0
`},
		{rule: "connect-2xx", breaks: `CONNECT a:443 HTTP/1.1
Host: a:443
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked`, near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 0`},
		{rule: "cl-1xx-204", breaks: `HTTP/1.1 204 No Content
Content-Length: 0`, near: `HTTP/1.1 304 Not Modified
Content-Length: 0`},
		{rule: "cl-1xx-204", breaks: `HTTP/1.1 102 Processing
Content-Length: 0
---
HTTP/1.1 200 OK
Content-Length: 0`},
		{rule: "te-1xx-204", breaks: `HTTP/1.1 204 No Content
Transfer-Encoding: chunked`, near: `HTTP/1.1 304 Not Modified
Transfer-Encoding: chunked`},

		{rule: "cl-te", breaks: `HTTP/1.1 200 OK
Content-Length: 2
Transfer-Encoding: chunked

0

`, near: `HTTP/1.1 200 OK
TE: trailers
Content-Length: 0
`},
		{rule: "cl-digits", breaks: `HTTP/1.1 200 OK
Content-Length: +2

ok`, near: `HTTP/1.1 200 OK
Content-Length: 002

ok`},
		{rule: "cl-digits", breaks: `HTTP/1.1 200 OK
Content-Length: 2, 2

ok`},
		{rule: "cl-true", breaks: `HTTP/1.1 200 OK
Content-Length: 3

ok`, near: `HTTP/1.1 200 OK
Content-Length: 2

ok`},
		{rule: "cl-true", breaks: `# documented
HTTP/1.1 200 OK
Content-Length: 4

ok`, near: `# documented
HTTP/1.1 200 OK
Content-Length: 3

ok`},
		{rule: "cl-true", near: `# documented
HTTP/1.1 200 OK
Content-Length: 300

ok
…`},
		{rule: "cl-true", near: `HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 300
`},
		{rule: "cl-true", near: `# documented
HTTP/1.1 200 OK
Content-Length: 300
`},
		{rule: "cl-known", breaks: `HTTP/1.1 200 OK
Connection: close

ok`, near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok
0

`},
		{rule: "cl-known", near: `# documented
HTTP/1.1 200 OK
Connection: close

ok
…`},
		{rule: "cl-known", near: `HTTP/1.1 200 OK
Connection: close
`},
		{rule: "framed", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK

ok`, near: `GET / HTTP/1.0
---
HTTP/1.1 200 OK

ok`},
		{rule: "framed", near: `HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`},
		{rule: "te-version", breaks: `GET / HTTP/1.0
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked

0

`, near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked

0

`},
		{rule: "te-once", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
Transfer-Encoding: Chunked

0

`, near: `HTTP/1.1 200 OK
Transfer-Encoding: gzip, chunked

0

`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok
`, near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

2;a=b;c;d="e f"
ok
00
Server-Timing: a

`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

2 
ok
0

`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

3
ok!!
0

`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
`},
		{rule: "chunk-form", breaks: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\r\n0\r\n\r\n`, near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok
0`},
		{rule: "chunk-form", breaks: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\n0\r\n\r\n`, near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

…
0
`},
		{rule: "chunk-form", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok`, near: `HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked`},
		{rule: "trailer-allowed", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
Content-Type: text/plain

`, near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
ETag: "a"
Content-Digest: sha-256=:AA==:
X-Own: 1

`},
		{rule: "trailer-allowed", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
set-cookie: a=b

`},
		{rule: "trailer-told", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
Trailer: ETag

0
ETag: "a"
X-Own: 1

`, near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
Trailer: ETag
Trailer: x-own

0
ETag: "a"
X-Own: 1

`},
		{rule: "trailer-told", near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked
…: …

0
ETag: "a"
`},
	}
}
