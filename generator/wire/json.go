package wire

import "wirebook/generator/source"

// JSONTokens splits JSON text (RFC 8259) into its parts. It skips what is not JSON byte
// by byte: this is for display, not validation.
func JSONTokens(text []byte, s source.Span) []Token {
	var out []Token
	add := func(k TokenKind, from, to int) {
		out = append(out, Token{k, source.Span{Start: from, End: to}})
	}
	for i := s.Start; i < s.End; {
		switch c := text[i]; {
		case c == '"':
			end := jsonString(text, i, s.End)
			kind := TokenString
			switch {
			case string(text[i:end]) == `"`+Elision+`"`:
				kind = TokenElision
			case followedByColon(text, end, s.End):
				kind = TokenKey
			}
			add(kind, i, end)
			i = end
		case c == '-' || c >= '0' && c <= '9':
			end := i + 1
			for end < s.End && isNumber(text[end]) {
				end++
			}
			add(TokenNumber, i, end)
			i = end
		case c >= 'a' && c <= 'z':
			end := i + 1
			for end < s.End && text[end] >= 'a' && text[end] <= 'z' {
				end++
			}
			add(TokenLiteral, i, end)
			i = end
		case c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':':
			add(TokenPunct, i, i+1)
			i++
		case c == Elision[0] && i+len(Elision) <= s.End && string(text[i:i+len(Elision)]) == Elision:
			add(TokenElision, i, i+len(Elision))
			i += len(Elision)
		default:
			i++
		}
	}
	return out
}

func isNumber(c byte) bool {
	return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'
}

// jsonString returns the offset after the string that begins at i.
func jsonString(text []byte, i, end int) int {
	for j := i + 1; j < end; j++ {
		switch text[j] {
		case '\\':
			j++
		case '"':
			return j + 1
		case '\n':
			return j
		}
	}
	return end
}

func followedByColon(text []byte, i, end int) bool {
	for i < end && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
		i++
	}
	return i < end && text[i] == ':'
}

// JSONValue returns the offset after the JSON value that begins at i, or -1 if none
// does.
func JSONValue(text []byte, i int) int {
	if i >= len(text) {
		return -1
	}
	switch c := text[i]; {
	case c == '"':
		end := jsonString(text, i, len(text))
		if end-i < 2 || text[end-1] != '"' {
			return -1
		}
		return end
	case c == '{':
		return jsonList(text, i, '}', JSONMember)
	case c == '[':
		return jsonList(text, i, ']', JSONValue)
	case c == '-' || c >= '0' && c <= '9':
		for i < len(text) && isNumber(text[i]) {
			i++
		}
		return i
	}
	for _, word := range []string{"true", "false", "null"} {
		if len(text)-i >= len(word) && string(text[i:i+len(word)]) == word {
			return i + len(word)
		}
	}
	return -1
}

// JSONMember returns the offset after the member "name": value that begins at i, or -1.
func JSONMember(text []byte, i int) int {
	if i >= len(text) || text[i] != '"' {
		return -1
	}
	i = JSONSpace(text, JSONValue(text, i))
	if i < 0 || i >= len(text) || text[i] != ':' {
		return -1
	}
	return JSONValue(text, JSONSpace(text, i+1))
}

// JSONSpace returns the offset after the white space at i; -1 stays -1.
func JSONSpace(text []byte, i int) int {
	for i >= 0 && i < len(text) && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
		i++
	}
	return i
}

func jsonList(text []byte, i int, closing byte, item func([]byte, int) int) int {
	i = JSONSpace(text, i+1)
	if i < len(text) && text[i] == closing {
		return i + 1
	}
	for {
		i = JSONSpace(text, item(text, i))
		if i < 0 || i >= len(text) {
			return -1
		}
		switch text[i] {
		case closing:
			return i + 1
		case ',':
			i = JSONSpace(text, i+1)
		default:
			return -1
		}
	}
}
