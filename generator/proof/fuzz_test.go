package proof

import (
	"bytes"
	"context"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/pattern"
	"wirebook/generator/pipe"
	"wirebook/generator/registry"
	"wirebook/generator/source"
)

// A scripted origin answers the nth connection of a note with the nth text,
// whatever it is asked, and then closes.
type scripted struct{ answers []string }

func (s *scripted) Start(context.Context) (origin.Instance, error) {
	return &scriptedInstance{s, 0}, nil
}
func (s *scripted) By() string             { return "a script" }
func (s *scripted) Limit() time.Duration   { return time.Second }
func (s *scripted) Fresh() bool            { return true }
func (s *scripted) Name() string           { return "o" }
func (s *scripted) Absent() string         { return "" }
func (s *scripted) Turn() sync.Locker      { return &sync.Mutex{} }
func (s *scripted) Restart() bool          { return false }
func (s *scripted) Sendable() bool         { return false }
func (s *scripted) Routes() []origin.Route { return nil }
func (s *scripted) Code(string, []string) ([]origin.Handler, *source.Fault) {
	return nil, nil
}

type scriptedInstance struct {
	*scripted
	dialed int
}

func (i *scriptedInstance) Dial(context.Context) (net.Conn, error) {
	answer := ""
	if i.dialed < len(i.answers) {
		answer = i.answers[i.dialed]
	}
	i.dialed++
	client, server := pipe.New(&net.TCPAddr{Port: i.dialed}, &net.TCPAddr{Port: 80})
	server.Write([]byte(answer))
	server.CloseWrite()
	return client, nil
}
func (i *scriptedInstance) Logged() []string { return nil }
func (i *scriptedInstance) Stop()            {}

func (i *scriptedInstance) Failing(bool) ([]string, error) { return nil, nil }
func (i *scriptedInstance) Answered(net.Addr, string, string) ([]string, bool) {
	return nil, false
}

// loadFacts reads the registry once for all runs of a fuzz test.
var loadFacts = sync.OnceValues(registry.Load)

func proverFor(t testing.TB, answers ...string) *Prover {
	facts, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	return NewProver(&note.Tree{Config: note.Config{Origins: map[string]note.Origin{"o": {Hosts: []string{"a"}}}}}, facts, map[string]origin.Origin{"o": &scripted{answers}})
}

func parseNote(t testing.TB, text string) *note.Note {
	t.Helper()
	n, ok := readNote(text)
	if !ok {
		t.Fatalf("the note has faults:\n%s", text)
	}
	return n
}

// readNote reads a note; ok is false where it has faults. A fuzz target passes
// over such a text without calling it skipped: CI takes that for a failure.
func readNote(text string) (n *note.Note, ok bool) {
	file, faults := source.NewFile("content/n.md", []byte(text))
	if len(faults) > 0 {
		return nil, false
	}
	n, faults = note.Parse(file, "n.md")
	return n, len(faults) == 0
}

const noteHead = "---\ntitle: t\n---\n\n```http\nGET / HTTP/1.1\nHost: a\n```\n\n"

