package rule

// nameExamples are for the rules about fields whose members are names.
func nameExamples() []ruleExample {
	return []ruleExample{
		{rule: "allow-form", breaks: answering("Allow: GET POST"), says: `"GET POST" is not a method`, at: "GET POST", near: answering("Allow: GET, POST, patch")},
		{rule: "vary-form", breaks: answering("Vary: Accept Encoding, Origin"), says: `"Accept Encoding" is not a field name`, at: "Accept Encoding", near: answering("Vary: *")},
		{rule: "conn-form", breaks: asking("Connection: keep-alive; close"), says: `"keep-alive; close" is not a connection option`, near: asking("Connection: keep-alive, Upgrade")},
		{rule: "trailer-form", breaks: answering("Trailer: Repr-Digest: x"), says: `"Repr-Digest: x" is not a field name`, near: answering("Trailer: Repr-Digest, ETag")},
		{rule: "coding-form", breaks: answering("Content-Encoding: \"gzip\""), says: "`\"gzip\"` is not a content coding", near: answering("Content-Encoding: gzip, br")},
		{rule: "ranges-form", breaks: answering("Accept-Ranges: bytes=0"), says: `"bytes=0" is not a range unit`, near: answering("Accept-Ranges: none")},
		{rule: "language-form", breaks: answering("Content-Language: en_US"), says: `"en_US" is not a language tag such as en-US`, near: answering("Content-Language: de-DE, mi, x-klingon, zh-Hant-TW")},
		{rule: "language-form", breaks: answering("Content-Language: en, portuguese"), says: `"portuguese" is not a language tag such as en-US`, at: "portuguese"},
		{rule: "upgrade-form", breaks: asking("Connection: Upgrade\nUpgrade: HTTP/2.0/3"), says: `"HTTP/2.0/3" is not a protocol such as websocket or HTTP/2.0`, near: asking("Connection: Upgrade\nUpgrade: HTTP/2.0, SHTTP/1.3, websocket")},
		{rule: "via-form", breaks: answering("Via: proxy"), says: `"proxy" is not a protocol and who received it, such as 1.1 proxy`, near: answering("Via: 1.0 fred, HTTP/1.1 p.example.net:8080 (a (nested), comment)")},
		{rule: "via-form", breaks: answering("Via: 1.1 a b"), says: `"1.1 a b" is not a protocol and who received it, such as 1.1 proxy`, near: answering("Via: 1.1 [2001:db8::1]:80")},
		{rule: "product-form", breaks: answering("Server: (Unix) Apache"), says: `"(Unix) Apache" is not a list of products such as a/1.0 (b)`, near: answering("Server: CERN/3.0 libwww/2.17 (a (b))")},
		{rule: "product-form", breaks: asking("User-Agent: Ada's browser, 2"), says: `"Ada's browser, 2" is not a list of products such as a/1.0 (b)`, near: asking("User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101")},
		{rule: "location-content", breaks: answering("Content-Location: /a#b"), says: `"/a#b" is not a URI without a fragment`, near: answering("Content-Location: /a?b")},
		{rule: "te-coding", breaks: answering("Transfer-Encoding: \"chunked\""), says: "`\"chunked\"` is not a transfer coding such as chunked", near: answering("Transfer-Encoding: gzip;q=1, chUNked\n\n0\n\n")},
		{rule: "te-coding", breaks: answering("Transfer-Encoding: chunked=foo"), says: `"chunked=foo" is not a transfer coding such as chunked`},
		{rule: "te-param", breaks: answering("Transfer-Encoding: chunked;a=b\n\n0\n\n"), says: `"chunked;a=b" has a parameter`, near: answering("Transfer-Encoding: gzip;a=b, chunked\n\n0\n\n")},
		{rule: "version-major", breaks: "GET / HTTP/1.1\nHost: a\n---\nHTTP/2.0 200 OK", says: "the version is HTTP/2.0, but that of the request is HTTP/1.1", at: "HTTP/2.0", near: "GET / HTTP/1.0\n---\nHTTP/1.1 200 OK"},

		{rule: "206-range", breaks: partOf("bytes=0-0", "bytes */100"), says: "Content-Range identifies no part, as in a 416", at: "bytes */100", near: "GET / HTTP/1.1\nHost: a\nRange: bytes=0-0\n---\nHTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */100"},
		{rule: "206-inside", breaks: partOf("bytes=0-99", "bytes 0-199/1000"), says: "0-199 extends beyond the requested range 0-99", at: "bytes 0-199/1000", near: partOf("bytes=0-99", "bytes 10-49/1000")},
		{rule: "206-inside", breaks: partOf("bytes=-100", "bytes 800-999/1000"), says: "800-999 extends beyond the requested range -100", near: partOf("bytes=-100", "bytes 900-999/1000")},
		{rule: "206-inside", breaks: partOf("bytes=500-", "bytes 499-999/*"), says: "499-999 extends beyond the requested range 500-", near: partOf("bytes=0-1, 4-5", "bytes 0-5/1000")},
		{rule: "206-inside", breaks: partOf("bytes=2000-", "bytes 0-1/1000"), says: "the requested range 2000- is outside a length of 1000 octets", near: partOf("bytes=0-99", "bytes 0-49/50")},
		{rule: "206-inside", near: partOf("bytes=-5", "bytes 0-999/*")},
		{rule: "206-multi-length", breaks: partsOf("hi"), says: "the range has 3 octets, but the part has 2", at: "bytes 4-6/9", near: partsOf("hey")},
		{rule: "206-multi-length", breaks: "# documented\n" + partsOf("h\nello"), says: "the range has 3 octets, but the part has 6", near: "# documented\n" + partsOf("h\n")},

		{rule: "304-tag", breaks: unchanged(`"a", "b"`, `"c"`), says: "If-None-Match does not list this entity tag", at: `"c"`, near: unchanged(`"a", "b"`, `W/"b"`)},
		{rule: "304-tag", breaks: unchanged(`W/"a"`, `"A"`), says: "If-None-Match does not list this entity tag", near: unchanged(`*`, `"c"`)},
		{rule: "304-tag", near: unchanged(`"a"`, `c`)},
	}
}

func partOf(asked, got string) string {
	return "GET / HTTP/1.1\nHost: a\nRange: " + asked + "\n---\nHTTP/1.1 206 Partial Content\nContent-Range: " + got
}

func partsOf(second string) string {
	return "GET / HTTP/1.1\nHost: a\nRange: bytes=0-0, 4-6\n---\nHTTP/1.1 206 Partial Content\n" +
		"Content-Type: multipart/byteranges; boundary=X\n\n--X\nContent-Range: bytes 0-0/9\n\na\n--X\nContent-Range: bytes 4-6/9\n\n" + second + "\n--X--\n"
}

func unchanged(asked, got string) string {
	return "GET / HTTP/1.1\nHost: a\nIf-None-Match: " + asked + "\n---\nHTTP/1.1 304 Not Modified\nETag: " + got
}
