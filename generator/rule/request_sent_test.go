package rule

import (
	"slices"
	"strings"
	"testing"
)

// asking is an exchange whose request has these further lines.
func asking(lines string) string {
	return "GET / HTTP/1.1\nHost: a\n" + lines + "\n---\nHTTP/1.1 200 OK"
}

// noting is the same in a note.
func noting(lines string) string { return "# documented\n" + asking(lines) }

// answering is a response with these further lines.
func answering(lines string) string { return "HTTP/1.1 200 OK\n" + lines }

// sentExamples are for the rules that hold requests.
func sentExamples() []ruleExample {
	return []ruleExample{
		{rule: "request-line", breaks: "GET /\nHost: a\n---\nHTTP/1.1 200 OK", says: "no version follows the target", near: "GET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK"},
		{rule: "request-line", breaks: "GET / HTTP/2\nHost: a\n---\nHTTP/1.1 200 OK", says: `"HTTP/2" is not a version such as HTTP/1.1`, at: "HTTP/2", near: "GET / HTTP/2\nHost: a\n---\nHTTP/1.1 505 HTTP Version Not Supported"},
		{rule: "request-line", breaks: "G@T / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: `"G@T" is not a method`, at: "G@T"},
		{rule: "request-line", breaks: "GET\nHost: a\n---\nHTTP/1.1 200 OK", says: "no target follows the method"},
		{rule: "target-form", breaks: "GET /a b HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: "there is white space in the target", at: "/a b", near: "GET /a%20b HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK"},
		{rule: "target-form", breaks: "GET /a#b HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: "there is a fragment in the target", near: "GET http://a/b HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK"},
		{rule: "target-form", breaks: "# documented\nCONNECT / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: `"/" is not a host and a port`, near: "CONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 403 Forbidden"},
		{rule: "target-form", breaks: "GET * HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: "* is only a target for OPTIONS", near: "OPTIONS * HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK"},
		{rule: "target-form", breaks: "GET a HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK", says: `"a" does not begin with a slash`},
		{rule: "host", breaks: "# documented\nGET /index.html HTTP/1.1\nAccept: text/html\n---\nHTTP/1.1 200 OK", says: "Host is missing", at: "GET /index.html HTTP/1.1", near: "# documented\nGET /index.html HTTP/1.1\nAccept: text/html\n---\nHTTP/1.1 400 Bad Request"},
		{rule: "host", breaks: "# documented\n" + asking("Host: b"), says: "Host is repeated", at: "Host: b", near: "GET / HTTP/1.0\nAccept: */*\n---\nHTTP/1.1 200 OK"},
		{rule: "host", breaks: "# documented\nGET / HTTP/1.1\nHost: https://a.example\n---\nHTTP/1.1 200 OK", says: `"https://a.example" is not a host with an optional port`, at: "https://a.example", near: "# documented\nGET / HTTP/1.1\nHost: {tenant}.example\n---\nHTTP/1.1 200 OK"},
		{rule: "host", near: "GET / HTTP/1.1\nHost: [2001:db8::1]:8080\n---\nHTTP/1.1 200 OK"},
		{rule: "host", near: "# documented\nOPTIONS * HTTP/1.1\n---\nHTTP/1.1 200 OK"},
		{rule: "host", near: "# documented\nGET / HTTP/1.1\n…: …\n---\nHTTP/1.1 200 OK"},

		{rule: "auth-form", breaks: asking("Authorization: token=abc"), says: `"token=abc" is not a scheme with its credentials`, at: "token=abc", near: asking(`Authorization: Bearer a.b-c_d==`)},
		{rule: "auth-form", breaks: asking("Authorization: Bearer a b"), says: `"Bearer a b" is not a scheme with its credentials`, near: noting("Authorization: Bearer <token>")},
		{rule: "auth-form", breaks: asking(`Authorization: Digest username="a", Username="b"`), says: "Username is repeated in the credentials", near: asking(`Authorization: Digest username="Mufasa", realm="a", nc=00000001, qop=auth`)},
		{rule: "auth-form", breaks: asking(`Proxy-Authorization: Bearer "abc"`), says: "`Bearer \"abc\"` is not a scheme with its credentials", near: asking(`Proxy-Authorization: Negotiate`)},
		{rule: "basic-form", breaks: asking("Authorization: Basic root:c2VjcmV0"), says: `"root:c2VjcmV0" is not Base64: the user name, the colon and the password are encoded together`, at: "root:c2VjcmV0", near: asking("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")},
		{rule: "basic-form", breaks: asking("Authorization: basic YWRh"), says: `"ada", which is what YWRh decodes to, has no colon`, at: "YWRh", near: asking("Authorization: basic YWRhOg==")},
		{rule: "basic-form", breaks: asking("Proxy-Authorization: Basic YWRhOg"), says: `"YWRhOg" is not Base64`, near: noting("Authorization: Basic {credentials}")},
		{rule: "basic-form", breaks: asking("Authorization: Basic YTpiCg=="), says: "the user name or the password contains a control character"},
		{rule: "basic-form", breaks: asking("Authorization: Basic"), says: "nothing follows Basic", near: "GET / HTTP/1.1\nHost: a\nAuthorization: Basic root:secret\n---\nHTTP/1.1 401 Unauthorized"},
		{rule: "auth-info", breaks: answering(`Authentication-Info: nextnonce=a b`), says: `"nextnonce=a b" is not a list of parameters`, near: answering(`Authentication-Info: nextnonce="5Yg8-VL198", qop="auth", nc=00000001`)},
		{rule: "auth-info", breaks: answering(`Proxy-Authentication-Info: a=1, A=2`), says: "A is repeated", near: answering(`Proxy-Authentication-Info: a = 1`)},

		{rule: "tags-form", breaks: noting("If-None-Match: 9f3b"), says: "\"9f3b\" is not an entity tag: write \"9f3b\"", at: "9f3b", near: noting(`If-None-Match: "9f3b"`)},
		{rule: "tags-form", breaks: asking(`If-Match: "a", w/"b"`), says: "`w/\"b\"` is not an entity tag: write W/\"b\"", at: `w/"b"`, near: asking(`If-Match: "a", W/"b,c" , "d"`)},
		{rule: "tags-form", breaks: asking(`If-None-Match: *, "a"`), says: "* is listed together with entity tags", at: "*", near: asking(`If-None-Match: *`)},
		{rule: "tags-form", breaks: asking(`If-Match: 'a'`), says: `"'a'" is not an entity tag: write "a"`, near: noting("If-Match: {etag}")},
		{rule: "tags-form", breaks: asking(`If-Match:`), says: "there is no entity tag", near: "GET / HTTP/1.1\nHost: a\nIf-Match: a\n---\nHTTP/1.1 412 Precondition Failed"},
		{rule: "if-range-form", breaks: asking("Range: bytes=0-1\nIf-Range: abc"), says: `"abc" is neither an entity tag nor a date`, near: asking("Range: bytes=0-1\nIf-Range: \"abc\"")},
		{rule: "if-range-form", breaks: asking("Range: bytes=0-1\nIf-Range: W/\"abc\""), says: "the entity tag is weak", near: asking("Range: bytes=0-1\nIf-Range: Sat, 29 Oct 1994 19:43:31 GMT")},
		{rule: "if-range-form", breaks: asking("If-Range: \"abc\""), says: "Range is missing, but there is If-Range", near: noting("…: …\nIf-Range: \"abc\"")},
		{rule: "range-form", breaks: asking("Range: bytes"), says: `"bytes" is not a unit, = and ranges`, near: asking("Range: bytes=0-0, -1, 500-")},
		{rule: "range-form", breaks: asking("Range: bytes=0-9, a-b"), says: `"a-b" is not a range of bytes`, at: " a-b", near: asking("Range: pages=a-b")},
		{rule: "range-form", breaks: asking("Range: bytes=500-100"), says: "the range ends at 100, before its beginning at 500", at: "500-100", near: asking("Range: bytes=100-100")},
		{rule: "range-form", breaks: asking("Range: bytes=-"), says: `"-" is not a range of bytes`},
		{rule: "date-form", breaks: noting("If-Modified-Since: 2026-11-22"), says: `"2026-11-22" is not in the form of Sun, 06 Nov 1994 08:49:37 GMT`, at: "2026-11-22", near: asking("If-Modified-Since: 2026-11-22")},
		{rule: "date-day", breaks: asking("If-Unmodified-Since: Mon, 22 Nov 2026 18:00:01 GMT"), says: "that day is a Sunday", near: noting("If-Modified-Since: {date}")},

		{rule: "accept-form", breaks: asking("Accept: text/html, json"), says: `"json" is not a media range such as text/* or text/html;q=0.5`, at: "json", near: asking("Accept: text/*;q=0.3, text/html;level=2;q=0.4, */*;q=1.000")},
		{rule: "accept-form", breaks: asking("Accept: text/html;q=1.001"), says: `"text/html;q=1.001" is not a media range such as text/* or text/html;q=0.5`, near: asking("Accept:")},
		{rule: "accept-form", breaks: asking("Accept: */json"), says: `"*/json" is not a media range such as text/* or text/html;q=0.5`},
		{rule: "accept-coding", breaks: asking("Accept-Encoding: gzip;q=high"), says: `"gzip;q=high" is not a name with an optional weight such as gzip;q=0.5`, near: asking("Accept-Encoding: gzip, identity; q=0.5, *;q=0")},
		{rule: "accept-language", breaks: asking("Accept-Language: en_US"), says: `"en_US" is not a language range with an optional weight such as en;q=0.5`, near: asking("Accept-Language: da, en-gb;q=0.8, *;q=0.7")},
		{rule: "accept-language", breaks: asking("Accept-Language: en; foo=bar"), says: `"en; foo=bar" is not a language range with an optional weight such as en;q=0.5`},
		{rule: "te-form", breaks: asking("Connection: TE\nTE: trailers;=0"), says: `"trailers;=0" is not trailers or a transfer coding`, near: asking("Connection: TE\nTE: trailers, deflate; q=0.5")},
		{rule: "te-chunked", breaks: asking("Connection: TE\nTE: chunked"), says: `"chunked" is not a coding to ask for`, near: asking("Connection: TE\nTE: gzip;q=0.5")},
		{rule: "accept-patch", breaks: answering("Accept-Patch: */*"), says: `"*/*" is not a media type`, near: answering("Accept-Patch: text/example;charset=utf-8, application/json-patch+json")},
		{rule: "prefer-form", breaks: asking("Prefer: return minimal"), says: `"return minimal" is not a preference such as return=minimal`, near: asking(`Prefer: respond-async, wait=100; foo="b c", handling = lenient`)},

		{rule: "expect-content", breaks: asking("Expect: 100-continue"), says: "the request has no content", near: "PUT / HTTP/1.1\nHost: a\nExpect: 100-Continue\nContent-Length: 2\n\nhi\n---\nHTTP/1.1 200 OK"},
		{rule: "expect-content", breaks: asking("Expect: 100-continue\nContent-Length: 0"), says: "the request has no content", near: "PUT / HTTP/1.1\nHost: a\nExpect: 100-continue\nTransfer-Encoding: chunked\n\n0\n\n\n---\nHTTP/1.1 200 OK"},
		{rule: "expect-form", breaks: asking("Expect: 100 continue"), says: `"100 continue" is not an expectation such as 100-continue`, near: asking(`Expect: 100-continue, a="b c";d=e`)},
		{rule: "te-last", breaks: "PUT / HTTP/1.1\nHost: a\nTransfer-Encoding: gzip\n\nhi\n---\n# documented\nHTTP/1.1 200 OK", says: "the last coding is gzip, not chunked", near: "PUT / HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\n\n0\n\n\n---\nHTTP/1.1 200 OK"},
		{rule: "trace-content", breaks: "TRACE / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi\n---\nHTTP/1.1 200 OK", says: "the TRACE has content", near: "TRACE / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK"},
		{rule: "trace-fields", breaks: "TRACE / HTTP/1.1\nHost: a\nCookie: a=1\n---\nHTTP/1.1 200 OK", says: "Cookie is in a TRACE", at: "Cookie: a=1", near: asking("Cookie: a=1")},
		{rule: "get-content", breaks: "GET / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi\n---\nHTTP/1.1 200 OK", says: "the GET has content", near: "POST / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi\n---\nHTTP/1.1 200 OK"},
		{rule: "length-sent", breaks: "# documented\nPOST / HTTP/1.1\nHost: a\n\nhi\n---\nHTTP/1.1 200 OK", says: "Content-Length is missing, although the request has content", near: "# documented\nPOST / HTTP/1.1\nHost: a\n\n---\nHTTP/1.1 200 OK"},
		{rule: "cookie-once-sent", breaks: asking("Cookie: a=1\nCookie: b=2"), says: "Cookie is repeated", at: "Cookie: b=2", near: asking("Cookie: a=1; b=2")},
		{rule: "cookie-sent", breaks: asking("Cookie: a=1;b=2"), says: `"a=1;b=2" is not a list of cookies such as a=1; b=2`, near: asking(`Cookie: a=1; b="2"; c=`)},
		{rule: "cookie-sent", breaks: asking("Cookie: a=1; b=2;"), says: `"a=1; b=2;" is not a list of cookies such as a=1; b=2`},
		{rule: "forwards-form", breaks: asking("Max-Forwards: -1"), says: `"-1" is not a number`, near: asking("Max-Forwards: 0")},
		{rule: "referer-form", breaks: asking("Referer: https://a.example/b#c"), says: `"https://a.example/b#c" is not a URI without fragment and user information`, near: asking("Referer: /b?c")},
		{rule: "from-form", breaks: asking("From: webmaster"), says: `"webmaster" is not an email address`, near: asking("From: Ada <ada@a.example>")},
		{rule: "origin-form", breaks: asking("Origin: https://a.example/b"), says: `"https://a.example/b" is not an origin such as https://example.com: nothing follows the host, not even a slash: https://a.example`, near: asking("Origin: https://a.example:8080")},
		{rule: "origin-form", breaks: asking("Origin: https://a.example http://b.example"), says: `"https://a.example http://b.example" is not an origin such as https://example.com`, near: asking("Origin: null")},
		{rule: "early-form", breaks: asking("Early-Data: true"), says: `"true" is not 1`, near: asking("Early-Data: 1")},

		{rule: "upgrade-conn", breaks: asking("Upgrade: websocket"), says: "Connection does not name Upgrade", near: asking("Connection: keep-alive, Upgrade\nUpgrade: websocket")},
		{rule: "cl-digits", breaks: "PUT / HTTP/1.1\nHost: a\nContent-Length: two\n\nhi\n---\n# documented\nHTTP/1.1 200 OK", says: `"two" has other characters than digits`},
		{rule: "cl-true", breaks: "# documented\nPOST /t HTTP/1.1\nHost: a\nContent-Length: 7\n\nab\n---\nHTTP/1.1 200 OK", says: "Content-Length is 7, but the content has 2 octets", at: "7", near: "# documented\nPATCH /card HTTP/1.1\nHost: a\nContent-Type: application/sparql-update\nContent-Length: 45\n---\nHTTP/1.1 200 OK"},
		{rule: "cl-true", near: "# documented\nPOST /up HTTP/1.1\nHost: a\nContent-Type: multipart/form-data; boundary=Line7\nContent-Length: 71\n\n--Line7\nContent-Disposition: form-data; name=\"foo\"\n\nbar\n--Line7--\n\n---\nHTTP/1.1 200 OK"},
	}
}

// refusals are exchanges that show a faulty request being turned down.
var refusals = []string{
	"GET / HTTP/1.1\nHost: a\nHost: b\n---\nHTTP/1.1 400 Bad Request",
	"PUT / HTTP/1.1\nHost: a\nContent-Type: application/json\nContent-Length: 2\n\n{,\n---\nHTTP/1.1 422 Unprocessable Content",
	"GET / HTTP/9.9\nHost: a\nRange: bytes\n---\nHTTP/1.1 505 HTTP Version Not Supported",
	"PUT / HTTP/1.1\nHost: a\nTransfer-Encoding: x\n---\nHTTP/1.1 501 Not Implemented",
}

// TestRefusedRequests: what is wrong with a request that is refused is the point of
// the example, and the same request with a success has a finding.
func TestRefusedRequests(t *testing.T) {
	j := newJudge(t)
	for _, text := range refusals {
		x := exchangeOf(t, text)
		for _, f := range j.Check(x) {
			if f.Message == x.Request {
				t.Errorf("%q: %s", text, f.Detail)
			}
		}
		request, _, _ := strings.Cut(text, "\n---\n")
		x = exchangeOf(t, "# documented\n"+request+"\n---\nHTTP/1.1 204 No Content")
		if !slices.ContainsFunc(j.Check(x), func(f Finding) bool { return f.Message == x.Request }) {
			t.Errorf("%q has no finding with a success", request)
		}
	}
}
