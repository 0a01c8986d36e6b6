package rule

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

func sum(content string) string {
	s := sha256.Sum256([]byte(content))
	return "sha-256=:" + base64.StdEncoding.EncodeToString(s[:]) + ":"
}

func setting(cookie string) string { return answering("Set-Cookie: " + cookie) }

func problemOf(json string) string {
	return "# documented\nGET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n\n" + json
}

// otherExamples are for the rules of other documents than those that define HTTP.
func otherExamples() []ruleExample {
	const digestOf = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="
	return []ruleExample{
		{rule: "hsts-form", breaks: answering("Strict-Transport-Security: max-age=1, includeSubDomains"), says: `"max-age=1, includeSubDomains" is not a directive`, near: answering(`Strict-Transport-Security: max-age="31536000" ; includeSubdomains; preload;`)},
		{rule: "hsts-form", breaks: answering("Strict-Transport-Security: max-age=31536000; Max-Age=100"), says: "Max-Age is repeated", near: answering("Strict-Transport-Security: ;max-age=0; x=y")},
		{rule: "hsts-age", breaks: answering("Strict-Transport-Security: includeSubDomains"), says: "it has no max-age", near: answering("Strict-Transport-Security: includeSubDomains; MAX-AGE=0")},
		{rule: "hsts-age", breaks: answering("Strict-Transport-Security: max-age=1y"), says: `max-age is "1y", not a number of seconds`, near: "# documented\n" + answering("Strict-Transport-Security: max-age={seconds}")},
		{rule: "hsts-subdomains", breaks: answering("Strict-Transport-Security: max-age=1; includeSubDomains=true"), says: "includeSubDomains has a value", near: answering("Strict-Transport-Security: max-age=1; includeSubDomains; x=true")},

		{rule: "content-digest", breaks: "# documented\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 7\nContent-Digest: sha-256=:" + digestOf + ":\n\n{\"a\":1}", says: "the sha-256 of the content is " + strings.TrimPrefix(sum(`{"a":1}`), "sha-256="), at: "sha-256=:" + digestOf + ":", near: "# documented\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 7\nContent-Digest: " + sum(`{"a":1}`) + "\n\n{\"a\":1}"},
		{rule: "content-digest", breaks: "PUT / HTTP/1.1\nHost: a\nContent-Length: 2\nContent-Digest: " + sum("ho") + ", md5=:AA==:\n\nhi\n---\nHTTP/1.1 200 OK", says: "the sha-256 of the content is " + strings.TrimPrefix(sum("hi"), "sha-256="), near: "PUT / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nContent-Digest: " + sum("hihi") + "\n\n2\nhi\n2\nhi\n0\n\n\n---\nHTTP/1.1 200 OK"},
		{rule: "content-digest", near: "# documented\nHTTP/1.1 200 OK\nContent-Digest: " + sum("a\r\nb\r\n") + "\n\na\nb"},
		{rule: "content-digest", near: "# documented\nHTTP/1.1 200 OK\nContent-Digest: " + sum("ho") + "\n\na\n…"},
		{rule: "content-digest", near: "# documented\nPUT / HTTP/1.1\nHost: a\nContent-Length: 2\nContent-Digest: " + sum("ho") + "\n---\nHTTP/1.1 200 OK"},
		{rule: "content-digest", near: "# head\nHTTP/1.1 200 OK\nContent-Digest: " + sum("ho")},
		{rule: "repr-digest", breaks: asking("A: b") + "\nContent-Length: 2\nRepr-Digest: " + sum("ho") + "\n\nhi", says: "the sha-256 of the content is " + strings.TrimPrefix(sum("hi"), "sha-256="), near: partOf("bytes=0-1", "bytes 0-1/9\nRepr-Digest: "+sum("ho")+"\n\nhi")},
		{rule: "repr-digest", near: "PUT / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nContent-Length: 2\nRepr-Digest: " + sum("ho") + "\n\nhi"},
		{rule: "digest-size", breaks: answering("Repr-Digest: sha-256=:AAAA:"), says: "sha-256 is 32 octets long, but this has 3", at: "sha-256=:AAAA:", near: answering("Repr-Digest: " + sum("") + ", md5=:AAAA:")},
		{rule: "want-digest", breaks: asking("Want-Repr-Digest: sha-256=11"), says: "sha-256 has the preference 11", near: asking("Want-Repr-Digest: sha-256=10, sha-512=0")},

		{rule: "link-form", breaks: answering(`Link: https://a.example/help; rel="help"`), says: "the URI of a link needs angle brackets: <https://a.example/help>", at: `https://a.example/help; rel="help"`, near: answering(`Link: <https://a.example/help>; rel="help", </b,c>; rel=next`)},
		{rule: "link-form", breaks: answering(`Link: </a>; rel="next", "/b"; rel=prev`), says: "the URI of a link needs angle brackets: </b>", at: `"/b"; rel=prev`, near: "# documented\n" + answering(`Link: <{next}>; rel="next"`)},
		{rule: "link-form", breaks: answering(`Link: </a b>; rel=next`), says: `"/a b" is not a URI`, near: answering("Link:")},
		{rule: "link-form", breaks: answering(`Link: </a> rel=next`), says: "the parameters of the link \"</a> rel=next\" are malformed"},
		{rule: "link-form", breaks: answering(`Link: /help`), says: "\"/help\" is not a link such as </help>; rel=\"help\""},
		{rule: "link-relation", breaks: answering(`Link: </a>; rel="//a.example/next"`), says: `"//a.example/next" is not a relation`, near: answering(`Link: </a>; rel="next https://a.example/rel"`)},
		{rule: "link-relation", breaks: answering(`Link: </a>; rel=""`), says: "rel names no relation", near: answering(`Link: </a>; rel=up.x-y`)},
		{rule: "link-once", breaks: answering(`Link: </a>; rel=next; title="a"; Title="b"`), says: `the link to "/a" has title twice`, near: answering(`Link: </a>; rel=next; title="a"; title*=UTF-8''a; hreflang=de; hreflang=en`)},
		{rule: "link-values", breaks: answering(`Link: </a>; rel=next; anchor="{blah}"`), says: `anchor is "{blah}", which is not a URI`, near: answering(`Link: </a>; rel=next; anchor="#b"; type="text/css"; hreflang=de-DE`)},
		{rule: "link-values", breaks: answering(`Link: </a>; rel=next; type=css`), says: `type is "css", which is not a media type`},
		{rule: "link-rev", breaks: answering(`Link: </a>; rel=x; rev=next`), says: `the link to "/a" has rev`, near: answering(`Link: </a>; rel=rev`)},
		{rule: "ext-charset", breaks: answering(`Content-Disposition: attachment; filename*=ISO-8859-1''%e9`), says: "filename* is in ISO-8859-1, not in UTF-8", near: answering(`Content-Disposition: attachment; filename=a; filename*=utf-8'en'%c3%a9`)},
		{rule: "ext-charset", breaks: answering(`Link: </a>; rel=next; title*=UTF-8''%e9`), says: "title* is not UTF-8 when percent-decoded", near: answering(`Link: </a>; rel=next; title="%e9"`)},

		{rule: "alt-svc", breaks: answering(`Alt-Svc: h2=:443`), says: "\"h2=:443\" is not an alternative such as h2=\":443\"", near: answering(`Alt-Svc: h2="a.example:443"; ma=60; persist=1, h3=":443"`)},
		{rule: "alt-svc", breaks: answering(`Alt-Svc: clear, h2=":443"`), says: "clear is not the only member", at: "clear", near: answering(`Alt-Svc: clear`)},
		{rule: "alt-svc", breaks: answering(`Alt-Svc: h2="a.example"`), says: `"a.example" is not an optional host and a port`, near: answering(`Alt-Svc: h2="[2001:db8::1]:443"`)},
		{rule: "alt-svc-age", breaks: answering(`Alt-Svc: h2=":443"; ma=1h`), says: `ma is "1h", not a number of seconds`, near: answering(`Alt-Svc: h2=":443"; ma="60"; x=1h`)},
		{rule: "alt-svc-age", breaks: answering(`Alt-Svc: h2=":443"; persist=true`), says: `persist is "true", not 1`},

		{rule: "problem-status", breaks: problemOf(`{"title": "Gone", "status": 410}`), says: "status is 410, but the status code is 404", at: "410", near: problemOf(`{"title": "No such book", "status": 404}`)},
		{rule: "problem-status", breaks: problemOf(`{"status": "404"}`), says: "status is `\"404\"`, but the status code is 404", near: problemOf(`{"a": {"status": 410}}`)},
		{rule: "problem-members", breaks: problemOf(`{"type": "https://a.example/not found"}`), says: `type is "https://a.example/not found", which is not a URI reference`, at: `"https://a.example/not found"`, near: problemOf(`{"type": "about:blank", "detail": "a b", "instance": "/a?b"}`)},
		{rule: "problem-members", breaks: problemOf(`{"title": 7}`), says: "title is not a string", at: "7", near: problemOf(`{"errors": 7}`)},
		{rule: "problem-members", breaks: problemOf(`["no"]`), says: "the problem details are not an object", near: strings.Replace(problemOf(`["no"]`), "problem+", "", 1)},

		{rule: "problem-type", breaks: strings.Replace(problemOf(`{"type": "about:blank", "title": "Not Found", "status": 404}`), "problem+", "", 1), says: "these are problem details, but the media type is another", at: "application/json", near: strings.Replace(problemOf(`{"type": "book", "title": "Emma", "status": 1}`), "problem+", "", 1)},

		{rule: "cookie-prefix", breaks: setting("__Secure-ID=1; Path=/"), says: "the cookie __Secure-ID has no Secure", near: setting("__Secure-ID=1; Secure; Domain=a.example")},
		{rule: "cookie-prefix", breaks: setting("__Host-ID=1; Secure; Path=/a"), says: "the cookie __Host-ID does not have Path=/", near: setting("__Host-ID=1; Secure; Path=/")},
		{rule: "cookie-prefix", breaks: setting("__Host-ID=1; Secure; Path=/; Domain=a.example"), says: "the cookie __Host-ID has a Domain", near: setting("ID__Host-=1; Path=/a")},
		{rule: "cookie-samesite", breaks: setting("a=1; SameSite=Loose"), says: `SameSite is "Loose"`, near: setting("a=1; samesite=STRICT")},
		{rule: "cookie-none", breaks: setting("a=1; SameSite=None"), says: "the cookie a has SameSite=None but not Secure", near: setting("a=1; SameSite=None; Secure")},
		{rule: "cookie-size", breaks: setting("a=" + strings.Repeat("b", 4096)), says: "the cookie a has 4097 octets", near: setting("a=" + strings.Repeat("b", 4095))},
		{rule: "cookie-size", breaks: setting("a=1; Path=/" + strings.Repeat("b", 1024)), says: "an attribute of the cookie a has 1025 octets"},

		{rule: "cors-origin", breaks: answering("Access-Control-Allow-Origin: https://a.example, https://b.example"), says: "there are several origins", near: answering("Access-Control-Allow-Origin: https://a.example:8080")},
		{rule: "cors-origin", breaks: answering("Access-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *"), says: "there are several origins", near: answering("Access-Control-Allow-Origin: null")},
		{rule: "cors-origin", breaks: answering("Access-Control-Allow-Origin: https://a.example/"), says: `"https://a.example/" is not an origin such as https://example.com`, near: answering("Access-Control-Allow-Origin: *")},
		{rule: "cors-asked", breaks: asking("Origin: https://a.example") + "\nAccess-Control-Allow-Origin: https://b.example", says: "the origin of the request is https://a.example", near: asking("Origin: https://a.example") + "\nAccess-Control-Allow-Origin: *"},
		{rule: "cors-credentials", breaks: answering("Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true"), says: "* is sent with Access-Control-Allow-Credentials: true", at: "*", near: answering("Access-Control-Allow-Origin: https://a.example\nAccess-Control-Allow-Credentials: true")},
		{rule: "cors-true", breaks: answering("Access-Control-Allow-Credentials: True"), says: `"True" is not true`, near: answering("Access-Control-Allow-Credentials: true")},
		{rule: "cors-names", breaks: answering("Access-Control-Allow-Methods: GET PUT"), says: `"GET PUT" is not a name`, near: answering("Access-Control-Allow-Headers: *, X-A")},
		{rule: "cors-asks", breaks: asking("Access-Control-Request-Headers: x a"), says: `"x a" is not a name`, near: asking("Access-Control-Request-Headers: x-a, x-b\nAccess-Control-Request-Method: POST")},
		{rule: "cors-age", breaks: answering("Access-Control-Max-Age: -1"), says: `"-1" is not a number of seconds`, near: answering("Access-Control-Max-Age: 600")},
		{rule: "nosniff", breaks: answering("X-Content-Type-Options: foo"), says: `"foo" is not nosniff`, near: answering("X-Content-Type-Options: NoSniff")},
		{rule: "corp-form", breaks: answering("Cross-Origin-Resource-Policy: foo"), says: `"foo" is not same-origin, same-site or cross-origin`, near: answering("Cross-Origin-Resource-Policy: same-site")},

		{rule: "connect-close", breaks: "# kept\nCONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0", says: "the CONNECT gets a 407, but the connection stays open", near: "# closed\nCONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0"},
		{rule: "connect-close", breaks: "# documented\nCONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 502 Bad Gateway", says: "the CONNECT gets a 502, but the connection stays open", near: "# documented\nCONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 502 Bad Gateway\nConnection: close"},
		{rule: "connect-close", near: "# kept\nCONNECT a:443 HTTP/1.1\nHost: a:443\n---\nHTTP/1.1 200 OK"},
	}
}
