//go:build full && unix

package origin_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestHostileOrigins: as TestBadOrigins, with what takes long to do or to wait for.
func TestHostileOrigins(t *testing.T) {
	for _, c := range []badCase{
		{"never listens", "    start-deadline: 10s\n", exchanges("/"), "origin-start", 3,
			[]string{"the origin app was not ready within 10s: nothing listens on 127.0.0.1:", "| warming up\n", "start-deadline"}},
		{"not healthy", "    start-deadline: 10s\n    ready: /health\n", exchanges("/"), "origin-start", 3,
			[]string{"was not ready within 10s: it answers GET /health with 503 Not Yet"}},
		{"hangs", "    start-deadline: 10s\n    ready: /health\n", exchanges("/"), "origin-start", 3,
			[]string{"was not ready within 10s: it does not answer GET /health"}},
		{"stubborn", "", exchanges("/"), "", 0, nil},
		{"hangs", "    deadline: 10s\n", exchanges("/"), "no-answer", 3,
			[]string{"the origin did not answer within 10s\n", "| thinking about /\n"}},
		{"floods", "", exchanges("/"), "flood", 3, []string{"more than 64 MiB were received"}},
		{"floods", "", exchanges("/length"), "flood", 3, []string{"more than 64 MiB were received"}},
		{"floods", "", exchanges("/chunks"), "flood", 3, []string{"more than 64 MiB were received"}},
		{"garbage", "", exchanges("/"), "difference", 3,
			[]string{"what the origin sent is not HTTP: it does not begin with a status line", "- ", "HTTP/1.1 200 OK", "+ ", "SSH-2.0-OpenSSH_9.2"}},
		{"garbage", "    deadline: 10s\n", exchanges("/open"), "no-answer", 3,
			[]string{"what the origin sent within 10s is not HTTP, and the connection stayed open"}},
		{"closes", "", exchanges("/head"), "difference", 3,
			[]string{"the origin closed the connection before its answer was complete: 27 bytes of its head"}},
		{"closes", "", exchanges("/length"), "difference", 3,
			[]string{"the origin closed the connection before its answer was complete: 2 bytes of a body of 4"}},
		{"closes", "", exchanges("/chunks"), "difference", 3,
			[]string{"without its last chunk"}},
		{"dies", "", exchanges("/kill"), "origin-exited", 3,
			[]string{"the origin app exited instead of answering (signal: killed)\n"}},
		{"dies", "", exchanges("/well", "/last", "/well", "/well"), "origin-exited", 3,
			[]string{"the origin app exited instead of answering (status 4)\n"}},
		{"logs", "", exchanges("/"), "difference", 1,
			[]string{"the status code is not what the origin sent\n", "the end of its log:", "| " + strings.Repeat("m", 100), "| the last line\n"}},
	} {
		t.Run(c.kind+c.notes[8:24], func(t *testing.T) {
			if strings.Contains(c.more, "deadline: ") {
				t.Parallel() // it waits for the deadline
			}
			c.play(t)
		})
	}
}

// TestFloodIsBounded: a body without end and a log without end leave the heap as
// it was, but for what is read of one answer.
func TestFloodIsBounded(t *testing.T) {
	course := newCourse(t, badCommand("floods", ""), exchanges("/", "/"))
	stop := make(chan struct{})
	var most uint64
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	})
	course.prover.Note(t.Context(), course.tree.Notes[0])
	close(stop)
	wg.Wait()
	if most > 10*uint64(64<<20) {
		t.Errorf("the heap grew to %d MiB", most>>20)
	}
	t.Logf("the heap grew to %d MiB", most>>20)
}
