package rule

func methodExamples() []ruleExample {
	return []ruleExample{
		{rule: "201-location", breaks: `POST /books HTTP/1.1
Host: a
---
HTTP/1.1 201 Created`, says: "Location is missing", near: `PUT /books/7 HTTP/1.1
Host: a
---
HTTP/1.1 201 Created`},
		{rule: "201-location", near: `POST /books HTTP/1.1
Host: a
---
HTTP/1.1 201 Created
Location: /books/7`},
		{rule: "delete-2xx", breaks: `DELETE /books/4 HTTP/1.1
Host: a
---
HTTP/1.1 205 Reset Content`, says: "the DELETE gets a 205", near: `DELETE /books/4 HTTP/1.1
Host: a
---
HTTP/1.1 207 Multi-Status`},
		{rule: "query-type", breaks: `QUERY /search HTTP/1.1
Host: a

{}
---
HTTP/1.1 200 OK`, says: "the QUERY has no Content-Type and gets a 200", near: `QUERY /search HTTP/1.1
Host: a
Content-Type: application/json

{}
---
HTTP/1.1 200 OK`},
		{rule: "query-type", near: `QUERY /search HTTP/1.1
Host: a

{}
---
HTTP/1.1 400 Bad Request`},
		{rule: "options-allow", breaks: `OPTIONS /books HTTP/1.1
Host: a
---
HTTP/1.1 204 No Content`, says: "Allow is missing", near: `OPTIONS /books HTTP/1.1
Host: a
---
HTTP/1.1 204 No Content
Access-Control-Allow-Methods: GET`},
		{rule: "options-allow", breaks: `OPTIONS /books HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Vary: Origin`, says: "Allow is missing", near: `OPTIONS * HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`},
		{rule: "trace-echo", breaks: `TRACE / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Length: 2

ok`, says: "the content does not begin with the request line", near: `TRACE / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Transfer-Encoding: chunked

5
TRACE
13
 / HTTP/1.1
Host: a
0

`},
		{rule: "trace-echo", near: `TRACE / HTTP/1.1
Host: a
---
HTTP/1.1 403 Forbidden
Content-Length: 2

no`},
		{rule: "trace-secret", breaks: `TRACE / HTTP/1.1
Host: a
Cookie: sid=s1
---
HTTP/1.1 200 OK
Content-Length: 42

TRACE / HTTP/1.1
Host: a
cookie: sid=s1
`, says: "Cookie is in the content", near: `TRACE / HTTP/1.1
Host: a
Cookie: sid=s1
X-Cookie: 1
---
HTTP/1.1 200 OK
Content-Length: 40

TRACE / HTTP/1.1
Host: a
X-Cookie: 1
`},
		{rule: "method-unknown", breaks: `FROBNICATE / HTTP/1.1
Host: a
---
HTTP/1.1 405 Method Not Allowed`, says: "FROBNICATE is not a registered method, but gets a 405", near: `FROBNICATE / HTTP/1.1
Host: a
---
HTTP/1.1 501 Not Implemented`},
		{rule: "method-unknown", breaks: `get / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`, says: "get is not a registered method, but gets a 200", near: `PROPFIND / HTTP/1.1
Host: a
---
HTTP/1.1 405 Method Not Allowed`},
	}
}
