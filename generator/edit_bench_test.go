package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wirebook/generator"
)

// BenchmarkEdit builds a site in a session after a letter of one note changed: this
// site, and generated ones. It reports the medians; that which is shown in a page takes
// the quiet time of the watcher more.
func BenchmarkEdit(b *testing.B) {
	b.Run("site", func(b *testing.B) {
		dir := b.TempDir()
		for _, name := range []string{"content", "layouts"} {
			if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
				b.Fatal(err)
			}
		}
		edited(b, dir, filepath.Join("anatomy", "what-frameworks-send.md"))
	})
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			writeTree(b, dir, n)
			edited(b, dir, filepath.Join("part-5", "note-505.md"))
		})
	}
}

func edited(b *testing.B, dir, name string) {
	o := options
	o.Root = dir
	session := generator.NewSession(o)
	defer session.Close()
	build := func() {
		if _, faults := session.Build(b.Context()); len(faults) > 0 {
			b.Fatal(faults[0])
		}
	}
	build()
	name = filepath.Join(dir, "content", name)
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	var wall, cpu []time.Duration
	for i := 0; b.Loop(); i++ {
		text := string(data) + "\nMore" + strings.Repeat(".", i%3+1) + "\n"
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		began, used := time.Now(), cpuTime()
		build()
		wall, cpu = append(wall, time.Since(began)), append(cpu, cpuTime()-used)
	}
	b.ReportMetric(float64(median(wall).Microseconds())/1000, "ms/edit")
	b.ReportMetric(float64(median(cpu).Microseconds())/1000, "cpu-ms/edit")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
