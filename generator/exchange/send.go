package exchange

import (
	"cmp"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"wirebook/generator/note"
	"wirebook/generator/pattern"
	"wirebook/generator/wire"
)

// OriginAddr is the first address on which the command origin listens.
const OriginAddr = "127.0.0.1:8081"

// ByHand returns the names of the origins to which the command origin lets readers send
// requests: the built-in one, and then the commands, sorted by name.
func ByHand(c note.Config) (names []string) {
	for name, o := range c.Origins {
		if o.BuiltIn || len(o.Command) > 0 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if is, other := c.Origins[a].BuiltIn, c.Origins[b].BuiltIn; is != other {
			if is {
				return -1
			}
			return 1
		}
		return cmp.Compare(a, b)
	})
	return names
}

// AddrOf returns the address for the origin of that name: each of ByHand has a port of its
// own, from that of first on. It returns "" for any other origin. If first is not an address
// with a number as its port, it is returned as it is.
func AddrOf(c note.Config, name, first string) string {
	i := slices.Index(ByHand(c), name)
	host, port, err := net.SplitHostPort(first)
	number, wrong := strconv.Atoi(port)
	switch {
	case i < 0:
		return ""
	case err != nil || wrong != nil:
		return first
	}
	if number > 0 { // with 0 the system chooses each
		number += i
	}
	return net.JoinHostPort(host, strconv.Itoa(number))
}

// A Sending is how a reader sends the request of an exchange by hand.
type Sending struct {
	Raw  []byte // the bytes that the client sends
	Curl string // a shell command; empty if curl cannot send these bytes
	Pipe string // a shell command, printf to nc; empty if curl can send them
	Hurl string // a Hurl file with the answer; empty if curl cannot send the request
}

// sending returns the ways to send the requests of a step to an address, with the content
// that follows in send fences.
func (s *Step) sending(data []byte, addr string) *Sending {
	out := &Sending{}
	for _, m := range s.Messages {
		if s.Raw {
			out.Raw = append(out.Raw, m.Text...)
			continue
		}
		b := pattern.Builder{Message: m, EOL: s.EOL, Cut: s.Cut, Continued: s.Continued, Exact: true}
		out.Raw = append(out.Raw, pattern.BytesOf(b.Build(), nil)...)
	}
	var later []byte
	for _, st := range s.Conversation.Steps {
		if st.Send && st.Exchange == s.Exchange {
			later = append(later, st.Plain(data)...)
		}
	}
	out.Raw = append(out.Raw, later...)
	if c, ok := s.curlable(later); ok {
		out.Curl = c.line(addr)
		out.Hurl = c.hurl(s.Exchange.final, addr)
		return out
	}
	host, port, _ := net.SplitHostPort(addr)
	// A server may take the end of input as a sign that the client has gone.
	out.Pipe = fmt.Sprintf("(printf %s; sleep 1) | nc -N %s %s", quote(printfEscape(out.Raw)), host, port)
	return out
}

// withhold takes back what is offered for a request that is sent while one of another
// connection is under way: its answer may depend on that.
func (p *pairing) withhold() {
	open := map[*Exchange]*Conversation{}
	for _, s := range p.Steps {
		for _, other := range open {
			if s.Kind == InRequest && other != s.Conversation {
				s.Exchange.byHand = nil
			}
		}
		open[s.Exchange] = s.Conversation
		if s.Last {
			delete(open, s.Exchange)
		}
	}
}

// A curl is a request as curl sends it.
type curl struct {
	method, url, host, version string
	fields                     []string
	body                       string
	hasBody                    bool
}

