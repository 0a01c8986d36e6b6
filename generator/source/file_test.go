package source_test

import (
	"strings"
	"testing"

	"wirebook/generator/source"
)

func file(t *testing.T, text string) *source.File {
	t.Helper()
	f, faults := source.NewFile("a.md", []byte(text))
	for _, fault := range faults {
		t.Fatal(fault.Error())
	}
	return f
}

func TestPosition(t *testing.T) {
	f := file(t, "one\ngröße 中文\n\n\U0001F600end")
	for _, test := range []struct{ offset, line, column int }{
		{-1, 1, 1},
		{0, 1, 1},
		{3, 1, 4}, // the line break belongs to its line
		{4, 2, 1},
		{6, 2, 3},  // ö
		{8, 2, 4},  // behind its two bytes
		{12, 2, 7}, // 中
		{15, 2, 8},
		{18, 2, 9},
		{19, 3, 1}, // an empty line
		{20, 4, 1},
		{24, 4, 2}, // behind four bytes
		{27, 4, 5}, // the end
		{99, 4, 5},
	} {
		if line, column := f.Position(test.offset); line != test.line || column != test.column {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", test.offset, line, column, test.line, test.column)
		}
	}
	for line, want := range map[int]string{0: "", 1: "one", 2: "größe 中文", 3: "", 4: "\U0001F600end", 5: ""} {
		if got := f.Text(f.LineSpan(line)); got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
}

func TestPositionBehindLastBreak(t *testing.T) {
	f := file(t, "a\n")
	if line, column := f.Position(2); line != 2 || column != 1 {
		t.Errorf("Position(2) = %d:%d, want 2:1", line, column)
	}
}

func TestLineEndsOnDisk(t *testing.T) {
	f := file(t, "a\r\nb\r\n")
	if !f.CRLF || string(f.Data) != "a\nb\n" {
		t.Errorf("read as %q, CRLF %v", f.Data, f.CRLF)
	}
	if got := string(f.Disk([]byte("a\nnew\nb\n"))); got != "a\r\nnew\r\nb\r\n" {
		t.Errorf("written as %q", got)
	}
	if got := string(file(t, "a\n").Disk([]byte("b\n"))); got != "b\n" {
		t.Errorf("written as %q", got)
	}
}

func TestNewFileFaults(t *testing.T) {
	for _, test := range []struct {
		name, disk, position, id string
	}{
		{"byte order mark", "\ufeffa", "a.md:1:1: ", "byte-order-mark"},
		{"one inside", "a\ufeffb", "", ""},
		{"NUL", "ä\n\x00", "a.md:2:1: ", "nul-byte"},
		{"not UTF-8", "ä\xff", "a.md:1:2: ", "not-utf-8"},
		{"half a character at the end", "a\xc3", "a.md:1:2: ", "not-utf-8"},
		{"a surrogate", "\xed\xa0\x80", "a.md:1:1: ", "not-utf-8"},
		{"the replacement character itself", "\ufffd", "", ""},
		{"lone CR", "a\rb", "a.md:1:2: ", "lone-cr"},
		{"lone CR at the end", "a\r\nb\r", "a.md:2:2: ", "lone-cr"},
		{"two CRs", "a\r\r\n", "a.md:1:2: ", "lone-cr"},
		{"one LF among CRLF", "a\r\nb\nc\r\n", "a.md:2:2: ", "mixed-line-ends"},
		{"one CRLF among LF", "a\nb\r\nc\n", "a.md:2:2: ", "mixed-line-ends"},
		{"CRLF", "a\r\nb", "", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, faults := source.NewFile("a.md", []byte(test.disk))
			var position, id string
			if len(faults) > 0 {
				position, id = faults[0].Position(), faults[0].ID
			}
			if len(faults) > 1 || position != test.position || id != test.id {
				t.Errorf("%d faults, %q at %q, want %q at %q", len(faults), id, position, test.id, test.position)
			}
		})
	}
}

// Columns of a line that is longer than what is counted at a time.
func TestPositionInALongLine(t *testing.T) {
	text := strings.Repeat("ä中x", 3000)
	f := file(t, "first\n"+text+"\nlast")
	column := 1
	for offset := range text {
		if _, got := f.Position(6 + offset); got != column {
			t.Fatalf("Position(%d) has column %d, want %d", 6+offset, got, column)
		}
		column++
	}
	if line, got := f.Position(len(f.Data)); line != 3 || got != 5 {
		t.Errorf("the end is %d:%d, want 3:5", line, got)
	}
}
