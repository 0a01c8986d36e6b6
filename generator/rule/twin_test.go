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
		{"cl-head", "# twin\n" + head + "Content-Length: 3\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "Content-Length is 3, and a GET without conditions gets 2 octets",
			"# twin\n" + head + "Content-Length: 2\n---\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\n"},
		{"cl-304", "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nContent-Length: 0\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "Content-Length is 0, and a GET without conditions gets 2 octets",
			"# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nContent-Length: 2\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi"},
		{"304-fields", "# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nETag: \"t\"\n---\nHTTP/1.1 200 OK\nETag: \"t\"\nVary: Accept\nContent-Length: 2\n\nhi", "Vary is missing: the 200 has it",
			"# twin\n" + conditional + "HTTP/1.1 304 Not Modified\nETag: \"t\"\n---\nHTTP/1.1 200 OK\nETag: \"t\"\nServer: x\nContent-Length: 2\n\nhi"},
		{"206-fields", "# twin\n" + ranged + "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-0/2\nContent-Length: 1\n\nh\n---\nHTTP/1.1 200 OK\nCache-Control: no-cache\nContent-Length: 2\n\nhi", "Cache-Control is missing: the 200 has it",
			"# twin\n" + ranged + "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-0/2\nContent-Length: 1\n\nh\n---\nHTTP/1.1 200 OK\nLast-Modified: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 2\n\nhi"},
		{"head-as-get", "# twin\n" + head + "\n---\nHTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 2\n\nhi", "Content-Type is missing: GET gets it",
			"# twin\n" + head + "\n---\nHTTP/1.1 200 OK\nContent-Length: 2\n\nhi"},
		{"put-validator", "# around\n" + put + "HTTP/1.1 204 No Content\nETag: \"t\"" + found + "ha" + found + "ho", "ETag came, and a GET gets other content than the PUT sent",
			"# around\n" + put + "HTTP/1.1 204 No Content\nETag: \"t\"" + found + "ha" + found + "hi"},
		{"put-created", "# around\n" + put + "HTTP/1.1 200 OK\nContent-Length: 0\n" + gone + found + "hi", "the PUT created what was a 404 before, and gets a 200",
			"# around\n" + put + "HTTP/1.1 201 Created\nContent-Length: 0\n" + gone + found + "hi"},
		{"close-done", "# kept\nGET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\n", "the server said Connection: close and did not close",
			"# closed\nGET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\n"},
		{"close-asked", "# kept\nGET / HTTP/1.1\nHost: a\nConnection: close\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n", "the request said Connection: close and the server did not close",
			"# kept\nGET / HTTP/1.1\nHost: a\nConnection: closed\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n"},
		{"smuggle-close", "# kept\nPOST / HTTP/1.1\nHost: a\nContent-Length: 2\nTransfer-Encoding: chunked\n\n0\n\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n", "the server kept the connection after a request with Content-Length and Transfer-Encoding",
			"# kept\nPOST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n---\nHTTP/1.1 200 OK\nContent-Length: 0\n"},
	}
}
