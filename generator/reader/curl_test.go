package reader_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wirebook/generator/cli"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/origin"
	"wirebook/generator/proof"
	"wirebook/generator/registry"
)

// TestCopyAsCurl sends the lines that pages offer with the real curl, in order,
// to the origin that `origin --note` starts, and finds the documented answers: for
// one note in stride, and for one whose requests curl would not send.
func TestCopyAsCurl(t *testing.T) {
	t.Parallel()
	if program.Origin == nil {
		return // a fork whose server is started by other means
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed")
	}
	tree, faults := note.Read(os.DirFS(top + "/content"))
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	prover := builtInProver(t, tree)
	const byPrintf = "anatomy/reason-phrase.md"
	curls, pipes := 0, 0
	for i, n := range tree.Notes {
		if i%stride > 0 && n.Path != byPrintf {
			continue
		}
		proven, faults := prover.Note(t.Context(), n)
		if len(faults) > 0 {
			t.Fatal(faults[0])
		}
		if !slices.ContainsFunc(proven.Results, func(r proof.Result) bool { return r.ByHand() && r.Sendable }) {
			continue
		}
		t.Run(n.Path, func(t *testing.T) {
			addr := startOrigin(t, exchange.ByHand(tree.Config)[0], top+"/content/"+n.Path)
			for _, e := range proven.Results {
				if !e.ByHand() || !e.Sendable {
					continue
				}
				var came []byte
				if e.Send(exchange.OriginAddr).Curl != "" {
					curls++
					came = sendByCurl(t, e.Send(addr).Curl, stopsShort(e.Exchange))
				} else {
					pipes++
					came = sendByPrintf(t, n, e.Exchange, addr)
				}
				if want := missing(n, e.Exchange, came); want != "" {
					line, _ := n.File.Position(e.Request.Marker.Start)
					t.Errorf("content/%s:%d: %q is not in the answer:\n%s", n.Path, line, want, came)
				}
			}
		})
	}
	t.Logf("%d exchanges sent with curl, %d as printf and raw bytes", curls, pipes)
	if curls == 0 || pipes == 0 {
		t.Error("nothing was sent")
	}
}

// builtInProver proves notes as a build does where no other server is installed.
// It leaves what pages offer: nothing for the exchanges of other servers, which
// `origin` does not start.
func builtInProver(t *testing.T, tree *note.Tree) *proof.Prover {
	facts, err := registry.Load()
	if err != nil {
		t.Fatal(err)
	}
	commands := origin.NewCommands(top, "none is run")
	origins := map[string]origin.Origin{}
	for name, o := range tree.Config.Origins {
		if o.BuiltIn {
			origins[name] = origin.BuiltIn(name, program.Origin, 0, nil)
		} else {
			origins[name] = commands.Origin(name, o)
		}
	}
	return proof.NewProver(tree, facts, origins)
}

// startOrigin runs the command origin for the built-in origin, on a free port.
func startOrigin(t *testing.T, name, file string) string {
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		done <- cli.Run(ctx, []string{"origin", "--root", top, "--addr", "127.0.0.1:0", "--origin", name, "--note", filepath.FromSlash(file)}, cli.Program{Origin: program.Origin, Out: in, Err: io.Discard})
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if status := <-done; status != 0 {
			t.Errorf("origin ended with status %d", status)
		}
	})
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		t.Fatal("origin said nothing")
	}
	go io.Copy(io.Discard, out)
	_, rest, _ := strings.Cut(lines.Text(), "http://")
	addr, _, _ := strings.Cut(rest, " ")
	return addr
}

// stopsShort reports whether the documented response ends before its framing says.
func stopsShort(e *exchange.Exchange) bool {
	return slices.ContainsFunc(e.Responses, func(f *note.Fence) bool { _, cut := f.Word("cut"); return cut })
}

// partialFile is curl's exit status for a response that stops short.
const partialFile = 18

func sendByCurl(t *testing.T, line string, short bool) []byte {
	ctx, cancel := context.WithTimeout(t.Context(), guard)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", strings.Replace(line, "curl ", "curl --silent --show-error --raw ", 1))
	out, err := cmd.Output()
	if err != nil && !(short && cmd.ProcessState.ExitCode() == partialFile) {
		t.Errorf("%s: %v", line, err)
	}
	return out
}

// guard is how long one answer may take where something is broken.
const guard = 2 * time.Minute

// sendByPrintf lets the shell's printf make the bytes, as the line on the page
// does, and sends them as nc would.
func sendByPrintf(t *testing.T, n *note.Note, e *exchange.Exchange, addr string) (came []byte) {
	printf, _, _ := strings.Cut(strings.TrimPrefix(e.Send(exchange.OriginAddr).Pipe, "("), "; sleep 1) | nc -N ")
	sent, err := exec.Command("sh", "-c", printf).Output()
	if err != nil {
		t.Fatalf("%s: %v", printf, err)
	}
	if !bytes.Equal(sent, e.Send(exchange.OriginAddr).Raw) {
		t.Errorf("printf makes %q of %q", sent, e.Send(exchange.OriginAddr).Raw)
	}
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(guard))
	go conn.Write(sent)
	for buf := make([]byte, 4096); err == nil; {
		var read int
		read, err = conn.Read(buf)
		came = append(came, buf[:read]...)
		if missing(n, e, came) == "" {
			conn.(*net.TCPConn).CloseWrite() // as nc -N does, a second later
		}
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s: not all of the answer, and no end of the connection, in %v", e.Send(exchange.OriginAddr).Pipe, guard)
	}
	return came
}

// missing is the first line of the documented responses that is not in what came:
// their first lines and fields in order, but for those that are elided or may vary.
func missing(n *note.Note, e *exchange.Exchange, came []byte) string {
	text := strings.ReplaceAll(string(came), "\r\n", "\n")
	for _, f := range e.Responses {
		if !strings.HasPrefix(n.File.Text(f.Body), "HTTP/") {
			continue
		}
		shown := n.File.Text(f.Body)
		if _, raw := f.Word("raw"); raw {
			shown = strings.ReplaceAll(shown, `\r\n`+"\n", "\n")
		}
		head, _, _ := strings.Cut(shown, "\n\n")
		rest := text
		for want := range strings.Lines(head) {
			want = strings.TrimSuffix(want, "\n")
			if strings.HasPrefix(want, "Date: ") || strings.Contains(want, "…") || f.Words != nil && mayVary(f, want) {
				continue
			}
			i := strings.Index("\n"+rest, "\n"+want+"\n")
			if i < 0 {
				return want
			}
			rest = rest[i+len(want):]
		}
	}
	return ""
}

func mayVary(f *note.Fence, line string) bool {
	hole, _ := f.Word("hole")
	capture, _ := f.Word("capture")
	name, value, _ := strings.Cut(line, ": ")
	_, sample, captured := strings.Cut(capture.Value, "=")
	return strings.Contains(hole.Value, name) || captured && strings.Contains(value, sample)
}
