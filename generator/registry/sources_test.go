package registry

import (
	"testing"
	"time"
)

func TestSources(t *testing.T) {
	r := loaded(t)
	var facts []string
	for _, s := range r.Sources() {
		facts = append(facts, s.Facts)
		if s.Old(s.AsOf) || s.Old(s.AsOf.Add(MaxAge)) || !s.Old(s.AsOf.Add(MaxAge+time.Second)) {
			t.Errorf("%s of %s get old at another time than after %s", s.Facts, s.AsOf, MaxAge)
		}
	}
	if len(facts) != 4 {
		t.Errorf("there are sources of %q", facts)
	}
}
