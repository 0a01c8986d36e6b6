package excerpt

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A har writes what JSON holds of HTTP as messages: an HTTP Archive, one entry of it, a
// request or a response, what Firefox copies, or an object of fields.
type har struct {
	data []byte
	out  []line
}

// written are the lines of the messages that JSON values hold; none: there are none.
func written(data []byte, all []*node) []line {
	h := &har{data: data}
	for _, n := range all {
		h.node(n, 0)
	}
	if len(h.out) == 0 && len(all) == 1 {
		h.fieldsAlone(all[0])
	}
	return h.out
}

// node looks for messages in a value, not too deep: a body may hold anything.
func (h *har) node(n *node, depth int) {
	if depth > 6 {
		return
	}
	switch {
	case h.request(n), h.response(n), h.firefox(n):
		return
	}
	for _, item := range n.items {
		h.node(item, depth+1)
	}
	for _, m := range n.members {
		h.node(m.value, depth+1)
	}
}

// first adds the first line of a message.
func (h *har) first(at source.Span, text string) {
	h.out = append(h.out, line{text: text, at: at, first: true, made: true})
}

func (h *har) request(n *node) bool {
	method, target, headers := n.get("method"), n.get("url"), n.get("headers")
	if method.text() == "" || target.text() == "" || !h.holdsFields(headers) {
		return false
	}
	version := versionOf(n.get("httpVersion").text())
	path, host := target.text(), ""
	if u, err := url.Parse(path); err == nil && u.Host != "" {
		path, host = u.RequestURI(), u.Host
	}
	h.first(target.at, method.text()+" "+strings.ReplaceAll(path, " ", "%20")+" "+version)
	from := len(h.out)
	h.fields(headers)
	if host != "" && !named(h.out[from:], "host") {
		h.out = append(h.out, line{text: "Host: " + host, at: target.at, made: true})
	}
	h.body(n.get("postData").get("text"), "", 0)
	return true
}

func (h *har) response(n *node) bool {
	status, headers := n.get("status", "statusCode", "code"), n.get("headers", "header", "multiValueHeaders")
	code, err := strconv.Atoi(status.text())
	if err != nil || code < 0 || code > 999 || !h.holdsFields(headers) {
		return false
	}
	if code == 0 {
		return true // the browser got no answer
	}
	reason := strings.TrimSpace(n.get("statusText", "statusMessage").text())
	h.first(status.at, versionOf(n.get("httpVersion").text())+" "+status.text()+" "+reason)
	h.fields(headers)
	content := n.get("content")
	size, _ := strconv.Atoi(content.get("size").text())
	switch body := n.get("body", "data"); {
	case len(content.members) > 0:
		h.body(content.get("text"), content.get("encoding").text(), size)
	case n.get("isBase64Encoded").value == true:
		h.body(body, "base64", 0)
	default:
		h.body(body, "", 0)
	}
	return true
}

// firefox takes the fields under names such as "Response Headers (379 B)".
func (h *har) firefox(n *node) (is bool) {
	for _, m := range n.members {
		switch {
		case m.key == "Status":
			code, phrase := m.value.text(), ""
			if len(code) >= 3 {
				code, phrase = code[:3], strings.Join(strings.Fields(code[3:]), " ")
			}
			if _, err := strconv.Atoi(code); err == nil {
				h.first(m.value.at, cmp.Or(n.get("Version").text(), "HTTP/1.1")+" "+code+" "+phrase)
				is = true
			}
		case strings.HasPrefix(m.key, "Response Headers"), strings.HasPrefix(m.key, "Request Headers"):
			if headers := m.value.get("headers"); h.holdsFields(headers) {
				h.fields(headers)
				is = true
			}
		}
	}
	return is
}

// holdsFields reports whether a value is a list of names and values, or an object of them.
func (h *har) holdsFields(n *node) bool {
	for _, item := range n.items {
		if item.get("name", "key").text() == "" {
			return false
		}
	}
	for _, m := range n.members {
		if !wire.IsToken(strings.TrimPrefix(m.key, ":")) || m.value.members != nil {
			return false
		}
	}
	return n.at.Len() > 0 && n.value == nil
}

func (h *har) fields(n *node) {
	for _, item := range n.items {
		name, value := item.get("name", "key"), item.get("value")
		h.field(name.text(), inside(name.at), value)
	}
	for _, m := range n.members {
		if m.value.items == nil {
			h.field(m.key, m.at, m.value)
		}
		for _, item := range m.value.items {
			h.field(m.key, m.at, item)
		}
	}
}

// field adds the lines of a field: browsers join those of one name by line breaks.
func (h *har) field(name string, at source.Span, value *node) {
	if strings.HasPrefix(name, ":") {
		return // it is in the first line
	}
	for text := range strings.SplitSeq(value.compact(h.data), "\n") {
		h.out = append(h.out, line{text: name + ": ", at: at, more: []line{{text: strings.TrimSpace(text), at: inside(value.at)}}})
	}
}

// body adds a body that is text. A browser has decoded it: size is how long it was
// then, or 0.
func (h *har) body(n *node, encoding string, size int) {
	text := n.compact(h.data)
	if encoding == "base64" {
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return
		}
		text = string(decoded)
	}
	if text == "" || !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		return
	}
	h.out = append(h.out, line{at: source.Span{Start: n.at.Start, End: n.at.Start}, made: true})
	for one := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		h.out = append(h.out, line{text: one, at: n.at, made: true})
	}
	if size > len(text) {
		h.out = append(h.out, line{text: wire.Elision, at: source.Span{Start: n.at.End, End: n.at.End}, made: true})
	}
}

// fieldsAlone takes an object whose members are all fields, or a list of pairs, as
// JavaScript writes those of a Headers object. Some names must be well known.
func (h *har) fieldsAlone(n *node) {
	for _, item := range n.items {
		if len(item.items) != 2 {
			return
		}
		n.members = append(n.members, member{key: item.items[0].text(), at: inside(item.items[0].at), value: item.items[1]})
	}
	n.items = nil
	known := 0
	for _, m := range n.members {
		if _, is := m.value.value.(string); !is || !wire.IsToken(m.key) {
			return
		}
		switch http.CanonicalHeaderKey(m.key) {
		case "Content-Type", "Content-Length", "Date", "Server", "Cache-Control", "Etag", "Location", "Vary", "Set-Cookie", "Host", "Accept", "User-Agent", "Authorization":
			known++
		}
	}
	if known > 0 {
		h.fields(n)
	}
}

// versionOf is a version of HTTP as first lines write it.
func versionOf(name string) string {
	switch name := strings.ToUpper(strings.TrimSpace(name)); name {
	case "H2", "HTTP/2.0", "HTTP/2":
		return "HTTP/2"
	case "H3", "HTTP/3.0", "HTTP/3":
		return "HTTP/3"
	case "HTTP/1.0":
		return name
	}
	return "HTTP/1.1"
}
