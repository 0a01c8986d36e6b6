package rule

import (
	"bytes"
	"encoding/json"
	"fmt"

	"wirebook/generator/wire"
)

// problemRules are about problem details.
func problemRules() []entry {
	types := []string{"Content-Type"}
	return []entry{
		{
			Rule: must("problem-status", "9457 3.1.2", "The status of problem details is the status code of their response."),
			of:   types, once: true, each: problemStatus,
		},
		{
			Rule: must("problem-members", "9457 3.1", "Problem details are an object; type and instance are strings that contain URI references, title and detail are strings."),
			by:   either, of: types, once: true, each: problemMembers,
		},
		{
			Rule:  advice("problem-type", "9457 3", "Problem details have the media type application/problem+json."),
			codes: codes{4, 5}, of: types, once: true, each: problemType,
		},
	}
}

// A jsonMember is the value of a member, and its place in the content.
type jsonMember struct {
	text     string
	from, to int
}

// object parses the content of that type as an object. Of members with the same name
// the last counts. ok is false if there is no such content, or if it is not JSON,
// which json-valid reports.
func (v *view) object(f wire.Field, of string) (members map[string]jsonMember, isObject, ok bool) {
	if kind, _, _ := mediaType(v.m.Value(f)); kind != of {
		return nil, false, false
	}
	octets, known := v.uncoded()
	if !known || !json.Valid(octets) {
		return nil, false, false
	}
	d := json.NewDecoder(bytes.NewReader(octets))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		return nil, false, err == nil
	}
	members = map[string]jsonMember{}
	for d.More() {
		name, err := d.Token()
		var raw json.RawMessage
		if err != nil || d.Decode(&raw) != nil {
			return nil, true, false
		}
		end := int(d.InputOffset())
		members[name.(string)] = jsonMember{string(raw), end - len(raw), end}
	}
	return members, true, true
}

func problemStatus(v *view, f wire.Field) {
	members, object, ok := v.object(f, "application/problem+json")
	status, has := members["status"]
	if ok && object && has && status.text != fmt.Sprint(v.m.Code) {
		v.breach(v.inContent(status.from, status.to), fmt.Sprintf("status is %s, but the status code is %d", plain(status.text), v.m.Code))
	}
}

func problemMembers(v *view, f wire.Field) {
	members, object, ok := v.object(f, "application/problem+json")
	if !ok {
		return
	}
	if !object {
		v.breach(v.body(), "the problem details are not an object")
		return
	}
	for _, name := range []string{"type", "title", "detail", "instance"} {
		member, has := members[name]
		if !has {
			continue
		}
		var text string
		err := json.Unmarshal([]byte(member.text), &text)
		place := v.inContent(member.from, member.to)
		if err != nil || member.text[0] != '"' {
			v.breach(place, name+" is not a string")
		} else if (name == "type" || name == "instance") && !isReference(text) {
			v.breach(place, fmt.Sprintf("%s is %s, which is not a URI reference", name, shown(text)))
		}
	}
}

// problemType assumes that an object with a type, a title and the status code is
// problem details.
func problemType(v *view, f wire.Field) {
	members, _, _ := v.object(f, "application/json")
	_, typed := members["type"]
	_, titled := members["title"]
	if typed && titled && members["status"].text == fmt.Sprint(v.m.Code) {
		v.wrong(f, "these are problem details, but the media type is another")
	}
}
