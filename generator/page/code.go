package page

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"wirebook/generator/site"
	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// A span is a piece of code: class is chroma's short name for its kind, or empty.
type span struct{ class, text string }

// A codeKey identifies a block of code, so that equal blocks are highlighted once.
type codeKey struct{ language, text string }

// mostCode is how many bytes of code are kept, in case the same block occurs again.
const mostCode = 512 << 10

// highlight splits code into spans. Go, JSON and the languages of grammars have their own
// scanners, because chroma takes most of the time of a build.
func (p *press) highlight(language, text string) []span {
	if language == "" || language == "text" {
		return []span{{"", text}}
	}
	key := codeKey{language, text}
	if spans, ok := p.code.Load(key); ok {
		return spans.([]span)
	}
	var spans []span
	switch g := grammars[language]; {
	case language == "go":
		spans = goSpans(text)
	case language == "json":
		spans = jsonSpans(text)
	case g != nil:
		spans = g.spans(text)
	default:
		spans = p.colour(language, text)
	}
	if p.kept.Add(int64(len(text))) < mostCode {
		p.code.Store(key, spans)
	}
	return spans
}

func jsonSpans(text string) []span {
	data := []byte(text)
	var spans []span
	at := 0
	for _, t := range wire.JSONTokens(data, source.Span{End: len(data)}) {
		if class := t.Kind.Class(); class != "" {
			spans = append(spans, span{"", text[at:t.Span.Start]}, span{class, text[t.Span.Start:t.Span.End]})
			at = t.Span.End
		}
	}
	return append(spans, span{"", text[at:]})
}

// Limits of what chroma is given of a note. Its regular expressions take, on some
// texts, time that grows with the square of the length or faster. Code beyond them gets
// the colours of its family, see families, or else none.
const (
	maxCode     = 2500 // bytes of a block
	maxCodes    = 7500 // bytes of all blocks of a note
	maxCodeLine = 300  // bytes of a line
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
		config := lexers.Get(language).Config()
		names[strings.ToLower(language)] = language
		for _, alias := range config.Aliases {
			names[strings.ToLower(alias)] = language
		}
		for _, file := range config.Filenames {
			if ending, is := strings.CutPrefix(file, "*."); is {
				names[strings.ToLower(ending)] = language
			}
		}
	}
	return names
}()

// colours says whether a block of the note gets the colours of its language.
func (m *markdown) colours(language, text string) bool {
	if language == "" || language == "go" || language == "json" || grammars[language] != nil {
		return true // the scanners here take time that grows with the length
	}
	if chromaNames[strings.ToLower(language)] == "" || len(text) > maxCode ||
		m.coloured+len(text) > maxCodes || strings.Contains(text, strings.Repeat("\n", maxNewlines+1)) {
		return false
	}
	for line := range strings.Lines(text) {
		if len(line) > maxCodeLine {
			return false
		}
	}
	m.coloured += len(text)
	return true
}

// Plain returns a notice that lists the blocks of code that are shown without colours
// because they are too long. It knows of those at the top level of notes.
func Plain(s *site.Site) []source.Fault {
	var places []string
	for _, p := range s.Pages {
		m := &markdown{}
		for _, f := range p.Note.Fences {
			name := chromaNames[strings.ToLower(f.Lang)]
			if f.Message || m.colours(f.Lang, p.Note.File.Text(f.Body)) || name == "" || families[name] != "" {
				continue
			}
			line, _ := p.Note.File.Position(f.Marker.Start)
			places = append(places, fmt.Sprintf("\n%s:%d: %d bytes of %s", p.Note.File.Name, line, f.Body.Len(), name))
		}
	}
	if len(places) == 0 {
		return nil
	}
	const most = 20
	do := fmt.Sprintf("split them: at most %d bytes of such a block get colours, in lines of %d, and %d bytes of a note", maxCode, maxCodeLine, maxCodes) + strings.Join(places[:min(most, len(places))], "")
	if len(places) > most {
		do += fmt.Sprintf("\nand %d more", len(places)-most)
	}
	return []source.Fault{source.Usage("plain-code", "blocks of code are shown without colours, because they are too long", do)}
}

// chromaSpans asks chroma. A text in an unknown language is plain text, and so is one
// that chroma would change.
func chromaSpans(language, text string) []span {
	plain := []span{{"", text}}
	lexer := lexers.Get(language)
	if lexer == nil {
		return plain
	}
	tokens, ok := tokenise(chroma.Coalesce(lexer), text)
	if !ok {
		return plain
	}
	var spans []span
	var same strings.Builder
	for _, t := range tokens {
		same.WriteString(t.Value)
		spans = append(spans, span{chromaClass(t.Type), t.Value})
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

// writeSpans writes code as HTML.
func writeSpans(w io.StringWriter, spans []span) {
	for _, s := range spans {
		writeSpan(w, s.class, s.text)
	}
}

func writeSpan(w io.StringWriter, class, text string) {
	if text == "" {
		return
	}
	if class == "" {
		w.WriteString(escape.Replace(text))
		return
	}
	w.WriteString(`<span class="`)
	w.WriteString(class)
	w.WriteString(`">`)
	w.WriteString(escape.Replace(text))
	w.WriteString(`</span>`)
}

// escape is for text between tags. Attributes also need their quotes escaped.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// writeLines writes code as HTML with each line in an element with an id. It returns
// the number of lines.
func writeLines(w io.StringWriter, spans []span) int {
	line, open := 0, false
	for _, s := range spans {
		for part := range strings.Lines(s.text) {
			if !open {
				line++
				w.WriteString(`<span class="line" id="L` + strconv.Itoa(line) + `">`)
				open = true
			}
			text, ended := strings.CutSuffix(part, "\n")
			writeSpan(w, s.class, text)
			if ended {
				w.WriteString("\n</span>")
				open = false
			}
		}
	}
	if open {
		w.WriteString("</span>")
	}
	return line
}
