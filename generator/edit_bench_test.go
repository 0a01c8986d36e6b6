//go:build unix

package generator_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wirebook/generator"
	"wirebook/generator/serve"
)

// BenchmarkEdit builds a site in a session after a letter of one note changed: this
// site, where the note asks Flask, Express and nginx, and generated ones. It reports the
// medians, of processor time and of time, without what Rest makes.
func BenchmarkEdit(b *testing.B) { benchEdits(b, edited) }

// BenchmarkServe is the same in serve: from the change of the file to the event in the
// page, so with the quiet time of the watcher.
func BenchmarkServe(b *testing.B) { benchEdits(b, served) }

func benchEdits(b *testing.B, edited func(b *testing.B, dir, name string)) {
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
	measureEdits(b, dir, name, build, func() {
		if _, faults := session.Rest(b.Context()); len(faults) > 0 {
			b.Fatal(faults[0])
		}
	})
}

func served(b *testing.B, dir, name string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(b.Context())
	ended, begun := make(chan error, 1), make(chan struct{})
	o := options
	o.Root = dir
	go func() {
		ended <- serve.Serve(ctx, serve.Options{Options: o, Addr: addr, Out: writerFunc(func(text []byte) (int, error) {
			if bytes.HasPrefix(text, []byte("serving ")) {
				close(begun)
			}
			return len(text), nil
		})})
	}()
	defer func() { cancel(); <-ended }()
	<-begun
	page := strings.TrimSuffix(filepath.ToSlash(name), ".md") + ".html"
	answer, err := http.Get("http://" + addr + "/-/events?page=/" + page)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	events := bufio.NewScanner(answer.Body)
	reload := func() {
		for events.Scan() {
			if events.Text() == "event: reload" {
				return
			}
		}
		b.Fatal("the stream of events ended")
	}
	reload() // this page was never seen
	measureEdits(b, dir, name, reload, func() {})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(text []byte) (int, error) { return f(text) }

// pause is how long the author of a benchmark thinks: origins are ready again then.
const pause = 3 * time.Second

// measureEdits changes a note again and again, and reports how long it takes until wait
// returns. What is behind it is not measured.
func measureEdits(b *testing.B, dir, name string, wait, behind func()) {
	name = filepath.Join(dir, "content", name)
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	var wall, cpu []time.Duration
	for i := 0; b.Loop(); i++ {
		time.Sleep(pause)
		text := string(data) + "\nMore" + strings.Repeat(".", i%3+1) + "\n"
		began, used := time.Now(), cpuTime()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		wait()
		wall, cpu = append(wall, time.Since(began)), append(cpu, cpuTime()-used)
		behind()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(median(wall).Microseconds())/1000, "ms/edit")
	b.ReportMetric(float64(median(cpu).Microseconds())/1000, "cpu-ms/edit")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// cpuTime is the processor time that this process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
