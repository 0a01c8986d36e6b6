package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirebook/generator"
	"wirebook/generator/source"
)

// Solutions are also searched for in files that stay as an earlier build made them.
func TestLeakInKeptFiles(t *testing.T) {
	if options.Origin == nil {
		t.Skip("this fork has no built-in origin")
	}
	const solution = "GET /books/1 HTTP/1.1\nHost: api.example.com\nIf-None-Match: \"emma-3\"\n"
	fence := func(words, text string) string { return "```http " + words + "\n" + text + "```\n\n" }
	index := func(solution string) string {
		return "---\ntitle: Home\nwithhold: true\n---\nHome.\n\nAsk so that no body is sent.\n\n" +
			fence("task=send", "GET /books/1 HTTP/1.1\nHost: api.example.com\n") + fence("goal", "HTTP/1.1 304 Not Modified\n…: …\n") + fence("solution", solution) +
			fence("wrong", "GET /books/1 HTTP/1.1\nHost: api.example.com\nIf-Match: \"emma-3\"\n") + fence("wrong", "GET /books/1 HTTP/1.1\nHost: api.example.com\nIf-None-Match: \"x\"\n")
	}
	for name, begin := range map[string]func(o generator.Options) func(context.Context) (generator.Summary, []source.Fault){
		"each on its own": func(o generator.Options) func(context.Context) (generator.Summary, []source.Fault) {
			return func(ctx context.Context) (generator.Summary, []source.Fault) { return generator.Build(ctx, o) }
		},
		"cached": func(o generator.Options) func(context.Context) (generator.Summary, []source.Fault) {
			o.Cache = t.TempDir()
			return func(ctx context.Context) (generator.Summary, []source.Fault) { return generator.Build(ctx, o) }
		},
		"serve": func(o generator.Options) func(context.Context) (generator.Summary, []source.Fault) {
			s := generator.NewSession(o)
			t.Cleanup(s.Close)
			return func(ctx context.Context) (generator.Summary, []source.Fault) {
				sum, faults := s.Build(ctx)
				if len(faults) == 0 {
					sum, faults = s.Rest(ctx)
				}
				return sum, faults
			}
		},
	} {
		root := t.TempDir()
		put(t, root, "content/site.yaml", "title: T\norigins: {library: {built-in: true, hosts: [api.example.com]}}\n")
		put(t, root, "content/other.md", "---\ntitle: Other\n---\nOther.\n\n```text unproven\n"+solution+"```\n")
		put(t, root, "content/copy.txt", strings.ReplaceAll(solution, "\n", "\r\n"))
		put(t, root, "content/index.md", index(strings.Replace(solution, "If-", "Accept: */*\nIf-", 1)))
		build := begin(generator.Options{Root: root, Origin: options.Origin, Layouts: os.DirFS("../layouts")})
		for range 2 { // the second keeps all it can
			if _, faults := build(t.Context()); len(faults) > 0 {
				t.Fatal(name, faults[0])
			}
		}
		put(t, root, "content/index.md", index(solution))
		for range 2 { // a fault does not go by itself
			_, faults := build(t.Context())
			var got []string
			for _, f := range faults {
				got = append(got, f.What)
			}
			const is = "the solution of task 1 is withheld, and public/"
			if want := is + "copy.txt has it\n" + is + "other.html has it\n" + is + "other.md has it"; strings.Join(got, "\n") != want {
				t.Errorf("%s: the faults are\n%s\nnot\n%s", name, strings.Join(got, "\n"), want)
			}
		}
		put(t, root, "content/other.md", "---\ntitle: Other\n---\nOther.\n")
		if err := os.Remove(filepath.Join(root, "content/copy.txt")); err != nil {
			t.Fatal(err)
		}
		if _, faults := build(t.Context()); len(faults) > 0 {
			t.Error(name, faults[0])
		}
	}
}
