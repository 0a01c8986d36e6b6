package registry

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// tables is a small set of sound data files; each test breaks one line of one.
func tables() fstest.MapFS {
	return fstest.MapFS{
		"data/rfcs.tsv":       file("number\ttitle\tobsoleted by\tupdated by", "7231\tOld\t9110\t", "9110\tHTTP Semantics\t\t"),
		"data/sections.tsv":   file("rfc\tsection\ttitle", "9110\t9\tMethods", "9110\t15.2\tInformational 1xx", "9110\tA\tCollected ABNF"),
		"data/classes.tsv":    file("digit\tname\trfc\tsection", "1\tInformational\t9110\t15.2"),
		"data/statuses.tsv":   file("code\tphrase\trfc\tsection\tcaching\tstate\tsender", "100\tContinue\t9110\t15.2\tinterim\t\t", "102\tProcessing\t2518\t10.1\tinterim\tobsolete\tintermediary"),
		"data/fields.tsv":     file("name\tstatus\trfc\tsection\tlist\tstructured\treference", "Age\tpermanent\t9110\t9\t\t\tRFC 9110", "Via\tpermanent\t9110\t9\tyes\tList\tRFC 9110"),
		"data/structured.tsv": file("field\ttype\tmembers\tkeys\trfc\tsection", "Age\tItem\tinteger\t\t9110\t9", "Via\tList\tstring token\ta=token/bytes\t9110\t9"),
		"data/sources.tsv":    file("facts\tsource\turl\tas of", "fields\tA registry\thttps://example.com/\t2026-11-26"),
		"data/methods.tsv":    file("name\tsafe\tidempotent\trfc\tsection", "GET\tyes\tyes\t9110\t9", "POST\t\t\t9110\t9"),
	}
}

func file(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("# what, whence, when\n" + strings.Join(lines, "\n") + "\n")}
}

func TestLoadSound(t *testing.T) {
	r, err := load(tables())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Statuses()) != 2 || len(r.Fields()) != 2 || len(r.Methods()) != 2 || len(r.RFCs()) != 2 || len(r.sections["9110"]) != 3 {
		t.Errorf("not all was read: %+v", r)
	}
}

