package theme

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	markup "golang.org/x/net/html"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// A Frame is the HTML of a head: or foot: file. It is the same on all pages, but for where
// its addresses lead from.
type Frame struct{ pieces []piece }

// A piece is a part of a frame: text, and after it an address from the root of the site.
type piece struct{ text, to string }

// HTML is the frame on a page: to writes an address from the root of the site as the page
// has it.
func (f Frame) HTML(to func(string) string) string {
	var b strings.Builder
	for _, p := range f.pieces {
		b.WriteString(p.text)
		if p.to != "" {
			b.WriteString(html.EscapeString(to(p.to)))
		}
	}
	return b.String()
}

// inHead are the elements that a head may have; any other would end it.
var inHead = []string{"link", "meta", "script"}

// void are the elements without an end tag.
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// refused are elements and why a frame has none.
var refused = map[string]string{
	"style":    "the policy of the pages lets no style inside a page through: write it into a .css file of content/, and load it: <link rel=\"stylesheet\" href=\"own.css\">",
	"base":     "it would change where all links of the page lead: remove it",
	"object":   "the policy of the pages lets none through: remove it",
	"embed":    "the policy of the pages lets none through: remove it",
	"noscript": "the build could not see what is loaded there: remove it",
}

// loads says which directive of the policy covers what an attribute of an element loads.
var loads = map[string]string{
	"script src": "script-src", "img src": "img-src", "iframe src": "frame-src", "audio src": "media-src", "video src": "media-src", "source src": "media-src", "track src": "media-src",
	"video poster": "img-src", "input src": "img-src", "image href": "img-src", "image xlink:href": "img-src",
	"form action": "form-action", "button formaction": "form-action", "input formaction": "form-action", "a ping": "connect-src",
}

// ofLink says the same of the relations of a link element, but for those that load nothing.
var ofLink = map[string]string{"stylesheet": "style-src", "icon": "img-src", "apple-touch-icon": "img-src", "modulepreload": "script-src", "preload": "connect-src", "prefetch": "connect-src", "preconnect": "connect-src", "dns-prefetch": "connect-src", "manifest": "manifest-src"}

// A framer reads one file.
type framer struct {
	*Theme
	file   *source.File
	folder string // of the file in content/
	frame  Frame
	text   bytes.Buffer // before the next address
}

// frame reads the file that a key of site.yaml names.
func (t *Theme) frame(key, name string) Frame {
	if name == "" {
		return Frame{}
	}
	i := slices.IndexFunc(t.site.Frames, func(f *source.File) bool { return f.Name == path.Join(note.Folder, name) })
	if i < 0 {
		t.fault("no-such-file", key, fmt.Sprintf("there is no file content/%s", name), t.meant(name)+"write the path of an HTML file in content/")
		return Frame{}
	}
	f := &framer{Theme: t, file: t.site.Frames[i], folder: path.Dir(name)}
	f.read(key == "head")
	return f.frame
}

// wrong adds a fault of a tag.
func (f *framer) wrong(at source.Span, what, do string) {
	f.faults = append(f.faults, source.Fault{File: f.file, Span: at, ID: "frame", What: what, Do: do, Exit: source.ExitUsage})
}

func (f *framer) read(head bool) {
	type open struct {
		name string
		at   source.Span
	}
	var opened []open
	z := markup.NewTokenizer(bytes.NewReader(f.file.Data))
	for offset := 0; ; {
		kind := z.Next()
		if kind == markup.ErrorToken {
			break
		}
		raw := string(z.Raw())
		at := source.Span{Start: offset, End: offset + len(strings.TrimRight(raw, "\n"))}
		offset += len(raw)
		tag := z.Token()
		switch kind {
		case markup.StartTagToken, markup.SelfClosingTagToken:
			switch why := refused[tag.Data]; {
			case why != "":
				f.wrong(at, fmt.Sprintf("<%s> does not work here", tag.Data), why)
			case head && !slices.Contains(inHead, tag.Data):
				f.wrong(at, fmt.Sprintf("<%s> would end the head of the page", tag.Data), "put what pages show into the file of foot: in site.yaml")
			}
			drawing := func(o open) bool { return o.name == "svg" || o.name == "math" }
			drawn := drawing(open{name: tag.Data}) || slices.ContainsFunc(opened, drawing)
			end := ">"
			switch {
			case drawn && kind == markup.SelfClosingTagToken: // elsewhere the slash means nothing
				end = "/>"
			case !slices.Contains(void, tag.Data):
				opened = append(opened, open{tag.Data, at})
			}
			f.tag(at, raw, tag, end)
			continue
		case markup.EndTagToken:
			if len(opened) == 0 || opened[len(opened)-1].name != tag.Data {
				f.wrong(at, fmt.Sprintf("</%s> ends no element that is open here", tag.Data), "end elements in the order in which they began, the last one first")
			} else {
				opened = opened[:len(opened)-1]
			}
		case markup.TextToken:
			if head && strings.TrimSpace(raw) != "" && len(opened) == 0 {
				f.wrong(source.Span{Start: at.Start + len(raw) - len(strings.TrimLeft(raw, " \t\n")), End: at.End}, "text would end the head of the page", "put what pages show into the file of foot: in site.yaml")
			}
		case markup.CommentToken, markup.DoctypeToken:
			continue // a page has no use for them
		}
		f.text.WriteString(raw)
	}
	for _, o := range opened {
		f.wrong(o.at, fmt.Sprintf("<%s> does not end, so it would take in the rest of each page", o.name), fmt.Sprintf("write </%s>", o.name))
	}
	f.frame.pieces = append(f.frame.pieces, piece{text: f.text.String()})
}

