package origin_test

import (
	"fmt"
	"os"
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
	player := newPlayer(t, tree)
	for _, n := range tree.Notes {
		sections := sectionsOf(n)
		if len(sections) == 0 {
			continue
		}
		conns := &recorder{Origin: servers.BuiltIn("library", origin.New, 0, nil)}
		if _, faults := player.play(t, conns, strip(t, n, slices.Concat(sections...))); len(faults) > 0 {
			t.Fatal(faults[0])
		}
		from := 0
		for _, fences := range sections {
			s := &stripped{note: strip(t, n, fences), came: &replay{recorder: conns, from: from}}
			if _, faults := player.play(t, s.came, s.note); len(faults) > 0 {
				t.Fatalf("the recording is not what was played: %v", faults[0])
			}
			from += s.came.dialed
			out = append(out, s)
		}
	}
	return tree, out
}

// A player proves notes against one origin after the other. To make a prover takes
// much longer than to prove a section.
type player struct {
	prover *proof.Prover
	turn   *turn
}

// A turn is the origin whose turn it is.
type turn struct{ servers.Origin }

func newPlayer(t testing.TB, tree *note.Tree) *player {
	p := &player{turn: new(turn)}
	p.prover = proverFor(t, tree, p.turn)
	return p
}

func (p *player) play(t testing.TB, o servers.Origin, n *note.Note) (*proof.Note, []source.Fault) {
	p.turn.Origin = o
	return p.prover.Note(t.Context(), n)
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
		if !f.Message || isOfTask(f) {
			continue
		}
		at := 0
		for at < len(n.Headings) && n.Headings[at].Pos < f.Marker.Start {
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

// isOfTask reports whether a fence is only a part of a task: it documents no exchange.
func isOfTask(f *note.Fence) bool {
	w, begins := f.Word("task")
	return begins && w.Value != "read" || slices.ContainsFunc([]string{"goal", "solution", "wrong"}, func(word string) bool { _, ok := f.Word(word); return ok })
}

// strip leaves of a note some of its message fences: what decides whether its
// examples are proven.
func strip(t testing.TB, n *note.Note, fences []*note.Fence) *note.Note {
	var b strings.Builder
	b.WriteString("---\ntitle: stripped\n---\n\n")
	heading := 0
	for _, f := range fences {
		for heading < len(n.Headings) && n.Headings[heading].Pos < f.Marker.Start {
			fmt.Fprintf(&b, "## %d\n\n", heading)
			heading++
		}
		text := n.File.Text(source.Span{Start: f.Marker.Start, End: f.Close.End})
		fmt.Fprintf(&b, "%s\n\n", strings.Replace(text, " task=read", "", 1))
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

// TestMutations tries one-character changes of every response that is played,
// against recorded answers, and asks for a fault on the lines of its exchange:
// one change in mutationStride, and with -tags full all of them.
func TestMutations(t *testing.T) {
	tree, notes := notes(t)
	type result struct {
		tried, caught int
		allowed       map[string]int
		missed        []string
	}
	results := make([]result, len(notes))
	var wg sync.WaitGroup
	players := make(chan *player, runtime.GOMAXPROCS(0))
	for range cap(players) {
		players <- newPlayer(t, tree)
	}
	for i, s := range notes {
		wg.Go(func() {
			player := <-players
			defer func() { players <- player }()
			res := &results[i]
			res.allowed = map[string]int{}
			proven, faults := player.play(t, s.came, s.note)
			if len(faults) > 0 {
				res.missed = append(res.missed, "the recording is not what was played: "+faults[0].Error())
				return
			}
			n := i // so that not each note begins with its first
			mutate(s, proven, func(m mutation, e *exchange.Exchange) {
				if n++; n%mutationStride > 0 {
					return
				}
				res.tried++
				caught, elsewhere := try(t, player, m, e)
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
func try(t *testing.T, p *player, m mutation, e *exchange.Exchange) (caught bool, elsewhere string) {
	grown := len(m.text) - len(m.note.note.File.Data)
	last := e.Responses[len(e.Responses)-1].Close.End + grown
	file, faults := source.NewFile(m.note.note.File.Name, []byte(m.text))
	if len(faults) == 0 {
		var n *note.Note
		n, faults = note.Parse(file, m.note.note.Path)
		_, more := p.play(t, m.note.came, n)
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
