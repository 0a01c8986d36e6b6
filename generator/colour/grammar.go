package colour

import (
	"strings"
	"unicode/utf8"
)

// A grammar is what the scanner knows of a language: enough for colours, in time that
// grows with the length of the text. A string that ends in a line that it may not leave
// ends with that line.
type grammar struct {
	line    string            // what begins a comment that ends with its line
	block   [2]string         // what begins and ends a longer comment, or empty
	strings []quotation       // longer marks first
	prefix  string            // letters that may stand before a quotation mark, as part of it
	at      string            // class of a name behind @, or empty
	names   map[string]string // classes of words
	defines map[string]string // classes of the name behind a word
}

// A quotation is a mark that begins and ends strings.
type quotation struct {
	mark  string
	lines bool // the string may have several lines
}

// grammars are those of the languages in which origins are written, beside Go.
var grammars = func() map[string]*grammar {
	python := &grammar{
		line: "#", prefix: "bBfFrRuU", at: "nd",
		strings: []quotation{{`"""`, true}, {"'''", true}, {`"`, false}, {"'", false}},
		names: classes(map[string]string{
			"k":  "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
			"kc": "False None True",
			"nb": "abs all any bool bytes dict enumerate filter float getattr hasattr input int isinstance iter len list map max min next object open print range repr reversed round self set setattr sorted str sum super tuple type vars zip",
		}),
		defines: map[string]string{"def": "nf", "class": "nc"},
	}
	javascript := &grammar{
		line: "//", block: [2]string{"/*", "*/"},
		strings: []quotation{{"`", true}, {`"`, false}, {"'", false}},
		names: classes(map[string]string{
			"k":  "async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in instanceof let new of return set static super switch this throw try typeof var void while with yield",
			"kc": "Infinity NaN false null true undefined",
			"nb": "Array Boolean Buffer Date Error JSON Map Math Number Object Promise Proxy RegExp Set String Symbol URL console document fetch globalThis process require window",
		}),
		defines: map[string]string{"function": "nf", "class": "nc"},
	}
	shared := classes(map[string]string{
		"k":  "abstract async await break case catch class const continue def default defer defp delete do done elif else elsif end ensure enum esac export extends extern fi final finally fn for foreach fun func function get if implements import impl in interface internal let local loop match module mod mut namespace new override package private protected pub public readonly record repeat require rescue return sealed set static struct super switch then this throw throws trait try type union unless until use using val var virtual void where while with yield",
		"kc": "False None True false nil null true",
		"kt": "bool boolean byte char double float i32 i64 int long short size_t str string u8 u32 u64 unsigned",
	})
	quotations := []quotation{{`"`, false}, {"'", false}, {"`", true}}
	return map[string]*grammar{
		"python": python, "py": python, "javascript": javascript, "js": javascript,
		slashes: {line: "//", block: [2]string{"/*", "*/"}, strings: quotations, names: shared},
		hashes:  {line: "#", strings: quotations, names: shared},
		dashes: {line: "--", strings: quotations, names: classes(map[string]string{
			"k": "ADD ALTER AND AS ASC BEGIN BETWEEN BY CASE COMMIT CONSTRAINT CREATE DEFAULT DELETE DESC DISTINCT DROP ELSE END EXISTS FOREIGN FROM FUNCTION GROUP HAVING IF IN INDEX INNER INSERT INTO IS JOIN KEY LEFT LIMIT NOT NULL OFFSET ON OR ORDER OUTER PRIMARY REFERENCES RETURNING ROLLBACK SELECT SET TABLE THEN TRANSACTION UNION UNIQUE UPDATE VALUES VIEW WHEN WHERE WITH " +
				"and case class data deriving do else elseif end for function if import in infix instance let local module newtype of or repeat return then type until where while",
		})},
	}
}()

// The families of languages are told by what begins a comment. Their names are none that a
// fence can have.
const slashes, hashes, dashes = "// family", "# family", "-- family"

