// Package excerpt reads the HTTP messages in documents that are not part of a site,
// and checks them against the rules of the RFCs. It plays nothing, and it does not
// require our notation, because a document shows only as much of a message as it
// needs.
//
// # What is read
//
// Fenced code blocks whose language is http, https, http-message, http-request or
// http-response, or whose second word is http, wherever they are: in lists, quotes,
// tabs, figures and components. Indentation is removed. A block contains requests and
// responses in any order, or only field lines. Text before the first line of a
// message, such as a prompt or a comment, is skipped. The marks of curl --verbose and
// the line wrapping of RFC 8792 are removed.
//
// A file that is not Markdown and has no such block is read as a whole, and so is what
// someone pastes, which Explain explains line by line: raw messages, the output of curl
// and wget, headers copied from a browser's network panel, JSON such as an HTTP Archive
// (HAR), a string with escapes.
//
// # What is not a fault
//
// What a document omits or wraps: Date, the version of a request line, a body; lines
// of dots, comments or text in brackets; placeholders such as {id} and <token>.
// Lengths may fit with LF or with CRLF line ends. The words of the info string may
// belong to another program.
//
// A response answers the request before it, unless there is a heading between the
// two.
package excerpt

import (
	"path"
	"strings"

	"wirebook/generator/rule"
	"wirebook/generator/source"
)

// A Document is the HTTP in a file.
type Document struct {
	File *source.File

	// The number of messages and field lists that were read and checked.
	Requests, Responses, FieldLists int

	Findings []Finding
	// Notices are about comments that ignore a rule nothing breaks. They are not
	// faults.
	Notices []source.Fault
	// Unread are the code blocks that look like HTTP but were not read, with the
	// reason. They are not faults.
	Unread []source.Fault
}

// A Finding is a rule that a message in a document does not follow.
type Finding struct {
	source.Fault
	Level rule.Level
}

// Read reads a document and checks its messages against the rules.
func Read(file *source.File, rules *rule.Judge) *Document {
	d := &Document{File: file}
	s := scan(file.Data)
	var all []*message
	if len(s.blocks) == 0 && !isMarkdown(file.Name) {
		blocks, _, problem := pasted(file.Data)
		if problem != nil && len(file.Data) > 0 {
			problem.File, problem.What = file, strings.TrimSuffix(problem.What, ".")
			d.Notices = append(d.Notices, *problem)
		}
		for i := range blocks {
			out, _ := blocks[i].messages(file.Data)
			all = append(all, d.count(out)...)
		}
	}
	for i := range s.blocks {
		all = append(all, d.block(&s.blocks[i])...)
	}
	ignores, wrong := readIgnores(s, file, rules)
	for _, f := range wrong {
		d.Findings = append(d.Findings, Finding{Fault: f, Level: rule.Must})
	}
	for _, x := range exchanges(all) {
		for _, f := range judge(x, rules).findings {
			d.add(f, ignores)
		}
	}
	d.Notices = append(d.Notices, ignores.Unused()...)
	return d
}

// isMarkdown reports whether the name of a file is one of a document: HTTP is in its code
// blocks, and nowhere else.
func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".mdx", ".markdown", ".mkd", ".rst", ".adoc", ".html", ".htm":
		return true
	}
	return false
}

// count counts messages by their kinds.
func (d *Document) count(all []*message) []*message {
	for _, m := range all {
		switch m.kind {
		case request:
			d.Requests++
		case response:
			d.Responses++
		default:
			d.FieldLists++
		}
	}
	return all
}

// block reads the messages of a block, or notes why the block is not read.
func (d *Document) block(b *block) []*message {
	language := b.language(d.File.Data)
	if b.opted(language) {
		return nil
	}
	why := ""
	if b.isHTTP(d.File.Data) {
		var out []*message
		if out, why = b.messages(d.File.Data); why == "" {
			return d.count(out)
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
	d.Unread = append(d.Unread, source.Fault{File: d.File, Span: b.marker, ID: "block-unread", What: "this code block looks like HTTP but was not read: " + why,
		Do: "begin its fence with ```http"})
	return nil
}

// language is the first word of the info string, in lower case, without what programs
// write around it: {.http}, http{1,3}, http:name.
func (b *block) language(data []byte) string {
	info := strings.TrimLeft(string(data[b.info.Start:b.info.End]), " \t{.")
	if i := strings.IndexAny(info, " \t{}[,:;"); i >= 0 {
		info = info[:i]
	}
	return strings.ToLower(info)
}

// opted reports whether a block is Markdown or a diff, which only quotes messages.
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

// looksLikeHTTP reports whether the first line of a block certainly begins a message,
// perhaps after a mark of curl.
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
