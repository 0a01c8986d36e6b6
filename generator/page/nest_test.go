package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wirebook/generator/site/sitetest"
)

// nestedContent is a section with folders: one with notes and a folder, one before it by
// its order, and one without an index.
func nestedContent() fstest.MapFS {
	note := func(title, meta string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\n" + meta + "---\nText.\n")}
	}
	return fstest.MapFS{
		"site.yaml":                 {Data: []byte("title: T\nsections:\n  - {title: Course, folder: course}\n")},
		"index.md":                  note("Home", ""),
		"course/index.md":           note("The course", ""),
		"course/last.md":            note("Last", "order: 9\n"),
		"course/week1/index.md":     note("First week", "order: 2\nnav: Week 1\n"),
		"course/week1/b.md":         note("B", "order: 1\n"),
		"course/week1/a.md":         note("A", "order: 2\n"),
		"course/week1/day/index.md": note("A day", "order: 3\n"),
		"course/week1/day/x.md":     note("X", ""),
		"course/week0/index.md":     note("Before", "order: 1\n"),
		"course/week0/c.md":         note("C", "order: 7\n"),
		"course/week2/only.md":      note("Only", ""),
	}
}

// A page of a section with folders is in the part of its folder: in the navigation, in the
// reading order, and in the breadcrumbs.
func TestFoldersInTheNavigation(t *testing.T) {
	s := sitetest.Link(t, nestedContent())
	var order []string
	for _, p := range s.Pages {
		order = append(order, strings.TrimSuffix(strings.TrimPrefix(p.Note.Path, "course/"), ".md"))
	}
	if got, want := strings.Join(order, " "), "index index week2/only week0/index week0/c week1/index week1/b week1/a week1/day/index week1/day/x last"; got != want {
		t.Errorf("the reading order is\n%s\nnot\n%s", got, want)
	}
	files := rendered(t, s, realLayouts())
	page := files["course/week1/day/x.html"]
	_, nav, _ := strings.Cut(page, "<summary>Course</summary>\n")
	nav, _, _ = strings.Cut(nav, "</nav>")
	const want = `<ul>
<li><a href="../../index.html">The course</a></li>
<li><details>
<summary>week2</summary>
<ul>
<li><a href="../../week2/only.html">Only</a></li>
</ul>
</details></li>
<li><details>
<summary>Before</summary>
<ul>
<li><a href="../../week0/index.html">Before</a></li>
<li><a href="../../week0/c.html">C</a></li>
</ul>
</details></li>
<li><details open>
<summary>Week 1</summary>
<ul>
<li><a href="../index.html">First week</a></li>
<li><a href="../b.html">B</a></li>
<li><a href="../a.html">A</a></li>
<li><a href="index.html">A day</a></li>
<li><a href="x.html" aria-current="page">X</a></li>
</ul>
</details></li>
<li><a href="../../last.html">Last</a></li>
</ul>
</details>
`
	if nav != want {
		t.Errorf("the navigation is\n%s\nnot\n%s", nav, want)
	}
	name := regexp.MustCompile(`itemprop="name">([^<]*)<`)
	crumbs := func(file string) (out string) {
		list, _, _ := strings.Cut(files[file], "</ol>")
		for _, m := range name.FindAllStringSubmatch(list, -1) {
			out += m[1] + "/"
		}
		return out
	}
	for file, want := range map[string]string{
		"course/week1/day/x.html": "Home/Course/Week 1/A day/", "course/week1/index.html": "Home/Course/", "course/week2/only.html": "Home/Course/week2/", "course/last.html": "Home/Course/",
	} {
		if got := crumbs(file); got != want {
			t.Errorf("the way to %s is %s, not %s", file, got, want)
		}
	}
	listed := func(file string) string {
		_, list, _ := strings.Cut(files[file], `<ol class="listing">`)
		list, _, _ = strings.Cut(list, "</ol>")
		return strings.Join(regexp.MustCompile(`href="[^"]*"`).FindAllString(list, -1), " ")
	}
	if got, want := listed("course/index.html"), `href="week2/only.html" href="week0/index.html" href="week1/index.html" href="last.html"`; got != want {
		t.Errorf("the index of the section lists %s, not %s", got, want)
	}
	if got, want := listed("course/week1/index.html"), `href="b.html" href="a.html" href="day/index.html"`; got != want {
		t.Errorf("the index of the week lists %s, not %s", got, want)
	}
}
