package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is the length, in code points, to which words are cut.
const longestWord = 40

// words calls emit for each word of a text. The search script has the same function,
// and testdata/words.json tests both. The text is decomposed (NFKD), loses its marks,
// and each code point is lowered. A word is a run of letters and numbers. A hyphen
// between two of them joins: the whole is a word, and then each part. So does a dot
// between two ASCII digits; an apostrophe between two letters is dropped. A character
// of a script without spaces between words is a word of its own.
func words(text string, emit func(word string)) {
	Units(text, func(word string, hyphens bool) {
		emit(cut(word))
		if hyphens {
			for part := range strings.SplitSeq(word, "-") {
				emit(cut(part))
			}
		}
	})
}

// Units calls emit for each word of a text as a whole, and says whether it has hyphens.
func Units(text string, emit func(word string, hyphens bool)) {
	text = plainLetters(text)
	for at := 0; at < len(text); {
		r, size := decode(text, at)
		switch {
		case !IsWord(r):
			at += size
		case isSign(r):
			emit(text[at:at+size], false)
			at += size
		default:
			end, hyphens := wordEnd(text, at)
			emit(strings.ReplaceAll(text[at:end], "'", ""), hyphens)
			at = end
		}
	}
}

// cut keeps the first code points of a word.
func cut(word string) string {
	if len(word) <= longestWord {
		return word
	}
	n := 0
	for at := range word {
		if n == longestWord {
			return word[:at]
		}
		n++
	}
	return word
}

// wordEnd returns where the word at an offset ends, and whether it has a hyphen.
func wordEnd(text string, at int) (end int, hyphens bool) {
	var before rune
	for at < len(text) {
		r, size := decode(text, at)
		if !IsWord(r) || isSign(r) {
			after, _ := decode(text, at+size)
			switch {
			case r == '-' && IsWord(after) && !isSign(after):
				hyphens = true
			case r == '.' && IsDigit(before) && IsDigit(after):
			case r == '\'' && unicode.IsLetter(before) && unicode.IsLetter(after) && !isSign(after):
			default:
				return at, hyphens
			}
		}
		before = r
		at += size
	}
	return at, hyphens
}

// plainLetters returns the text without marks, in lower case, with one kind of
// apostrophe.
func plainLetters(text string) string {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r == 'ς':
			return 'σ'
		case r >= utf8.RuneSelf && unicode.IsMark(r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// decode returns the code point at an offset; past the end it returns one that is in no word.
func decode(text string, at int) (rune, int) {
	if at >= len(text) {
		return 0, 1
	}
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

// elided is a word with an apostrophe between letters.
var elided = regexp.MustCompile(`\p{L}+(?:['’]\p{L}+)+`)

// elides reports whether a language drops a vowel before another and writes the two words
// as one.
func elides(tag string) bool {
	name, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return slices.Contains([]string{"ca", "co", "fr", "it", "oc"}, name)
}

func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

func IsWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || IsDigit(r)
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isSign reports whether a code point is of a script without spaces between words.
func isSign(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
