package rule

func conditionExamples() []ruleExample {
	return []ruleExample{
		{rule: "304-asked", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 304 Not Modified`, says: "the request has neither If-None-Match nor If-Modified-Since", near: `HEAD / HTTP/1.1
Host: a
If-None-Match: "a"
---
HTTP/1.1 304 Not Modified`},
		{rule: "304-asked", breaks: `PUT / HTTP/1.1
Host: a
If-None-Match: "a"
---
HTTP/1.1 304 Not Modified`, says: "the request is PUT", near: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
---
HTTP/1.1 304 Not Modified`},
		{rule: "304-lean", breaks: `HTTP/1.1 304 Not Modified
Content-Type: text/html`, says: "Content-Type is in a 304", near: `HTTP/1.1 304 Not Modified
Content-Location: /a
Last-Modified: Sun, 01 Nov 2026 09:00:00 GMT`},
		{rule: "304-lean", breaks: `HTTP/1.1 304 Not Modified
ETag: "a"
Last-Modified: Sun, 01 Nov 2026 09:00:00 GMT`, says: "Last-Modified is in a 304"},
		{rule: "inm-kept", breaks: `GET / HTTP/1.1
Host: a
If-None-Match: "b", W/"a"
---
HTTP/1.1 200 OK
ETag: "a"`, says: "If-None-Match lists this entity tag", near: `GET / HTTP/1.1
Host: a
If-None-Match: "b", "a "
---
HTTP/1.1 200 OK
ETag: "a"`},
		{rule: "inm-kept", breaks: `HEAD / HTTP/1.1
Host: a
If-None-Match: *
---
HTTP/1.1 200 OK`, says: "If-None-Match is *, but there is a representation", near: `PUT / HTTP/1.1
Host: a
If-None-Match: *
---
HTTP/1.1 200 OK`},
		{rule: "inm-kept", near: `GET / HTTP/1.1
Host: a
If-None-Match: "b"
---
HTTP/1.1 200 OK
ETag: "a"`},
		{rule: "inm-kept", breaks: `QUERY / HTTP/1.1
Host: a
Content-Type: application/json
If-None-Match: "a"

{}
---
HTTP/1.1 200 OK
ETag: "a"`, says: "If-None-Match lists this entity tag"},
		{rule: "inm-412", near: `QUERY / HTTP/1.1
Host: a
Content-Type: application/json
If-None-Match: "a"

{}
---
HTTP/1.1 304 Not Modified
ETag: "a"`},
		{rule: "inm-412", breaks: `PUT / HTTP/1.1
Host: a
If-None-Match: *
---
HTTP/1.1 304 Not Modified`, says: "PUT with If-None-Match gets a 304", near: `PUT / HTTP/1.1
Host: a
If-None-Match: *
---
HTTP/1.1 412 Precondition Failed`},
		{rule: "im-kept", breaks: `GET / HTTP/1.1
Host: a
If-Match: "b"
---
HTTP/1.1 200 OK
ETag: "a"`, says: "If-Match does not list this entity tag, or one of the two is weak", near: `GET / HTTP/1.1
Host: a
If-Match: "b", "a"
---
HTTP/1.1 200 OK
ETag: "a"`},
		{rule: "im-kept", breaks: `GET / HTTP/1.1
Host: a
If-Match: W/"a"
---
HTTP/1.1 200 OK
ETag: W/"a"`, says: "If-Match does not list this entity tag, or one of the two is weak", near: `PUT / HTTP/1.1
Host: a
If-Match: "a"
---
HTTP/1.1 200 OK
ETag: "b"`},
		{rule: "im-kept", near: `GET / HTTP/1.1
Host: a
If-Match: *
---
HTTP/1.1 200 OK
ETag: "a"`},
		{rule: "ims-kept", breaks: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
---
HTTP/1.1 200 OK
Last-Modified: Sun, 22 Nov 2026 18:00:01 GMT`, says: "nothing changed since Sun, 22 Nov 2026 18:00:01 GMT", near: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
---
HTTP/1.1 200 OK
Last-Modified: Sun, 22 Nov 2026 18:00:02 GMT`},
		{rule: "ims-kept", breaks: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sunday, 22-Nov-26 18:00:01 GMT
---
HTTP/1.1 200 OK
Last-Modified: Sun, 01 Nov 2026 09:00:00 GMT`, says: "nothing changed since Sunday, 22-Nov-26 18:00:01 GMT", near: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
If-None-Match: "b"
---
HTTP/1.1 200 OK
ETag: "a"
Last-Modified: Sun, 01 Nov 2026 09:00:00 GMT`},
		{rule: "ims-ignored", breaks: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
If-None-Match: "b"
---
HTTP/1.1 304 Not Modified
ETag: "a"`, says: "If-None-Match does not list this entity tag", near: `GET / HTTP/1.1
Host: a
If-Modified-Since: Sun, 22 Nov 2026 18:00:01 GMT
If-None-Match: W/"a"
---
HTTP/1.1 304 Not Modified
ETag: "a"`},
		{rule: "412-asked", breaks: `PUT / HTTP/1.1
Host: a
---
HTTP/1.1 412 Precondition Failed`, says: "the request has no condition", near: `PUT / HTTP/1.1
Host: a
if-match: "a"
---
HTTP/1.1 412 Precondition Failed`},
		{rule: "412-asked", near: `COPY /a HTTP/1.1
Host: a
Overwrite: F
---
HTTP/1.1 412 Precondition Failed`},
		{rule: "412-asked", near: `PUT / HTTP/1.1
Host: a
If: (<urn:uuid:1>)
---
HTTP/1.1 412 Precondition Failed`},
		{rule: "if-range", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: "b"
---
HTTP/1.1 206 Partial Content
ETag: "a"`, says: "If-Range is `\"b\"`, which is not the entity tag", near: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: "a"
---
HTTP/1.1 206 Partial Content
ETag: "a"`},
		{rule: "if-range", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: W/"a"
---
HTTP/1.1 206 Partial Content`, says: "If-Range is `W/\"a\"`, which is not the entity tag", near: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: "b"
---
HTTP/1.1 200 OK
ETag: "a"`},
		{rule: "if-range", breaks: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: Sun, 22 Nov 2026 18:00:01 GMT
---
HTTP/1.1 206 Partial Content
Last-Modified: Sun, 22 Nov 2026 18:00:00 GMT`, says: "If-Range is not the date of Last-Modified", near: `GET / HTTP/1.1
Host: a
Range: bytes=0-1
If-Range: Sun, 22 Nov 2026 18:00:00 GMT
---
HTTP/1.1 206 Partial Content
Last-Modified: Sun, 22 Nov 2026 18:00:00 GMT`},
	}
}
