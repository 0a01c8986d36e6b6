package source

import "bytes"

// Foreign takes the bytes of a document that is not the author's to mend: a byte
// order mark, line ends of both kinds and bytes that are not UTF-8 are no faults.
// Lines and columns are those that an editor shows. ok is false for what is no
// text: it holds a NUL.
func Foreign(name string, disk []byte) (f *File, ok bool) {
	if bytes.IndexByte(disk, 0) >= 0 {
		return nil, false
	}
	disk = bytes.TrimPrefix(disk, []byte("\xef\xbb\xbf"))
	f = &File{Name: name, Data: disk}
	if f.CRLF = bytes.Contains(disk, []byte("\r\n")); f.CRLF {
		f.Data = bytes.ReplaceAll(disk, []byte("\r\n"), []byte("\n"))
	}
	return f, true
}
