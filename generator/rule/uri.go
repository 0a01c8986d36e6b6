package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// uriRules are about the references in fields.
func uriRules() []entry {
	return []entry{
		{
			Rule: must("uri-userinfo", "9110 4.2.4", "An http or https reference in a field has no user information."),
			by:   either, of: []string{"Location", "Content-Location", "Link"}, each: uriUserinfo,
		},
		{
			Rule: must("location-form", "9110 10.2.2", "Location is one URI reference."),
			of:   []string{"Location"}, each: locationForm,
		},
	}
}

func uriUserinfo(v *view, f wire.Field) {
	value := v.m.Value(f)
	if !strings.Contains(value, "@") {
		return
	}
	if !wire.FoldEqual(v.m.Bytes(f.Name), "Link") {
		if hasUserinfo(value) {
			v.wrong(f, fmt.Sprintf("%s has user information", shown(value)))
		}
		return
	}
	for member := range wire.Members(value) {
		if l, ok := parseLink(member); ok && hasUserinfo(l.target) {
			v.wrong(f, fmt.Sprintf("%s has user information", shown(l.target)))
		}
	}
}

func locationForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	if value := v.m.Value(f); !isReference(value) {
		v.wrong(f, fmt.Sprintf("%s is not a URI reference", shown(value)))
	}
}
