package rule

import (
	"fmt"
	"slices"

	"wirebook/generator/wire"
)

// statusRules are about what a status code requires of its response.
func statusRules() []entry {
	return []entry{
		{
			Rule:  should("3xx-location", "9110 15.4.2 15.4.3 15.4.8 15.4.9", "A 301, 302, 307 or 308 has Location."),
			codes: codes{301, 302, 307, 308}, check: lacking("Location"),
		},
		{
			Rule:  advice("303-location", "9110 15.4.4", "A 303 identifies the other resource in Location."),
			codes: codes{303}, check: lacking("Location"),
		},
		{
			Rule:  should("300-choices", "9110 15.4.1", "A 300 lists the choices in its content, unless it answers HEAD."),
			codes: codes{300}, check: saysNothing("no choices are listed"),
		},
		{
			Rule:  must("405-allow", "9110 15.5.6", "A 405 carries Allow, which may be empty."),
			codes: codes{405}, check: lacking("Allow"),
		},
		{
			Rule:  advice("405-sense", "9110 10.2.1", "Allow in a 405 does not name the method that was refused."),
			codes: codes{405}, of: []string{"Allow"}, each: allowRefused,
		},
		{
			Rule:  should("406-list", "9110 15.5.7", "A 406 lists the available representations in its content."),
			codes: codes{406}, check: saysNothing("no representations are listed"),
		},
		{
			Rule:  must("415-coding", "9110 12.5.3", "A 415 has Accept-Encoding only if a content coding was the cause."),
			codes: codes{415}, of: []string{"Accept-Encoding"}, each: codingCause,
		},
		{
			Rule:  should("415-patch", "5789 2.2", "A 415 to PATCH names the accepted formats in Accept-Patch."),
			codes: codes{415}, check: patchFormats,
		},
		{
			Rule:  should("425-asked", "8470 5.2", "A 425 answers only a request that was sent as early data."),
			codes: codes{425}, check: earlyAsked,
		},
		{
			Rule:  must("426-upgrade", "9110 15.5.22", "A 426 names the required protocol in Upgrade."),
			codes: codes{426}, check: lacking("Upgrade"),
		},
		{
			Rule:  should("4xx-says", "9110 15.5", "A 4xx explains itself in its content, unless it answers HEAD."),
			codes: codes{4}, check: saysNothing("the content is empty"),
		},
		{
			Rule:  should("5xx-says", "9110 15.6", "A 5xx explains itself in its content, unless it answers HEAD."),
			codes: codes{5}, check: saysNothing("the content is empty"),
		},
		{
			Rule:  should("451-link", "7725 4", "A 451 identifies in Link who blocks access."),
			codes: codes{451}, check: lacking("Link"),
		},
		{
			Rule:  must("451-rel", "7725 4", "The link in a 451 to the blocking entity has the relation blocked-by."),
			codes: codes{451}, check: blockedBy,
		},
	}
}

func saysNothing(detail string) func(*view) {
	return func(v *view) {
		if v.isEmpty() {
			v.start(detail)
		}
	}
}

func allowRefused(v *view, f wire.Field) {
	if v.method != "" && slices.Contains(slices.Collect(wire.Members(v.m.Value(f))), v.method) {
		v.wrong(f, fmt.Sprintf("Allow names %s, which was refused", plain(v.method)))
	}
}

func codingCause(v *view, f wire.Field) {
	if v.unasked("Content-Encoding") {
		v.wrong(f, "the request has no content coding")
	}
}

func patchFormats(v *view) {
	// With Accept-Encoding, the coding is the cause, not the format.
	if v.method == "PATCH" && v.lacks("Accept-Patch") && !v.has("Accept-Encoding") {
		v.missing("Accept-Patch")
	}
}

func earlyAsked(v *view) {
	if v.unasked("Early-Data") {
		v.start("the request does not say that it is early data")
	}
}

func blockedBy(v *view) {
	first, ok := v.field("Link")
	if !ok || v.elided {
		return
	}
	for _, member := range v.m.List("Link") {
		if l, ok := parseLink(member); ok && l.has("blocked-by") {
			return
		}
	}
	v.wrong(first, "no link has the relation blocked-by")
}
