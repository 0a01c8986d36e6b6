package colour

import (
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Limits of what Chroma is given of a note. Its regular expressions take, on some
// texts, time that grows with the square of the length or faster. Code beyond them gets
// the colours of its family, see families, or else none.
const (
	MaxBlock    = 2500 // bytes of a block
	MaxNote     = 7500 // bytes of all blocks of a note
	MaxLine     = 300  // bytes of a line
	maxNewlines = 20   // in a row
)

// colouredLanguages are chroma's names of the languages whose blocks in notes have
// colours: the worst texts of that length that are known take a fifth of a second.
var colouredLanguages = []string{
	"Awk", "Bash", "Bash Session", "C", "C#", "C++", "CSS", "Caddyfile", "Clojure", "Dart", "Diff", "Docker", "Elixir", "Erlang",
	"GraphQL", "Groovy", "HTML", "HTTP", "Haskell", "INI", "JSON", "Java", "JavaScript", "Julia", "Kotlin", "Lua",
	"Nginx configuration file", "Objective-C", "PHP", "Perl", "PowerShell", "Protocol Buffer", "Python", "R", "Ruby", "Rust",
	"SCSS", "SQL", "Scala", "Swift", "TOML", "Terraform", "TypeScript", "XML", "YAML", "Zig", "markdown", "properties", "react", "vue",
}

// chromaNames are those languages by what a fence may call them, in lower case. Chroma itself
// looks for a name that it does not know among all of its patterns of file names, which
// takes a tenth of a millisecond, and seconds where the name is long.
var chromaNames = func() map[string]string {
	names := map[string]string{}
	for _, language := range colouredLanguages {
		names[strings.ToLower(language)] = language
		for _, alias := range lexers.Get(language).Config().Aliases {
			names[strings.ToLower(alias)] = language
		}
	}
	for _, language := range colouredLanguages {
		for _, file := range lexers.Get(language).Config().Filenames {
			ending, is := strings.CutPrefix(strings.ToLower(file), "*.")
			if is && names[ending] == "" { // a name is more than the end of a file's
				names[ending] = language
			}
		}
	}
	return names
}()

// A Budget is how much of a note chroma was given.
type Budget struct{ used int }

// Take reports whether a block of the note gets the colours of its language, and counts
// it.
func (b *Budget) Take(language, text string) bool {
	if Scanned(language) {
		return true
	}
	if Name(language) == "" || len(text) > MaxBlock || b.used+len(text) > MaxNote || strings.Contains(text, strings.Repeat("\n", maxNewlines+1)) {
		return false
	}
	for line := range strings.Lines(text) {
		if len(line) > MaxLine {
			return false
		}
	}
	b.used += len(text)
	return true
}

// Name returns chroma's name of a language by what a fence calls it, or "" if its blocks
// have no colours.
func Name(language string) string { return chromaNames[strings.ToLower(language)] }

// Family returns the language to Scan instead where a block in this one is too long for
// Chroma, or "".
func Family(language string) string { return families[Name(language)] }

// Chroma asks chroma for the spans of code. A text in an unknown language is plain text, and so is one
// that chroma would change.
func Chroma(language, text string) []Span {
	plain := []Span{{"", text}}
	name := Name(language)
	if name == "" {
		return plain
	}
	lexer := lexers.Get(name)
	tokens, ok := tokenise(chroma.Coalesce(lexer), text)
	if !ok {
		return plain
	}
	var spans []Span
	var same strings.Builder
	for _, t := range tokens {
		same.WriteString(t.Value)
		spans = append(spans, Span{chromaClass(t.Type), t.Value})
	}
	if same.String() != text {
		return plain
	}
	return spans
}

// tokenise divides text into chroma's tokens. Chroma gives up a match after 250 ms of
// wall clock and goes on as if it had failed, so a busy machine could change colours.
// Tokens that took that long are not trusted: the text is read again, and after a few
// attempts ok is false.
func tokenise(lexer chroma.Lexer, text string) (tokens []chroma.Token, ok bool) {
	const matchTimeout, attempts = 250 * time.Millisecond, 5
	for range attempts {
		last := time.Now()
		next, err := lexer.Tokenise(nil, text)
		if err != nil {
			return nil, false
		}
		tokens = tokens[:0]
		for {
			token := next()
			now := time.Now()
			if now.Sub(last) >= matchTimeout {
				break
			}
			if token == chroma.EOF {
				return tokens, true
			}
			tokens, last = append(tokens, token), now
		}
	}
	return nil, false
}

// chromaClass is the short class of a kind of token. Text, names and punctuation have
// none: they look like the surrounding code.
func chromaClass(t chroma.TokenType) string {
	switch t {
	case chroma.Text, chroma.TextWhitespace, chroma.Name, chroma.NameOther, chroma.Punctuation, chroma.Error, chroma.Other:
		return ""
	}
	for _, t := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if class := chroma.StandardTypes[t]; class != "" {
			return class
		}
	}
	return ""
}
