package diagram

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"wirebook/generator/exchange"
	"wirebook/generator/wire"
)

const (
	rulerLeft  = 58 // where the bars begin
	rulerWidth = 160
	mostChunks = 9 // that are drawn
)

// rulers draws how the bodies of a fence are framed: the chunks of a chunked one, and how
// much is missing of one that is cut short.
func rulers(s *exchange.Step) (all []*Drawing) {
	_, cut := s.Fence.Word("cut")
	_, anatomy := s.Fence.Word("anatomy")
	for i, m := range s.Shown() {
		if bytes.Contains(m.Text[m.Head.Start:m.Body.End], []byte(wire.Elision)) {
			continue
		}
		framing, length := m.Framing(s.Method(i))
		body, complete := m.LastBreak(s.Method(i), cut)
		switch {
		case framing == wire.ByChunks && len(m.Chunks) > 0 && sizeOf(m, m.Chunks[0]) > 0:
			all = append(all, chunks(m))
		case framing == wire.ByLength && cut && body.Len() > 0 && length > 0: // without any, the client waits
			verb := "arrived"
			if m.Kind == wire.Request {
				verb = "sent"
			}
			all = append(all, short(m.Size(body), length, verb))
		case anatomy && complete && len(m.Fields) > 0 && framing != wire.ByChunks:
			all = append(all, whole(m, m.Size(body)))
		}
	}
	return all
}

// chunks draws each chunk where it is in the body.
func chunks(m *wire.Message) *Drawing {
	d := &Drawing{Kind: "ruler"}
	total := 0
	for _, c := range m.Chunks {
		total += sizeOf(m, c)
	}
	d.text("small end", rulerLeft-10, 12, "size")
	d.text("small start", rulerLeft, 12, "bytes of the body")
	d.Height = 20
	at, ended := 0, false
	d.Says = fmt.Sprintf("A chunked body of %s.", count(total, "byte"))
	for i, c := range m.Chunks {
		size := sizeOf(m, c)
		if ended = size == 0; ended {
			break
		}
		if i < mostChunks {
			d.text("end code", rulerLeft-10, d.Height+11, string(m.Bytes(c.Size)))
			d.bar("of2", rulerLeft+at*rulerWidth/total, d.Height+1, size*rulerWidth/total, 12)
			d.text("small end", Width, d.Height+11, span(at, at+size))
			d.Height += 18
			d.Says += fmt.Sprintf(" Chunk %d has size %s, %s.", i+1, m.Bytes(c.Size), count(size, "byte"))
		}
		at += size
	}
	if more := len(m.Chunks) - mostChunks; more > 1 {
		d.text("small start", rulerLeft, d.Height+11, fmt.Sprintf("and %d more", more-1))
		d.Height += 18
	}
	if ended {
		d.text("end code", rulerLeft-10, d.Height+11, "0")
		d.text("small end", Width, d.Height+11, "the end")
		d.Says += " Size 0 ends it."
	} else {
		d.text("small end of5", Width, d.Height+11, "no size 0: not complete")
		d.Height += 14
		d.Says += " There is no chunk of size 0, so it is not complete."
	}
	d.axis(total)
	return d
}

// axis is the line below the bars of a ruler.
func (d *Drawing) axis(total int) {
	d.path("life", "M%d %dv-4h%dv4", rulerLeft, d.Height+18, rulerWidth)
	d.Height += 34
	d.text("small", rulerLeft, d.Height-4, "0")
	d.text("small", rulerLeft+rulerWidth, d.Height-4, strconv.Itoa(total))
}

// whole draws the parts of a message where they are in it, as on the wire: its line ends
// are two bytes.
func whole(m *wire.Message, body int) *Drawing {
	d := &Drawing{Kind: "ruler", Height: 20}
	d.text("small end", rulerLeft-10, 12, "bytes")
	d.text("small start", rulerLeft, 12, "of the message")
	fields := 0
	for _, f := range m.Fields {
		fields += f.Line.Len() + 2
	}
	parts := []struct {
		class, name string
		size        int
	}{{"", "first line", m.Start.Len() + 2}, {"", count(len(m.Fields), "field"), fields}, {"", "empty line", 2}, {"of2", "body", body}}
	if m.Code > 0 {
		parts[0].class, parts[0].name = classOf(m.Code), "status line"
	}
	total, at := 0, 0
	for _, p := range parts {
		total += p.size
	}
	var said []string
	for _, p := range parts {
		if p.size == 0 {
			continue
		}
		d.text("end code", rulerLeft-10, d.Height+11, strconv.Itoa(p.size))
		d.bar(p.class, rulerLeft+at*rulerWidth/total, d.Height+1, p.size*rulerWidth/total, 12)
		d.text("small end", Width, d.Height+11, p.name)
		d.Height += 18
		at += p.size
		said = append(said, fmt.Sprintf("%s %s", p.name, count(p.size, "byte")))
	}
	d.Says = fmt.Sprintf("The message is %s long: %s.", count(total, "byte"), strings.Join(said, ", "))
	d.axis(total)
	return d
}

// short draws how much of a body is there.
func short(got, length int, verb string) *Drawing {
	d := &Drawing{Kind: "ruler", Height: 66}
	d.text("small start", 8, 12, "Content-Length: "+strconv.Itoa(length))
	d.path("life", "M8 20h%dv14h-%dz", Width-16, Width-16)
	d.bar("of5", 8, 20, min(got, length)*(Width-16)/length, 14)
	d.text("start", 8, 52, count(got, "byte")+" "+verb)
	missing := fmt.Sprintf("%s missing", count(length-got, "byte"))
	if got > length {
		missing = count(got-length, "byte") + " too many"
	}
	d.text("end of5 code", Width-8, 52, missing)
	d.Says = fmt.Sprintf("Content-Length says %s, and %d %s: %s.", count(length, "byte"), got, verb, missing)
	return d
}

// sizeOf is the size of a chunk as it says it.
func sizeOf(m *wire.Message, c wire.Chunk) int {
	n, err := strconv.ParseUint(string(m.Bytes(c.Size)), 16, 31)
	if err != nil {
		return 0
	}
	return int(n)
}

// span names bytes by the first and the last, counted from 0 as in Content-Range.
func span(start, end int) string {
	if end-start == 1 {
		return strconv.Itoa(start)
	}
	return fmt.Sprintf("%d to %d", start, end-1)
}

func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
