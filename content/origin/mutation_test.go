package origin_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"wirebook/content/origin"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	servers "wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A mutation is one character of a response fence changed, dropped or doubled,
// or one of its lines swapped with the next.
type mutation struct {
	note *stripped
	kind string
	raw  bool        // of a raw fence
	span source.Span // in the text of the note
	text string
}

// stripped is a note without its prose, or one section of it, with what came for
// its connections.
type stripped struct {
	note *note.Note
	came *replay
}

// allowedKinds are the mutations that may pass, each with the reason.
var allowedKinds = []struct {
	name string
	is   func(before, after string, m mutation) bool
}{
	{"another valid date in a Date field: its value is the clock's", func(before, after string, m mutation) bool {
		line := lineAt(after, m.span.Start)
		return strings.HasPrefix(line, "Date: ") && strings.HasPrefix(lineAt(before, m.span.Start), "Date: ")
	}},
	{"one line break more or less at the end of a fence: the framing tells where a body ends, and the empty line behind a head may be left out", func(before, after string, m mutation) bool {
		return m.kind != "change" && before[m.span.Start] == '\n' && strings.HasPrefix(strings.TrimLeft(before[m.span.End:], "\n"), "```")
	}},
	{"one line break more between two answers in one fence: Content-Length tells where the first ends", func(before, after string, m mutation) bool {
		return m.kind == "double" && before[m.span.Start] == '\n' && strings.HasPrefix(strings.TrimLeft(before[m.span.End:], "\n"), "HTTP/")
	}},
	{"the same, as a space before the closing fence, which may be indented", func(before, after string, m mutation) bool {
		return m.kind == "change" && before[m.span.Start] == '\n' && strings.HasPrefix(before[m.span.End:], "```") && before[m.span.Start-1] == '\n'
	}},
	{"another number in an Age field: its value is the clock's", func(before, after string, m mutation) bool {
		return strings.HasPrefix(lineAt(before, m.span.Start), "Age: ") && strings.HasPrefix(lineAt(after, m.span.Start), "Age: ")
	}},
	{"another value of its type in a hole", func(before, after string, m mutation) bool {
		name, _, _ := strings.Cut(lineAt(before, m.span.Start), ":")
		_, rest, found := strings.Cut(openingOf(before, m.span.Start), `hole="`)
		holes, _, _ := strings.Cut(rest, `"`)
		return found && strings.HasPrefix(lineAt(after, m.span.Start), name+":") && slices.ContainsFunc(strings.Fields(holes), func(h string) bool {
			hole, _, _ := strings.Cut(h, ":")
			return hole == name
		})
	}},
	{"a line break of a raw fence: only its escapes are sent", func(before, after string, m mutation) bool {
		return m.raw && m.kind != "change" && before[m.span.Start] == '\n'
	}},
}

// openingOf is the line that opens the fence around an offset.
func openingOf(s string, at int) string {
	return lineAt(s, strings.LastIndex(s[:at], "\n```")+1)
}

func lineAt(s string, at int) string {
	start := strings.LastIndexByte(s[:min(at, len(s))], '\n') + 1
	line, _, _ := strings.Cut(s[start:], "\n")
	return line
}

