package wire

// fieldExamples are for the rules about fields that have an area to themselves.
func fieldExamples() []ruleExample {
	return []ruleExample{
		{rule: "retry-form", breaks: `HTTP/1.1 503 Service Unavailable
Retry-After: 1.5`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: 120`},
		{rule: "retry-form", breaks: `HTTP/1.1 503 Service Unavailable
Retry-After: in a minute`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: Sun, 22 Nov 2026 18:00:01 GMT`},
		{rule: "link-rel", breaks: `HTTP/1.1 200 OK
Link: </a>; rel=next, </b>`, near: `HTTP/1.1 200 OK
Link: </a>; rel="next last", </b> ; REL = prev`},
		{rule: "link-rel", breaks: `HTTP/1.1 200 OK
Link: </a>; rel=next; rel=last`, near: `HTTP/1.1 200 OK
Link: </a>; rel=next; rev=last; title="; rel=x"`},
		{rule: "early-data", breaks: `HTTP/1.1 200 OK
Early-Data: 1`, near: `GET / HTTP/1.1
Host: a
Early-Data: 1
---
HTTP/1.1 425 Too Early`},

		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a b`, near: `HTTP/1.1 200 OK
Set-Cookie: sid="ab="; Path=/; Max-Age=60; Expires=Sun, 22 Nov 2026 18:00:01 GMT; Domain=example.com; Secure; HttpOnly; SameSite=Lax; Partitioned`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a;Path=/`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=; Max-Age=0`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=; Max-Age=1`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Expires=Sun, 22-Nov-2026 18:00:01 GMT`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Domain=.example.com`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Domain=a-1.example.com`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Secure=1`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; secure; Priority=High`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a;`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/é`},
		{rule: "cookie-once", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a
Set-Cookie: sid=b; Path=/`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=a
Set-Cookie: Sid=b`},
		{rule: "cookie-once", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/; path=/b`, near: `HTTP/1.1 200 OK
Set-Cookie: path=a; Path=/`},
	}
}
