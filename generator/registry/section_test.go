package registry

import (
	"slices"
	"strings"
	"testing"
)

func TestRFCs(t *testing.T) {
	r := loaded(t)
	cited := []string{"2295", "2324", "2518", "2774", "3229", "3986", "4918", "5322", "5789", "5842", "5861", "6265", "6266", "6455",
		"6585", "6750", "6797", "7168", "7240", "7617", "7725", "7838", "8187", "8259", "8288", "8297", "8470", "8586", "8594", "8942", "9110",
		"9111", "9112", "9113", "9114", "9205", "9209", "9211", "9457", "9530", "9651", "9745", "9842", "9875", "9931",
		"6749", "7396", "7519", "7578", "8246", "9068", "9213", "9421", "9700", "10008", "10036"}
	replaced := map[string]string{
		"2616": "7230 7231 7232 7233 7234 7235", "7230": "9110 9112", "7231": "9110", "7232": "9110", "7233": "9110",
		"7234": "9111", "7235": "9110", "7540": "9113", "7807": "9457", "8941": "9651",
	}
	if n := len(r.RFCs()); n != len(cited)+len(replaced) {
		t.Errorf("%d RFCs, want %d", n, len(cited)+len(replaced))
	}
	for _, number := range cited {
		doc, ok := r.RFC(number)
		if !ok || doc.Number != number || doc.Title == "" || len(r.sections[number]) == 0 {
			t.Errorf("RFC(%s) = %v, %v, with %d sections", number, doc, ok, len(r.sections[number]))
		}
		if (len(doc.ObsoletedBy) > 0) != (number == "2518") {
			t.Errorf("RFC %s was replaced by %q", number, doc.ObsoletedBy)
		}
	}
	for number, by := range replaced {
		if doc, ok := r.RFC(number); !ok || strings.Join(doc.ObsoletedBy, " ") != by || len(r.sections[number]) != 0 {
			t.Errorf("RFC(%s) = %v, %v, with %d sections", number, doc, ok, len(r.sections[number]))
		}
	}
	if doc, _ := r.RFC("9112"); !slices.Equal(doc.UpdatedBy, []string{"9931"}) {
		t.Errorf("RFC 9112 was updated by %v", doc.UpdatedBy)
	}
	if doc, ok := r.RFC("9999"); ok {
		t.Errorf("RFC 9999 is %v", doc)
	}
}

func TestSections(t *testing.T) {
	r := loaded(t)
	for number, want := range map[string]int{"9110": 302, "9111": 67, "9112": 74, "6585": 18} {
		if n := len(r.sections[number]); n != want {
			t.Errorf("RFC %s has %d sections, want %d", number, n, want)
		}
	}
	for _, want := range []Section{
		{"9110", "15.5.5", "404 Not Found"},
		{"9110", "B.1", "Changes from RFC 2818"},
		{"4918", "11.4", "424 Failed Dependency"},
		{"2774", "7", "510 Not Extended"},
		{"6797", "11.4.1", "Considerations for Offering Unsecured HTTP Services at Alternate Ports or Subdomains of an HSTS Host"},
		{"9457", "3.1.1", `"type"`},
	} {
		if got, ok := r.Section(want.RFC, want.Number); !ok || got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	for _, bad := range [][2]string{{"9110", "15.5.23"}, {"9110", ""}, {"7231", "6"}, {"9999", "1"}, {"9110", "b.1"}} {
		if s, ok := r.Section(bad[0], bad[1]); ok {
			t.Errorf("RFC %s section %s is %v", bad[0], bad[1], s)
		}
	}
	for number, sections := range r.sections {
		if !slices.IsSortedFunc(sections, func(a, b Section) int { return compareNumbers(a.Number, b.Number) }) {
			t.Errorf("the sections of RFC %s are not in order", number)
		}
	}
}

func TestURL(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{RFC{Number: "9110"}.URL(), "https://www.rfc-editor.org/rfc/rfc9110.html"},
		{Section{RFC: "9110", Number: "15.5.5"}.URL(), "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"},
		{Section{RFC: "9110", Number: "A"}.URL(), "https://www.rfc-editor.org/rfc/rfc9110.html#appendix-A"},
		{Section{RFC: "9110", Number: "B.1"}.URL(), "https://www.rfc-editor.org/rfc/rfc9110.html#appendix-B.1"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

func TestCompareNumbers(t *testing.T) {
	order := []string{"1", "1.1", "1.1.1", "1.2", "1.9", "1.10", "2", "10", "A", "A.1", "A.10", "B"}
	for i, a := range order {
		for j, b := range order {
			got := compareNumbers(a, b)
			if (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("compareNumbers(%s, %s) = %d", a, b, got)
			}
		}
	}
}

func TestNearestSection(t *testing.T) {
	r := loaded(t)
	for _, test := range []struct{ rfc, number, want string }{
		{"9110", "15.5.5", "15.5.5"},
		{"9110", "15.5.23", "15.5.22"}, // past the end: the last one
		{"9110", "155.5", "15.5.5"},    // a dot left out
		{"9110", "15.5.5.1", "15.5.5"}, // too deep
		{"9110", "15,5,5", "15.5.5"},   // commas
		{"9110", "b.1", "B.1"},
		{"9110", "20", "19"},
		{"9112", "6.4", "6.3"},
		{"9110", "", ""},
		{"9110", "nonsense", ""},
		{"7231", "6.5.4", ""}, // history only
		{"9999", "1", ""},
	} {
		got, ok := r.NearestSection(test.rfc, test.number)
		if got.Number != test.want || ok != (test.want != "") {
			t.Errorf("NearestSection(%s, %s) = %v, %v, want %q", test.rfc, test.number, got, ok, test.want)
		}
	}
}
