package excerpt

import "testing"

// What is wrong in anyone's document, at its byte.
func TestFaults(t *testing.T) {
	run(t, []input{
		{"a decimal chunk size", `
'''http
HTTP/1.1 200 OK
Content-Type: text/plain
Transfer-Encoding: chunked

4
Tide
«chunk-form»16
The moon pulls it up
0

'''`},
		{"a decimal chunk size", `
'''http
POST /log HTTP/1.1
Host: log.example
Transfer-Encoding: chunked

«chunk-form»12
a line of it
0
'''`},
		{"a decimal chunk size", `
1. What comes:

   '''http
   HTTP/1.1 200 OK
   Transfer-Encoding: chunked

   a
   0123456789
   «chunk-form»10
   abcdefghij
   0
   '''`},
		{"an entity tag without quotes", "'''http\nGET /s HTTP/1.1\nHost: s.example\nIf-None-Match: «tags-form»v17\n'''\n"},
		{"an entity tag without quotes", "'''http\nPUT /s HTTP/1.1\nHost: s.example\nIf-Match: \"a\", «tags-form»b\n\nx\n'''\n"},
		{"an entity tag without quotes", "'''http\nIf-None-Match: «tags-form»W/v17\n'''\n"},
		{"a digest of something else", `
'''http
HTTP/1.1 200 OK
Content-Type: text/plain
Content-Digest: «content-digest»sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:

low tide
'''`},
		{"a digest of something else", `
'''http
PUT /t HTTP/1.1
Host: t.example
Content-Digest: «content-digest»sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:

high tide
'''`},
		{"a digest of something else", `
'''http
HTTP/1.1 200 OK
Content-Digest: «digest-size»sha-256=:AAAA:
'''`},
		{"Basic credentials that are not Base64", "'''http\nGET / HTTP/1.1\nHost: a.example\nAuthorization: Basic «basic-form»ann:sesame\n'''\n"},
		{"Basic credentials that are not Base64", "'''http\nAuthorization: Basic «basic-form»YW5u\n'''\n"},
		{"Basic credentials that are not Base64", "'''http\nGET / HTTP/1.1\nHost: a.example\nAuthorization: Basic «basic-form»ann@mail.example:sesame\n'''\n"},
		{"a delimiter that is not the boundary", `
'''http
POST /photos HTTP/1.1
Host: p.example
Content-Type: multipart/form-data; boundary=--cut

«multipart-form»--cut
Content-Disposition: form-data; name="a"

1
--cut--
'''`},
		{"a delimiter that is not the boundary", `
'''http
POST /photos HTTP/1.1
Content-Type: multipart/form-data; boundary=cut

--cut
Content-Disposition: form-data; name="a"

1
«multipart-form»-cut--
'''`},
		{"a delimiter that is not the boundary", `
'''http
HTTP/1.1 200 OK
Content-Type: multipart/mixed; boundary="p1"

--p1
Content-Type: text/plain

1
«multipart-form»--p1
'''`},
		{"JSON in a response", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": [1, 2«json-valid»,]}\n'''\n"},
		{"JSON in a response", "'''http\nHTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n\n{\n  \"title\": \"none\"\n  «json-valid»\"status\": 404\n}\n'''\n"},
		{"JSON in a response", "'''http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":«json-valid»\u00a01}\n'''\n"},
		{"JSON in a request", "'''http\nPATCH /a HTTP/1.1\nContent-Type: application/merge-patch+json\n\n{«json-valid»'a': 1}\n'''\n"},
		{"JSON in a request", "'''http\nPOST https://a.example/a\nContent-Type: application/json\n\n{\"a\": 1«json-valid»,}\n'''\n"},
		{"JSON in a request", "> '''http\n> POST /a HTTP/1.1\n> Content-Type: application/json\n>\n> {\"a\": «json-valid»True}\n> '''\n"},
		{"content in a 204", "'''http\nHTTP/1.1 204 No Content\n\n«no-content-204»done\n'''\n"},
		{"content in a 204", "'''http\nHTTP/1.1 304 Not Modified\nETag: \"a\"\n\n«no-content-304»{\"a\": 1}\n'''\n"},
		{"content in a 204", "'''http\nHTTP/1.1 204 No Content\nContent-Length: «cl-1xx-204»0\n'''\n"},
		{"no Host", "'''http\n«host»GET /tides HTTP/1.1\nAccept: text/csv\n\n'''\n"},
		{"no Host", "'''http\n«host»DELETE /tides/1 HTTP/1.1\nUser-Agent: t/1\n\n'''\n\n'''http\nHTTP/1.1 204 No Content\n'''\n"},
		{"no Host", "'''http\nGET /tides HTTP/1.1\nHost: «host»tides example\n'''\n"},
		{"a link without angle brackets", "'''http\nHTTP/1.1 200 OK\nLink: «link-form»/next; rel=next\n'''\n"},
		{"a link without angle brackets", "'''http\nLink: </a>; rel=prev, «link-form»/b; rel=next\n'''\n"},
		{"a link without angle brackets", "'''http\nHTTP/1.1 103 Early Hints\nLink: «link-form»</a.css>; rel=preload;\n'''\n"},
		{"a wrong range", "'''http\nHTTP/1.1 206 Partial Content\nContent-Range: «cr-form»0-9/20\n'''\n"},
		{"a wrong range", "'''http\nContent-Range: «cr-form»bytes 9-0/20\n'''\n"},
		{"a wrong range", "'''http\nHTTP/1.1 416 Range Not Satisfiable\nContent-Range: «cr-form»bytes 20\n'''\n"},
	})
}
