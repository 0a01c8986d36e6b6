package rule

// roleExamples are for the rules about who sends a field.
func roleExamples() []ruleExample {
	return []ruleExample{
		{rule: "field-side", breaks: asking("Set-Cookie: a=1"), says: "Set-Cookie is a field of responses", at: "Set-Cookie: a=1", near: asking("Accept-Encoding: gzip\nETag: \"a\"")},
		{rule: "field-side", breaks: answering("Host: a"), says: "Host is a field of requests", near: answering("Accept: text/html\nAccept-Encoding: gzip")},
		{rule: "field-old", breaks: answering("Warning: 110 - \"Response is stale\""), says: "Warning is obsoleted", at: "Warning: 110 - \"Response is stale\"", near: answering("X-Warning: a")},
		{rule: "te-asked", breaks: "GET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n", says: "TE does not list gzip", near: "GET / HTTP/1.1\nHost: a\nConnection: TE\nTE: GZIP;q=0.5\n---\nHTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n"},
		{rule: "cors-preflight", breaks: asking("Origin: http://b") + "\nAccess-Control-Allow-Methods: PUT", says: "Access-Control-Allow-Methods is not in a response to a preflight", near: "OPTIONS / HTTP/1.1\nHost: a\nOrigin: http://b\nAccess-Control-Request-Method: PUT\n---\nHTTP/1.1 204 No Content\nAccess-Control-Allow-Methods: PUT"},
		{rule: "disposition-name", breaks: answering(`Content-Disposition: attachment; filename="/foo.txt"`), says: `the file name "/foo.txt" contains a path`, near: answering(`Content-Disposition: attachment; filename="100% foo.txt"`)},
		{rule: "disposition-name", breaks: answering(`Content-Disposition: attachment; filename=fo%22o.txt`), says: `the file name "fo%22o.txt" looks encoded`, near: answering(`Content-Disposition: attachment; filename*=UTF-8''fo%22o.txt`)},
		{rule: "cache-forwarded", breaks: answering("Cache-Status: a;fwd=invalid"), says: "fwd is invalid", near: answering("Cache-Status: a;fwd=uri-miss, b;hit")},
		{rule: "accept-query", breaks: answering("Accept-Query: invalid"), says: `"invalid" is not a media range`, near: answering(`Accept-Query: application/sql;charset="UTF-8", "3d/example", text/*`)},
		{rule: "accept-query", breaks: answering(`Accept-Query: "text/pl in"`), says: `"text/pl in" is not a media range`},
		{rule: "dictionary-vary", breaks: answering("Content-Encoding: dcb\nVary: Accept-Encoding"), says: "Vary does not name Available-Dictionary", near: answering("Content-Encoding: dcb\nVary: accept-encoding, available-dictionary")},
		{rule: "groups-ignored", breaks: "GET / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nCache-Group-Invalidation: \"a\"", says: "the method GET is safe", near: "POST / HTTP/1.1\nHost: a\n---\nHTTP/1.1 200 OK\nCache-Group-Invalidation: \"a\""},
	}
}
