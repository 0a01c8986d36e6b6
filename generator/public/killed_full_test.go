//go:build full && unix

package public_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
)

var version = regexp.MustCompile(`site\.(v\d)\.css`)

func TestKilledInTheMiddleLeavesWholePagesWithAssets(t *testing.T) {
	dir := t.TempDir()
	mixed, left := 0, 0
	for range 40 {
		cmd := again(t, "killed", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 1)) // the first write is done
		time.Sleep(time.Duration(rand.IntN(15000)) * time.Microsecond)
		cmd.Process.Kill()
		cmd.Wait()

		seen := map[string]bool{}
		now := tree(t, dir)
		for name, text := range now {
			if strings.Contains(name, ".wirebook-") {
				left++
				continue
			}
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			m := version.FindStringSubmatch(text)
			if m == nil || !strings.HasSuffix(text, "end "+m[1]) {
				t.Fatalf("%s is half a file: %d bytes", name, len(text))
			}
			seen[m[1]] = true
			if want := strings.Repeat(m[1], 4000); now["assets/site."+m[1]+".css"] != want {
				t.Fatalf("%s stands without its whole asset %s", name, m[0])
			}
		}
		if len(seen) > 1 {
			mixed++
		}
	}
	t.Logf("killed 40 times: %d times with old and new pages in place, %d temporary files left", mixed, left)
	if left == 0 {
		t.Error("no kill came in the middle of a write: this run proved nothing")
	}
	write(t, dir, small)
	same(t, dir, smallTree) // the next write removes what is left
}
