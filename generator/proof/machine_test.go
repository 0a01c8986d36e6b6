package proof_test

import (
	"testing"

	"wirebook/generator/proof"
)

func TestMachinePath(t *testing.T) {
	for text, want := range map[string]string{
		"a /srv/dist-packages/a.py b": "/srv/dist-packages/a.py", "a /root/b": "/root/b", "a /opt/b": "/opt/b", "a /usr/lib/b": "/usr/lib/b", "a /usr/local/b": "/usr/local/b",
		"a /usr/share/b": "/usr/share/b", "a /var/folders/b": "/var/folders/b", "a /var/lib/b": "/var/lib/b", "a /var/www/b": "/var/www/b", "a /private/tmp/b": "/private/tmp/b", "a /private/var/b": "/private/var/b",
		"at Layer.handle (/home/ada/course/node_modules/express/lib/router/layer.js:95:5)": "/home/ada/course/node_modules/express/lib/router/layer.js",
		"<br>    at /srv/app/node_modules/body-parser/index.js:1":                          "/srv/app/node_modules/body-parser/index.js",
		`  File "/usr/lib/python3.12/site-packages/flask/app.py", line 3`:                  "/usr/lib/python3.12/site-packages/flask/app.py",
		`File "/Users/ada/todo/app.py"`:                                                    "/Users/ada/todo/app.py",
		"open /tmp/wirebook-3/x.db: no such file":                                          "/tmp/wirebook-3/x.db",
		"file:///home/ada/todo/app.js":                                                     "/home/ada/todo/app.js",
		`C:\Users\ada\todo\app.py`:                                                         `C:\Users\ada\todo\app.py`,
		`{"at":"C:\\Users\\ada\\app.py"}`:                                                  `C:\\Users\\ada\\app.py`,
		"Location: /books/7":                                                               "",
		"Location: https://example.com/home/ada/books":                                     "",
		"Location: /home/books":                                                            "",
		"HTTP/1.1 201 Created\r\nLocation: /tmp/files/7\r\n\r\n":                           "",
		"Set-Cookie: a=b; Path=/home/ada/books\nX: /tmp/a/b":                               "/tmp/a/b",
		"Content-Type: text/html":                                                          "",
		`{"name":"~/tmp/x"}`:                                                               "",
	} {
		at, ok := proof.MachinePath([]byte(text))
		if ok != (want != "") || text[at.Start:at.End] != want {
			t.Errorf("%q: %q, want %q", text, text[at.Start:at.End], want)
		}
	}
}
