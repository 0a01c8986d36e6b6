package pattern

import encoding "encoding/json"

// An encoded is a Piece as JSON: literal bytes are a string with one character for each
// byte, U+0000 to U+00FF.
type encoded struct {
	Kind   pieceKind `json:"k,omitempty"`
	Text   string    `json:"t,omitempty"`
	Open   bool      `json:"o,omitempty"`
	Type   string    `json:"h,omitempty"`
	Like   byte      `json:"l,omitempty"`
	Name   string    `json:"n,omitempty"`
	Size   int       `json:"s,omitempty"`
	Inside []Piece   `json:"i,omitempty"`
}

// MarshalJSON writes a piece without its place in the note. UnmarshalJSON reads it.
func (p Piece) MarshalJSON() ([]byte, error) {
	return encoding.Marshal(encoded{p.kind, Latin1(p.lit), p.open, p.typ, p.like, p.name, p.size, p.sub})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Piece) UnmarshalJSON(data []byte) error {
	var e encoded
	if err := encoding.Unmarshal(data, &e); err != nil {
		return err
	}
	*p = Piece{kind: e.Kind, lit: FromLatin1(e.Text), open: e.Open, typ: e.Type, like: e.Like, name: e.Name, size: e.Size, sub: e.Inside}
	return nil
}

// Latin1 returns a text with one character for each byte, U+0000 to U+00FF.
func Latin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// FromLatin1 returns the bytes of such a text.
func FromLatin1(s string) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = append(out, byte(r))
	}
	return out
}
