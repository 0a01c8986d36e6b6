package wire

import "wirebook/generator/source"

// A TokenKind names a part of a message, for highlighting and for linking.
type TokenKind string

// The parts of a message. White space and line ends between them have no token.
const (
	TokenMethod    TokenKind = "method"
	TokenTarget    TokenKind = "target"
	TokenVersion   TokenKind = "version"
	TokenStatus    TokenKind = "status"
	TokenReason    TokenKind = "reason"
	TokenName      TokenKind = "name"
	TokenColon     TokenKind = "colon"
	TokenValue     TokenKind = "value"
	TokenChunkSize TokenKind = "chunk-size"
	TokenElision   TokenKind = "elision"
	TokenKey       TokenKind = "key"     // JSON: a member's name
	TokenString    TokenKind = "string"  // JSON
	TokenNumber    TokenKind = "number"  // JSON
	TokenLiteral   TokenKind = "literal" // JSON: true, false, null
	TokenPunct     TokenKind = "punct"   // JSON
	TokenBody      TokenKind = "body"    // any other content
)

// A Token is a part of a message and its place in the message's Text.
type Token struct {
	Kind TokenKind
	Span source.Span
}

// classes are chroma's short classes for the parts of a message, and v for the value of
// a field. Parts without a class look like the surrounding text.
var classes = map[TokenKind]string{
	TokenMethod: "nf", TokenTarget: "nn", TokenVersion: "kr", TokenStatus: "m",
	TokenReason: "ne", TokenName: "n", TokenValue: "v", TokenChunkSize: "mh", TokenElision: "ge",
	TokenKey: "nt", TokenString: "s2", TokenNumber: "mi", TokenLiteral: "kc",
}

// Class is the class of CSS with which a part is shown, or empty.
func (k TokenKind) Class() string { return classes[k] }
