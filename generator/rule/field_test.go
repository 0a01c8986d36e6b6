package rule

// fieldExamples are for the rules about fields that have an area to themselves.
func fieldExamples() []ruleExample {
	return []ruleExample{
		{rule: "retry-form", breaks: `HTTP/1.1 503 Service Unavailable
Retry-After: 1.5`, says: `"1.5" is neither seconds nor a date`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: 120`},
		{rule: "retry-form", breaks: `HTTP/1.1 503 Service Unavailable
Retry-After: in a minute`, says: `"in a minute" is neither seconds nor a date`, near: `HTTP/1.1 503 Service Unavailable
Retry-After: Sun, 22 Nov 2026 18:00:01 GMT`},
		{rule: "link-rel", breaks: `HTTP/1.1 200 OK
Link: </a>; rel=next, </b>`, says: `the link to "/b" has no rel`, near: `HTTP/1.1 200 OK
Link: </a>; rel="next last", </b> ; REL = prev`},
		{rule: "link-rel", breaks: `HTTP/1.1 200 OK
Link: </a>; rel=next; rel=last`, says: `the link to "/a" has rel 2 times`, near: `HTTP/1.1 200 OK
Link: </a>; rel=next; rev=last; title="; rel=x"`},
		{rule: "early-data", breaks: `HTTP/1.1 200 OK
Early-Data: 1`, says: "Early-Data is not allowed here", near: `GET / HTTP/1.1
Host: a
Early-Data: 1
---
HTTP/1.1 425 Too Early`},

		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a b`, says: "' ' is not allowed in the value of a cookie", near: `HTTP/1.1 200 OK
Set-Cookie: sid="ab="; Path=/; Max-Age=60; Expires=Sun, 22 Nov 2026 18:00:01 GMT; Domain=example.com; Secure; HttpOnly; SameSite=Lax; Partitioned`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a;Path=/`, says: "a semicolon is not followed by exactly one space", near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=; Max-Age=0`, says: "Max-Age is not a number that begins with 1 to 9", near: `HTTP/1.1 200 OK
Set-Cookie: sid=; Max-Age=1`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Expires=Sun, 22-Nov-2026 18:00:01 GMT`, says: "Expires is not a date such as Sun, 06 Nov 1994 08:49:37 GMT"},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Domain=.example.com`, says: `".example.com" is not a domain`, near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Domain=a-1.example.com`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Secure=1`, says: "Secure has a value", near: `HTTP/1.1 200 OK
Set-Cookie: sid=a; secure; Priority=High`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a;`, says: "a semicolon is not followed by exactly one space"},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid`, says: `"sid" does not begin with a name and =`},
		{rule: "cookie-form", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/é`, says: "the attribute Path is not US-ASCII"},
		{rule: "cookie-once", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a
Set-Cookie: sid=b; Path=/`, says: "the cookie sid is set more than once", near: `HTTP/1.1 200 OK
Set-Cookie: sid=a
Set-Cookie: Sid=b`},
		{rule: "cookie-once", breaks: `HTTP/1.1 200 OK
Set-Cookie: sid=a; Path=/; path=/b`, says: "the attribute path is repeated", near: `HTTP/1.1 200 OK
Set-Cookie: path=a; Path=/`},
	}
}
