package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// The facts of a code or a field name the RFCs that updated the one that defines it.
func TestUpdates(t *testing.T) {
	s := sitetest.Link(t, fstest.MapFS{
		"site.yaml":     {Data: []byte("title: a\n")},
		"index.md":      {Data: []byte("---\ntitle: a\n---\n")},
		"te.md":         {Data: []byte("---\ntitle: a\nfield: Transfer-Encoding\n---\n")},
		"etag.md":       {Data: []byte("---\ntitle: a\nfield: ETag\n---\n")},
		"status/423.md": {Data: []byte("---\ntitle: 423 Locked\n---\n")},
	})
	files := rendered(t, s, realLayouts())
	for name, want := range map[string]string{
		"te.html":         `RFC 9112 section 6.1</a>; updated by <a class="cite" href="https://www.rfc-editor.org/rfc/rfc9931.html" title="Security Considerations for Optimistic Protocol Transitions in HTTP/1.1">RFC 9931</a></dd>`,
		"etag.html":       `RFC 9110 section 8.8.3</a></dd>`,
		"status/423.html": `RFC 4918 section 11.3</a>; updated by <a class="cite" href="https://www.rfc-editor.org/rfc/rfc5689.html">RFC 5689</a></dd>`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s does not have %s", name, want)
		}
	}
}
