package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// setPredict parses the status codes that a reader chooses from.
func (s *settings) setPredict(w note.Word, fault faulter) {
	const do = "write the status codes to choose from, the right one among them: predict=\"200 304 412\""
	s.predicts = w.Span
	for word := range strings.FieldsSeq(w.Value) {
		code, err := strconv.Atoi(word)
		switch {
		case err != nil || len(word) != 3 || code < 100 || code > 599:
			fault(w.ValueSpan, "predict-choices", fmt.Sprintf("predict offers %q, which is not a status code", source.Clip(word, source.LongestQuoted)), do)
		case slices.Contains(s.predict, code):
			fault(w.ValueSpan, "predict-choices", fmt.Sprintf("predict offers %d twice", code), do)
		default:
			s.predict = append(s.predict, code)
			continue
		}
		s.predict = nil
		return
	}
	if len(s.predict) < 2 {
		fault(w.ValueSpan, "predict-choices", "predict offers one code, which leaves nothing to predict", do)
		s.predict = nil
	}
}

// predicts reports a question that cannot be asked, or adds the choices to the exchange.
func (p *pairing) predicts(s *Step) {
	if len(s.predict) == 0 {
		return
	}
	switch {
	case s.pipeline:
		p.fault(s, s.predicts, "predict-choices", "predict asks for one answer, but these requests get several", "remove predict, or write the request in a fence of its own")
	case p.predicted:
		p.fault(s, s.predicts, "predict-again", "this section has a request to predict already, and everything after it is the answer", "write a heading before this one")
	case p.task != nil:
		p.fault(s, s.predicts, "predict-again", "this section has a task, and everything after it belongs to that", "write a heading before this one")
	default:
		p.predicted = true
		s.Exchange.Predict = s.predict
	}
}

// answers reports a final response that is not among the choices.
func (p *pairing) answers(asked, s *Step) {
	offered, code := asked.Exchange.Predict, s.Exchange.Code
	switch {
	case len(offered) == 0 || s.Stub || slices.Contains(offered, code):
	case code == 0:
		p.unanswered(asked)
	default:
		p.fault(asked, asked.predicts, "predict-answer", fmt.Sprintf("the answer is %d, which predict does not offer", code),
			fmt.Sprintf("offer it: predict=\"%s\"", strings.Join(appendCode(offered, code), " ")))
	}
}

// unanswered reports a question whose answer is not a status code.
func (p *pairing) unanswered(asked *Step) {
	if len(asked.Exchange.Predict) > 0 {
		p.fault(asked, asked.predicts, "predict-answer", "predict asks for a status code, but the response has none", "remove predict, or document a response with a status line")
	}
}

// appendCode returns the codes and one more as text, in ascending order.
func appendCode(codes []int, code int) []string {
	all := append(slices.Clone(codes), code)
	slices.Sort(all)
	var out []string
	for _, c := range all {
		out = append(out, strconv.Itoa(c))
	}
	return out
}
