package proof

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/origin"
)

// What a rule needs to know besides an exchange is asked of the origin of that exchange:
// others, which may be shared with other notes, are not asked again.
func TestTwinAsksItsOriginAlone(t *testing.T) {
	shared := &counted{Origin: &sharedShop{}}
	shared.Restart()
	answer := "```http\nHTTP/1.1 200 OK\nEtag: \"x\"\nDate: Sun, 22 Nov 2026 18:15:04 GMT\n…: …\n\n```\n\n"
	n := parseNote(t, "---\ntitle: t\n---\n\n```http\nHEAD /a HTTP/1.1\nHost: b\n```\n\n"+answer+"```http\nHEAD /a HTTP/1.1\nHost: a\n```\n\n"+answer)
	if _, faults := proverWith(t, shared).Note(t.Context(), n); len(faults) > 0 {
		t.Fatal(faults[0])
	}
	if shared.dials != 1 {
		t.Errorf("the other origin was asked %d times", shared.dials)
	}
}

// proverWith returns a prover with two origins: the shop, which answers for the host a, and
// another one, called s, which answers for b.
func proverWith(t *testing.T, other origin.Origin) *Prover {
	t.Helper()
	facts, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	return NewProver(&note.Tree{Config: note.Config{Origins: map[string]note.Origin{"o": {Hosts: []string{"a"}}, "s": {Hosts: []string{"b"}}}}}, facts,
		map[string]origin.Origin{"o": origin.BuiltIn("o", shop, time.Second, nil), "s": other})
}

// counted counts the connections to an origin.
type counted struct {
	origin.Origin
	dials int
	turn  sync.Mutex
}

func (c *counted) Turn() sync.Locker { return &c.turn }

func (c *counted) Start(ctx context.Context) (origin.Instance, error) {
	i, err := c.Origin.Start(ctx)
	return countedInstance{i, c}, err
}

type countedInstance struct {
	origin.Instance
	of *counted
}

func (i countedInstance) Dial(ctx context.Context) (net.Conn, error) {
	i.of.dials++
	return i.Instance.Dial(ctx)
}
