package note

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wirebook/generator/source"
)

// Limits of the paths in content/. Some systems hold 260 characters with the folder
// in which the tree stands.
const (
	maxPath  = 240 // bytes
	maxDepth = 20  // names in a path
)

// devices are names that Windows keeps for itself, with any ending.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

// badName says what keeps a name from being one on every system, or from standing
// in an address; it is empty where nothing does.
func badName(name string) string {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	port := strings.NewReplacer("¹", "1", "²", "2", "³", "3").Replace(stem)
	port = strings.TrimPrefix(strings.TrimPrefix(port, "com"), "lpt")
	switch {
	case !utf8.ValidString(name):
		return "it is not UTF-8"
	case devices[stem], port != stem && len(port) == 1 && port[0] >= '0' && port[0] <= '9':
		return fmt.Sprintf("Windows has a device called %s", stem)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "it ends with a dot or a space, which Windows takes away"
	}
	for _, r := range name {
		switch {
		case strings.ContainsRune(`<>:"|?*\`, r):
			return fmt.Sprintf("Windows has no names with %c", r)
		case r == '#' || r == '%':
			return fmt.Sprintf("in an address %c has a meaning of its own", r)
		case unicode.IsControl(r):
			return fmt.Sprintf("it holds the control character U+%04X", r)
		case unicode.Is(unicode.Bidi_Control, r):
			return fmt.Sprintf("it holds U+%04X, which changes the order in which it is shown", r)
		}
	}
	return ""
}

// sameNames are the first paths of those that some system takes for one, by what
// they have in common.
type sameNames map[string]string

// check returns the faults of a path in content/, and whether a walk should go on
// below it.
func (n sameNames) check(name string) (faults []source.Fault, below bool) {
	shown := source.Visible(name)
	if depth := strings.Count(name, "/") + 1; len(name) > maxPath || depth > maxDepth {
		what := fmt.Sprintf("the path has %d bytes and %d names; more than %d bytes or %d names are too many", len(name), depth, maxPath, maxDepth)
		return []source.Fault{place(shown, "long-path", what, "use shorter names, or fewer folders")}, false
	}
	if what := badName(path.Base(name)); what != "" {
		faults = append(faults, place(shown, "bad-name", "not every system can hold this name: "+what, "rename it; letters, digits, hyphens and dots are safe"))
	}
	same := fold(name)
	switch other, taken := n[same]; {
	case !taken:
		n[same] = name
	case path.Dir(other) == path.Dir(name): // or else the folders are told
		what := fmt.Sprintf("some systems take this name and %s for one", source.Visible(path.Base(other)))
		faults = append(faults, place(shown, "same-name", what, "rename one of them so that they differ in more than case or the form of their letters"))
	}
	return faults, true
}

// fold is the same for names that some system takes for one: they differ in case, or
// in the Unicode normal form.
func fold(name string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(name))))
}

// bidi are the characters that change the order in which text is shown, and so can
// show another text than the one that stands there.
const bidi = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// bidiControls faults them in the text of a span outside code, whose spans are given in order.
func bidiControls(file *source.File, in source.Span, code []source.Span) (faults []source.Fault) {
	for at := in.Start; at < in.End; {
		i := bytes.IndexAny(file.Data[at:in.End], bidi)
		if i < 0 {
			break
		}
		at += i
		r, size := utf8.DecodeRune(file.Data[at:])
		for len(code) > 0 && code[0].End <= at {
			code = code[1:]
		}
		if len(code) == 0 || at < code[0].Start {
			faults = append(faults, source.Fault{File: file, Span: source.Span{Start: at, End: at + size}, ID: "bidi-control",
				What: fmt.Sprintf("U+%04X changes the order in which text is shown", r), Do: "remove it; where it is what the text is about, write it in code"})
		}
		at += size
	}
	return faults
}
