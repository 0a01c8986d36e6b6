package rule

func typeExamples() []ruleExample {
	return []ruleExample{
		{rule: "json-valid", breaks: `HTTP/1.1 200 OK
Content-Type: application/problem+json
Content-Length: 9

{"a": 1,}`, says: "there is a comma before }: remove it", near: `# documented
HTTP/1.1 200 OK
Content-Type: application/problem+json
Content-Length: 9

{"a": 1, "…": "…"
…`},
		{rule: "charset-true", breaks: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: 1\r\n\r\n\xe9`, says: "the content is not UTF-8", near: `# bytes
HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 1\r\n\r\n\xe9`},
		{rule: "charset-true", breaks: `HTTP/1.1 200 OK
Content-Type: text/plain; charset="us-ascii"
Content-Length: 2

é`, says: "the content is not US-ASCII", near: `HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Content-Length: 2

é`},
		{rule: "type-present", breaks: `HTTP/1.1 200 OK
Content-Length: 2

ok`, says: "Content-Type is missing", near: `HTTP/1.1 200 OK
Content-Length: 0
`},
		{rule: "type-present", breaks: `# documented
HTTP/1.1 200 OK
Content-Length: 900

ok
…`, says: "Content-Type is missing", near: `# documented
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

`, says: "Content-Type is missing", near: `HTTP/1.1 200 OK
Transfer-Encoding: chunked

0

`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: html`, says: `"html" is not a media type`, near: `HTTP/1.1 200 OK
Content-Type: text/html;charset="utf-8" ; ; a=b;`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset = utf-8`, says: `"text/html; charset = utf-8" is not a media type`, near: `HTTP/1.1 200 OK
Content-Type: application/vnd.a+json`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset`, says: `"text/html; charset" is not a media type`},
		{rule: "type-form", breaks: `HTTP/1.1 200 OK
Content-Type: text/html; charset="utf-8`, says: "`text/html; charset=\"utf-8` is not a media type"},
		{rule: "coding-identity", breaks: `HTTP/1.1 200 OK
Content-Encoding: gzip, Identity`, says: "identity is listed as a coding", near: `HTTP/1.1 200 OK
Content-Encoding: gzip`},
		{rule: "coding-asked", breaks: `GET / HTTP/1.1
Host: a
Accept-Encoding: br, gzip;q=0
---
HTTP/1.1 200 OK
Content-Encoding: gzip`, says: "Accept-Encoding does not list gzip", near: `GET / HTTP/1.1
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
Content-Encoding: br`, says: "Accept-Encoding does not list br", near: `GET / HTTP/1.1
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
ETag: emma-3`, says: `"emma-3" is not an entity tag`, near: `HTTP/1.1 200 OK
ETag: W/"emma\3"`},
		{rule: "etag-form", breaks: `HTTP/1.1 200 OK
ETag: w/"emma-3"`, says: "`w/\"emma-3\"` is not an entity tag", near: `HTTP/1.1 200 OK
ETag: ""`},
		{rule: "etag-form", breaks: `HTTP/1.1 200 OK
ETag: "emma 3"`, says: "`\"emma 3\"` is not an entity tag"},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename=my loans.csv`, says: `"attachment; filename=my loans.csv" is not a disposition`, near: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename = "my loans.csv"; filename*=UTF-8''my%20loans.csv`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename=a; Filename=b`, says: "Filename is repeated", near: `HTTP/1.1 200 OK
Content-Disposition: inline`},
		{rule: "ext-charset", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename*="UTF-8''a"`, says: "filename* is quoted", near: `HTTP/1.1 200 OK
Content-Disposition: attachment; filename*=utf-8'en'a.csv`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: filename=a`, says: `"filename=a" is not a disposition`},
		{rule: "disposition", breaks: `HTTP/1.1 200 OK
Content-Disposition: attachment;`, says: `"attachment;" is not a disposition`},
	}
}
