package theme

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// inStyle is a comment or an address in a style sheet.
var inStyle = regexp.MustCompile(`(?s)/\*.*?\*/|(url\(\s*["']?|@import\s+["'])([^"')\s]+)`)

// style returns a style sheet of content/ whose files are assets, as the sheet itself is.
func (f *framer) style(folder, name string, css []byte) []byte {
	return inStyle.ReplaceAllFunc(css, func(m []byte) []byte {
		part := inStyle.FindSubmatch(m)
		value := string(part[2])
		if value == "" || strings.HasPrefix(value, "#") {
			return m
		}
		end := len(value)
		if i := strings.IndexAny(value, "?#"); i > 0 {
			end = i
		}
		to := path.Join(folder, value[:end])
		data, ok := f.data(to)
		if !ok || Outside(value) || strings.HasPrefix(value, "//") || path.Ext(to) == ".css" {
			file, bad := source.NewFile(path.Join(note.Folder, name), css)
			if len(bad) > 0 {
				f.faults = append(f.faults, bad...)
				return m
			}
			at := bytes.Index(file.Data, m) + len(part[1])
			f.faults = append(f.faults, source.Fault{File: file, Span: source.Span{Start: at, End: at + len(value)}, ID: "frame", Exit: source.ExitUsage,
				What: fmt.Sprintf("%s is no picture or font of content/, so this style would not load it", value), Do: "copy the file into content/, and write its path from this style sheet; load another style sheet with <link rel=\"stylesheet\"> instead"})
			return m
		}
		if formats[strings.ToLower(path.Ext(to))] != "" {
			f.let("font-src", "'self'")
		}
		return []byte(string(part[1]) + path.Base(f.asset(to, data)) + value[end:])
	})
}
