package excerpt

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// values say what the value of a field means in a message; nothing where that is plain
// or the value is not what it should be. By name in lower case.
var values = map[string]func(m *wire.Message, value string) string{
	"age": func(_ *wire.Message, v string) string {
		return seconds(v, "A cache has had it for %s.")
	},
	"allow": func(_ *wire.Message, v string) string {
		if v == "" {
			return "No method is allowed here."
		}
		return "Here you may send " + strings.Join(list(v), ", ") + "."
	},
	"access-control-allow-origin": func(_ *wire.Message, v string) string {
		if v == "*" {
			return "Scripts of any site may read it, if they send no credentials."
		}
		return "Scripts of " + v + " may read it."
	},
	"cache-control": cacheControl,
	"connection": func(m *wire.Message, v string) string {
		if m.Kind == wire.Response && strings.EqualFold(v, "close") {
			return "The server closes the connection behind this response."
		}
		return ""
	},
	"content-encoding": func(_ *wire.Message, v string) string {
		return "The content is coded with " + strings.Join(list(v), ", then ") + ": a client decodes it before use."
	},
	"content-length": func(m *wire.Message, v string) string {
		n, ok := wire.Number(v)
		if !ok || m.Code == 304 {
			return ""
		}
		return "It promises a body of " + bytesOf(n) + "."
	},
	"etag": func(_ *wire.Message, v string) string {
		switch {
		case strings.HasPrefix(v, `W/"`):
			return "A weak tag: it may stay the same although bytes differ."
		case strings.HasPrefix(v, `"`):
			return "A strong tag: other bytes get another one."
		}
		return ""
	},
	"location": func(m *wire.Message, v string) string {
		switch {
		case m.Code == 201:
			return "What was made is at " + v + "."
		case m.Code == 303:
			return "Ask with GET for " + v + "."
		case m.Code == 301 || m.Code == 308:
			return "Use " + v + " from now on."
		case m.Code/100 == 3:
			return "This time, go to " + v + "."
		}
		return ""
	},
	"retry-after": func(_ *wire.Message, v string) string {
		if at, err := http.ParseTime(v); err == nil {
			return "Wait until " + at.UTC().Format("15:04:05 on 2 January 2006, UTC") + "."
		}
		return seconds(v, "Wait %s before you try again.")
	},
	"set-cookie": setCookie,
	"strict-transport-security": func(_ *wire.Message, v string) string {
		age := directives(v, ";")["max-age"]
		if age == "0" {
			return "The browser forgets that this host is for https alone."
		}
		return seconds(age, "For %s, the browser comes back by https alone.")
	},
	"transfer-encoding": func(_ *wire.Message, v string) string {
		if strings.EqualFold(v, "chunked") {
			return "The body was sent in chunks, each with its size. curl and browsers show it without them."
		}
		return ""
	},
	"vary": func(_ *wire.Message, v string) string {
		if v == "*" {
			return "It depends on more than the request: a cache asks each time."
		}
		return "A cache keeps one for each value that the request has in " + strings.Join(list(v), " and ") + "."
	},
	"www-authenticate": func(_ *wire.Message, v string) string {
		scheme, _, _ := strings.Cut(v, " ")
		if !wire.IsToken(scheme) {
			return ""
		}
		return "It asks for credentials of the scheme " + scheme + ", in Authorization."
	},
}

// mostValue is how many characters of a value are read.
const mostValue = 400

// here says what the value of a field means in a message, or nothing.
func here(m *wire.Message, name, value string) string {
	say := values[strings.ToLower(name)]
	if say == nil {
		return ""
	}
	return say(m, source.Clip(value, mostValue))
}

// cacheDirectives say what directives of Cache-Control in a response mean (RFC 9111
// section 5.2.2, RFC 5861 and RFC 8246). %s is the time that the argument says.
var cacheDirectives = map[string]string{
	"max-age": "it may be used for %s", "s-maxage": "in a shared cache, for %s",
	"no-store": "no cache keeps it", "no-cache": "a cache asks the server each time before it uses it",
	"private": "only the cache of one user keeps it", "public": "shared caches may keep it",
	"must-revalidate": "when it is stale, a cache asks the server before it uses it", "proxy-revalidate": "when it is stale, a shared cache asks the server",
	"no-transform": "nobody on the way changes the content", "immutable": "it does not change while it is fresh",
	"stale-while-revalidate": "for %s more it may be used while the cache asks", "stale-if-error": "for %s more it may be used when the server fails",
}

func cacheControl(m *wire.Message, value string) string {
	if m.Kind == wire.Request {
		return ""
	}
	var said []string
	for _, d := range list(value) {
		name, argument, _ := strings.Cut(d, "=")
		say, ok := cacheDirectives[strings.ToLower(name)]
		if strings.Contains(say, "%s") {
			say = seconds(strings.Trim(argument, `"`), say)
		}
		if !ok || say == "" {
			continue
		}
		said = append(said, say)
	}
	if len(said) == 0 {
		return ""
	}
	return upper(strings.Join(said, "; ") + ".")
}

func setCookie(_ *wire.Message, value string) string {
	pair, rest, _ := strings.Cut(value, ";")
	name, _, ok := strings.Cut(pair, "=")
	if !ok || !wire.IsToken(strings.TrimSpace(name)) {
		return ""
	}
	d := directives(rest, ";")
	out := "A cookie named " + strings.TrimSpace(name) + ", kept until the browser closes"
	if age, ok := d["max-age"]; ok {
		if kept := seconds(age, "%s"); kept != "" {
			out = "A cookie named " + strings.TrimSpace(name) + ", kept for " + kept
		}
		if age == "0" || strings.HasPrefix(age, "-") {
			return "The cookie named " + strings.TrimSpace(name) + " is removed."
		}
	} else if until, ok := d["expires"]; ok {
		out = "A cookie named " + strings.TrimSpace(name) + ", kept until " + until
	}
	if _, ok := d["httponly"]; ok {
		out += ", out of reach of scripts"
	}
	if _, ok := d["secure"]; ok {
		out += ", sent by https alone"
	}
	return out + "."
}

// list are the members of a list, without empty ones.
func list(value string) (out []string) {
	for member := range wire.Members(value) {
		if member = strings.TrimSpace(member); member != "" {
			out = append(out, member)
		}
	}
	return out
}

// directives are the names, in lower case, and the arguments between separators.
func directives(value, separator string) map[string]string {
	out := map[string]string{}
	for d := range strings.SplitSeq(value, separator) {
		name, argument, _ := strings.Cut(d, "=")
		out[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(argument), `"`)
	}
	return out
}

// seconds puts a number of seconds into a sentence; nothing where it is no number.
func seconds(number, sentence string) string {
	n, err := strconv.ParseUint(number, 10, 40)
	if err != nil || !wire.IsDigits(number) {
		return ""
	}
	return fmt.Sprintf(sentence, duration(int64(n)))
}

// duration is a time in the largest unit that it fills, with the rest in the next one.
func duration(n int64) string {
	units := []struct {
		seconds int64
		name    string
	}{{365 * 24 * 3600, "year"}, {24 * 3600, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}}
	count := func(n int64, name string) string {
		if n == 1 {
			return "1 " + name
		}
		return thousands(n) + " " + name + "s"
	}
	for i, u := range units {
		if n < u.seconds {
			continue
		}
		out := count(n/u.seconds, u.name)
		if rest := n % u.seconds; i+1 < len(units) && rest >= units[i+1].seconds {
			out += " and " + count(rest/units[i+1].seconds, units[i+1].name)
		}
		return out
	}
	return "0 seconds"
}