// FuzzUpdate lets any bytes answer a stub, or a response that documents
// something else: what check --update writes passes a check, and a second
// update changes nothing.
func FuzzUpdate(f *testing.F) {
	stub := "HTTP/1.1 …"
	for _, seed := range [][2]string{
		{stub, "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 3\r\n\r\nhi\n"},
		{stub, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
		{stub, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na\r\nb\r\n"},
		{stub, "HTTP/1.1 200 OK\r\n\r\na\r\n…\r\n\r\n"},
		{stub, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhi\n\r\n0\r\nX: y\r\n\r\n"},
		{stub, "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"},
		{stub, "HTTP/1.1 200 OK\r\n\r\nto the end\n\n```\n"},
		{"HTTP/1.1 200 OK\n…: …\nContent-Type: application/json\n\n{\"id\": 1, \"…\": \"…\"}", "HTTP/1.1 200 OK\r\nA: b\r\nContent-Type: application/json\r\n\r\n{\"id\": 2, \"a\": 1, \"b\": 2}"},
		{"HTTP/1.1 200 OK\n\na\n…\nz", "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\na\nb\nc\ny\n"},
		{"HTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\n…: …\n\nx", "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:01 GMT\r\n\r\nx"},
	} {
		f.Add(seed[0], seed[1])
	}
	rules := map[string]bool{}
	f.Fuzz(func(t *testing.T, documented, answer string) {
		if strings.Contains(documented, "```") {
			return // it would end its own fence
		}
		n, ok := readNote(noteHead + "```http response\n" + documented + "\n```\n")
		if !ok {
			return
		}
		p := proverFor(t, answer)
		if len(rules) == 0 {
			for _, r := range p.rules.Rules() {
				rules[r.ID] = true
			}
		}
		first, faults := p.Rewrite(t.Context(), n, Update{AllowClassChange: true})
		if len(faults) > 0 {
			return
		}
		text := first.File.Data
		again, ok := readNote(string(text))
		if !ok {
			t.Fatalf("an update makes a note that cannot be read:\n%s", text)
		}
		if _, faults := p.Note(t.Context(), again); len(faults) > 0 {
			for _, fault := range faults {
				if !rules[fault.ID] {
					t.Fatalf("the check after an update finds: %s\n%s", fault.Error(), text)
				}
			}
		}
		more, _ := p.Rewrite(t.Context(), again, Update{AllowClassChange: true})
		if second := more.File.Data; !bytes.Equal(text, second) {
			t.Fatalf("a second update changes\n%s\ninto\n%s", text, second)
		}
	})
}

// FuzzNotation plays any text as the fences of a note: there are faults, or
// every message fence belongs to an exchange.
func FuzzNotation(f *testing.F) {
	f.Add("```http conn=a\nGET / HTTP/1.1\nHost: a\n```\n\n```http hole=\"ETag $.id:uuid\" capture=\"id=abcd\"\nHTTP/1.1 200 OK\nETag: abcd\n```\n\n```text conn=a send raw\n\\x00\\r\n```\n\n```text conn=a recv\nabcd\n```\n")
	f.Add("```http pipeline raw expand eol=lf\nGET /{*9} HTTP/1.1\n\n```\n```http norun=\"x \\\" y\" breaks=\"a b\" closes cut\nHTTP/1.1 …\n```\n# h\n- ```http\n  a\n  ```\n")
	f.Add("Ask.\n\n```http task=mend\nHTTP/1.1 200 OK\nContent-Length: 9\n\na\n```\n\n- a\n\n```http goal hole=ETag\nHTTP/1.1 200 OK\n…: …\nETag: a\n```\n\n```http solution\nHTTP/1.1 200 OK\nETag: b\n```\n\n```http wrong raw\nHTTP/1.1 200 OK\\r\\n\n```\n\n```http wrong\nHTTP/1.1 404 No\n```\n")
	f.Add("Ask.\n\n```http task=order\nb\na\nGET / HTTP/1.1\n```\n\n```http solution\nGET / HTTP/1.1\na\nb\n```\n\n```http wrong\na\nGET / HTTP/1.1\nb\n```\n\n```http wrong\n\n```\n# h\nAsk.\n\n```http task=read\nGET / HTTP/1.1\nHost: a\n```\n\n```http solution\na\n```\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, faults := source.NewFile("content/n.md", []byte("---\ntitle: t\n---\n\n"+text))
		if len(faults) > 0 {
			return
		}
		n, faults := note.Parse(file, "n.md")
		proven, more := proverFor(t, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").Note(t.Context(), n)
		faults = append(faults, more...)
		for _, fault := range faults {
			if fault.Span.Start < 0 || fault.Span.End > len(file.Data) || fault.Span.Start > fault.Span.End {
				t.Fatalf("%s has the span %v of %d bytes", fault.What, fault.Span, len(file.Data))
			}
			source.Printer{W: &bytes.Buffer{}}.Print(fault)
		}
		if len(faults) > 0 {
			return
		}
		for _, fence := range n.Fences {
			inTask := slices.ContainsFunc(proven.Tasks, func(t Task) bool { return slices.Contains(t.Fences(), fence) })
			if fence.Message && !inTask && !slices.ContainsFunc(proven.Steps, func(s *exchange.Step) bool { return s.Fence == fence }) {
				t.Fatalf("a message fence belongs to no exchange and no task:\n%s", file.Text(fence.Body))
			}
		}
	})
}

// FuzzCompare takes a documented response and any answer: without elisions and
// holes they match exactly where the bytes are the same, and with them a match
// never depends on more than the bytes.
func FuzzCompare(f *testing.F) {
	f.Add("HTTP/1.1 200 OK\nA: b\nContent-Length: 2\n\nhi", "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\nhi")
	f.Add("HTTP/1.1 200 OK\n…: …\n\na\n…\nb", "HTTP/1.1 200 OK\r\nA: b\r\n\r\na\nx\nb")
	f.Add("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhi\n…\n0\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3\r\nabc\r\n0\r\n\r\n")
	f.Add("HTTP/1.1 200 OK\nContent-Type: application/json\n\n[1, \"…\"]", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[1, 2, 3]")
	f.Fuzz(func(t *testing.T, documented, answer string) {
		if strings.Contains(documented, "```") {
			return // it would end its own fence
		}
		n, ok := readNote(noteHead + "```http response\n" + documented + "\n```\n")
		if !ok {
			return
		}
		s := exchange.ReadNote(n)
		plan, faults := proverFor(t, answer).plan(s)
		if len(s.Faults)+len(faults) > 0 {
			return
		}
		turns, _ := play(t.Context(), plan)
		c := turns[s.Steps[len(s.Steps)-1]]
		if c == nil || len(c.got) != 1 || len(c.step.Messages) != 1 {
			return
		}
		if m := c.step.Messages[0]; m.Elided() || pattern.HasElision(m) || len(c.step.Placed(0, nil, false)) > 0 {
			return
		}
		exact := pattern.BytesOf(c.builder(0).Build(), nil)
		if same := bytes.Equal(exact, c.got[0].Text) && (c.got[0].Complete || c.step.Cut); c.match != same {
			t.Fatalf("match is %v, and the bytes are\n%q\n%q", c.match, exact, c.got[0].Text)
		}
	})
}
