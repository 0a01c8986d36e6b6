package note

import (
	"encoding/binary"
	"maps"
	"slices"

	"wirebook/generator/cache"
	"wirebook/generator/source"
)

// OnDisk returns a memory that keeps nothing but what is in the cache: notes without
// faults, under the hash of their text.
func OnDisk(c *cache.Cache) Memory { return Memory{disk: c} }

// parsed parses a note, looks for phrases and drops its tree, or takes the note from the
// cache.
func (m Memory) parsed(file *source.File, path string, refused phrases) (*Note, []source.Fault) {
	if m.disk == nil {
		n, faults := parseWith(refused, file, path)
		n.close()
		return n, faults
	}
	key := keyOf(file, path, refused)
	if data, ok := m.disk.Get(key); ok {
		if n := fromRecord(file, path, data); n != nil {
			return n, nil
		}
	}
	n, faults := Memory{}.parsed(file, path, refused)
	if len(faults) == 0 && !slices.ContainsFunc(n.Fences, func(f *Fence) bool { return len(f.Faults) > 0 }) {
		m.disk.Put(key, n.record())
	}
	return n, faults
}

func keyOf(file *source.File, path string, refused phrases) cache.Key {
	sum := cache.NewSum("note")
	sum.Text(path)
	sum.Number(len(refused.texts))
	sum.Text(refused.texts...)
	sum.Bytes(file.Data)
	return sum.Key()
}

// record returns a note of a Tree as bytes, but for its file, its path, its chooser and
// faults.
func (n *Note) record() []byte {
	r := &record{}
	r.note(n)
	return r.data
}

// fromRecord returns the note of a record, or nil if the record is damaged.
func fromRecord(file *source.File, path string, data []byte) *Note {
	n := &Note{File: file, Path: path}
	r := &record{text: string(data), reads: true}
	if r.note(n); r.bad || r.text != "" {
		return nil
	}
	return n
}

// A record writes values as bytes, or reads them: the same function for each type does
// both, so that they cannot differ.
type record struct {
	data []byte // what was written

	reads bool
	text  string // what is still to be read
	bad   bool   // it was not what a record writes
}

func (r *record) note(n *Note) {
	r.number(&n.body)
	r.span(&n.Head)
	r.flag(&n.Alone)
	r.meta(&n.Meta)
	items(r, &n.Headings, func(h *Heading) {
		r.number(&h.Level)
		r.string(&h.ID)
		r.string(&h.Text)
		r.number(&h.Pos)
		r.span(&h.Span)
	})
	items(r, &n.Rows, func(row *Row) {
		r.string(&row.ID)
		r.string(&row.Text)
		r.span(&row.Span)
	})
	items(r, &n.Links, func(l *Link) {
		r.flag(&l.Image)
		r.string(&l.Destination)
		r.string(&l.Sentence)
		r.span(&l.Span)
	})
	items(r, &n.CodeSpans, func(c *CodeSpan) {
		r.string(&c.Sentence)
		r.number(&c.In)
		r.string(&c.Text)
		r.span(&c.Span)
	})
	items(r, &n.Citations, func(c *Citation) {
		r.flag(&c.Linked)
		r.string(&c.RFC)
		r.string(&c.Section)
		r.span(&c.Span)
	})
	items(r, &n.Phrases, func(p *Phrase) {
		r.string(&p.Text)
		r.span(&p.Span)
	})
	items(r, &n.Fences, func(f **Fence) {
		if r.reads {
			*f = &Fence{}
		}
		r.fence(*f)
	})
}

func (r *record) fence(f *Fence) {
	r.span(&f.Marker)
	r.span(&f.Info)
	r.string(&f.Lang)
	items(r, &f.Words, func(w *Word) {
		r.string(&w.Key)
		r.string(&w.Value)
		r.flag(&w.HasValue)
		r.span(&w.Span)
		r.span(&w.ValueSpan)
		r.flag(&w.open)
	})
	r.span(&f.Body)
	r.span(&f.Close)
	r.flag(&f.Message)
	asks := f.Quiz != nil
	if r.flag(&asks); asks && r.reads {
		f.Quiz = &Quiz{}
	}
}

func (r *record) meta(m *Meta) {
	for _, text := range []*string{&m.Title, &m.Description, &m.Nav, &m.Field, &m.Retry, &m.Client, &m.Gloss, &m.Chooser, &m.Changed, &m.Change, &m.List, &m.Lang} {
		r.string(text)
	}
	r.number(&m.Order)
	items(r, &m.Parts, r.string)
	items(r, &m.Search, r.string)
	items(r, &m.Was, r.string)
	items(r, &m.Teaches, r.string)
	items(r, &m.Needs, r.string)
	byKey(r, &m.Glossary, func(forms *[]string) { items(r, forms, r.string) })
	byKey(r, &m.Places, func(phrases *[]string) { items(r, phrases, r.string) })
	r.flag(&m.Draft)
	r.flag(&m.Rows)
	r.flag(&m.Withhold)
	byKey(r, &m.Exceptions, r.string)
	byKey(r, &m.at, r.span)
}

func (r *record) number(n *int) {
	if !r.reads {
		r.data = binary.AppendVarint(r.data, int64(*n))
		return
	}
	v, size := binary.Varint([]byte(r.text[:min(len(r.text), binary.MaxVarintLen64)]))
	if size <= 0 {
		r.bad, r.text = true, ""
		return
	}
	*n, r.text = int(v), r.text[size:]
}

// length is the number of items of something, each of which takes a byte or more.
func (r *record) length(n int) int {
	if r.number(&n); r.reads && (n < 0 || n > len(r.text)) {
		r.bad, r.text = true, ""
		return 0
	}
	return n
}

func (r *record) string(s *string) {
	n := r.length(len(*s))
	if !r.reads {
		r.data = append(r.data, *s...)
		return
	}
	*s, r.text = r.text[:n], r.text[n:]
}

func (r *record) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	r.number(&n)
	*b = n == 1
}

func (r *record) span(s *source.Span) {
	r.number(&s.Start)
	r.number(&s.End)
}

// items are those of a list, which may be nil.
func items[T any](r *record, l *[]T, item func(*T)) {
	there := *l != nil
	r.flag(&there)
	n := r.length(len(*l))
	if r.reads && there {
		*l = make([]T, n)
	}
	for i := range *l {
		item(&(*l)[i])
	}
}

func byKey[M ~map[string]V, V any](r *record, m *M, item func(*V)) {
	there := *m != nil
	r.flag(&there)
	keys := slices.Sorted(maps.Keys(*m))
	items(r, &keys, r.string)
	if r.reads && (there || len(keys) > 0) {
		*m = make(M, len(keys))
	}
	for _, key := range keys {
		v := (*m)[key]
		item(&v)
		if r.reads {
			(*m)[key] = v
		}
	}
}