// curlable reports whether curl can send the request with the same meaning: a
// well-formed request of one message, with one Host, whose content is sent at once.
func (s *Step) curlable(later []byte) (c curl, ok bool) {
	if len(s.Messages) != 1 || s.Raw || s.expand || s.Cut || s.EOL != "\r\n" || s.CRLF {
		return c, false
	}
	for _, other := range s.Conversation.Steps {
		if other.Kind == InBytes && !other.Send || other.Send && !s.Continued {
			return c, false
		}
	}
	m := s.Messages[0]
	c.method = string(m.Bytes(m.Method))
	target := string(m.Bytes(m.Target))
	c.version = string(m.Bytes(m.Version))
	hosts := m.Values("Host")
	if c.version != "HTTP/1.1" && c.version != "HTTP/1.0" || len(hosts) != 1 || hostName(hosts[0]) == "" || !strings.HasPrefix(target, "/") || !plainTarget(target) || !wire.IsToken(c.method) || c.method == "CONNECT" {
		return c, false
	}
	c.host, c.url = hosts[0], "http://"+hosts[0]+target
	framing, _ := m.Framing("")
	if framing == wire.ByChunks || framing == wire.ByClose || len(m.Values("Content-Length")) > 1 {
		return c, false // curl would change it
	}
	b := pattern.Builder{Message: m, Exact: true, Continued: s.Continued}
	body := b.Body()
	c.body, c.hasBody = string(m.Text[body.Start:body.End])+string(later), framing == wire.ByLength
	if strings.ContainsAny(c.body, "\x00") || c.body != "" && !c.hasBody {
		return c, false
	}
	seen := map[string]bool{}
	for _, f := range m.Fields {
		name := m.Name(f)
		if f.Elision || !wire.IsToken(name) || string(m.Bytes(f.Line)) != name+": "+m.Value(f) {
			return c, false
		}
		switch strings.ToLower(name) {
		case "host", "content-length":
			continue
		}
		if m.Value(f) == "" {
			c.fields = append(c.fields, name+";")
		} else {
			c.fields = append(c.fields, name+": "+m.Value(f))
		}
		seen[strings.ToLower(name)] = true
	}
	// Suppress what curl would add by itself, because it could change the answer.
	if !seen["accept"] {
		c.fields = append(c.fields, "Accept:")
	}
	if c.hasBody && !seen["content-type"] {
		c.fields = append(c.fields, "Content-Type:")
	}
	return c, true
}

// line returns the command line, one option per line.
func (c curl) line(addr string) string {
	lines := []string{"curl --include --connect-to " + quote(c.host+":80:"+addr)}
	add := func(words ...string) { lines = append(lines, strings.Join(words, " ")) }
	if c.version == "HTTP/1.0" {
		add("--http1.0")
	}
	if strings.ContainsAny(c.url, "[]{}") {
		add("--globoff")
	}
	if strings.Contains(c.url, "/.") {
		add("--path-as-is")
	}
	switch {
	case c.method == "HEAD":
		add("--head")
	case c.method != "GET" && !(c.method == "POST" && c.hasBody) || c.method == "GET" && c.hasBody:
		add("--request", c.method)
	}
	for _, f := range c.fields {
		add("--header", quote(f))
	}
	if c.hasBody {
		add("--data-binary", quote(c.body))
	}
	add(quote(c.url))
	return strings.Join(lines, " \\\n  ")
}

// hurl returns the exchange as a Hurl file: the request, and assertions on the answer.
func (c curl) hurl(final *wire.Message, addr string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# run the origin (wirebook origin), then:\n# hurl --connect-to %s:80:%s FILE\n%s %s\n", c.host, addr, c.method, c.url)
	for _, f := range c.fields {
		if !strings.HasSuffix(f, ":") && !strings.HasSuffix(f, ";") {
			b.WriteString(hurlEscape(f) + "\n")
		}
	}
	if c.body != "" {
		fmt.Fprintf(&b, "```\n%s\n```\n", strings.TrimSuffix(c.body, "\n"))
	}
	if final == nil {
		return b.String()
	}
	fmt.Fprintf(&b, "\n%s %d\n", final.Bytes(final.Version), final.Code)
	for _, f := range final.Fields {
		switch name := strings.ToLower(final.Name(f)); {
		case f.Elision, name == "date", name == "age":
		default:
			b.WriteString(hurlEscape(final.Name(f)+": "+final.Value(f)) + "\n")
		}
	}
	return b.String()
}

func hurlEscape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`, "{{", `\{\{`).Replace(s)
}

// quote quotes a word for a POSIX shell.
func quote(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=@%+") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// printfEscape writes bytes as a format of POSIX printf.
func printfEscape(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		switch {
		case c == '\\':
			out.WriteString(`\\`)
		case c == '%':
			out.WriteString("%%")
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\n':
			out.WriteString(`\n`)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&out, `\%03o`, c)
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

func plainTarget(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || s[i] == '#' {
			return false
		}
	}
	return true
}
