package rule

// rangeExamples are for the rules about ranges and about several parts.
func rangeExamples() []ruleExample {
	return []ruleExample{
		{rule: "206-asked", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 206 Partial Content`, says: "the request has no Range", near: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
---
HTTP/1.1 206 Partial Content`},
		{rule: "206-asked", near: `QUERY / HTTP/1.1
Host: a
Content-Type: application/json
Range: bytes=0-1

{}
---
HTTP/1.1 206 Partial Content`},
		{rule: "206-asked", breaks: `HEAD / HTTP/1.1
Host: a
Range: bytes=9-
---
HTTP/1.1 416 Range Not Satisfiable`, says: "the request is HEAD", near: `HTTP/1.1 416 Range Not Satisfiable`},
		{rule: "206-range", breaks: `HTTP/1.1 206 Partial Content
Content-Type: text/plain
Content-Length: 2

ab`, says: "Content-Range is missing", near: `HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x`},
		{rule: "206-range", breaks: `HTTP/1.1 206 Partial Content
Content-Length: 2

ab`, says: "Content-Range is missing", near: `HTTP/1.1 206 Partial Content
Content-Range: bytes 0-1/9
Content-Length: 2

ab`},
		{rule: "cr-form", breaks: `HTTP/1.1 206 Partial Content
Content-Range: bytes 5-2/9`, says: "the last position 2 is before the first 5", near: `HTTP/1.1 206 Partial Content
Content-Range: bytes 5-5/*
Content-Length: 1

a`},
		{rule: "cr-form", breaks: `HTTP/1.1 206 Partial Content
Content-Range: bytes 0-9/9`, says: "the last position 9 is not inside the length 9", near: `HTTP/1.1 206 Partial Content
Content-Range: bytes 0-8/9
Content-Length: 9

123456789`},
		{rule: "cr-form", breaks: `HTTP/1.1 206 Partial Content
Content-Range: bytes 0-1/9
Transfer-Encoding: chunked

1
a
0

`, says: "the range has 2 octets, but the content has 1", near: `HTTP/1.1 206 Partial Content
Content-Range: bytes 0-1/9
Transfer-Encoding: chunked

1
a
1
b
0

`},
		{rule: "cr-form", breaks: `HTTP/1.1 206 Partial Content
Content-Range: bytes=0-1/9`, says: `"bytes=0-1/9" is not a content range`, near: `HTTP/1.1 206 Partial Content
Content-Range: pages i-iv/9`},
		{rule: "cr-form", breaks: `HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes */*`, says: `"bytes */*" is not a content range`, near: `HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes */9`},
		{rule: "cr-form", breaks: `# documented
HTTP/1.1 206 Partial Content
Content-Range: bytes 0-99/900
Content-Length: 90

a
…`, says: "the range has 100 octets, but the content has 90", near: `# documented
HTTP/1.1 206 Partial Content
Content-Range: bytes 0-99/900
…: …

a
…`},
		{rule: "cr-where", breaks: `HTTP/1.1 200 OK
Content-Range: bytes 0-8/9`, says: "Content-Range has no meaning in a 200", near: `HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes */9`},
		{rule: "416-length", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=9-
---
HTTP/1.1 416 Range Not Satisfiable`, says: "Content-Range is missing", near: `GET / HTTP/1.1
Host: a
Range: bytes=9-
---
HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes */9`},
		{rule: "416-length", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=9-
---
HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes 0-8/9`, says: "Content-Range does not have the form bytes */N", near: `GET / HTTP/1.1
Host: a
Range: pages=9-
---
HTTP/1.1 416 Range Not Satisfiable`},
		{rule: "unit-unknown", breaks: `GET / HTTP/1.1
Host: a
Range: pages=1-2
---
HTTP/1.1 416 Range Not Satisfiable
Content-Range: bytes */9`, says: "pages is not a registered range unit, but gets a 416", near: `GET / HTTP/1.1
Host: a
Range: Pages=1-2
---
HTTP/1.1 206 Partial Content
Content-Range: pages 1-2/9`},
		{rule: "unit-unknown", breaks: `GET / HTTP/1.1
Host: a
Range: pages=1-2
---
HTTP/1.1 206 Partial Content
Content-Range: bytes 1-2/9`, says: "pages is not a registered range unit, but gets a 206", near: `GET / HTTP/1.1
Host: a
Range: pages=1-2
---
HTTP/1.1 200 OK`},
		{rule: "206-multi", breaks: `HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges`, says: "multipart/byteranges has no boundary", near: `HTTP/1.1 206 Partial Content
Content-Type: Multipart/Byteranges; Boundary="x y"`},
		{rule: "206-multi", breaks: `HTTP/1.1 206 Partial Content
Content-Type: multipart/mixed; boundary=x`, says: "the type of multiple parts is multipart/mixed", near: `HTTP/1.1 206 Partial Content
Content-Type: multipart/mixed; boundary=x
Content-Range: bytes 0-1/9`},
		{rule: "206-multi-head", breaks: `HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x
Content-Range: bytes 0-5/9`, says: "Content-Range is in the head of a response with multiple parts", near: `HTTP/1.1 206 Partial Content
Content-Type: text/plain
Content-Range: bytes 0-5/9`},
		{rule: "206-multi-part", breaks: `HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Range: bytes 0-1/9

ab
--x
Content-Type: text/plain

Content-Range: bytes 4-5/9
--x--
`, says: "part 2 has no Content-Range", near: `HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Range: bytes 0-1/9

ab
--xy
--x
Content-Type: text/plain
content-range: bytes 4-5/9

ef
--x--
`},
		{rule: "206-multi-part", near: `# documented
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Type: text/plain
…
--x--
`},
		{rule: "206-multi-asked", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
---
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x`, says: "only one range was requested", near: `GET / HTTP/1.1
Host: a
Range: bytes=0-1,4-
---
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x`},
		{rule: "206-multi-order", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=0-1, -2
---
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Range: bytes 7-8/9

hi
--x
Content-Range: bytes 0-1/9

ab
--x--
`, says: "part 2 was requested before the part that precedes it", near: `GET / HTTP/1.1
Host: a
Range: bytes=4-5,99-,0-1
---
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Range: bytes 4-5/9

ef
--x
Content-Range: bytes 0-1/9

ab
--x--
`},
		{rule: "206-multi-order", near: `GET / HTTP/1.1
Host: a
Range: bytes=4-5,0-1,1-2
---
HTTP/1.1 206 Partial Content
Content-Type: multipart/byteranges; boundary=x

--x
Content-Range: bytes 0-2/9

abc
--x
Content-Range: bytes 4-5/9

ef
--x--
`},
		{rule: "multipart-crlf", breaks: `# bytes
HTTP/1.1 206 Partial Content\r\nContent-Type: multipart/byteranges; boundary=x\r\n\r\n
--x\r\nContent-Range: bytes 0-1/9\r\n\r\nab\n--x--\r\n`, says: "there is a bare line feed next to a delimiter", near: `# bytes
HTTP/1.1 206 Partial Content\r\nContent-Type: multipart/byteranges; boundary=x\r\n\r\n
--x\r\nContent-Range: bytes 0-1/9\r\n\r\na\n\r\n--x--`},
		{rule: "multipart-crlf", breaks: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\n\r\na\r\n--x--\r\n`, says: "there is a bare line feed next to a delimiter", near: `# documented
HTTP/1.1 200 OK
Content-Type: multipart/mixed; boundary=x

--x

a
--x--
`},
	}
}
