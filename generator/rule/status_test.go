package rule

// statusExamples are for the rules about status codes and about authentication.
func statusExamples() []ruleExample {
	return []ruleExample{
		{rule: "3xx-location", breaks: `HTTP/1.1 308 Permanent Redirect`, says: "Location is missing", near: `HTTP/1.1 308 Permanent Redirect
location: /b`},
		{rule: "3xx-location", breaks: `HTTP/1.1 301 Moved Permanently`, says: "Location is missing", near: `HTTP/1.1 304 Not Modified`},
		{rule: "303-location", breaks: `HTTP/1.1 303 See Other`, says: "Location is missing", near: `HTTP/1.1 303 See Other
Location: /b`},
		{rule: "300-choices", breaks: `HTTP/1.1 300 Multiple Choices
Content-Length: 0
`, says: "no choices are listed", near: `HTTP/1.1 300 Multiple Choices
Content-Length: 1

a`},
		{rule: "300-choices", near: `# head
HTTP/1.1 300 Multiple Choices
Content-Length: 0
`},
		{rule: "405-allow", breaks: `HTTP/1.1 405 Method Not Allowed`, says: "Allow is missing", near: `HTTP/1.1 405 Method Not Allowed
Allow:`},
		{rule: "405-sense", breaks: `PUT /books HTTP/1.1
Host: a
---
HTTP/1.1 405 Method Not Allowed
Allow: GET, PUT`, says: "Allow names PUT, which was refused", near: `PUT /books HTTP/1.1
Host: a
---
HTTP/1.1 405 Method Not Allowed
Allow: GET, put`},
		{rule: "406-list", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 406 Not Acceptable
Content-Length: 0
`, says: "no representations are listed", near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 406 Not Acceptable
Content-Length: 1

a`},
		{rule: "415-coding", breaks: `POST /books HTTP/1.1
Host: a
Content-Type: text/plain
---
HTTP/1.1 415 Unsupported Media Type
Accept-Encoding: gzip`, says: "the request has no content coding", near: `POST /books HTTP/1.1
Host: a
Content-Encoding: br
---
HTTP/1.1 415 Unsupported Media Type
Accept-Encoding: gzip`},
		{rule: "415-coding", near: `HTTP/1.1 415 Unsupported Media Type
Accept-Encoding: gzip`},
		{rule: "415-patch", breaks: `PATCH /books/1 HTTP/1.1
Host: a
---
HTTP/1.1 415 Unsupported Media Type`, says: "Accept-Patch is missing", near: `PATCH /books/1 HTTP/1.1
Host: a
---
HTTP/1.1 415 Unsupported Media Type
Accept-Patch: application/merge-patch+json`},
		{rule: "415-patch", near: `PATCH /books/1 HTTP/1.1
Host: a
Content-Encoding: br
---
HTTP/1.1 415 Unsupported Media Type
Accept-Encoding: gzip`},
		{rule: "425-asked", breaks: `POST /loans HTTP/1.1
Host: a
---
HTTP/1.1 425 Too Early`, says: "the request does not say that it is early data", near: `POST /loans HTTP/1.1
Host: a
Early-Data: 1
---
HTTP/1.1 425 Too Early`},
		{rule: "426-upgrade", breaks: `HTTP/1.1 426 Upgrade Required
Connection: upgrade`, says: "Upgrade is missing", near: `HTTP/1.1 426 Upgrade Required
Connection: upgrade
Upgrade: websocket`},
		{rule: "4xx-says", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 417 Expectation Failed
Content-Length: 0
`, says: "the content is empty", near: `HEAD / HTTP/1.1
Host: a
---
HTTP/1.1 417 Expectation Failed
Content-Length: 0
`},
		{rule: "4xx-says", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 404 Not Found
Transfer-Encoding: chunked

0

`, says: "the content is empty", near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 404 Not Found
Transfer-Encoding: chunked

1
a
0

`},
		{rule: "4xx-says", breaks: `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 404 Not Found
Connection: close
`, says: "the content is empty", near: `# documented
HTTP/1.1 404 Not Found
Connection: close
`},
		{rule: "5xx-says", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 500 Internal Server Error
Content-Length: 0
`, says: "the content is empty", near: `# documented
GET / HTTP/1.1
Host: a
---
HTTP/1.1 500 Internal Server Error
Content-Length: 90

…`},
		{rule: "451-link", breaks: `HTTP/1.1 451 Unavailable For Legal Reasons`, says: "Link is missing", near: `HTTP/1.1 451 Unavailable For Legal Reasons
Link: <https://court.example/>; rel="blocked-by"`},
		{rule: "451-rel", breaks: `HTTP/1.1 451 Unavailable For Legal Reasons
Link: <https://court.example/>; rel="blocking"`, says: "no link has the relation blocked-by", near: `HTTP/1.1 451 Unavailable For Legal Reasons
Link: </a.css>; rel=stylesheet, <https://court.example/>; rel="author Blocked-By"`},
		{rule: "401-challenge", breaks: `HTTP/1.1 401 Unauthorized`, says: "WWW-Authenticate is missing", near: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Negotiate`},
		{rule: "401-challenge", breaks: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: realm="books"`, says: "`realm=\"books\"` is not a list of challenges", near: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"", Negotiate YWJj==`},
		{rule: "401-challenge", breaks: `HTTP/1.1 401 Unauthorized
WWW-Authenticate:`, says: "WWW-Authenticate has no challenge", near: `HTTP/1.1 401 Unauthorized
WWW-Authenticate:
WWW-Authenticate: Basic  realm = "a" , charset="UTF-8"`},
		{rule: "401-challenge", breaks: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm="books`, says: "`Basic realm=\"books` is not a list of challenges"},
		{rule: "407-challenge", breaks: `HTTP/1.1 407 Proxy Authentication Required
WWW-Authenticate: Basic realm="proxy"`, says: "Proxy-Authenticate is missing", near: `HTTP/1.1 407 Proxy Authentication Required
Proxy-Authenticate: Basic realm="proxy"`},
		{rule: "realm-quoted", breaks: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm=books`, says: "realm=books is not quoted", near: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest algorithm=MD5, Realm="books"`},
		{rule: "param-once", breaks: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest nonce="a", realm="b", Nonce="c"`, says: "Nonce is repeated in the challenge Digest", near: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm="b", Digest realm="b"`},
	}
}
