package exchange

import ()

// method is that of the request which the nth response that came answers.
func (s *step) method(nth int) string {
	if len(s.methods) == 0 {
		return ""
	}
	return s.methods[min(nth, len(s.methods)-1)]
}

// compare says that what came is what the fence documents.
func (p *played) compare(bound map[string]string) bool {
	st := p.step
	if st.stub || len(p.got) != len(st.messages) {
		return false
	}
	for i, m := range p.got {
		if !m.Complete && !st.cut {
			return false
		}
		b := st.builder(i)
		b.exact = true // every … may be meant as itself
		ok, _ := match(b.build(), m.Text, bound)
		if !ok {
			b.exact = false
			ok, p.tired = match(b.build(), m.Text, bound)
		}
		if !ok && b.follows(m) {
			b.holes = st.placeHoles(st.messages[i], i == len(st.messages)-1, true)
			ok, p.tired = match(b.build(), m.Text, bound)
		}
		if !ok {
			return false
		}
	}
	return true
}

// builder makes the pattern of the ith response of a fence.
func (s *step) builder(i int) *builder {
	m := s.messages[i]
	return &builder{m: m, eol: s.eol, raw: s.raw, method: s.method(i), captures: s.captured, cut: s.cut, holes: s.placeHoles(m, i == len(s.messages)-1, false)}
}
