package cli_test

import (
	"encoding/json"
	"errors"
	"flag"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"wirebook/generator"
	"wirebook/generator/cli"
)

var update = flag.Bool("update", false, "write what the scripts print into their archives; then read the difference")

// The scripts run wirebook with the origin of origin_test.go; forked, which has
// no built-in origin; and server, that origin as a program of its own.
func TestMain(m *testing.M) {
	generator.Watchdog() // for the commands of tests in this process
	testscript.Main(m, map[string]func(){
		"wirebook": func() { os.Exit(cli.Main(os.Args[1:], cli.Program{Origin: newOrigin})) },
		"forked": func() {
			os.Exit(cli.Main(os.Args[1:], cli.Program{Repository: "https://example.org/wirebook", Hosting: []byte("[build.processing.html]\n")}))
		},
		"server": server,
		"stuck":  func() { os.Exit(cli.Main(os.Args[1:], cli.Program{Origin: stuck})) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			root, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			e.Setenv("ROOT", root)
			e.Setenv("LAYOUTS", filepath.Join(root, "layouts"))
			for name, value := range goEnv() { // scripts have no home, where go would look
				e.Setenv(name, value)
			}
			running := httptest.NewUnstartedServer(nil)
			running.Config = newOrigin(log.New(io.Discard, "", 0))
			running.Start()
			e.Defer(running.Close)
			e.Setenv("SOURCE_DATE_EPOCH", "0") // no facts are old on the first of January 1970
			e.Setenv("NL", "\n")
			e.Setenv("RUNNING", running.Listener.Addr().String())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"action":   writeAction,
			"status":   status,
			"layouts":  layouts,
			"unescape": unescape,
			"show":     show,
		},
	})
}

// goEnv are the folders in which go keeps what it built and fetched.
var goEnv = sync.OnceValue(func() (folders map[string]string) {
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOMODCACHE").Output()
	if err == nil {
		err = json.Unmarshal(out, &folders)
	}
	if err != nil {
		panic(err)
	}
	return folders
})

// status runs a program and compares its exit status: status 1 wirebook check.
// What differs from machine to machine is masked in its output.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	out, errs := mask(ts, ts.ReadFile("stdout")), mask(ts, ts.ReadFile("stderr"))
	ts.Stdout().Write([]byte(out))
	ts.Stderr().Write([]byte(errs))
	if got != want {
		ts.Fatalf("exit status %d, not %d\n%s%s", got, want, out, errs)
	}
}

var (
	seconds     = regexp.MustCompile(`\d+\.\d\d seconds`)
	millis      = regexp.MustCompile(`(?m)^([<>*]) +\d+\.\d\d ms`)
	jsonSeconds = regexp.MustCompile(`("seconds": )[0-9.e-]+`)
	line        = regexp.MustCompile(`(func)?\d+( \(origin_test\.go:)\d+`)
	stamp       = regexp.MustCompile(`\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT`)
	size        = regexp.MustCompile(`(pages?, )\d+ bytes`)
)

func mask(ts *testscript.TestScript, s string) string {
	s = seconds.ReplaceAllString(s, "S seconds")
	s = millis.ReplaceAllString(s, "$1 T ms")
	s = jsonSeconds.ReplaceAllString(s, "${1}0")
	s = line.ReplaceAllString(s, "${1}N${2}N")
	s = stamp.ReplaceAllStringFunc(s, func(s string) string {
		if t, err := time.Parse(http.TimeFormat, s); err == nil && time.Since(t).Abs() < time.Hour {
			return "NOW"
		}
		return s
	})
	s = size.ReplaceAllString(s, "${1}N bytes")
	s = strings.ReplaceAll(s, runtime.Version(), "GOVERSION")
	s = strings.ReplaceAll(s, ts.Getenv("RUNNING"), "$RUNNING")
	return strings.ReplaceAll(s, ts.Getenv("WORK"), "$WORK")
}

// layouts copies the real layouts into the working folder of the script.
func layouts(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.RemoveAll(ts.MkAbs("layouts")))
	ts.Check(os.CopyFS(ts.MkAbs("layouts"), os.DirFS(ts.Getenv("LAYOUTS"))))
}

var escaped = regexp.MustCompile(`\\(?:r|0|x[0-9a-f]{2})`)

// unescape puts bytes into files that an archive cannot hold: \r, \0 and \xNN.
func unescape(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		text := escaped.ReplaceAllStringFunc(ts.ReadFile(name), func(s string) string {
			switch s[1] {
			case 'r':
				return "\r"
			case '0':
				return "\x00"
			}
			n, _ := strconv.ParseUint(s[2:], 16, 8)
			return string([]byte{byte(n)})
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

// show prints a file, masked like the output of a program, with \r in the place
// of carriage returns.
func show(ts *testscript.TestScript, neg bool, args []string) {
	text := mask(ts, ts.ReadFile(args[0]))
	ts.Stdout().Write([]byte(strings.ReplaceAll(text, "\r", `\r`)))
}