// families are those of chroma's languages, for code that is longer than chroma is given:
// comments, strings, numbers and the words that many of them share.
var families = map[string]string{
	"C": slashes, "C#": slashes, "C++": slashes, "Dart": slashes, "Groovy": slashes, "Java": slashes, "Kotlin": slashes, "Objective-C": slashes, "PHP": slashes,
	"Protocol Buffer": slashes, "Rust": slashes, "Scala": slashes, "Swift": slashes, "TypeScript": slashes, "Zig": slashes, "react": slashes,
	"Awk": hashes, "Bash": hashes, "Caddyfile": hashes, "Docker": hashes, "Elixir": hashes, "GraphQL": hashes, "Julia": hashes, "Nginx configuration file": hashes,
	"Perl": hashes, "PowerShell": hashes, "R": hashes, "Ruby": hashes, "TOML": hashes, "Terraform": hashes, "YAML": hashes, "Zsh": hashes,
	"Haskell": dashes, "Lua": dashes, "SQL": dashes,
}

// classes turns lists of words by class into the class of each word.
func classes(lists map[string]string) map[string]string {
	out := map[string]string{}
	for class, list := range lists {
		for word := range strings.FieldsSeq(list) {
			out[word] = class
		}
	}
	return out
}

// spans splits code. What has no class looks like the surrounding code.
func (g *grammar) spans(text string) []Span {
	var spans []Span
	at := 0
	add := func(class string, from, to int) {
		if class != "" {
			spans = append(spans, Span{"", text[at:from]}, Span{class, text[from:to]})
			at = to
		}
	}
	before := "" // the word before
	for i := 0; i < len(text); {
		class, end := g.token(text, i, before)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			if text[i] != ' ' {
				before = ""
			}
			i += size
			continue
		}
		before = text[i:end]
		add(class, i, end)
		i = end
	}
	return append(spans, Span{"", text[at:]})
}

// token returns the class and the end of what begins at i: i if that is nothing with a
// name.
func (g *grammar) token(text string, i int, before string) (class string, end int) {
	rest := text[i:]
	switch c := rest[0]; {
	case strings.HasPrefix(rest, g.line):
		return "c1", i + lineEnd(rest)
	case g.block[0] != "" && strings.HasPrefix(rest, g.block[0]):
		if n := strings.Index(rest[2:], g.block[1]); n >= 0 {
			return "cm", i + 2 + n + len(g.block[1])
		}
		return "cm", len(text)
	case isDigit(c):
		for end = i + 1; end < len(text) && (isWord(text[end]) || text[end] == '.'); {
			end++
		}
		return "m", end
	case c == '@' && g.at != "" && len(rest) > 1 && isWord(rest[1]):
		end = i + 1
		for end < len(text) && (isWord(text[end]) || text[end] == '.') {
			end++
		}
		return g.at, end
	case isWord(c):
		for end = i + 1; end < len(text) && isWord(text[end]); {
			end++
		}
		word := text[i:end]
		if len(word) <= 2 && end < len(text) && strings.Trim(word, g.prefix) == "" {
			if n := g.quoted(text[end:]); n > 0 {
				return "s", end + n
			}
		}
		if class = g.defines[before]; class != "" {
			return class, end
		}
		if i > 0 && text[i-1] == '.' {
			return "", end // a member may have any name
		}
		return g.names[word], end
	}
	return "s", i + g.quoted(rest)
}

// quoted is the length of the string with which a text begins, or 0.
func (g *grammar) quoted(text string) int {
	for _, q := range g.strings {
		if !strings.HasPrefix(text, q.mark) {
			continue
		}
		for i := len(q.mark); i < len(text); i++ {
			switch {
			case text[i] == '\\':
				i++
			case text[i] == '\n' && !q.lines:
				return i
			case strings.HasPrefix(text[i:], q.mark):
				return i + len(q.mark)
			}
		}
		return len(text)
	}
	return 0
}

func lineEnd(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i
	}
	return len(text)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWord reports whether a byte may be part of a name: every character beyond ASCII may.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_' || c == '$' || c >= utf8.RuneSelf
}
