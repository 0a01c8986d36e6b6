package excerpt

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// values say what the value of a field means in a message, by the name in lower case.
// They return "" if that is obvious or the value is malformed.
var values = map[string]func(m *wire.Message, value string) string{
	"age": func(_ *wire.Message, v string) string {
		return seconds(v, "It has been in a cache for %s.")
	},
	"allow": func(_ *wire.Message, v string) string {
		if v == "" {
			return "No method is allowed here."
		}
		return "The methods allowed here are " + strings.Join(list(v), ", ") + "."
	},
	"access-control-allow-origin": func(_ *wire.Message, v string) string {
		if v == "*" {
			return "Scripts from any site may read it, if the request was sent without credentials."
		}
		return "Scripts from " + v + " may read it."
	},
	"cache-control": cacheControl,
	"connection": func(m *wire.Message, v string) string {
		if m.Kind == wire.Response && strings.EqualFold(v, "close") {
			return "The server closes the connection after this response."
		}
		return ""
	},
	"content-encoding": func(_ *wire.Message, v string) string {
		return "The content is encoded with " + strings.Join(list(v), ", then ") + ": a client decodes it before use."
	},
	"content-length": func(m *wire.Message, v string) string {
		n, ok := wire.Number(v)
		if !ok || m.Code == 304 {
			return ""
		}
		return "It announces a body of " + bytesOf(n) + "."
	},
	"etag": func(_ *wire.Message, v string) string {
		switch {
		case strings.HasPrefix(v, `W/"`):
			return "A weak tag: it may stay the same when bytes change."
		case strings.HasPrefix(v, `"`):
			return "A strong tag: it changes whenever a byte changes."
		}
		return ""
	},
	"location": func(m *wire.Message, v string) string {
		switch {
		case m.Code == 201:
			return "The new resource is at " + v + "."
		case m.Code == 303:
			return "Get the answer with GET from " + v + "."
		case m.Code == 301 || m.Code == 308:
			return "Use " + v + " from now on."
		case m.Code/100 == 3:
			return "Go to " + v + " this time; the old address stays valid."
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
			return "The browser forgets that this host is https only."
		}
		return seconds(age, "For %s, the browser uses only https for this host.")
	},
	"transfer-encoding": func(_ *wire.Message, v string) string {
		if strings.EqualFold(v, "chunked") {
			return "The body was sent in chunks, each with its size. curl and browsers show it without the sizes."
		}
		return ""
	},
	"vary": func(_ *wire.Message, v string) string {
		if v == "*" {
			return "It depends on more than the request: a cache must ask the server every time."
		}
		return "A cache stores one response for each value of " + strings.Join(list(v), " and ") + " in requests."
	},
	"www-authenticate": func(_ *wire.Message, v string) string {
		scheme, _, _ := strings.Cut(v, " ")
		if !wire.IsToken(scheme) {
			return ""
		}
		return "It asks for credentials with the scheme " + scheme + ", in Authorization."
	},
}

// mostValue is the number of characters of a value that are read.
const mostValue = 400

// here says what the value of a field means in a message, or returns "".
func here(m *wire.Message, name, value string) string {
	say := values[strings.ToLower(name)]
	if say == nil {
		return ""
	}
	return say(m, source.Clip(value, mostValue))
}

// cacheDirectives say what directives of Cache-Control in a response mean (RFC 9111
// section 5.2.2, RFC 5861 and RFC 8246). %s is the time in the argument.
var cacheDirectives = map[string]string{
	"max-age": "it may be used for %s", "s-maxage": "in a shared cache, for %s",
	"no-store": "no cache may store it", "no-cache": "a cache must ask the server before each use",
	"private": "only the cache of one user may store it", "public": "shared caches may store it",
	"must-revalidate": "once stale, it may not be used before a cache has asked the server", "proxy-revalidate": "once stale, it may not be used before a shared cache has asked the server",
	"no-transform": "no proxy may change the content", "immutable": "it does not change while it is fresh",
	"stale-while-revalidate": "for %s more it may be used while a cache asks for a new one", "stale-if-error": "for %s more it may be used if the server fails",
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
		out += ", not readable by scripts"
	}
	if _, ok := d["secure"]; ok {
		out += ", sent over https only"
	}
	return out + "."
}

// list returns the members of a list that are not empty.
func list(value string) (out []string) {
	for member := range wire.Members(value) {
		if member = strings.TrimSpace(member); member != "" {
			out = append(out, member)
		}
	}
	return out
}

// directives returns the arguments between separators, by their names in lower case.
func directives(value, separator string) map[string]string {
	out := map[string]string{}
	for d := range strings.SplitSeq(value, separator) {
		name, argument, _ := strings.Cut(d, "=")
		out[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(argument), `"`)
	}
	return out
}

// seconds puts a number of seconds into a sentence. It returns "" if it is not a number.
func seconds(number, sentence string) string {
	n, err := strconv.ParseUint(number, 10, 40)
	if err != nil || !wire.IsDigits(number) {
		return ""
	}
	return fmt.Sprintf(sentence, duration(int64(n)))
}

// duration writes a time in its largest unit, with the rest in the next smaller one.
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
