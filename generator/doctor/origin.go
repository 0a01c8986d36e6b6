package doctor

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/proof"
	"wirebook/generator/source"
)

// disk is what a tree has on disk: the sizes and the times of its files.
type disk map[string]stamp

type stamp struct {
	size int64
	time time.Time
}

// unread are folders whose files no origin keeps its state in, and no example shows.
var unread = []string{".git", "public", "node_modules", "__pycache__", "venv", ".venv"}

// scan returns the files of a tree.
func scan(tree fs.FS) disk {
	out := disk{}
	fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if d.IsDir() && slices.Contains(unread, path.Base(name)) {
			return fs.SkipDir
		}
		if info, err := d.Info(); err == nil && d.Type().IsRegular() {
			out[name] = stamp{info.Size(), info.ModTime()}
		}
		return nil
	})
	return out
}

// commands are the origins of a site that are commands, in order of their names.
func commands(c note.Config) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(c.Origins)) {
		if len(c.Origins[name].Command) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// kept faults the files that appeared or changed in the folders of commands while the
// examples were played: the next run begins with what this one left there.
func kept(c note.Config, before, after disk) (faults []source.Fault) {
	in := map[string][]string{} // the origins of each folder
	for _, name := range commands(c) {
		folder := folderOf(c.Origins[name])
		in[folder] = append(in[folder], name)
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if before[name] == after[name] {
			continue
		}
		for dir := path.Dir(name); ; dir = path.Dir(dir) {
			if names := in[dir]; names != nil {
				faults = append(faults, source.Fault{File: &source.File{Name: name}, ID: "origin-state",
					What: fmt.Sprintf("the origin %s wrote this file while the examples were played, so the next run begins with what this one left", strings.Join(names, " or ")),
					Do:   "have it write to ${SCRATCH} in its command, an empty folder that is removed afterwards; then remove the file"})
			}
			if dir == "." {
				break
			}
		}
	}
	return faults
}

// twice plays the notes that ask commands once more, on new processes, and faults the
// exchanges that were proven and now are not.
func twice(ctx context.Context, o generator.Options, c note.Config, first []*proof.Result) (faults []source.Fault) {
	proven := map[string]bool{}
	at := func(r *proof.Result) string { return r.File.Name + ":" + strconv.Itoa(r.Number) }
	var paths []string
	for _, r := range first {
		if r.State() == proof.Proven && len(c.Origins[r.Origin].Command) > 0 {
			proven[at(r)] = true
			paths = append(paths, strings.TrimPrefix(r.File.Name, note.Folder+"/"))
		}
	}
	if len(paths) == 0 {
		return nil
	}
	for _, r := range generator.Examine(ctx, o, slices.Compact(paths)...).Summary.Results {
		if !proven[at(r)] || r.State() != proof.Failed {
			continue
		}
		f := r.Faults[0]
		f.ID, f.What = "origin-state", "in a second run, with a new process, "+f.What
		f.Do = fmt.Sprintf("the origin %s keeps something from one run to the next: in a file, or in another program. Let it begin empty: in memory, or in ${SCRATCH}, a folder that is removed afterwards", r.Origin)
		faults = append(faults, f)
	}
	return faults
}

// absent faults the exchanges that are not proven because their optional origin is not
// installed here: once for each reason.
func absent(results []*proof.Result) (faults []source.Fault) {
	first, more := map[string]*proof.Result{}, map[string]int{}
	for _, r := range results {
		if r.State() != proof.Missing {
			continue
		}
		if first[r.Reason] == nil {
			first[r.Reason] = r
		}
		more[r.Reason]++
	}
	for _, why := range slices.Sorted(maps.Keys(first)) {
		r := first[why]
		faults = append(faults, source.Fault{File: r.File, Span: r.Fences()[0].Marker, ID: "origin-absent", Exchange: r.Number, Exit: source.ExitOrigin,
			What: fmt.Sprintf("%s of the site cannot be proven here: %s", count(more[why], "exchange"), why),
			Do:   "install it here and on the host that builds the site; what is not proven is shown as \"not proven here\""})
	}
	return faults
}

// timesOf maps the times of files to their names, in each unit in which servers write
// them. A time that was set to a whole second is none of a checkout.
func timesOf(files disk) map[int64]string {
	times := map[int64]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if t := files[name].time; t.Nanosecond() != 0 {
			for _, n := range []int64{t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano()} {
				times[n] = cmp.Or(times[n], name)
			}
		}
	}
	return times
}

