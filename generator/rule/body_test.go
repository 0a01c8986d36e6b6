package rule

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
HTTP/1.1 200 OK`, says: "something follows the head of a 103", near: `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 103 Early Hints
---
HTTP/1.1 200 OK

hints`},
		{rule: "no-content-204", breaks: `# documented
HTTP/1.1 204 No Content

gone`, says: "something follows the head of a 204", near: `# documented
HTTP/1.1 204 No Content
`},
		{rule: "no-content-304", breaks: `# documented
HTTP/1.1 304 Not Modified
Content-Length: 4

same`, says: "something follows the head of a 304", near: `# documented
HTTP/1.1 304 Not Modified
Content-Length: 4
`},
		{rule: "no-content-205", breaks: `HTTP/1.1 205 Reset Content
Content-Length: 2

ok`, says: "the 205 announces content", near: `HTTP/1.1 205 Reset Content
Content-Length: 0
`},
		{rule: "no-content-205", breaks: `HTTP/1.1 205 Reset Content
Transfer-Encoding: chunked

2
ok
0

`, says: "the 205 has content", near: `HTTP/1.1 205 Reset Content
Transfer-Encoding: chunked

0

`},
		{rule: "no-content-head", breaks: `# documented
HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 2

ok`, says: "content follows the head of a response to HEAD", near: `# documented
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
Content-Length: 0`, says: "Content-Length is not allowed here", near: `CONNECT a:443 HTTP/1.1
Host: a:443
---
HTTP/1.1 403 Forbidden
Content-Length: 0
`},
		{rule: "connect-2xx", breaks: `CONNECT a:443 HTTP/1.1
Host: a:443
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked`, says: "Transfer-Encoding is not allowed here", near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 0`},
		{rule: "cl-1xx-204", breaks: `HTTP/1.1 204 No Content
Content-Length: 0`, says: "Content-Length is not allowed here", near: `HTTP/1.1 304 Not Modified
Content-Length: 0`},
		{rule: "cl-1xx-204", breaks: `HTTP/1.1 102 Processing
Content-Length: 0
---
HTTP/1.1 200 OK
Content-Length: 0`, says: "Content-Length is not allowed here"},
		{rule: "te-1xx-204", breaks: `HTTP/1.1 204 No Content
Transfer-Encoding: chunked`, says: "Transfer-Encoding is not allowed here", near: `HTTP/1.1 304 Not Modified
Transfer-Encoding: chunked`},

		{rule: "cl-te", breaks: `HTTP/1.1 200 OK
Content-Length: 2
Transfer-Encoding: chunked

0

`, says: "Content-Length is sent with Transfer-Encoding", near: `HTTP/1.1 200 OK
TE: trailers
Content-Length: 0
`},
		{rule: "cl-digits", breaks: `HTTP/1.1 200 OK
Content-Length: +2

ok`, says: `"+2" has other characters than digits`, near: `HTTP/1.1 200 OK
Content-Length: 002

ok`},
		{rule: "cl-digits", breaks: `HTTP/1.1 200 OK
Content-Length: 2, 2

ok`, says: `"2, 2" has other characters than digits`},
		{rule: "cl-true", breaks: `HTTP/1.1 200 OK
Content-Length: 3

ok`, says: "Content-Length is 3, but the content has 2 octets", near: `HTTP/1.1 200 OK
Content-Length: 2

ok`},
		{rule: "cl-true", breaks: `# documented
HTTP/1.1 200 OK
Content-Length: 4

ok`, says: "Content-Length is 4, but the content has 2 octets", near: `# documented
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

ok`, says: "Content-Length is missing, although the content has 2 octets", near: `HTTP/1.1 200 OK
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

ok`, says: "only a close marks the end of the content", near: `GET / HTTP/1.0
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

`, says: "the request is HTTP/1.0", near: `GET / HTTP/1.1
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

`, says: "chunked is applied 2 times", near: `HTTP/1.1 200 OK
Transfer-Encoding: gzip, chunked

0

`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok
`, says: "the last chunk is missing", near: `HTTP/1.1 200 OK
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

`, says: "the line with the chunk's size ends in white space"},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

3
ok!!
0

`, says: "the size 3 means 3 octets, but the chunk has 4, which is 4", at: "3"},
		{rule: "chunk-form", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

5
Ocean
17
Currents and Wave
0
`, says: "sizes are hexadecimal: 17 means 23 octets, but the chunk has 17, which is 11", at: "17", near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

5
Ocean
11
Currents and Wave
0
`},
		{rule: "chunk-form", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

10
0123456789
0
`, says: "sizes are hexadecimal: 10 means 16 octets, but the chunk has 10, which is a", at: "10"},
		{rule: "chunk-form", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

5
Ocean
size
0
`, says: `"size" is not the size of a chunk, which is a hexadecimal number`, at: "size"},
		{rule: "chunk-form", breaks: `POST /t HTTP/1.1
Host: a
Transfer-Encoding: chunked

12
twelve bytes
0


---
HTTP/1.1 200 OK`, says: "sizes are hexadecimal: 12 means 18 octets, but the chunk has 12, which is c", at: "12", near: `POST /t HTTP/1.1
Host: a
Transfer-Encoding: chunked

c
twelve bytes
0


---
HTTP/1.1 200 OK`},
		{rule: "chunk-form", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
`, says: "the empty line after the last chunk is missing"},
		{rule: "chunk-form", breaks: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\r\n0\r\n\r\n`, says: "no CRLF follows the size of the chunk", near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok
0`},
		{rule: "chunk-form", breaks: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\n0\r\n\r\n`, says: "no CRLF follows the data of the chunk", near: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

…
0
`},
		{rule: "chunk-form", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked

2
ok`, says: "the last chunk is missing", near: `HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked`},
		{rule: "trailer-allowed", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
Content-Type: text/plain

`, says: "Content-Type is not allowed in the trailers", near: `HTTP/1.1 200 OK
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

`, says: "Set-Cookie is not allowed in the trailers"},
		{rule: "trailer-told", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
Trailer: ETag

0
ETag: "a"
X-Own: 1

`, says: "Trailer does not name X-Own", near: `HTTP/1.1 200 OK
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
