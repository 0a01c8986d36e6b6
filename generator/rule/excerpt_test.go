package rule

import (
	"slices"
	"testing"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// What is a fault of a message that is written whole may be left out of an excerpt.
func TestExcerpt(t *testing.T) {
	j := newJudge(t)
	for _, test := range []struct {
		name, text     string
		whole, excerpt []string // the faults, read as a note and as an excerpt
	}{
		{"left out", "HTTP/1.1 200\nContent-Length: 0", []string{"date-present", "status-space"}, nil},
		{"wrapped", "HTTP/1.1 204 No Content\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nX: a,\n b", []string{"no-fold"}, nil},
		{"a length that does not fit", "HTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Length: 9\n\nabc", nil, []string{"cl-true"}},
		{"comments in JSON", "HTTP/1.1 200 OK\nDate: Sun, 22 Nov 2026 18:00:00 GMT\nContent-Type: application/json\n\n[1 /* one */]", []string{"json-valid"}, nil},
		{"a later version", "HTTP/2 204", []string{"date-present", "status-line", "status-space"}, nil},
		{"its own fault", "HTTP/1.1 200 OK\nETag: a", []string{"date-present", "etag-form"}, []string{"etag-form"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := []byte(test.text + "\n")
			m := wire.Documented(data, source.Span{End: len(data)}, wire.Response, nil, false)[0]
			for excerpt, want := range map[bool][]string{false: test.whole, true: test.excerpt} {
				var got []string
				for _, f := range j.Check(Case{Response: m, Excerpt: excerpt}) {
					if f.Rule.Fault() {
						got = append(got, f.Rule.ID)
					}
				}
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("excerpt %v: faults %q, want %q", excerpt, got, want)
				}
			}
		})
	}
}

func TestIncludes(t *testing.T) {
	for _, test := range []struct {
		least, level Level
		is           bool
	}{
		{"", Must, true}, {"", Should, false}, {Must, Must, true}, {Must, Advice, false},
		{Should, Must, true}, {Should, Should, true}, {Should, Advice, false}, {Advice, Should, true}, {Advice, Advice, true},
	} {
		if got := test.least.Includes(test.level); got != test.is {
			t.Errorf("%q includes %q: %v", test.least, test.level, got)
		}
	}
}
