package rule

import (
	"bytes"
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// lineRules are about the first line of a request, and its Host.
func lineRules() []entry {
	return []entry{
		{
			Rule: must("request-line", "9112 3", "The first line of a request is a method, a target and the version, separated by single spaces."),
			by:   client, check: requestLine,
		},
		{
			Rule: must("target-form", "9112 3.2", "The target of a request is a path, an http URI, host and port for CONNECT, or * for OPTIONS, and has no fragment."),
			by:   client, check: targetForm,
		},
		{
			Rule: must("host", "9112 3.2", "An HTTP/1.1 request has one Host: a host, and a port if it is not the default."),
			by:   client, check: hostSent,
		},
	}
}

func requestLine(v *view) {
	m := v.m
	method := m.Bytes(m.Method)
	versioned := bytes.HasPrefix(m.Bytes(m.Version), []byte("HTTP/"))
	if v.x.Excerpt && (!versioned || later(m.Bytes(m.Version)) || standsFor(m.Bytes(m.Start))) {
		return // documents omit the version
	}
	switch _, _, ok := m.MajorMinor(); {
	case !wire.IsToken(method):
		v.breach(m.Method, fmt.Sprintf("%s is not a method", shown(string(method))))
	case m.Target.Len() == 0:
		v.start("no target follows the method")
	case m.Version.Len() == 0:
		v.start("no version follows the target")
	case !ok && (v.raw || versioned):
		v.breach(m.Version, fmt.Sprintf("%s is not a version such as HTTP/1.1", shown(string(m.Bytes(m.Version)))))
	case !ok:
		v.start("no version follows the target")
	}
}

func targetForm(v *view) {
	m := v.m
	target := string(m.Bytes(m.Target))
	if target == "" || m.Version.Len() == 0 {
		return // request-line reports it
	}
	if v.x.Excerpt && (!bytes.HasPrefix(m.Bytes(m.Version), []byte("HTTP/")) || standsFor(m.Bytes(m.Target))) {
		return
	}
	fault := ""
	switch {
	case strings.ContainsAny(target, " \t"):
		fault = "there is white space in the target"
	case strings.Contains(target, "#"):
		fault = "there is a fragment in the target"
	case v.method == "CONNECT":
		if host, port, ok := strings.Cut(target, ":"); strings.ContainsAny(target, "/?") || !strings.HasPrefix(target, "[") && (!ok || host == "" || port == "") {
			fault = fmt.Sprintf("%s is not a host and a port", shown(target))
		}
	case target == "*":
		if v.method != "OPTIONS" {
			fault = "* is only a target for OPTIONS"
		}
	case target[0] != '/' && !strings.Contains(target, "://") && v.raw:
		fault = fmt.Sprintf("%s does not begin with a slash", shown(target))
	}
	if fault != "" {
		v.breach(m.Target, fault)
	}
}

func hostSent(v *view) {
	major, minor, ok := v.m.MajorMinor()
	first, has := v.field("Host")
	if !has {
		alone := !v.raw && len(v.m.Fields) == 0 || // a note that shows only the first line
			v.x.Excerpt && !v.whole()
		if ok && major == 1 && minor >= 1 && !v.elided && !alone && !blankNamed(v.m, "Host") {
			v.missing("Host")
		}
		return
	}
	again := false
	for i, f := range v.m.Fields {
		if n := v.names[i]; n != nil && n.Name == "Host" && f != first {
			again = true
			v.breach(f.Line, "Host is repeated")
			break
		}
	}
	if value := v.m.Value(first); !again && !v.placeholder(first) && !isHostPort(value) {
		v.wrong(first, fmt.Sprintf("%s is not a host with an optional port", shown(value)))
	}
}

// blankNamed reports whether a field with that name has white space before its colon,
// which name-colon reports.
func blankNamed(m *wire.Message, name string) bool {
	for _, f := range m.Fields {
		if f.Name.Len() > len(name) && wire.FoldEqual(bytes.TrimRight(m.Bytes(f.Name), " \t"), name) {
			return true
		}
	}
	return false
}
