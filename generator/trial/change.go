package trial

import (
	"log"
	"net/http"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/trial/program"
	"wirebook/generator/wire"
)

// change makes one change of try= in a request: see package exchange.
func change(request []byte, by string) []byte {
	m := wire.Parse(request, source.Span{End: len(request)}, wire.Request, "")
	method, target := string(m.Bytes(m.Method)), string(m.Bytes(m.Target))
	name, value, sets := strings.Cut(by, ": ")
	drop := strings.TrimPrefix(by, "-")
	switch first, rest, both := strings.Cut(by, " "); {
	case sets:
	case strings.HasPrefix(by, "-"):
	case strings.HasPrefix(by, "/"):
		target = by
	case both:
		method, target = first, rest
	default:
		method = by
	}
	var b strings.Builder
	b.WriteString(method + " " + target + " " + string(m.Bytes(m.Version)) + "\r\n")
	done := !sets
	for _, f := range m.Fields {
		switch {
		case strings.HasPrefix(by, "-") && strings.EqualFold(m.Name(f), drop):
		case sets && strings.EqualFold(m.Name(f), name):
			if !done {
				b.WriteString(name + ": " + value + "\r\n")
			}
			done = true
		default:
			b.Write(m.Bytes(f.Line))
			b.WriteString("\r\n")
		}
	}
	if !done {
		b.WriteString(name + ": " + value + "\r\n")
	}
	b.WriteString("\r\n")
	b.Write(request[m.Head.End:])
	return []byte(b.String())
}

// play tells what a change is answered with: 404 Not Found, or that nothing is.
func play(origin func(*log.Logger) *http.Server, n *program.Note, exchange int, request []byte) string {
	p, err := program.New(origin)
	if err != nil || p.Begin(n, exchange) != nil {
		return ""
	}
	defer p.Close()
	r, err := p.Send(program.Trial{Bytes: request}, nil)
	switch {
	case err != nil:
		return ""
	case len(r.Received) == 0:
		return "no response in " + strconv.Itoa(r.Wait/1000) + " s"
	}
	return r.Received[len(r.Received)-1].Title
}
