package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// conditionRules are about conditional requests.
func conditionRules() []entry {
	return []entry{
		{
			Rule:  advice("304-asked", "9110 15.4.5", "A 304 answers only a GET, HEAD or QUERY with If-None-Match or If-Modified-Since."),
			codes: codes{304}, check: notModifiedAsked,
		},
		{
			Rule:  contradiction("304-tag", "9110 13.1.2 15.4.5", "A 304 answers If-None-Match with an entity tag that it lists."),
			codes: codes{304}, of: []string{"ETag"}, once: true, each: notModifiedTag,
		},
		{
			Rule:  must("304-fields", "9110 15.4.5", "A 304 has Content-Location, Date, ETag, Vary, Cache-Control and Expires where the 200 has them."),
			codes: codes{304}, check: keptFields,
		},
		{
			Rule:  should("304-lean", "9110 15.4.5", "A 304 repeats no other metadata of the representation, such as Content-Type."),
			codes: codes{304}, of: []string{"Content-Type", "Content-Encoding", "Content-Language", "Last-Modified"}, each: notModifiedLean,
		},
		{
			Rule:  must("inm-kept", "9110 13.1.2", "A GET, HEAD or QUERY whose If-None-Match lists the current entity tag does not get the representation."),
			codes: codes{200, 206}, check: noneMatchKept,
		},
		{
			Rule:  must("inm-412", "9110 13.1.2", "A method other than GET, HEAD and QUERY whose If-None-Match fails gets 412, not 304."),
			codes: codes{304}, check: noneMatchMethod,
		},
		{
			Rule:  must("im-kept", "9110 13.1.1", "A request whose If-Match fails is not performed."),
			codes: codes{200, 206}, check: matchKept,
		},
		{
			Rule:  should("ims-kept", "9110 13.1.3", "A GET for a representation that has not changed since If-Modified-Since gets 304."),
			codes: codes{200, 206}, check: modifiedSinceKept,
		},
		{
			Rule:  must("ims-ignored", "9110 13.1.3", "If-Modified-Since is ignored if there is If-None-Match."),
			codes: codes{304}, check: modifiedSinceIgnored,
		},
		{
			Rule:  advice("412-asked", "9110 15.5.13", "A 412 answers only a request with a condition."),
			codes: codes{412}, check: conditionAsked,
		},
		{
			Rule:  must("if-range", "9110 13.1.5", "Range is ignored if If-Range does not match."),
			codes: codes{206}, check: ifRangeKept,
		},
	}
}

func notModifiedAsked(v *view) {
	switch {
	case v.method != "" && !v.retrieves():
		v.start("the request is " + plain(v.method))
	case v.unasked("If-None-Match", "If-Modified-Since"):
		v.start("the request has neither If-None-Match nor If-Modified-Since")
	}
}

func notModifiedTag(v *view, f wire.Field) {
	list, ok := v.askedTags("If-None-Match")
	if _, dated := v.asked("If-Modified-Since"); !ok || dated || !v.retrieves() {
		return // with a date, ims-ignored reports it
	}
	if t, ok := parseTag(v.m.Value(f)); ok && !list.matchesWeakly(t) {
		v.wrong(f, "If-None-Match does not list this entity tag")
	}
}

func notModifiedLean(v *view, f wire.Field) {
	// Without an entity tag, Last-Modified helps a cache to update what it stores.
	if wire.FoldEqual(v.m.Bytes(f.Name), "Last-Modified") && !v.has("ETag") {
		return
	}
	v.wrong(f, v.m.Name(f)+" is in a 304")
}

func noneMatchKept(v *view) {
	if !v.retrieves() {
		return
	}
	list, ok := v.askedTags("If-None-Match")
	if !ok {
		return
	}
	if list.any {
		v.start("If-None-Match is *, but there is a representation")
	} else if t, ok := v.tag(); ok && list.matchesWeakly(t) {
		f, _ := v.field("ETag")
		v.wrong(f, "If-None-Match lists this entity tag")
	}
}

func noneMatchMethod(v *view) {
	if _, ok := v.asked("If-None-Match"); ok && v.method != "" && !v.retrieves() {
		v.start(plain(v.method) + " with If-None-Match gets a 304")
	}
}

func matchKept(v *view) {
	if !v.retrieves() {
		return
	}
	list, ok := v.askedTags("If-Match")
	if t, has := v.tag(); ok && has && !list.matchesStrongly(t) {
		f, _ := v.field("ETag")
		v.wrong(f, "If-Match does not list this entity tag, or one of the two is weak")
	}
}

func modifiedSinceKept(v *view) {
	since, ok := v.asked("If-Modified-Since")
	if !ok || !v.retrieves() || !v.unasked("If-None-Match") {
		return
	}
	f, ok := v.field("Last-Modified")
	if !ok {
		return
	}
	asked, ok := parseDate(since)
	modified, also := parseDate(v.m.Value(f))
	if ok && also && !modified.After(asked) {
		v.wrong(f, "nothing changed since "+since)
	}
}

func modifiedSinceIgnored(v *view) {
	if _, ok := v.asked("If-Modified-Since"); !ok {
		return
	}
	list, ok := v.askedTags("If-None-Match")
	if t, has := v.tag(); ok && has && !list.matchesWeakly(t) {
		f, _ := v.field("ETag")
		v.wrong(f, "If-None-Match does not list this entity tag")
	}
}

// conditionAsked looks for any condition: those of HTTP, those of WebDAV (RFC 4918
// section 12.1) and those of calendars. All of them are named If or If-…, or
// Overwrite.
func conditionAsked(v *view) {
	if !v.unasked("Overwrite") {
		return
	}
	for _, f := range v.x.Request.Fields {
		name := strings.ToLower(v.x.Request.Name(f))
		if name == "if" || strings.HasPrefix(name, "if-") {
			return
		}
	}
	v.start("the request has no condition")
}

func ifRangeKept(v *view) {
	value, ok := v.asked("If-Range")
	if _, ranged := v.asked("Range"); !ok || !ranged {
		return
	}
	if asked, ok := parseTag(value); ok {
		have, ok := v.tag()
		if asked.weak || ok && (have.weak || have.opaque != asked.opaque) {
			v.start(fmt.Sprintf("If-Range is %s, which is not the entity tag", shown(value)))
		}
		return
	}
	modified, ok := v.get("Last-Modified")
	if _, isDate := parseDate(value); ok && isDate && modified != value {
		v.start("If-Range is not the date of Last-Modified")
	}
}
