package program

import "wirebook/generator/pattern"

// A Note is what the exchanges of a note that the built-in origin answers send and
// receive, in the order in which they are played.
type Note struct {
	Steps []Step
	Limit int // milliseconds that the origin may stay silent; 0 is the usual time

	Tries []Try `json:",omitempty"`
}

// A Try is a change of the request of an exchange that the page offers.
type Try struct {
	Exchange int    `json:"x"`
	Label    string // the change, as the note writes it
	Send     string // the changed request, with one character for each byte
	Will     string // what the build saw it answered with
}

// A Step is one fence: bytes that the client sends, or what it receives.
type Step struct {
	Exchange int  `json:"x"` // its number in the note, from 1
	Conn     int  `json:"c"` // the number of its conversation, from 1
	Last     bool `json:"e,omitempty"`

	Send []pattern.Piece `json:"s,omitempty"` // nil for what is received

	// Want are the messages that are received, each with the patterns of which one
	// must match.
	Want    [][][]pattern.Piece `json:"w,omitempty"`
	Methods []string            `json:"m,omitempty"` // of the requests that are answered
	Interim bool                `json:"i,omitempty"` // only interim responses: the final one is in a later step

	// Bytes is how many bytes a recv fence receives; 0 for messages.
	Bytes int `json:"b,omitempty"`
}

// request returns the index of the step that begins an exchange, or -1.
func (n *Note) request(exchange int) int {
	for i, s := range n.Steps {
		if s.Exchange == exchange {
			return i
		}
	}
	return -1
}
