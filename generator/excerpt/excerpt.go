// Package excerpt reads the HTTP messages of documents that are part of no site,
// and holds them to the rules of the RFCs. Nothing in them is played, and nothing of
// our notation is asked for: a document shows of a message what it needs.
//
// # What is read
//
// Fenced code blocks whose language is http, https, http-message, http-request or
// http-response, or whose second word is http, wherever they stand: in lists,
// quotes, tabs, figures and components, less their indentation. A block holds
// requests and responses in any order, or field lines alone. What stands before the
// first line of a message, such as a prompt or a comment, is passed over. The marks
// of curl --verbose and the wrapping of RFC 8792 are taken off.
//
// # What is no fault
//
// What a document leaves out or wraps: Date, the version of a request line, a body,
// lines that are dots, comments or stand in brackets, marks in the place of values
// such as {id} and <token>. Lengths fit with LF and with CRLF line ends. Words of the
// info string are those of another program.
//
// A response answers the request before it, where no heading is between the two.
package excerpt

import (
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// A Document is what a file shows of HTTP.
type Document struct {
	File *source.File

	// What was read, and held to the rules.
	Requests, Responses, FieldLists int

	Findings []Finding
	// Notices tell of comments that keep nothing from being told. They are no faults.
	Notices []source.Fault
	// Unread are the code blocks that look like HTTP and were not read, and why. They
	// are no faults.
	Unread []source.Fault
}

// A Finding is a rule that a message of a document does not follow.
type Finding struct {
	source.Fault
	Level rule.Level
}

// Read reads a document and holds its messages to the rules.
func Read(file *source.File, rules *rule.Judge) *Document {
	d := &Document{File: file}
	s := scan(file.Data)
	var all []*message
	for i := range s.blocks {
		all = append(all, d.block(&s.blocks[i])...)
	}
	r := reading{Document: d, rules: rules}
	var wrong []source.Fault
	r.ignores, wrong = readIgnores(s, file, rules)
	for _, f := range wrong {
		d.Findings = append(d.Findings, Finding{Fault: f, Level: rule.Must})
	}
	for _, x := range exchanges(all) {
		r.judge(x)
	}
	d.Notices = r.ignores.Unused()
	return d
}

// block reads the messages of a block, or says that it is not read.
func (d *Document) block(b *block) []*message {
	language := b.language(d.File.Data)
	if b.opted(language) {
		return nil
	}
	why := ""
	if b.isHTTP(d.File.Data) {
		var out []*message
		if out, why = b.messages(d.File.Data); why == "" {
			for _, m := range out {
				switch m.kind {
				case request:
					d.Requests++
				case response:
					d.Responses++
				default:
					d.FieldLists++
				}
			}
			return out
		}
	} else if !b.looksLikeHTTP(d.File.Data) {
		return nil
	} else {
		why = "its language is " + language
		switch {
		case b.marker.Len() == 0:
			why = "it is indented and has no fence"
		case language == "":
			why = "its fence names no language"
		}
	}
	d.Unread = append(d.Unread, source.Fault{File: d.File, Span: b.marker, ID: "block-unread", What: "this code block looks like HTTP, and it was not read: " + why,
		Do: "begin its fence with ```http"})
	return nil
}

// language is the first word of the info string, in lower case, without what
// programs write around it: {.http}, http{1,3}, http:name.
func (b *block) language(data []byte) string {
	info := strings.TrimLeft(string(data[b.info.Start:b.info.End]), " \t{.")
	if i := strings.IndexAny(info, " \t{}[,:;"); i >= 0 {
		info = info[:i]
	}
	return strings.ToLower(info)
}

// opted says that a block shows a text about code, not the code.
func (b *block) opted(language string) bool {
	return language == "markdown" || language == "md" || language == "mdx" || language == "diff"
}

func (b *block) isHTTP(data []byte) bool {
	switch language := b.language(data); {
	case language == "http", language == "https", strings.HasPrefix(language, "http-message"), language == "http-request", language == "http-response":
		return true
	}
	words := strings.Fields(string(data[b.info.Start:b.info.End]))
	return len(words) > 1 && words[1] == "http"
}

// looksLikeHTTP says that the first line of a block, or one with the mark of curl,
// begins a message for certain.
func (b *block) looksLikeHTTP(data []byte) bool {
	first := true
	for _, l := range b.lines {
		text := strings.TrimSpace(string(data[l.Start:l.End]))
		if text == "" {
			continue
		}
		if first && begins(text) || curlMark.MatchString(text) {
			return true
		}
		first = false
	}
	return false
}
