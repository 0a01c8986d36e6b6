package proof

import "testing"

// Paths in folders of this machine are found where MachinePath knows nothing of them, if
// they exist there.
func TestOwnFolders(t *testing.T) {
	p := &Prover{own: []string{"/etc", "/etc/ssl"}}
	for text, want := range map[string]string{
		`{"at":"/etc/passwd:3"}`:             "/etc/passwd",
		"file:///etc/passwd":                 "/etc/passwd",
		"open /etc/ssl/certs/x.pem: denied":  "/etc/ssl/certs/x.pem",
		"Location: /etc/no-such-thing":       "",
		"Location: /etc/":                    "",
		"http://example.com/etc/passwd":      "",
		"/etcetera/passwd, then /etc/passwd": "/etc/passwd",
	} {
		at, what, do := p.private(text)
		if got := text[at.Start:at.End]; got != want || (what == "") != (want == "") || (do == "") != (want == "") {
			t.Errorf("%s: %q, want %q: %s", text, got, want, what)
		}
	}
}
