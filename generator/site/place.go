package site

import (
	"net/url"
	"strings"
)

// A Place is the place of a page in the site, which decides how it writes its links.
type Place struct {
	Page string // its address, from the root of the site
	Root string // if not empty, links begin with it instead of being relative to Page
}

// To returns the address of another file of the site, as the page writes it.
func (at Place) To(address string) string {
	if at.Root != "" {
		return at.Root + EscapePath(address)
	}
	return EscapePath(Relative(at.Page, address))
}

// EscapePath percent-encodes what a relative reference cannot contain (RFC 3986 section
// 4.2), and the characters that HTML would have to escape.
func EscapePath(s string) string {
	const plain = "-._~/#@()!,;*"
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = isAlnum(s[i]) || strings.IndexByte(plain, s[i]) >= 0
	}
	if clean {
		return s
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; isAlnum(c) || strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// RootPath is the path of the site's address, with slashes at both ends. Links that
// begin with it work on every host that serves the site: its own, a preview, and this
// machine.
func RootPath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	return "/" + strings.TrimPrefix(strings.TrimSuffix(u.EscapedPath(), "/")+"/", "/")
}

// Canonical is the one address of a page, or empty if the site has none. The index of a
// folder has the address of the folder.
func Canonical(address, page string) string {
	if address == "" {
		return ""
	}
	if page == "index.html" || strings.HasSuffix(page, "/index.html") {
		page = strings.TrimSuffix(page, "index.html")
	}
	return strings.TrimSuffix(address, "/") + "/" + EscapePath(page)
}
