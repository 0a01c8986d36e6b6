//go:build full

package reader_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	sheetOfPDF = regexp.MustCompile(`/Type\s*/Page[^s]`)
	sizeOfPDF  = regexp.MustCompile(`/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]`)
)

// The codes on one sheet of paper are one side of A4, with the walk and everything else,
// and the other pages are what they are.
func TestSheetOfPaper(t *testing.T) {
	if program.Origin == nil {
		t.Skip("the sheet is one of this site's notes")
	}
	chromium := openBrowser(t)
	site := publish(t, os.DirFS(filepath.Join(builtSite(t), "public")))
	b := openTab(t, chromium, site)
	b.size(1280, 800)

	if got := b.sheets(site + "status/404.html"); got < 2 {
		t.Errorf("the page of 404 is %d sheets: they are not counted", got)
	}
	if got := b.sheets(site + "sheet.html"); got != 1 {
		t.Errorf("it is %d sheets", got)
	}
	// The fonts of other machines may need more room than those of this one.
	ask[bool](b, `document.querySelectorAll('.poster dd').forEach(e => e.style.lineHeight = 1.45), true`)
	if got := len(sheetOfPDF.FindAll(b.print(), -1)); got != 1 {
		t.Errorf("with longer lines it is %d sheets", got)
	}
	ask[bool](b, `document.querySelectorAll('.poster dd').forEach(e => e.style.lineHeight = 3), true`)
	if got := len(sheetOfPDF.FindAll(b.print(), -1)); got < 2 {
		t.Error("it is one sheet whatever it holds")
	}
	b.open(site + "sheet.html")
	if got := ask[int](b, `new Set([...document.querySelectorAll('.poster > div:first-child :is(dt, li b)')].map(e => e.textContent)).size`); got < 50 {
		t.Errorf("it has %d codes", got)
	}
	if got := ask[int](b, `document.querySelectorAll('.poster .drawing a[href]').length`); got < 40 {
		t.Errorf("its drawings lead to %d codes", got)
	}
}

// sheets is how many sides of paper a page is.
func (b *tab) sheets(address string) int {
	b.t.Helper()
	b.open(address)
	return len(sheetOfPDF.FindAll(b.print(), -1))
}

// print returns the page as PDF, on paper of the size that its style asks for or else A4.
func (b *tab) print() []byte {
	b.t.Helper()
	yes := true
	out, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PaperWidth: 210 / 25.4, PaperHeight: 297 / 25.4})
	if err != nil {
		b.t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Data, []byte("%PDF-")) {
		b.t.Fatal("that is no PDF")
	}
	sizes := sizeOfPDF.FindAllSubmatch(out.Data, -1)
	if len(sizes) == 0 {
		b.t.Error("no sheet has a size")
	}
	for _, size := range sizes {
		if got := fmt.Sprintf("%.3s %.3s", size[1], size[2]); got != "594 841" && got != "595 841" && got != "595 842" {
			b.t.Errorf("the paper is %s by %s points", size[1], size[2])
		}
	}
	return out.Data
}
