package source

import "bytes"

// Foreign returns a File for the bytes of a document that is not part of a site. A byte
// order mark, mixed line ends and bytes that are not UTF-8 are not faults. Lines and
// columns are those that an editor shows. ok is false if the document contains a NUL
// byte, and so is not text.
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
