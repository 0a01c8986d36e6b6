package note

import (
	"slices"
	"strings"
	"testing"

	"wirebook/generator/source"
)

// TestCommandKeys: each key of a command that cannot be is a fault at its place.
func TestCommandKeys(t *testing.T) {
	const good = "    command: [python3, app.py, \"${PORT}\"]\n"
	for _, c := range []struct {
		yaml string
		want []string // place and id of each fault
	}{
		{good, nil},
		{good + "    folder: content/origin/app/\n    ready: /health\n    start-deadline: 2s\n    fresh: true\n    optional: true\n    installed: [python3, -c, import flask]\n    by: Flask ${INSTALLED}\n", nil},
		{good + "    folder: app\n    ready: tcp\n    environment: {A: b, B: 3.10}\n", nil},
		{"    command: [sh]\n    environment: {A: \"${SOCKET} ${SCRATCH}\"}\n", nil},
		{"    command: []\n", []string{"4:5 no-program", "4:5 no-address"}},
		{"    command: [\"\", \"${PORT}\"]\n", []string{"4:5 no-program"}},
		{"    command: python3 app.py\n", []string{"4:14 yaml-value"}},
		{"    command: [python3]\n", []string{"4:5 no-address"}},
		{"    command: [python3, \"${PORT}\", \"${SOCKET}\"]\n", []string{"4:5 two-addresses"}},
		{"    command: [python3, \"${PORT}\", \"${PROT}\"]\n", []string{"4:5 placeholder"}},
		{good + "    environment:\n      A: ${HOME}\n", []string{"6:10 placeholder"}},
		{good + "    environment:\n      A=B: c\n", []string{"5:5 environment"}},
		{good + "    built-in: true\n", []string{"4:5 built-in-command"}},
		{good + "    by: Flask ${INSTALLED}\n", []string{"5:9 placeholder"}},
		{good + "    by: ${VERSION}%d\n    installed: [x]\n", []string{"5:9 placeholder"}},
		{good + "    ready: health\n", []string{"5:12 ready"}},
		{good + "    start-deadline: soon\n", []string{"5:21 deadline"}},
		{good + "    start-deadline: 0s\n", []string{"5:21 deadline"}},
		{good + "    deadline: -1s\n", []string{"5:15 deadline"}},
		{good + "    folder: ../app\n", []string{"5:13 folder"}},
		{good + "    folder: /app\n", []string{"5:13 folder"}},
		{good + "    folder: content\n", []string{"5:13 folder"}},
		{good + "    folder: content/app\n", []string{"5:13 folder"}},
		{good + "    installed: []\n", []string{"5:5 no-program"}},
		{good + "    comand: x\n", []string{"5:5 unknown-key"}},
		{"    optional: true\n    by: x\n    folder: x\n    ready: tcp\n    fresh: true\n    start-deadline: 1s\n    environment: {}\n    installed: [x]\n",
			[]string{"6:13 no-command", "10:5 no-command", "7:12 no-command", "9:21 no-command", "8:12 no-command", "4:15 no-command", "11:5 no-command", "5:9 no-command"}},
	} {
		file, _ := source.NewFile("content/site.yaml", []byte("title: t\norigins:\n  app:\n"+c.yaml))
		_, faults := parseConfig(file)
		var got []string
		for _, f := range faults {
			place := strings.TrimSuffix(strings.TrimPrefix(f.Position(), "content/site.yaml:"), ": ")
			got = append(got, place+" "+f.ID)
			if f.Status() != source.ExitUsage || strings.Contains(f.What, "%") || f.Do == "" {
				t.Errorf("%+v", f)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\ngives %q, want %q", c.yaml, got, c.want)
		}
	}
}

// TestPlainText: text that looks like a number stays what stands in the file.
func TestPlainText(t *testing.T) {
	file, _ := source.NewFile("content/site.yaml", []byte("title: 3.10\norigins:\n  app:\n    command: [x, 3.0, 010, true, \"${PORT}\"]\n    environment: {A: 1.50, B: no}\n"))
	c, faults := parseConfig(file)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	o := c.Origins["app"]
	if want := []string{"x", "3.0", "010", "true", "${PORT}"}; !slices.Equal(o.Command, want) || c.Title != "3.10" || o.Environment["A"] != "1.50" || o.Environment["B"] != "no" {
		t.Errorf("%q %q %q", c.Title, o.Command, o.Environment)
	}
}
