package exchange

import (
	"slices"
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

func sendingOf(t *testing.T, fences string) *Sending {
	t.Helper()
	file, faults := source.NewFile("content/n.md", []byte("---\ntitle: t\n---\n\n"+fences))
	n, more := note.Parse(file, "n.md")
	s := ReadNote(n)
	if faults = slices.Concat(faults, more, s.Faults); len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return s.Exchanges[0].Send(OriginAddr)
}

const anyAnswer = "\n```http\nHTTP/1.1 200 OK\nETag: \"a#b\"\nDate: Sun, 22 Nov 2026 18:00:00 GMT\n```\n"

func TestCurl(t *testing.T) {
	for _, c := range []struct{ name, fence, curl, pipe string }{
		{"a GET", "```http\nGET /books/1 HTTP/1.1\nHost: api.example.com\n```\n",
			`curl --include --connect-to api.example.com:80:127.0.0.1:8081 --header Accept: http://api.example.com/books/1`, ""},
		{"quotes", "```http\nPUT /a?b=c&d HTTP/1.1\nHost: h\nIf-Match: \"it's\"\nAccept: */*\nContent-Type: text/plain\nContent-Length: 3\n\na\nb\n```\n",
			`curl --include --connect-to h:80:127.0.0.1:8081 --request PUT --header 'If-Match: "it'\''s"' --header 'Accept: */*' --header 'Content-Type: text/plain' --data-binary 'a` + "\n" + `b' 'http://h/a?b=c&d'`, ""},
		{"HEAD, HTTP/1.0 and an empty field", "```http\nHEAD /../a HTTP/1.0\nHost: h\nX:\n```\n", "", `(printf 'HEAD /../a HTTP/1.0\r\nHost: h\r\nX:\r\n\r\n'; sleep 1) | nc -N 127.0.0.1 8081`},
		{"two Hosts", "```http\nGET / HTTP/1.1\nHost: a\nHost: a\n```\n", "", `(printf 'GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n'; sleep 1) | nc -N 127.0.0.1 8081`},
		{"raw bytes and percent", "```http raw\nGET /%41 HTTP/1.1\\r\\nHost: h\\r\\nA: \\xFF\\r\\n\\r\\n\n```\n", "", `(printf 'GET /%%41 HTTP/1.1\r\nHost: h\r\nA: \377\r\n\r\n'; sleep 1) | nc -N 127.0.0.1 8081`},
	} {
		got := sendingOf(t, c.fence+anyAnswer)
		if curl := strings.ReplaceAll(got.Curl, " \\\n  ", " "); curl != c.curl || got.Pipe != c.pipe {
			t.Errorf("%s:\ncurl %s\nwant %s\npipe %s\nwant %s", c.name, got.Curl, c.curl, got.Pipe, c.pipe)
		}
	}
}

func TestHurl(t *testing.T) {
	got := sendingOf(t, "```http\nPOST /books HTTP/1.1\nHost: h\nContent-Type: text/plain\nContent-Length: 2\n\nhi\n```\n"+anyAnswer).Hurl
	want := "# run the origin (wirebook origin), then:\n# hurl --connect-to h:80:127.0.0.1:8081 FILE\nPOST http://h/books\nContent-Type: text/plain\n```\nhi\n```\n\nHTTP/1.1 200\nETag: \"a\\#b\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A request that is sent while another is under way is not offered: without the other
// its answer may be another.
func TestSendAmidAnother(t *testing.T) {
	request := func(conn string) string {
		return "```http conn=" + conn + "\nPOST / HTTP/1.1\nHost: h\nContent-Length: 2\nExpect: 100-continue\n\n"
	}
	file, faults := source.NewFile("content/n.md", []byte("---\ntitle: t\n---\n\n"+
		request("a")+"```\n\n```http conn=a\nHTTP/1.1 100 Continue\n```\n\n"+
		strings.ReplaceAll(request("b"), "Expect: 100-continue\n", "")+"hi\n```\n"+strings.Replace(anyAnswer, "http", "http conn=b", 1)+
		"\n```text conn=a send\nhi\n```\n"+strings.Replace(anyAnswer, "http", "http conn=a", 1)+
		"\n```http\nGET / HTTP/1.1\nHost: h\n```\n"+anyAnswer))
	n, more := note.Parse(file, "n.md")
	s := ReadNote(n)
	if faults = slices.Concat(faults, more, s.Faults); len(faults) > 0 {
		t.Fatal(faults[0])
	}
	var offered []bool
	for _, e := range s.Exchanges {
		offered = append(offered, e.ByHand())
	}
	if want := []bool{true, false, true}; !slices.Equal(offered, want) {
		t.Errorf("offered: %v, want %v", offered, want)
	}
}
