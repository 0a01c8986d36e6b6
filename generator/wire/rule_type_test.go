package wire

func typeExamples() []ruleExample {
	return []ruleExample{
		{rule: "type-present", breaks: `HTTP/1.1 200 OK
Content-Length: 2

ok`, near: `HTTP/1.1 200 OK
Content-Length: 0
`},
		{rule: "type-present", breaks: `# documented
HTTP/1.1 200 OK
Content-Length: 900

ok
…`, near: `# documented
HTTP/1.1 200 OK
Content-Length: 900
…: …

ok
…`},
		{rule: "type-present", breaks: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

1
a
0

`, near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0

`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: html`, near: `HTTP/1.1 200 OK
Content-Type: text/html;charset="utf-8" ; ; a=b;`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset = utf-8`, near: `HTTP/1.1 200 OK
Content-Type: application/vnd.a+json`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset="utf-8`},
		{rule: "coding-identity", breaks: `HTTP/1.1 200 OK
Content-Encoding: gzip, Identity`, near: `HTTP/1.1 200 OK
Content-Encoding: gzip`},
		{rule: "coding-asked", breaks: `GET / HTTP/1.1
Host: a
Accept-Encoding: br, gzip;q=0
---
HTTP/1.1 200 OK
Content-Encoding: gzip`, near: `GET / HTTP/1.1
Host: a
Accept-Encoding: br;q=0.1, x-gzip;q=0.01
---
HTTP/1.1 200 OK
Content-Encoding: gzip`},
		{rule: "coding-asked", breaks: `GET / HTTP/1.1
Host: a
Accept-Encoding: gzip, *;q=0, identity
---
HTTP/1.1 200 OK
Content-Encoding: br`, near: `GET / HTTP/1.1
Host: a
Accept-Encoding: gzip, *;q=0
---
HTTP/1.1 200 OK
Content-Encoding: br`},
		{rule: "coding-asked", near: `GET / HTTP/1.1
Host: a
Accept-Encoding: *
---
HTTP/1.1 200 OK
Content-Encoding: br`},
		{rule: "coding-asked", near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 200 OK
Content-Encoding: br`},
		{rule: "etag-form", breaks: `HTTP/1.1 200 OK
ETag: emma-3`, near: `HTTP/1.1 200 OK
ETag: W/"emma\3"`},
		{rule: "etag-form", breaks: `HTTP/1.1 200 OK
ETag: w/"emma-3"`, near: `HTTP/1.1 200 OK
ETag: ""`},
		{rule: "etag-form", breaks: `HTTP/1.1 200 OK
ETag: "emma 3"`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename=my loans.csv`, near: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename = "my loans.csv"; filename*=UTF-8''my%20loans.csv`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename=a; Filename=b`, near: `HTTP/1.1 200 OK
Content-Disposition: inline`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename*="UTF-8''a"`, near: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename*=utf-8'en'a.csv`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: filename=a`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment;`},
	}
}