// tag writes a start tag with the addresses that the site has.
func (f *framer) tag(at source.Span, raw string, tag markup.Token, end string) {
	attr := func(name string) (value string, ok bool) {
		i := slices.IndexFunc(tag.Attr, func(a markup.Attribute) bool { return a.Key == name })
		if i < 0 {
			return "", false
		}
		return tag.Attr[i].Val, true
	}
	if kind, _ := attr("type"); tag.Data == "script" && !strings.HasSuffix(kind, "json") {
		if _, ok := attr("src"); !ok {
			f.wrong(at, "this script is inside the page, and the policy of the pages lets none of these through", `write it into a .js file of content/, and load it: <script src="own.js" defer></script>`)
		}
	}
	f.text.WriteString("<" + tag.Data)
	for _, a := range tag.Attr {
		place := at
		if i := strings.Index(strings.ToLower(raw), a.Key); i > 0 {
			place = source.Span{Start: at.Start + i, End: min(at.Start+i+len(a.Key), at.End)}
		}
		value := strings.TrimSpace(a.Val)
		switch {
		case strings.HasPrefix(a.Key, "on"):
			f.wrong(place, fmt.Sprintf("%s is a script inside the page, and the policy of the pages lets none of these through", a.Key), "listen for the event in a .js file of content/: addEventListener")
		case a.Key == "style":
			f.wrong(place, "this is a style inside the page, and the policy of the pages lets none of these through", "give the element a class, and write its style into a .css file of content/")
		case a.Key == "srcset" || a.Key == "http-equiv" || a.Key == "srcdoc":
			f.wrong(place, fmt.Sprintf("%s does not work here", a.Key), "leave it out")
		}
		f.text.WriteString(" " + a.Key + `="`)
		address := ""
		switch directive := f.directive(tag, a.Key); {
		case directive != "":
			address = f.loaded(place, directive, value)
		case tag.Data == "a" && a.Key == "href" || tag.Data == "link" && a.Key == "href":
			address, _ = f.leads(place, value)
		}
		switch {
		case address == "" || Outside(address):
			f.text.WriteString(html.EscapeString(a.Val))
		default:
			f.frame.pieces = append(f.frame.pieces, piece{f.text.String(), address})
			f.text.Reset()
		}
		f.text.WriteString(`"`)
	}
	f.text.WriteString(end)
}

// directive is the one that covers what an attribute loads, or empty.
func (f *framer) directive(tag markup.Token, attr string) string {
	if tag.Data != "link" || attr != "href" {
		return loads[tag.Data+" "+attr]
	}
	for _, a := range tag.Attr {
		if a.Key == "rel" {
			for rel := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if directive := ofLink[rel]; directive != "" {
					return directive
				}
			}
		}
	}
	return ""
}

// leads returns where a link leads.
func (f *framer) leads(at source.Span, value string) (string, bool) {
	to, what := f.target(f.folder, value)
	if what != "" {
		f.wrong(at, what, "write the path of a note or a file from this one, or an address with https:// or mailto:")
	}
	return to, what == ""
}

// loaded returns the address of what a page loads: a file of content/, as an asset, or of
// a host that site.yaml allows.
func (f *framer) loaded(at source.Span, directive, value string) string {
	u, err := url.Parse(value)
	if err == nil && u.Host == "" && u.Scheme == "" {
		if directive == "frame-src" {
			f.wrong(at, "the policy of the pages lets no page show them in a frame", "link to it: <a href=\"…\">")
			return ""
		}
		to, ok := f.leads(at, value)
		if data, is := f.data(to); ok && is && directive != "form-action" {
			switch directive {
			case "style-src":
				data = f.style(path.Dir(to), to, data)
			case "media-src":
				f.let(directive, "'self'")
			}
			return f.asset(to, data)
		}
		if ok && directive == "form-action" {
			f.let(directive, "'self'")
		}
		return to
	}
	host := ""
	if err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "") {
		host = "https://" + u.Host
	}
	if host == "" || !slices.Contains(f.hosts["connect-src"], host) {
		do := "copy the file into content/, or allow the host in site.yaml: allow: [" + host + "]"
		if host == "" {
			do = "write the path of a file in content/, or an address with https://"
		}
		f.wrong(at, fmt.Sprintf("%s is on another host, which pages do not contact", value), do)
		return ""
	}
	f.let(directive, host)
	if directive == "style-src" { // it may load fonts from any of them
		for _, host := range f.hosts["connect-src"] {
			f.let("font-src", host)
		}
	}
	return value
}
