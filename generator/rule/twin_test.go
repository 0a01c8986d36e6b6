package rule

// twinExamples need a second answer: behind the response stands the twin, or
// the answers to GET before and after a PUT.
func twinExamples() []ruleExample {
	const head = "HEAD / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\n"
	const conditional = "GET / HTTP/1.1\nHost: a\nIf-None-Match: \"t\"\n---\n"
	const ranged = "GET / HTTP/1.1\nHost: a\nRange: bytes=0-0\n---\n"
	const put = "PUT / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi\n---\n"
	const found = "\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\n"
	const gone = "\n---\nHTTP/1.1 404 Not Found\nContent-Length: 0\n"
	return []ruleExample{
		{rule: "cl-head", breaks: "# twin\n" + head + "Content-Length: 3\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi", says: "Content-Length is 3, but a GET without conditions gets 2 octets",
			near: "# twin\n" + head + "Content-Length: 2\n---\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\n"},
		{rule: "cl-304", breaks: "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nContent-Length: 0\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi", says: "Content-Length is 0, but a GET without conditions gets 2 octets",
			near: "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nContent-Length: 2\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi"},
		{rule: "304-fields", breaks: "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nETag: \"t\"\n---\nHTTP/1.1 200 OK\nETag: \"t\"\nVary: Accept\nContent-Length: 2\n\nhi", says: "Vary is missing, although the 200 has it",
			near: "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nETag: \"t\"\n---\nHTTP/1.1 200 OK\nETag: \"t\"\nServer: x\nContent-Length: 2\n\nhi"},
		{rule: "206-fields", breaks: "# twin\n" + ranged + "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-0/2\nContent-Length: 1\n\nh\n---\nHTTP/1.1 200 OK\nCache-Control: no-cache\nContent-Length: 2\n\nhi", says: "Cache-Control is missing, although the 200 has it",
			near: "# twin\n" + ranged + "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-0/2\nContent-Length: 1\n\nh\n---\nHTTP/1.1 200 OK\nLast-Modified: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 2\n\nhi"},
		{rule: "head-as-get", breaks: "# twin\n" + head + "\n---\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 2\n\nhi", says: "Content-Type is missing, although GET gets it",
			near: "# twin\n" + head + "\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi"},
		{rule: "put-validator", breaks: "# around\n" + put + "HTTP/1.1 204 No Content\nETag: \"t\"" + found + "ha" + found + "ho", says: "the response has ETag, but GET returns other content than the PUT sent",
			near: "# around\n" + put + "HTTP/1.1 204 No Content\nETag: \"t\"" + found + "ha" + found + "hi"},
		{rule: "put-created", breaks: "# around\n" + put + "HTTP/1.1 200 OK\nContent-Length: 0\n" + gone + found + "hi", says: "the PUT created a resource that was a 404 before, but gets a 200",
			near: "# around\n" + put + "HTTP/1.1 201 Created\nContent-Length: 0\n" + gone + found + "hi"},
		{rule: "close-done", breaks: "# kept\nGET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\n", says: "the server sent Connection: close but did not close",
			near: "# closed\nGET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\n"},
		{rule: "close-asked", breaks: "# kept\nGET / HTTP/1.1\nHost: a\nConnection: close\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n", says: "the request has Connection: close, but the server did not close",
			near: "# kept\nGET / HTTP/1.1\nHost: a\nConnection: closed\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n"},
		{rule: "smuggle-close", breaks: "# kept\nPOST / HTTP/1.1\nHost: a\nContent-Length: 2\nTransfer-Encoding: chunked\n\n0\n\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n", says: "the server kept the connection open after a request with Content-Length and Transfer-Encoding",
			near: "# kept\nPOST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n"},
	}
}
