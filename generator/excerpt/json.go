package excerpt

import (
	"bytes"
	"encoding/json"
	"strings"

	"wirebook/generator/source"
)

// A node is a JSON value and where it stands in a text.
type node struct {
	at      source.Span
	value   any // string, json.Number, bool or nil, of what holds no others
	members []member
	items   []*node
}

type member struct {
	key   string
	at    source.Span
	value *node
}

// deepest is how far JSON may be nested: what shows HTTP is not.
const deepest = 64

// readJSON reads the values of a text, one behind the other.
func readJSON(data []byte) (all []*node, at int, err error) {
	r := &jsonReader{data: data, Decoder: json.NewDecoder(bytes.NewReader(data))}
	r.UseNumber()
	for {
		if len(bytes.TrimLeft(data[r.InputOffset():], " \t\n")) == 0 {
			return all, 0, nil
		}
		n, err := r.node(0)
		if err != nil {
			return all, int(r.InputOffset()), err
		}
		all = append(all, n)
	}
}

type jsonReader struct {
	*json.Decoder
	data []byte
}

// next is a token and where it stands.
func (r *jsonReader) next() (t json.Token, at source.Span, err error) {
	at.Start = int(r.InputOffset())
	t, err = r.Token()
	at.End = int(r.InputOffset())
	for at.Start < at.End && bytes.IndexByte([]byte(" \t\n,:"), r.data[at.Start]) >= 0 {
		at.Start++
	}
	return t, at, err
}

func (r *jsonReader) node(depth int) (*node, error) {
	t, at, err := r.next()
	if err != nil {
		return nil, err
	}
	n := &node{at: at}
	delim, opens := t.(json.Delim)
	if !opens {
		n.value = t
		return n, nil
	}
	if depth > deepest {
		return nil, errDeep
	}
	for r.More() {
		m := member{}
		if delim == '{' {
			t, at, err := r.next()
			if err != nil {
				return nil, err
			}
			m.key, _ = t.(string)
			m.at = inside(at)
		}
		if m.value, err = r.node(depth + 1); err != nil {
			return nil, err
		}
		if delim == '{' {
			n.members = append(n.members, m)
		} else {
			n.items = append(n.items, m.value)
		}
	}
	_, at, err = r.next()
	n.at.End = at.End
	return n, err
}

type jsonError string

func (e jsonError) Error() string { return string(e) }

const errDeep = jsonError("its values are nested too deeply")

// inside is a string without its quotes.
func inside(at source.Span) source.Span {
	return source.Span{Start: min(at.Start+1, at.End), End: max(at.Start+1, at.End-1)}
}

// get is the member of one of the names, or an empty value.
func (n *node) get(names ...string) *node {
	for _, name := range names {
		for _, m := range n.members {
			if m.key == name {
				return m.value
			}
		}
	}
	return &node{}
}

func (n *node) text() string {
	switch v := n.value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// compact is what a value of a field or a body that JSON holds as such is on the wire.
func (n *node) compact(data []byte) string {
	if s, ok := n.value.(string); ok {
		return s
	}
	var b strings.Builder
	b.Write(data[n.at.Start:n.at.End])
	return b.String()
}
