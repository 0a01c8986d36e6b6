package proof

import (
	"slices"
	"testing"

	"wirebook/generator/exchange"
)

// Notes that wait for a command are played behind those that do not.
func TestOrder(t *testing.T) {
	p := proverWith(t, &scripted{})
	scripts := &exchange.Scripts{}
	for _, text := range []string{"Host: b", "Host: a", "Host: a\n```\n\n```http origin=s\nGET / HTTP/1.1", "Host: nowhere"} {
		scripts.Notes = append(scripts.Notes, exchange.ReadNote(parseNote(t, "---\ntitle: t\n---\n\n```http\nGET / HTTP/1.1\n"+text+"\n```\n")))
	}
	if got := p.order(scripts); !slices.Equal(got, []int{1, 3, 0, 2}) {
		t.Errorf("%v", got)
	}
}
