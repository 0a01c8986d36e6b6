package rule

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dunglas/httpsfv"
)

// A structuredMember is the item of an Item, or a member of a List or Dictionary.
type structuredMember struct {
	key    string // of a Dictionary
	member httpsfv.Member
}

// typeOf returns the type of a member, in the words of the registry.
func typeOf(m httpsfv.Member) string {
	switch m := m.(type) {
	case httpsfv.InnerList:
		return "inner-list"
	case httpsfv.Item:
		return bareType(m.Value)
	}
	return ""
}

func bareType(value any) string {
	switch value.(type) {
	case int64:
		return "integer"
	case float64:
		return "decimal"
	case string:
		return "string"
	case httpsfv.Token:
		return "token"
	case []byte:
		return "bytes"
	case bool:
		return "boolean"
	case time.Time:
		return "date"
	case httpsfv.DisplayString:
		return "display-string"
	}
	return ""
}

var typeNames = map[string]string{
	"integer": "an Integer", "decimal": "a Decimal", "string": "a quoted String", "token": "an unquoted Token",
	"bytes": "a Byte Sequence, between colons", "boolean": "a Boolean, ?1 or ?0", "date": "a Date, @ and seconds",
	"display-string": "a Display String", "inner-list": "an Inner List, in parentheses",
}

func structuredType(v *view, s structuredField) {
	members, _, ok := s.parse()
	if !ok {
		return // sf-form reports it
	}
	for i, m := range members {
		what := ""
		if s.Type != "Item" {
			what = fmt.Sprintf("member %d of ", i+1)
		}
		if m.key != "" {
			what = m.key + " in "
		}
		allowed := s.Members
		if types := s.Keys[m.key]; s.Type == "Dictionary" && len(types) > 0 {
			allowed = types
		}
		if len(allowed) > 0 && !slices.Contains(allowed, typeOf(m.member)) {
			v.breach(s.whole(), fmt.Sprintf("%s%s must be %s", what, s.Field, eitherType(allowed)))
			return
		}
		if s.Type == "Dictionary" {
			continue
		}
		if item, ok := m.member.(httpsfv.Item); ok && item.Params != nil {
			for _, name := range item.Params.Names() {
				value, _ := item.Params.Get(name)
				if types := s.Keys[name]; len(types) > 0 && !slices.Contains(types, bareType(value)) {
					v.breach(s.whole(), fmt.Sprintf("the parameter %s of %s must be %s", name, s.Field, eitherType(types)))
					return
				}
			}
		}
	}
}

func eitherType(types []string) string {
	var names []string
	for _, t := range types {
		names = append(names, typeNames[t])
	}
	return strings.Join(names, " or ")
}

func firstRune(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}
