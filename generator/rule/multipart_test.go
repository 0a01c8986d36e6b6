package rule

func formData(boundary, body string) string {
	return "# documented\nPOST /up HTTP/1.1\nHost: a\nContent-Type: multipart/form-data; boundary=" + boundary + "\n\n" + body + "\n---\nHTTP/1.1 200 OK"
}

// multipartExamples are for the rules about content of several parts.
func multipartExamples() []ruleExample {
	const part = "Content-Disposition: form-data; name=\"foo\"\n\nbar\n"
	return []ruleExample{
		{rule: "multipart-boundary", breaks: "# documented\nPOST /up HTTP/1.1\nHost: a\nContent-Type: multipart/form-data\n\n--a\n---\nHTTP/1.1 200 OK", says: "multipart/form-data has no boundary", near: formData("a", "--a\n"+part+"--a--")},
		{rule: "multipart-form", breaks: formData("----Line7", "----Line7\n"+part+"----Line7--"), says: `a delimiter is -- and the boundary, which is "----Line7" here: "------Line7"`, at: "----Line7", near: formData("----Line7", "------Line7\n"+part+"------Line7--")},
		{rule: "multipart-form", breaks: formData("Line7", "--Line7\n"+part+"Line7--"), says: `a delimiter is -- and the boundary, which is "Line7" here: "--Line7"`, at: "Line7--", near: formData("Line7", "preamble\n--Line7\n"+part+"--Line7--\nepilogue\n")},
		{rule: "multipart-form", breaks: formData("Line7", "--Line7\n"+part+"--Line7"), says: "the last delimiter does not end in --: \"--Line7--\"", at: "--Line7", near: formData("Line7", "--Line7\n"+part+"…")},
		{rule: "multipart-form", breaks: formData("Line7", "--Other\n"+part+"--Other--"), says: "there is no delimiter before the first part: \"--Line7\"", at: "--Other", near: formData("{boundary}", "--Other\n"+part+"--Other--")},
		{rule: "multipart-form", breaks: "HTTP/1.1 206 Partial Content\nContent-Type: multipart/byteranges; boundary=X\n\n-X\nContent-Range: bytes 0-0/9\n\na\n-X--\n", says: `a delimiter is -- and the boundary, which is "X" here: "--X"`, at: "-X", near: "HTTP/1.1 206 Partial Content\nContent-Type: multipart/byteranges; boundary=X\n\n--X\nContent-Range: bytes 0-0/9\n\na\n--X--\n"},
		{rule: "no-content-204", breaks: "# documented\nDELETE /t HTTP/1.1\nHost: a\n---\nHTTP/1.1 204 No Content\nContent-Type: application/json\n\n{\"deleted\":true}", says: "something follows the head of a 204", at: "{\"deleted\":true}"},
		{rule: "no-content-1xx", near: "# documented\nGET / HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket\n---\nHTTP/1.1 101 Switching Protocols\nConnection: Upgrade\nUpgrade: websocket\n\n[frames]"},
		{rule: "no-content-304", breaks: "# documented\nHTTP/1.1 304 Not Modified\nETag: \"a\"\n\n<p>as it was</p>", says: "something follows the head of a 304", at: "<p>as it was</p>"},
	}
}
