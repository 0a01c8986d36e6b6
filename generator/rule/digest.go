package rule

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"

	"github.com/dunglas/httpsfv"

	"wirebook/generator/registry"
	"wirebook/generator/wire"
)

// digestRules are about the digests of content and of representations.
func digestRules() []entry {
	return []entry{
		{
			Rule: contradiction("digest-size", "9530 2 3 5", "A digest has the length that its algorithm defines."),
			by:   either, of: []string{"Content-Digest", "Repr-Digest"}, once: true, each: digestSize,
		},
		{
			Rule: contradiction("content-digest", "9530 2", "Content-Digest is the digest of the content."),
			by:   either, of: []string{"Content-Digest"}, once: true, each: digestTrue,
		},
		{
			Rule: contradiction("repr-digest", "9530 3", "Repr-Digest is the digest of the representation, which is the content of a 200 to GET and of a request."),
			by:   either, of: []string{"Repr-Digest"}, once: true, each: digestTrue,
		},
		{
			Rule: must("want-digest", "9530 4", "A preference for a digest is between 0 and 10."),
			by:   either, of: []string{"Want-Content-Digest", "Want-Repr-Digest"}, once: true, each: digestWanted,
		},
	}
}

// algorithms are those of RFC 9530 section 5 that are not discouraged.
var algorithms = map[string]struct {
	size int
	sum  func([]byte) []byte
}{
	"sha-256": {sha256.Size, func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }},
	"sha-512": {sha512.Size, func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }},
}

// dictionary calls do for each member of a well-formed dictionary that is an Item.
func (v *view) dictionary(first wire.Field, do func(s structuredField, key string, value any)) {
	s := v.structured(registry.Structured{Field: v.m.Name(first), Type: "Dictionary"}, first)
	members, _, ok := s.parse()
	if s.unknown || !ok {
		return
	}
	for _, m := range members {
		if item, ok := m.member.(httpsfv.Item); ok {
			do(s, m.key, item.Value)
		}
	}
}

func digestSize(v *view, first wire.Field) {
	v.dictionary(first, func(s structuredField, key string, value any) {
		octets, ok := value.([]byte)
		if a, known := algorithms[key]; ok && known && len(octets) != a.size {
			v.breach(s.whole(), fmt.Sprintf("%s is %d octets long, but this has %d", key, a.size, len(octets)))
		}
	})
}

// digestTrue accepts a note's line ends as either LF or CRLF, with or without one
// after the last line.
func digestTrue(v *view, first wire.Field) {
	if v.by == server && wire.FoldEqual(v.m.Bytes(first.Name), "Repr-Digest") && (v.m.Code != 200 || v.method != "GET") {
		return // it may be of another representation
	}
	octets, known := v.octets()
	if !known || v.framed == wire.NoBody && v.by == server || v.by == client && v.m.Code == 0 && len(octets) == 0 && !v.raw {
		return
	}
	readings := [][]byte{octets}
	if !v.raw {
		last := append(octets[:len(octets):len(octets)], '\n')
		crlf := bytes.ReplaceAll(last, []byte("\n"), []byte("\r\n"))
		readings = append(readings, last, crlf, crlf[:len(crlf)-2])
	}
	v.dictionary(first, func(s structuredField, key string, value any) {
		digest, ok := value.([]byte)
		a, known := algorithms[key]
		if !ok || !known || len(digest) != a.size {
			return
		}
		for _, reading := range readings {
			if bytes.Equal(digest, a.sum(reading)) {
				return
			}
		}
		v.breach(s.whole(), fmt.Sprintf("the %s of the content is :%s:", key, base64.StdEncoding.EncodeToString(a.sum(octets))))
	})
}

func digestWanted(v *view, first wire.Field) {
	v.dictionary(first, func(s structuredField, key string, value any) {
		if n, ok := value.(int64); ok && (n < 0 || n > 10) {
			v.breach(s.whole(), fmt.Sprintf("%s has the preference %d", key, n))
		}
	})
}