func TestLoadCRLF(t *testing.T) {
	fsys := tables()
	for _, f := range fsys {
		f.Data = []byte(strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
	}
	if _, err := load(fsys); err != nil {
		t.Error(err)
	}
}

func TestLoadBroken(t *testing.T) {
	for _, test := range []struct{ file, old, new, want string }{
		{"statuses", "# what", "what", "1: the first line must be a comment"},
		{"statuses", "code\tphrase", "phrase\tcode", "2: the columns must be code, phrase"},
		{"statuses", "\tinterim\t\t\n", "\tinterim\t\n", "3: 6 cells, want 7"},
		{"statuses", "Continue", " Continue", "3: white space around phrase"},
		{"statuses", "100\t", "\t", "3: no code"},
		{"statuses", "100\t", "1OO\t", `3: "1OO" is not a status code`},
		{"statuses", "100\t", "200\t", "3: 200 is in no class"},
		{"statuses", "Continue", "", "3: no phrase"},
		{"statuses", "102\t", "100\t", "4: 100 does not come after 100"},
		{"statuses", "interim", "often", `3: caching "often"`},
		{"statuses", "obsolete", "old", `4: state "old"`},
		{"statuses", "intermediary", "proxy", `4: sender "proxy"`},
		{"statuses", "15.2", "15.3", "3: RFC 9110 has no section 15.3"},
		{"statuses", "\t9110", "\t", "3: section 15.2 has no RFC"},
		{"classes", "1\t", "2\t", `3: "2" is not the digit of class 1`},
		{"classes", "15.2", "15.3", "3: RFC 9110 has no section 15.3"},
		{"fields", "permanent", "lasting", `3: status "lasting"`},
		{"fields", "Via", "AGE", "4: AGE does not come after Age"},
		{"fields", "yes", "no", `4: "no" is neither yes nor empty`},
		{"fields", "yes", "", "4: Via is a structured List"},
		{"fields", "RFC 9110", "", "3: no reference"},
		{"fields", "\t9\t", "\t10\t", "3: RFC 9110 has no section 10"},
		{"structured", "Age", "Agee", "3: Agee is not registered"},
		{"structured", "Via", "Age", "4: Age does not come after Age"},
		{"structured", "\tItem", "\tThing", `3: type "Thing"`},
		{"structured", "\tItem", "\tList", "3: Age is a structured List, and fields.tsv says list false"},
		{"structured", "Via\tList", "Via\tDictionary", "4: Via is a structured Dictionary, and fields.tsv says List"},
		{"structured", "\tinteger", "\tnumber", `3: "number" is not one of`},
		{"structured", "token/bytes", "token/octets", `4: "octets" is not one of`},
		{"structured", "\t9\n", "\t10\n", "3: RFC 9110 has no section 10"},
		{"methods", "POST\t\t", "POST\tyes\t", "4: POST is safe, so it must be idempotent"},
		{"methods", "POST\t\t", "POST\tno\t", `4: "no" is neither yes nor empty`},
		{"methods", "POST", "ACL", "4: ACL does not come after GET"},
		{"methods", "\t9\n", "\t10\n", "3: RFC 9110 has no section 10"},
		{"rfcs", "9110\tHTTP", "911O\tHTTP", `4: "911O" is not an RFC number`},
		{"rfcs", "Old\t9110", "Old\tRFC 9110", `3: "RFC" is not an RFC number`},
		{"rfcs", "9110\tHTTP", "999\tHTTP", "4: 999 does not come after 7231"},
		{"rfcs", "Old", "", "3: no title"},
		{"rfcs", "\t9110\t", "\t7230\t", "3: RFC 7230 is not newer than RFC 7231"},
		{"rfcs", "Semantics\t\t", "Semantics\t\tRFC9931", `4: "RFC9931" is not an RFC number`},
		{"sources", "2026-11-26", "26 November", `3: "26 November" is not a day`},
		{"sources", "A registry", "", "3: no source"},
		{"sources", "https:", "http:", `3: "http://example.com/" is not an https address`},
		{"sections", "9110\t9\t", "9113\t9\t", "3: RFC 9113 is not in rfcs.tsv"},
		{"sections", "15.2", "15..2", `4: "15..2" is not a section number`},
		{"sections", "15.2", "8.2", "4: section 8.2 does not come after 9"},
		{"sections", "15.2", "9", "4: section 9 does not come after 9"},
		{"sections", "Methods", "", "3: no title"},
	} {
		fsys := tables()
		name := "data/" + test.file + ".tsv"
		sound := string(fsys[name].Data)
		broken := strings.Replace(sound, test.old, test.new, 1)
		if broken == sound {
			t.Fatalf("%s: %q is not there to be broken", name, test.old)
		}
		fsys[name].Data = []byte(broken)
		_, err := load(fsys)
		if err == nil || !strings.HasPrefix(err.Error(), name+":"+test.want) {
			t.Errorf("%q for %q in %s:\ngot  %v\nwant %s:%s…", test.new, test.old, name, err, name, test.want)
		}
	}
}

func TestLoadMissing(t *testing.T) {
	for name := range tables() {
		fsys := tables()
		delete(fsys, name)
		if _, err := load(fsys); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// Every data file says what it holds, where that comes from and of which date.
func TestDataFilesSayTheirSource(t *testing.T) {
	names, err := fs.Glob(embedded, "data/*.tsv")
	if err != nil || len(names) != len(tables()) {
		t.Fatalf("%v, %v", names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		comment, _, _ := strings.Cut(string(data), "\n")
		if !strings.Contains(comment, "Source: ") || !strings.Contains(comment, "20") {
			t.Errorf("%s begins with %q", name, comment)
		}
	}
}
