package rule

import "strings"

func requestExamples() []ruleExample {
	long := strings.Repeat("a", 3000)
	return []ruleExample{
		{rule: "host-400", breaks: `GET / HTTP/1.1
Accept: */*
---
HTTP/1.1 200 OK`, says: "the request without Host gets a 200", near: `GET / HTTP/1.0
Accept: */*
---
HTTP/1.1 200 OK`},
		{rule: "host-400", breaks: `GET / HTTP/1.1
Host: a
Host: a
---
HTTP/1.1 200 OK`, says: "the request with 2 Host fields gets a 200", near: `GET / HTTP/1.1
Host: a
Host: a
---
HTTP/1.1 400 Bad Request`},
		{rule: "host-400", breaks: `GET / HTTP/1.1
Host: http://a/
---
HTTP/1.1 404 Not Found`, says: `the request for host "http://a/" gets a 404`, near: `GET / HTTP/1.1
Host: [::1]:8080
---
HTTP/1.1 404 Not Found`},
		{rule: "host-400", near: `GET / HTTP/1.1
Host:
---
HTTP/1.1 200 OK`},
		{rule: "host-400", near: `# bytes
GET / HTTP/1.1\r\nAcc
---
HTTP/1.1 503 Service Unavailable\r\n\r\n`},
		{rule: "colon-400", breaks: `GET / HTTP/1.1
Host: a
Accept : */*
---
HTTP/1.1 200 OK`, says: "the request with white space before a colon gets a 200", near: `GET / HTTP/1.1
Host: a
Accept : */*
---
HTTP/1.1 400 Bad Request`},
		{rule: "te-400", breaks: `POST / HTTP/1.1
Host: a
Transfer-Encoding: chunked, gzip
---
HTTP/1.1 200 OK`, says: "the request whose last coding is gzip gets a 200", near: `POST / HTTP/1.1
Host: a
Transfer-Encoding: rot13
---
HTTP/1.1 501 Not Implemented`},
		{rule: "te-400", near: `POST / HTTP/1.1
Host: a
Transfer-Encoding: gzip
Transfer-Encoding: chunked

0

---
HTTP/1.1 200 OK`},
		{rule: "te-501", breaks: `POST / HTTP/1.1
Host: a
Transfer-Encoding: rot13, chunked

0

---
HTTP/1.1 400 Bad Request`, says: "the request with the coding rot13 gets a 400", near: `POST / HTTP/1.1
Host: a
Transfer-Encoding: rot13
---
HTTP/1.1 400 Bad Request`},
		{rule: "te-501", near: `POST / HTTP/1.1
Host: a
Transfer-Encoding: gzip, chunked

0

---
HTTP/1.1 200 OK`},
		{rule: "cl-400", breaks: `POST / HTTP/1.1
Host: a
Content-Length: 3a
---
HTTP/1.1 200 OK`, says: `the request with Content-Length "3a" gets a 200`, near: `POST / HTTP/1.1
Host: a
Content-Length: 3a
---
HTTP/1.1 400 Bad Request`},
		{rule: "cl-400", breaks: `POST / HTTP/1.1
Host: a
Content-Length: 3
Content-Length: 4

abc
---
HTTP/1.1 200 OK`, says: `the request with Content-Length "3, 4" gets a 200`, near: `POST / HTTP/1.1
Host: a
Content-Length: 3, 3

abc
---
HTTP/1.1 200 OK`},
		{rule: "target-414", breaks: `GET /?q=` + long + ` HTTP/1.1
Host: a
---
HTTP/1.1 431 Request Header Fields Too Large`, says: "the target of 3004 octets gets a 431", near: `GET /?q=` + long + ` HTTP/1.1
Host: a
Cookie: ` + long + long + `
---
HTTP/1.1 431 Request Header Fields Too Large`},
		{rule: "target-414", breaks: `GET /?q=` + long + long + long + ` HTTP/1.1
Host: a
---
HTTP/1.1 400 Bad Request`, says: "the target of 9004 octets gets a 400", near: `GET /?q=` + long + ` HTTP/1.1
Host: a
---
HTTP/1.1 400 Bad Request`},
		{rule: "https-clear", breaks: `GET HTTPS://a/ HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`, says: "the request for an https resource gets a 200", near: `GET HTTPS://a/ HTTP/1.1
Host: a
---
HTTP/1.1 421 Misdirected Request`},
		{rule: "https-clear", near: `GET http://a/?https://b HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`},
		{rule: "connect-port", breaks: `CONNECT a: HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`, says: `CONNECT to "a:" succeeds`, near: `CONNECT a: HTTP/1.1
Host: a
---
HTTP/1.1 400 Bad Request`},
		{rule: "connect-port", breaks: `CONNECT [::1] HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`, says: `CONNECT to "[::1]" succeeds`, near: `CONNECT [::1]:443 HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`},
		{rule: "connect-port", breaks: `CONNECT a:65536 HTTP/1.1
Host: a
---
HTTP/1.1 200 OK`, says: `CONNECT to "a:65536" succeeds`},
	}
}
