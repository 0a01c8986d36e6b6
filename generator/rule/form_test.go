package rule

func formExamples() []ruleExample {
	return []ruleExample{
		{rule: "status-line", breaks: `HTTP/1.1  200 OK`, says: "no status code follows the version and one space", near: `HTTP/1.1 200 `},
		{rule: "status-line", breaks: `HTTP/1.1 20 OK`, says: `"20" is not a status code of three digits`, near: `HTTP/1.1 299 Anything at all`},
		{rule: "status-line", breaks: `HTTP/11 200 OK`, says: `"HTTP/11" is not a version such as HTTP/1.1`},
		{rule: "status-line", breaks: `GET / HTTP/1.1
Host: a
---
<h1>Bad request</h1>`, says: "the answer has no status line"},
		{rule: "status-line", breaks: `# bytes
HTTP/1.1 200 O\x07K\r\n\r\n`, says: "the control character 0x07 is in the reason phrase", near: `# bytes
HTTP/1.1 200 O\tK\xff\r\n\r\n`},
		{rule: "status-space", breaks: `HTTP/1.1 200`, says: "no space follows the status code", near: `HTTP/1.1 200 `},
		{rule: "status-range", breaks: `HTTP/1.1 600 Odd`, says: "600 is not a status code", near: `HTTP/1.1 599 Odd`},
		{rule: "status-range", breaks: `HTTP/1.1 099 Odd`, says: "099 is not a status code", near: `HTTP/1.1 100 Continue`},
		{rule: "version-highest", breaks: `GET / HTTP/1.0
---
HTTP/1.0 200 OK`, says: "the version is HTTP/1.0", near: `GET / HTTP/1.0
---
HTTP/1.1 200 OK`},
		{rule: "name-token", breaks: `HTTP/1.1 200 OK
Content Type: text/plain`, says: `"Content Type" is not a token`, near: `HTTP/1.1 200 OK
content_type!: text/plain`},
		{rule: "name-token", breaks: `HTTP/1.1 200 OK
Content-Type`, says: "the line has no colon", near: `HTTP/1.1 200 OK
Content-Type:`},
		{rule: "name-token", breaks: `HTTP/1.1 200 OK
: text/plain`, says: "the line has no field name"},
		{rule: "name-colon", breaks: `HTTP/1.1 200 OK
Vary : Accept`, says: "there is white space between Vary and its colon", near: `HTTP/1.1 200 OK
Vary:Accept`},
		{rule: "no-space-first", breaks: `HTTP/1.1 200 OK
 Vary: Accept`, says: "the first line of the fields begins with white space", near: `HTTP/1.1 200 OK
Vary: Accept`},
		{rule: "no-fold", breaks: `HTTP/1.1 200 OK
Vary: Accept,
	Origin`, says: "the line continues the field before it", near: `HTTP/1.1 200 OK
Vary: Accept,	Origin`},
		{rule: "no-fold", breaks: "HTTP/1.1 200 OK\nVary: Accept,\n Origin,\n Cookie", says: "the line continues the field before it", at: " Origin,"},
		{rule: "list-empty", near: "HTTP/1.1 200 OK\nVary: Accept,\n Origin"},
		{rule: "no-fold", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0
Server-Timing: a
 b

`, says: "the line continues the trailer before it"},
		{rule: "no-bare-cr", breaks: `# bytes
HTTP/1.1 200 OK\r\nVary: Accept\r, Origin\r\n\r\n`, says: "a carriage return is not followed by a line feed", near: `# bytes
HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\rb`},
		{rule: "no-bare-cr", breaks: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\r\x22\x22\r\nabc\r\n0\r\n\r\n`, says: "a carriage return is not followed by a line feed", near: `# bytes
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\rb\r\n0\r\n\r\n`},
		{rule: "head-end", breaks: `# documented
HTTP/1.1 200 OK
Content-Type: application/json
{
  "id": 7,
  "name": "x"
}`, says: "the empty line between head and body is missing", at: "{", near: `# documented
HTTP/1.1 200 OK
Content-Type: application/json

{
  "id": 7
}`},
		{rule: "head-end", breaks: `# documented
POST /t HTTP/1.1
Host: a
Content-Type: application/x-www-form-urlencoded
a=1&b=2
---
HTTP/1.1 200 OK`, says: "the empty line between head and body is missing", at: "a=1&b=2", near: `# documented
HTTP/1.1 200 OK
Content-Type: text/plain
Vary Accept
Server: x

hi`},
		{rule: "head-end", breaks: `# documented
HTTP/1.1 200 OK
Transfer-Encoding: chunked
2
ok
0`, says: "the empty line between head and body is missing", at: "2", near: `# documented
HTTP/1.1 200 OK
Content-Type: text/plain
Vary Accept

hi`},
		{rule: "head-end", breaks: `# documented
HTTP/1.1 200 OK
<p>hi</p>
`, says: "the empty line between head and body is missing", at: "<p>hi</p>", near: `# documented
HTTP/1.1 200 OK
Content-Type: text/plain
...
Server: x`},
		{rule: "crlf", breaks: `# bytes
HTTP/1.1 200 OK\r\nVary: Accept\nContent-Length: 0\r\n\r\n`, says: "the line ends in a bare line feed", near: `# bytes
HTTP/1.1 200 OK\r\nVary: Accept\r\nContent-Length: 2\r\n\r\na\n`},
		{rule: "crlf", near: `# documented
HTTP/1.1 200 OK
Vary: Accept`},
		{rule: "value-bytes", breaks: `# bytes
HTTP/1.1 200 OK\r\nVary: Acc\x00ept\r\n\r\n`, says: "the control character 0x00 is in the value", near: `# bytes
HTTP/1.1 200 OK\r\nX-Title: \xc3\xa9\tb\r\n\r\n`},
		{rule: "value-bytes", breaks: `# bytes
HTTP/1.1 200 OK\r\nX-Title: a\x7f\r\n\r\n`, says: "the control character 0x7f is in the value"},
		{rule: "singleton", breaks: `HTTP/1.1 200 OK
ETag: "a"
etag: "b"`, says: "ETag is repeated", near: `HTTP/1.1 200 OK
Set-Cookie: a=1
Set-Cookie: b=1
Vary: Accept
Vary: Origin
X-Own: 1
X-Own: 2`},
		{rule: "singleton", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
ETag: "a"

0
ETag: "a"

`, says: "ETag is in the head and in the trailers", near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked
Trailer: ETag

0
ETag: "a"

`},
		{rule: "list-empty", breaks: `HTTP/1.1 200 OK
Vary: Accept, , Origin`, says: "Vary has an empty member", near: `HTTP/1.1 200 OK
Vary: Accept, Origin
Allow:
Cache-Control: private="a,,b"
Link: </a,,b>; rel="next"
Via: 1.1 gate (so,, it says)`},
		{rule: "list-empty", breaks: `HTTP/1.1 200 OK
Cache-Control: no-store,`, says: "Cache-Control has an empty member", near: `HTTP/1.1 200 OK
Server: a,,b`},
		{rule: "list-empty", breaks: `HTTP/1.1 200 OK
Allow: ,GET`, says: "Allow has an empty member"},

		{rule: "date-form", breaks: `HTTP/1.1 200 OK
Date: Sun, 22 Nov 2026 18:00:01 UTC`, says: `"Sun, 22 Nov 2026 18:00:01 UTC" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`, near: `HTTP/1.1 200 OK
Date: Sun, 22 Nov 2026 18:00:01 GMT`},
		{rule: "date-form", breaks: `HTTP/1.1 200 OK
Expires: 0`, says: `"0" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: 0`},
		{rule: "date-form", breaks: `HTTP/1.1 200 OK
Last-Modified: sun, 22 Nov 2026 18:00:01 GMT`, says: `"sun, 22 Nov 2026 18:00:01 GMT" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`},
		{rule: "date-form", breaks: `HTTP/1.1 503 Service Unavailable
Retry-After: Sunday, 22-Nov-26 18:00:01 GMT`, says: `"Sunday, 22-Nov-26 18:00:01 GMT" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: soon`},
		{rule: "date-form", breaks: `HTTP/1.1 200 OK
Sunset: Sun Nov 22 18:00:01 2026`, says: `"Sun Nov 22 18:00:01 2026" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`, near: `HTTP/1.1 200 OK
Deprecation: @1688169599`},
		{rule: "date-day", breaks: `HTTP/1.1 200 OK
Date: Mon, 22 Nov 2026 18:00:01 GMT`, says: "that day is a Sunday", near: `HTTP/1.1 200 OK
Date: Tue, 29 Feb 2028 23:59:60 GMT`},
		{rule: "date-day", breaks: `HTTP/1.1 200 OK
Expires: Sun, 29 Feb 2026 18:00:01 GMT`, says: "the month has no such day"},
		{rule: "date-day", breaks: `HTTP/1.1 200 OK
Expires: Sun, 22 Nov 2026 24:00:01 GMT`, says: "there is no such time"},
		{rule: "date-present", breaks: `HTTP/1.1 404 Not Found`, says: "Date is missing", near: `HTTP/1.1 500 Internal Server Error`},
		{rule: "date-present", breaks: `HTTP/1.1 304 Not Modified`, says: "Date is missing", near: `HTTP/1.1 304 Not Modified
date: Sun, 22 Nov 2026 18:00:01 GMT`},
		{rule: "modified-past", breaks: `HTTP/1.1 200 OK
Last-Modified: Sun, 22 Nov 2026 18:00:02 GMT
Date: Sun, 22 Nov 2026 18:00:01 GMT`, says: "Last-Modified is later than Date", near: `HTTP/1.1 200 OK
Last-Modified: Sun, 22 Nov 2026 18:00:01 GMT
Date: Sun, 22 Nov 2026 18:00:01 GMT`},

		{rule: "uri-userinfo", breaks: `HTTP/1.1 302 Found
Location: https://ada:secret@example.com/`, says: `"https://ada:secret@example.com/" has user information`, near: `HTTP/1.1 302 Found
Location: https://example.com/@ada`},
		{rule: "uri-userinfo", breaks: `HTTP/1.1 200 OK
Content-Location: //ada@example.com/`, says: `"//ada@example.com/" has user information`, near: `HTTP/1.1 200 OK
Content-Location: ftp://ada@example.com/`},
		{rule: "uri-userinfo", breaks: `HTTP/1.1 200 OK
Link: </a>; rel=next, <http://ada@example.com/>; rel=prev`, says: `"http://ada@example.com/" has user information`, near: `HTTP/1.1 200 OK
Link: <mailto:ada@example.com>; rel=author; title="http://ada@example.com/"`},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: /books/Lady Susan`, says: `"/books/Lady Susan" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: /books/Lady%20Susan?q=a:b/c?d#e`},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: /100%`, says: `"/100%" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: `},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: http://a:b/`, says: `"http://a:b/" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: http://[2001:db8::1]:8080/`},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: 1a:b`, says: `"1a:b" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: ./1a:b`},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: /é`, says: `"/é" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: urn:isbn:0141439580`},
		{rule: "location-form", breaks: `HTTP/1.1 302 Found
Location: http://[::1%25eth0]/`, says: `"http://[::1%25eth0]/" is not a URI reference`, near: `HTTP/1.1 302 Found
Location: http://[v1.a:b]/`},
	}
}