func facts(t testing.TB) *registry.Registry {
	r, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// notes are the site's own notes with an example that is played, section by
// section: a section is played in a fraction of the time of its note.
func notes(t testing.TB) (*note.Tree, []*stripped) {
	tree, faults := note.Read(os.DirFS(".."))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	var out []*stripped
	for _, n := range tree.Notes {
		sections := sectionsOf(n)
		if len(sections) == 0 {
			continue
		}
		conns := &recorder{Origin: servers.BuiltIn("library", origin.New, 0, nil)}
		if _, faults := proverFor(t, tree, conns).Note(t.Context(), strip(t, n, slices.Concat(sections...))); len(faults) > 0 {
			t.Fatal(faults[0])
		}
		from := 0
		for _, fences := range sections {
			s := &stripped{note: strip(t, n, fences), came: &replay{recorder: conns, from: from}}
			if _, faults := proverFor(t, tree, s.came).Note(t.Context(), s.note); len(faults) > 0 {
				t.Fatalf("the recording is not what was played: %v", faults[0])
			}
			from += s.came.dialed
			out = append(out, s)
		}
	}
	return tree, out
}

// proverFor has o answer for the built-in origin. Other servers are left out:
// their exchanges are not played, here and where they are not installed alike.
func proverFor(t testing.TB, tree *note.Tree, o servers.Origin) *proof.Prover {
	commands := servers.NewCommands("../..", "none is run")
	origins := map[string]servers.Origin{}
	for name, origin := range tree.Config.Origins {
		if origin.BuiltIn {
			origins[name] = o
		} else {
			origins[name] = commands.Origin(name, origin)
		}
	}
	return proof.NewProver(tree, facts(t), origins)
}

// sectionsOf are the message fences of a note, parted by its headings; all in
// one where sections share a connection or a captured value.
func sectionsOf(n *note.Note) (sections [][]*note.Fence) {
	heading, shared := -1, false
	for _, f := range n.Fences {
		if !f.Message {
			continue
		}
		at := 0
		for at < len(n.Headings) && n.Headings[at].Node.Pos() < f.Marker.Start {
			at++
		}
		_, conn := f.Word("conn")
		_, capture := f.Word("capture")
		shared = shared || conn || capture
		if at != heading {
			sections = append(sections, nil)
		}
		heading = at
		sections[len(sections)-1] = append(sections[len(sections)-1], f)
	}
	if shared {
		return [][]*note.Fence{slices.Concat(sections...)}
	}
	return sections
}

// strip leaves of a note some of its message fences: what decides whether its
// examples are proven.
func strip(t testing.TB, n *note.Note, fences []*note.Fence) *note.Note {
	var b strings.Builder
	b.WriteString("---\ntitle: stripped\n---\n\n")
	heading := 0
	for _, f := range fences {
		for heading < len(n.Headings) && n.Headings[heading].Node.Pos() < f.Marker.Start {
			fmt.Fprintf(&b, "## %d\n\n", heading)
			heading++
		}
		fmt.Fprintf(&b, "%s\n\n", n.File.Text(source.Span{Start: f.Marker.Start, End: f.Close.End}))
	}
	file, faults := source.NewFile("content/"+n.Path, []byte(b.String()))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	parsed, faults := note.Parse(file, n.Path)
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return parsed
}

// mutate lists the mutations of the response fences that are played.
func mutate(s *stripped, proven *proof.Note, do func(mutation, *exchange.Exchange)) {
	text := string(s.note.File.Data)
	for i := range proven.Results {
		e := proven.Results[i].Exchange
		if proven.Results[i].State() != proof.Proven {
			continue
		}
		for _, f := range e.Responses {
			_, raw := f.Word("raw")
			for at := f.Body.Start; at < f.Body.End; {
				r, n := utf8.DecodeRuneInString(text[at:])
				span := source.Span{Start: at, End: at + n}
				do(mutation{s, "change", raw, span, text[:at] + another(r) + text[at+n:]}, e)
				do(mutation{s, "drop", raw, span, text[:at] + text[at+n:]}, e)
				do(mutation{s, "double", raw, span, text[:at+n] + text[at:]}, e)
				at += n
			}
			lines := strings.SplitAfter(text[f.Body.Start:f.Body.End], "\n")
			at := f.Body.Start
			for i := 0; i+2 < len(lines); i++ {
				if lines[i] != lines[i+1] {
					span := source.Span{Start: at, End: at + len(lines[i]) + len(lines[i+1])}
					do(mutation{s, "swap", raw, span, text[:at] + lines[i+1] + lines[i] + text[span.End:]}, e)
				}
				at += len(lines[i])
			}
		}
	}
}

// another is a character of the same kind.
func another(r rune) string {
	switch {
	case r >= '0' && r <= '9':
		return string('0' + (r-'0'+1)%10)
	case r >= 'a' && r <= 'z':
		return string('a' + (r-'a'+1)%26)
	case r >= 'A' && r <= 'Z':
		return string(r + 'a' - 'A')
	case r == '\n':
		return " "
	case r == ' ':
		return "_"
	}
	return "~"
}

// TestMutations tries every one-character change of every response that is
// played, against recorded answers, and asks for a fault on the lines of its
// exchange.
func TestMutations(t *testing.T) {
	tree, notes := notes(t)
	type result struct {
		tried, caught int
		allowed       map[string]int
		missed        []string
	}
	results := make([]result, len(notes))
	var wg sync.WaitGroup
	limit := make(chan bool, runtime.GOMAXPROCS(0))
	for i, s := range notes {
		wg.Go(func() {
			limit <- true
			defer func() { <-limit }()
			res := &results[i]
			res.allowed = map[string]int{}
			prover := proverFor(t, tree, s.came)
			proven, faults := prover.Note(t.Context(), s.note)
			if len(faults) > 0 {
				res.missed = append(res.missed, "the recording is not what was played: "+faults[0].Error())
				return
			}
			mutate(s, proven, func(m mutation, e *exchange.Exchange) {
				res.tried++
				caught, elsewhere := try(t.Context(), prover, m, e)
				switch name := allowed(m); {
				case caught:
					res.caught++
				case elsewhere != "":
					res.missed = append(res.missed, describe(m)+": the fault lies elsewhere: "+elsewhere)
				case name != "":
					res.allowed[name]++
				default:
					res.missed = append(res.missed, describe(m)+": no fault")
				}
			})
		})
	}
	wg.Wait()
	tried, caught := 0, 0
	passed := map[string]int{}
	for _, r := range results {
		tried, caught = tried+r.tried, caught+r.caught
		for name, n := range r.allowed {
			passed[name] += n
		}
		for i, m := range r.missed {
			if i < 10 {
				t.Error(m)
			}
		}
	}
	t.Logf("%d mutations tried, %d caught", tried, caught)
	for name, n := range passed {
		t.Logf("%d allowed: %s", n, name)
	}
	if tried == 0 || caught < tried*9/10 {
		t.Errorf("of %d mutations only %d were caught", tried, caught)
	}
}

func allowed(m mutation) string {
	for _, k := range allowedKinds {
		if k.is(string(m.note.note.File.Data), m.text, m) {
			return k.name
		}
	}
	return ""
}

// try checks a mutated note. Elsewhere is a fault that is not on the lines of
// the exchange, where there is no other.
func try(ctx context.Context, p *proof.Prover, m mutation, e *exchange.Exchange) (caught bool, elsewhere string) {
	grown := len(m.text) - len(m.note.note.File.Data)
	last := e.Responses[len(e.Responses)-1].Close.End + grown
	file, faults := source.NewFile(m.note.note.File.Name, []byte(m.text))
	if len(faults) == 0 {
		var n *note.Note
		n, faults = note.Parse(file, m.note.note.Path)
		_, more := p.Note(ctx, n)
		faults = append(faults, more...)
		for _, f := range n.Fences { // a fence that lost its end goes on
			if f.Marker.Start >= e.Request.Marker.Start && f.Marker.Start < last {
				last = max(last, f.Close.End)
			}
		}
	}
	for _, f := range faults {
		if f.Span.Start >= e.Request.Marker.Start && f.Span.Start <= last {
			return true, ""
		}
		elsewhere = f.Error()
	}
	return false, elsewhere
}

func describe(m mutation) string {
	file := m.note.note.File
	return fmt.Sprintf("%s: %s %q in %q", file.Name, m.kind, file.Text(m.span), lineAt(string(file.Data), m.span.Start))
}

var masked = regexp.MustCompile(`[0-9.]+ seconds`)

// TestMutationsEndToEnd puts a sample of the mutations into a copy of content/
// and runs the program itself.
func TestMutationsEndToEnd(t *testing.T) {
	const sample = 200
	dir := t.TempDir()
	bin := filepath.Join(dir, "wirebook")
	if out, err := exec.Command("go", "build", "-o", bin, "wirebook").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	root := filepath.Join(dir, "tree")
	if err := os.CopyFS(filepath.Join(root, "content"), os.DirFS("..")); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, int) {
		cmd := exec.Command(bin, append([]string{"--root", root}, args...)...)
		out, err := cmd.Output()
		if exit, ok := err.(*exec.ExitError); ok {
			return string(out), exit.ExitCode()
		}
		if err != nil {
			t.Fatal(err)
		}
		return string(out), 0
	}
	if out, exit := run("check"); exit != 0 {
		t.Fatalf("the copy does not pass:\n%s", out)
	}
	tree, faults := note.Read(os.DirFS(".."))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	type change struct {
		mutation
		e *exchange.Exchange
	}
	var all []change
	for _, n := range tree.Notes {
		prover := proverFor(t, tree, servers.BuiltIn("library", origin.New, 0, nil))
		proven, _ := prover.Note(t.Context(), n)
		mutate(&stripped{note: n}, proven, func(m mutation, e *exchange.Exchange) {
			if allowed(m) == "" {
				all = append(all, change{m, e})
			}
		})
	}
	step := max(1, len(all)/sample)
	tried := 0
	for i := step / 2; i < len(all) && tried < sample; i += step {
		c := all[i]
		n := c.note.note
		path := filepath.Join(root, "content", filepath.FromSlash(n.Path))
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		out, exit := run("check", path)
		if err := os.WriteFile(path, n.File.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		tried++
		if exit == 0 || !onLines(out, n, c.e) {
			t.Errorf("%s: exit status %d\n%s", describe(c.mutation), exit, masked.ReplaceAllString(out, "N seconds"))
		}
	}
	t.Logf("%d of %d mutations tried end to end", tried, len(all))
	if tried < sample {
		t.Errorf("only %d mutations were tried", tried)
	}
}

// onLines says that a report names a line of the exchange, give or take the
// line that a mutation may add.
func onLines(report string, n *note.Note, e *exchange.Exchange) bool {
	first, _ := n.File.Position(e.Request.Marker.Start)
	last, _ := n.File.Position(e.Responses[len(e.Responses)-1].Close.End)
	for line := range strings.Lines(report) {
		var l, c int
		if rest, ok := strings.CutPrefix(line, n.File.Name+":"); ok {
			if _, err := fmt.Sscanf(rest, "%d:%d:", &l, &c); err == nil && first <= l && l <= last+1 {
				return true
			}
		}
	}
	return false
}
