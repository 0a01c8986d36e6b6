package rule

import (
	"fmt"
	"strings"
	"testing"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A shape is a way in which a message can be long.
type shape struct {
	name string
	of   func(size int) string // a request, three hyphens in a line, a response
}

// head is an exchange whose response has these lines, as often as they fit, or
// whose request and response do.
func head(line string) func(int) string {
	return func(size int) string {
		lines := strings.Repeat(line+"\r\n", size/(len(line)+2))
		return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\n---\nHTTP/1.1 200 OK\r\n" + lines + "\r\n"
	}
}

// long is an exchange whose request and response have one line that repeats a
// part of its value.
func long(name, first, part, last string) func(int) string {
	return func(size int) string {
		line := name + ": " + first + strings.Repeat(part, size/len(part)) + last + "\r\n"
		return "GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\n---\nHTTP/1.1 200 OK\r\n" + line + "\r\n"
	}
}

// content is an exchange whose request and response have content.
func contentOf(kind, first, part, last string) func(int) string {
	return func(size int) string {
		body := first + strings.Repeat(part, size/len(part)) + last
		fields := fmt.Sprintf("Content-Type: %s\r\nContent-Length: %d\r\n\r\n", kind, len(body))
		return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + body + "\n---\nHTTP/1.1 200 OK\r\n" + fields + body
	}
}

func chunksOf(part string) func(int) string {
	return func(size int) string {
		chunks := strings.Repeat(part, size/len(part))
		fields := "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
		return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + chunks + "0\r\n\r\n\n---\nHTTP/1.1 200 OK\r\n" + fields + chunks + "0\r\n\r\n"
	}
}

var shapes = []shape{
	{"fields", head("X-Own: a")},
	{"fields-no-colon", head("own")},
	{"fields-etag", head(`ETag: "a"`)},
	{"fields-type", head("Content-Type: application/json")},
	{"fields-keep-alive", head("Keep-Alive: timeout=1")},
	{"fields-connection", head("Connection: TE")},
	{"fields-cookie", func(size int) string {
		var lines strings.Builder
		for i := 0; lines.Len() < size; i++ {
			fmt.Fprintf(&lines, "Set-Cookie: a%d=1; Path=/\r\n", i)
		}
		return "GET / HTTP/1.1\r\nHost: a\r\n\r\n\n---\nHTTP/1.1 200 OK\r\n" + lines.String() + "\r\n"
	}},
	{"fields-control", head("Cache-Control: must-understand, max-age=1")},
	{"fields-upgrade", head("Upgrade: websocket")},
	{"fields-digest", head("Content-Digest: sha-256=:AAAA:")},
	{"fields-range", head("Content-Range: bytes 0-1/2")},
	{"fields-link", head("Link: </a>; rel=next; anchor=b")},
	{"fields-origin", head("Access-Control-Allow-Origin: *")},
	{"fields-trailer", head("Trailer: a")},
	{"fields-folded", head(" a")},
	{"value", long("X-Own", "", "a", "")},
	{"value-open-quote", long("Cache-Control", "", `a="`, "")},
	{"list-tags", long("If-None-Match", "", `"a", `, `"b"`)},
	{"list-ranges", long("Range", "bytes=", "0-1, ", "4-5")},
	{"list-control", long("Cache-Control", "", "max-age=1, ", "a")},
	{"list-challenge", long("WWW-Authenticate", "", `A a="b", `, "B")},
	{"list-params", long("WWW-Authenticate", "A ", `a="b", `, "c=d")},
	{"list-link", long("Link", "", "</a>; rel=next, ", "</a>; rel=next")},
	{"list-link-params", long("Link", "</a>; rel=next", "; a=b", "")},
	{"list-accept", long("Accept-Encoding", "", "gzip;q=0.5, ", "br")},
	{"list-coding", long("Content-Encoding", "", "gzip, ", "br")},
	{"list-transfer", long("Transfer-Encoding", "", "gzip, ", "br")},
	{"list-upgrade", long("Upgrade", "", "websocket, ", "a")},
	{"list-vary", long("Vary", "", "accept, ", "origin")},
	{"list-via", long("Via", "", "1.1 a (b), ", "1.1 c")},
	{"list-comments", long("Server", "a ", "(", "")},
	{"list-structured", long("Cache-Status", "", "a;hit, ", "b")},
	{"dictionary-structured", long("Signature", "", "a=:AA==:, ", "b=:AA==:")},
	{"cookie-attributes", long("Set-Cookie", "a=b", "; c=d", "")},
	{"cookies", long("Cookie", "a=b", "; c=d", "")},
	{"policy", long("Strict-Transport-Security", "max-age=1", "; c=d", "")},
	{"type-params", long("Content-Type", "text/html", "; c=d", "")},
	{"disposition", long("Content-Disposition", "a", "; c*=UTF-8''d", "")},
	{"products", long("Server", "a", " a/1", "")},
	{"json", contentOf("application/json", "[", `{"a": [1, "b"]}, `, "1]")},
	{"json-deep", contentOf("application/json", "", "[", "")},
	{"json-broken", contentOf("application/json", "[", `"a", `, "]")},
	{"problem", contentOf("application/problem+json", "{", `"status": 1, `, `"a": 1}`)},
	{"text", contentOf("text/plain", "", "a\n", "")},
	{"chunks", chunksOf("1\r\n1\r\n")},
	{"chunks-json", chunksOf("2\r\n[,\r\n")},
	{"parts", contentOf("multipart/byteranges; boundary=X", "", "--X\r\nContent-Range: bytes 0-0/9\r\n\r\na\r\n", "--X--\r\n")},
	{"parts-bare", contentOf("multipart/byteranges; boundary=X", "", "--X\n\na\n", "--X--\n")},
	{"chunks-parts", func(size int) string {
		chunks := strings.Repeat("8\r\n--X\n\na\n\r\n", size/13)
		fields := "Content-Type: multipart/byteranges; boundary=X\r\nTransfer-Encoding: chunked\r\n\r\n"
		return "GET / HTTP/1.1\r\nHost: a\r\n\r\n\n---\nHTTP/1.1 206 Partial Content\r\n" + fields + chunks + "0\r\n\r\n"
	}},
	{"trailers", func(size int) string {
		lines := strings.Repeat("Own: a\r\n", size/8)
		return "GET / HTTP/1.1\r\nHost: a\r\n\r\n\n---\nHTTP/1.1 200 OK\r\nTrailer: b\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + lines + "\r\n"
	}},
}

// exchange reads a shape as it was played, or as a note shows it.
func (s shape) exchange(size int, played bool) Case {
	request, response, _ := strings.Cut(s.of(size), "\n---\n")
	if !played {
		request, response = strings.ReplaceAll(request, "\r\n", "\n"), strings.ReplaceAll(response, "\r\n", "\n")
	}
	method, _, _ := strings.Cut(request, " ")
	read := func(text string, kind wire.Kind) *wire.Message {
		data := []byte(text)
		if played {
			return parseBytes(data, kind, method)
		}
		return wire.Documented(data, source.Span{End: len(data)}, kind, []string{method}, false)[0]
	}
	x := Case{Played: played, Sent: played, Request: read(request, wire.Request), Response: read(response, wire.Response)}
	x.Twin = x.Response
	return x
}

// BenchmarkLarge shows how the time of a check grows with the length of a
// message: four times the bytes may take little more than four times as long.
func BenchmarkLarge(b *testing.B) {
	j := newJudge(b)
	for _, s := range shapes {
		for _, played := range []bool{true, false} {
			for _, size := range []int{1 << 18, 1 << 20} {
				b.Run(fmt.Sprintf("%s/played=%v/%dK", s.name, played, size>>10), func(b *testing.B) {
					for b.Loop() {
						j.Check(s.exchange(size, played))
					}
				})
			}
		}
	}
}
