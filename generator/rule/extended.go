package rule

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// extendedRules are about parameters that name their charset.
func extendedRules() []entry {
	return []entry{
		{
			Rule: must("ext-charset", "8187 3.2.1", "A parameter whose name ends in * has a value without quotes: UTF-8, two single quotes and percent-encoded text."),
			by:   either, of: []string{"Content-Disposition", "Link"}, each: extendedCharset,
		},
	}
}

func extendedCharset(v *view, f wire.Field) {
	if !wire.FoldEqual(v.m.Bytes(f.Name), "Link") {
		_, rest := wire.TakeToken(v.m.Value(f))
		if all, ok := params(rest, dispositionParams); ok {
			v.extended(all, f.Value)
		}
		return
	}
	v.links(f, func(l link, at source.Span) { v.extended(l.params, at) })
}

func (v *view) extended(all []param, at source.Span) {
	for _, p := range all {
		if strings.HasSuffix(p.name, "*") {
			if fault := extendedFault(p); fault != "" {
				v.breach(at, p.name+" "+fault)
			}
		}
	}
}

func extendedFault(p param) string {
	charset, _, _ := strings.Cut(p.value, "'")
	switch {
	case p.quoted:
		return "is quoted"
	case !isExtended(p.value):
		return "is not of the form UTF-8''…"
	case !strings.EqualFold(charset, "UTF-8"):
		return fmt.Sprintf("is in %s, not in UTF-8", charset)
	}
	text, err := url.PathUnescape(p.value[strings.LastIndexByte(p.value, '\'')+1:])
	if err != nil || !utf8.ValidString(text) {
		return "is not UTF-8 when percent-decoded"
	}
	return ""
}

// isExtended reports whether s is a value with its charset (RFC 8187 section 3.2.1).
func isExtended(s string) bool {
	charset, rest, ok := strings.Cut(s, "'")
	_, text, also := strings.Cut(rest, "'")
	if !ok || !also || charset == "" {
		return false
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '%':
			if i+2 >= len(text) || !isHex(text[i+1]) || !isHex(text[i+2]) {
				return false
			}
			i += 2
		case !wire.IsTchar(c) || c == '*' || c == '\'':
			return false
		}
	}
	return true
}
