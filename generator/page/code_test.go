package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"wirebook/generator/site/sitetest"
)

// shownText is what a reader would copy from HTML.
func shownText(t testing.TB, source string) string {
	t.Helper()
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken {
		if token := z.Token(); token.Type == html.TextToken {
			b.WriteString(token.Data)
		}
	}
	return b.String()
}

// What stands in a message fence is what a reader copies.
func TestMessagesKeepTheirText(t *testing.T) {
	s := sample(t)
	files := rendered(t, s, realLayouts())
	seen := 0
	for _, page := range s.Pages {
		shown := shownText(t, files[page.URL])
		for _, f := range page.Note.Fences {
			if f.Message {
				seen++
				if want := page.Note.File.Text(f.Body); !strings.Contains(shown, want) {
					t.Errorf("%s does not hold %q", page.URL, want)
				}
			}
		}
	}
	if seen != 8 {
		t.Errorf("%d messages", seen)
	}
}

// Code that could take chroma long is shown without colours, and all of it.
func TestCodeWithoutColours(t *testing.T) {
	line := "x = \"text\"  # a remark\n"
	short, long := strings.Repeat(line, 100), strings.Repeat(line, 200)
	content := noted("```json\n[" + strings.Repeat("1,", 4000) + "1]\n```\n\n```ini\n" + short + "```\n\n```ini\n" + short + "```\n\n```ini\n" + short + "```\n\n```ini\n" + short + "```\n\n```ini\n" + long + "```\n\n```ini\n" + line + "```\n\n```ruby\n" + long + "```\n")
	page := rendered(t, sitetest.Link(t, content), realLayouts())["index.html"]
	for i, want := range []bool{true, true, true, false, false, true} {
		_, block, _ := strings.Cut(page, `aria-label="ini`)
		block, page, _ = strings.Cut(block, "</code></pre>")
		if got := strings.Contains(block, "<span"); got != want {
			t.Errorf("block %d has colours: %v", i, got)
		}
		if shown := shownText(t, block[strings.Index(block, "<code>"):]); !strings.Contains(shown, strings.TrimSpace(line)) {
			t.Errorf("block %d lacks its text: %.80q", i, shown)
		}
	}
	if want := strings.Repeat("x = <span class=\"s\">&#34;text&#34;</span>  <span class=\"c1\"># a remark</span>\n", 2); !strings.Contains(strings.ReplaceAll(page, `"text"`, "&#34;text&#34;"), want) {
		t.Error("a long block has not the colours of its family")
	}
}