// answers faults what the documented answers of a note have of the machine that sent
// them: its paths, and the times of its files.
func answers(c note.Config, n *proof.Note, times map[int64]string) (faults []source.Fault) {
	for _, st := range n.Steps {
		r := n.Of(st.Exchange)
		if st.Sends() || r.State() == proof.NotPlayed {
			continue
		}
		for _, m := range st.Shown() {
			if at, ok := proof.MachinePath(m.Bytes(m.Span)); ok {
				faults = append(faults, source.Fault{File: n.Note.File, Span: at.Shift(m.Span.Start), ID: "machine-path", Exchange: r.Number,
					What: "this answer has a path of the machine that sent it: another machine sends its own", Do: "have the origin send none, as with NODE_ENV=production; or leave that part out with …"})
			}
			for _, f := range m.Fields {
				if file := timeOf(m.Name(f), m.Value(f), times); file != "" && !varies(m.Name(f), st, c.Origins[r.Origin]) {
					faults = append(faults, fileTime(n, r, f.Line, m.Name(f), file))
				}
			}
		}
	}
	for i := range n.Results {
		faults = append(faults, received(n, &n.Results[i], times)...)
	}
	return faults
}

// fileTime is the fault of a field that is made from the time of a file.
func fileTime(n *proof.Note, r *proof.Result, at source.Span, field, file string) source.Fault {
	return source.Fault{File: n.Note.File, Span: at, ID: "file-time", Exchange: r.Number,
		What: fmt.Sprintf("the origin makes %s from the time of %s, which is another one in each checkout", field, file),
		Do:   fmt.Sprintf("give the file a time when the origin starts: touch -d '2024-01-02 03:04:05 UTC' FILE, on a copy in ${SCRATCH}; or let it vary: hole=%q", field)}
}

// received faults the times of files in answers that were not the documented ones.
func received(n *proof.Note, r *proof.Result, times map[int64]string) (faults []source.Fault) {
	for _, f := range r.Faults {
		for _, line := range f.Shown {
			name, value, ok := strings.Cut(line.Text, ":")
			if line.Mark != source.Received || !ok {
				continue
			}
			if file := timeOf(name, strings.TrimSpace(value), times); file != "" {
				faults = append(faults, fileTime(n, r, f.Span, name, file))
			}
		}
	}
	return faults
}

// timeOf returns the file from whose time the value of a Last-Modified or an ETag is made,
// or "". Servers write the time in an ETag as seconds or parts of them, in decimal or
// hexadecimal digits: nginx "66a1b2c3-5", Express W/"5-190e6f2a1b3".
func timeOf(field, value string, times map[int64]string) string {
	switch strings.ToLower(field) {
	case "last-modified":
		if t, err := http.ParseTime(value); err == nil {
			return times[t.Unix()]
		}
	case "etag":
		for _, part := range strings.FieldsFunc(value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			for _, base := range []int{10, 16} {
				if n, err := strconv.ParseInt(part, base, 64); err == nil && times[n] != "" {
					return times[n]
				}
			}
		}
	}
	return ""
}

// varies reports whether a field of a response is a hole.
func varies(field string, st *exchange.Step, o note.Origin) bool {
	for _, h := range st.Holes {
		if strings.EqualFold(h.Field, field) {
			return true
		}
	}
	return slices.ContainsFunc(strings.Fields(o.Holes), func(h string) bool {
		name, _, _ := strings.Cut(h, ":")
		return strings.EqualFold(name, field)
	})
}
