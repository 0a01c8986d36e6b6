package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dunglas/httpsfv"

	"wirebook/generator/wire"
)

// roleRules are about who may send a field, and when it has a meaning.
func roleRules() []entry {
	return []entry{
		{
			Rule: advice("field-side", "9110 2.2", "A field defined only for requests is sent by clients, and one defined only for responses by servers."),
			by:   either, check: fieldSide,
		},
		{
			Rule: advice("field-old", "9110 16.3.1", "A field that is registered as deprecated or obsoleted is not sent."),
			by:   either, check: fieldOld,
		},
		{
			Rule: advice("te-asked", "9110 10.1.4", "A transfer coding other than chunked is one that TE of the request lists."),
			of:   []string{"Transfer-Encoding"}, once: true, each: codingWanted,
		},
		{
			Rule: advice("cors-preflight", "fetch#http-responses", "What other origins may send is said only in the response to a preflight, which is an OPTIONS."),
			of:   []string{"Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age"}, each: preflightAlone,
		},
		{
			Rule: advice("disposition-name", "6266 4.3 D", "A file name has no path and no percent-encoding."),
			by:   either, of: []string{"Content-Disposition"}, each: dispositionName,
		},
		{
			Rule: advice("cache-forwarded", "9211 2.2", "fwd in Cache-Status is one of the defined reasons."),
			of:   []string{"Cache-Status"}, once: true, each: cacheForwarded,
		},
		{
			Rule: should("accept-query", "10008 3", "Accept-Query is a list of media ranges, as Tokens or Strings."),
			of:   []string{"Accept-Query"}, once: true, each: queryRanges,
		},
		{
			Rule: must("dictionary-vary", "9842 6.2", "Content compressed with a dictionary says in Vary that it depends on Accept-Encoding and Available-Dictionary."),
			of:   []string{"Content-Encoding"}, once: true, each: dictionaryVary,
		},
		{
			Rule: advice("groups-ignored", "9875 3", "Cache-Group-Invalidation has no meaning in a response to a safe method."),
			of:   []string{"Cache-Group-Invalidation"}, once: true, each: groupsIgnored,
		},
	}
}

// oneSided are the fields that by definition only one side sends.
var oneSided = map[side][]string{
	client: {"Accept-Charset", "Accept-Language", "Access-Control-Request-Headers", "Access-Control-Request-Method", "Authorization", "Available-Dictionary", "Cookie",
		"Expect", "From", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Origin", "Prefer",
		"Proxy-Authorization", "Range", "Referer", "TE", "User-Agent"},
	server: {"Accept-Patch", "Accept-Ranges", "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
		"Access-Control-Expose-Headers", "Access-Control-Max-Age", "Age", "Alt-Svc", "Authentication-Info", "Cache-Group-Invalidation", "Cache-Groups", "Cache-Status", "CDN-Cache-Control", "Location",
		"Preference-Applied", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Status", "Retry-After", "Server", "Set-Cookie", "Strict-Transport-Security", "Sunset", "Vary", "WWW-Authenticate"},
}

func fieldSide(v *view) {
	whose := "requests"
	if v.by == client {
		whose = "responses"
	}
	for i, f := range v.m.Fields {
		if n := v.names[i]; n != nil && n.oneSided && n.by != v.by {
			v.breach(f.Line, n.Name+" is a field of "+whose)
		}
	}
}

func fieldOld(v *view) {
	for i, f := range v.m.Fields {
		if n := v.names[i]; n != nil && (n.Status == "deprecated" || n.Status == "obsoleted") {
			v.breach(f.Line, n.Name+" is "+n.Status)
		}
	}
}

func codingWanted(v *view, f wire.Field) {
	if v.x.Request == nil || !v.x.Sent && v.x.Request.Elided() {
		return
	}
	wanted := map[string]bool{"chunked": true}
	for _, member := range v.x.Request.List("TE") {
		name, _ := wire.TakeToken(member)
		wanted[strings.ToLower(name)] = true
	}
	for _, coding := range v.m.Codings() {
		if wire.IsToken(coding) && !wanted[coding] {
			v.wrong(f, "TE does not list "+coding)
			return
		}
	}
}

func preflightAlone(v *view, f wire.Field) {
	if v.method != "" && v.method != "OPTIONS" || v.method == "OPTIONS" && v.unasked("Access-Control-Request-Method") {
		v.breach(f.Line, v.m.Name(f)+" is not in a response to a preflight")
	}
}

func dispositionName(v *view, f wire.Field) {
	_, rest := wire.TakeToken(v.m.Value(f))
	all, _ := params(rest, dispositionParams)
	name, ok := paramOf(all, "filename")
	if !ok || v.placeholder(f) {
		return
	}
	if strings.ContainsAny(name.value, `/\`) {
		v.wrong(f, fmt.Sprintf("the file name %s contains a path", shown(name.value)))
		return
	}
	for i := 0; i+2 < len(name.value); i++ {
		if name.value[i] == '%' && isHex(name.value[i+1]) && isHex(name.value[i+2]) {
			v.wrong(f, fmt.Sprintf("the file name %s looks encoded", shown(name.value)))
			return
		}
	}
}

// forwarding are the reasons of RFC 9211 section 2.2.
var forwarding = []string{"bypass", "method", "uri-miss", "vary-miss", "miss", "request", "stale", "partial"}

func cacheForwarded(v *view, first wire.Field) {
	v.structuredItems(first, "List", func(s structuredField, item httpsfv.Item) {
		if item.Params == nil {
			return
		}
		value, _ := item.Params.Get("fwd")
		if reason, ok := value.(httpsfv.Token); ok && !slices.Contains(forwarding, string(reason)) {
			v.breach(s.whole(), fmt.Sprintf("fwd is %s", plain(string(reason))))
		}
	})
}

func queryRanges(v *view, first wire.Field) {
	v.structuredItems(first, "List", func(s structuredField, item httpsfv.Item) {
		text, ok := item.Value.(string)
		if token, is := item.Value.(httpsfv.Token); is {
			text, ok = string(token), true
		}
		if kind, all, form := mediaType(text); ok && (!form || len(all) > 0 || kind[0] == '*' && kind != "*/*") {
			v.breach(s.whole(), fmt.Sprintf("%s is not a media range", shown(text)))
		}
	})
}

func dictionaryVary(v *view, f wire.Field) {
	coded := false
	for member := range wire.Members(v.m.Value(f)) {
		coded = coded || strings.EqualFold(member, "dcb") || strings.EqualFold(member, "dcz")
	}
	if !coded || v.elided || v.m.Lists("Cache-Control", "no-store") || v.m.Lists("Vary", "*") {
		return
	}
	for _, name := range []string{"Accept-Encoding", "Available-Dictionary"} {
		if !v.m.Lists("Vary", name) {
			v.start("Vary does not name " + name)
			return
		}
	}
}

func groupsIgnored(v *view, f wire.Field) {
	if v.judge.safe[v.method] {
		v.breach(f.Line, "the method "+plain(v.method)+" is safe")
	}
}
