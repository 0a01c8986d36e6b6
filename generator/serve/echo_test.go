package serve

import (
	"testing"
	"time"
)

func TestEcho(t *testing.T) {
	ended := time.Unix(1000, 0)
	db, page := []string{"content/origin/todo.db"}, []string{"content/index.md"}
	var e Echo
	for i, test := range []struct {
		files []string
		began time.Duration // after the last build or check
		is    bool
		says  bool
	}{
		{page, time.Minute, false, false},
		{db, -time.Second, false, false},
		{db, time.Millisecond, false, false},
		{page, time.Millisecond, false, false}, // begins anew
		{db, -time.Second, false, false},
		{db, -time.Second, false, false},
		{db, -time.Second, true, true},
		{db, time.Millisecond, true, false},
		{db, time.Minute, false, false}, // the author
		{db, -time.Second, true, false},
		{page, -time.Second, false, false},
		{page, time.Minute, false, false},
		{page, time.Minute, false, false},
		{page, time.Minute, false, false},
		{page, -time.Second, false, false}, // and nothing else than an origin does that
		{page, -time.Second, false, false},
		{page, -time.Second, false, false},
		{page, -time.Second, false, false},
		{nil, 0, false, false}, // events were lost
	} {
		is, say := e.Is(Change{Files: test.files, Began: ended.Add(test.began)}, ended)
		if is != test.is || (say != "") != test.says {
			t.Errorf("change %d of %v is an echo: %v, %q", i, test.files, is, say)
		}
	}
}
