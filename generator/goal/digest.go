package goal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/wire"
)

// Undecided is what the readers of a withheld goal are told whose response breaks no rule
// and is not the solution itself.
const Undecided = "It breaks no rule. This page does not have the goal, so it cannot tell more: hand it in."

// Withheld is the goal as a page has it that is not to tell it: only the digest of a
// solution is left.
func (g Goal) Withheld(solution []byte) Goal {
	last, _ := g.responses(solution)
	g.Text, g.Holes, g.Digest = "", nil, digest(last)
	return g
}

// digest is the SHA-256 of what a response says, in hexadecimal: its code, its fields in
// any order but for those of its framing and Date, and its content.
func digest(m *wire.Message) string {
	var lines []string
	for _, f := range m.Fields {
		switch name := strings.ToLower(m.Name(f)); name {
		case "date", "content-length", "transfer-encoding":
		default:
			lines = append(lines, name+": "+strings.TrimSpace(m.Value(f)))
		}
	}
	slices.Sort(lines)
	content := m.Bytes(m.Body)
	if m.Chunked {
		content = m.ChunkData()
	}
	var compact bytes.Buffer
	if m.JSON() && json.Compact(&compact, content) == nil {
		content = compact.Bytes()
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%s\n\n%s", m.Code, strings.Join(lines, "\n"), content))
	return hex.EncodeToString(sum[:])
}
