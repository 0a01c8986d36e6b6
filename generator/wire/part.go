package wire

// PartNames are the parts of a message that a reader may look up, in the order in which
// they are sent (RFC 9112 section 2.1, and section 7.1 for the size of a chunk).
var PartNames = []string{
	PartMethod, PartTarget, PartVersion, PartStatus, PartReason,
	PartName, PartValue, PartLineEnd, PartEmptyLine, PartBody, PartChunkSize,
}

// The parts of a message.
const (
	PartMethod    = "method"
	PartTarget    = "target"
	PartVersion   = "version"
	PartStatus    = "status-code"
	PartReason    = "reason-phrase"
	PartName      = "field-name"
	PartValue     = "field-value"
	PartLineEnd   = "line-end"
	PartEmptyLine = "empty-line"
	PartBody      = "body"
	PartChunkSize = "chunk-size"
)
