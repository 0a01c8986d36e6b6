package wire

import (
	"bytes"
	"strings"

	"wirebook/generator/source"
)

// Tokens returns the parts of the message in order, without overlap. White space and
// line ends between them have no token.
func (m *Message) Tokens() []Token {
	out := make([]Token, 0, 8+4*len(m.Fields))
	add := func(k TokenKind, s source.Span) {
		if s.Len() > 0 {
			out = append(out, Token{k, s})
		}
	}
	if m.Kind == Request {
		add(TokenMethod, m.Method)
		add(TokenTarget, m.Target)
		add(TokenVersion, m.Version)
	} else {
		add(TokenVersion, m.Version)
		add(TokenStatus, m.Status)
		add(TokenReason, m.Reason)
	}
	fields := func(list []Field) {
		for _, f := range list {
			if f.Elision {
				add(TokenElision, f.Line)
				continue
			}
			add(TokenName, f.Name)
			if f.Name.End < f.Line.End {
				add(TokenColon, source.Span{Start: f.Name.End, End: f.Name.End + 1})
			}
			add(TokenValue, f.Value)
		}
	}
	fields(m.Fields)
	json := m.JSON()
	if !m.Chunked {
		return append(out, contentTokens(m.Text, m.Body, json)...)
	}
	for _, c := range m.Chunks {
		add(TokenChunkSize, source.Span{Start: c.Size.Start, End: c.Size.End + c.Ext.Len()})
		out = append(out, contentTokens(m.Text, c.Data, json && len(m.Chunks) <= 2)...)
	}
	fields(m.Trailers)
	return out
}

// JSON reports whether the content is JSON by its media type, or looks like it if the
// head does not say.
func (m *Message) JSON() bool {
	if t, ok := m.Get("Content-Type"); ok {
		t, _, _ = strings.Cut(strings.ToLower(t), ";")
		t = strings.TrimSpace(t)
		return t == "application/json" || strings.HasSuffix(t, "+json")
	}
	body := bytes.TrimSpace(m.Text[m.Body.Start:m.Body.End])
	return m.Elided() && len(body) > 0 && (body[0] == '{' || body[0] == '[')
}

func contentTokens(text []byte, s source.Span, json bool) []Token {
	if s.Len() == 0 {
		return nil
	}
	if json {
		return JSONTokens(text, s)
	}
	var out []Token
	for at := s.Start; at < s.End; {
		l, next := TakeLine(text, at, s.End)
		kind := TokenBody
		if string(text[l.Start:l.End]) == Elision {
			kind = TokenElision
		}
		if l.Len() > 0 {
			out = append(out, Token{kind, l})
		}
		at = next
	}
	return out
}
