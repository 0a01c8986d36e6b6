package wire

// A Level says how binding a rule is: must and should as the section says,
// advice for what is a plain statement there.
type Level string

// The levels of rules.
const (
	Must   Level = "must"
	Should Level = "should"
	Advice Level = "advice"
)

// A Rule is something that an RFC requires of a response and that a machine can
// decide from one exchange.
type Rule struct {
	ID       string
	Sentence string
	RFC      string
	Section  string
	Level    Level
}
