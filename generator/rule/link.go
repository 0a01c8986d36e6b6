package rule

import (
	"fmt"
	"strings"

	"wirebook/generator/source"
	"wirebook/generator/wire"
)

// linkRules are about Link.
func linkRules() []entry {
	links := []string{"Link"}
	return []entry{
		{
			Rule: must("link-form", "8288 3", "A link is a URI in angle brackets, followed by parameters."),
			by:   either, of: links, each: linkForm,
		},
		{
			Rule: must("link-rel", "8288 3.3", "A link has its relation in rel, once."),
			by:   either, of: links, each: linkRelation,
		},
		{
			Rule: must("link-relation", "8288 3.3", "A relation is a registered name, or an absolute URI."),
			by:   either, of: links, each: linkRelationForm,
		},
		{
			Rule: must("link-once", "8288 3.4.1", "The parameters media, title, title* and type occur only once in a link."),
			by:   either, of: links, each: linkOnce,
		},
		{
			Rule: must("link-values", "8288 3.2 3.4.1", "The anchor of a link is a URI, its type a media type, its hreflang a language tag."),
			by:   either, of: links, each: linkValues,
		},
		{
			Rule: advice("link-rev", "8288 3.3", "rev is deprecated: use rel with the inverse relation."),
			by:   either, of: links, each: linkReverse,
		},
	}
}

// links calls do for each well-formed link.
func (v *view) links(f wire.Field, do func(l link, at source.Span)) {
	v.members(f, func(member string, at source.Span) {
		if l, ok := parseLink(member); ok {
			do(l, at)
		}
	})
}

func linkForm(v *view, f wire.Field) {
	if v.placeholder(f) {
		return
	}
	v.members(f, func(member string, at source.Span) {
		if member == "" {
			return
		}
		l, ok := parseLink(member)
		switch target, rest, _ := strings.Cut(member, ";"); {
		case ok && isReference(l.target):
		case ok:
			v.breach(at, fmt.Sprintf("%s is not a URI", shown(l.target)))
		case member[0] != '<' && rest != "":
			v.breach(at, fmt.Sprintf("the URI of a link needs angle brackets: %s", angle(target)))
		case member[0] != '<':
			v.breach(at, fmt.Sprintf("%s is not a link such as </help>; rel=\"help\"", shown(member)))
		default:
			v.breach(at, fmt.Sprintf("the parameters of the link %s are malformed", shown(member)))
		}
	})
}

// angle adds the angle brackets to the target of a link.
func angle(target string) string {
	target = strings.Trim(wire.TrimBlank(target), `"'`)
	if !isReference(target) {
		return "<…>"
	}
	return "<" + target + ">"
}

func linkRelation(v *view, f wire.Field) {
	v.links(f, func(l link, at source.Span) {
		switch count := countParam(l.params, "rel"); {
		case count == 0:
			v.breach(at, fmt.Sprintf("the link to %s has no rel", shown(l.target)))
		case count > 1:
			v.breach(at, fmt.Sprintf("the link to %s has rel %d times", shown(l.target), count))
		}
	})
}

func countParam(all []param, name string) (count int) {
	for _, p := range all {
		if strings.EqualFold(p.name, name) {
			count++
		}
	}
	return count
}

func linkRelationForm(v *view, f wire.Field) {
	v.links(f, func(l link, at source.Span) {
		rel, ok := paramOf(l.params, "rel")
		if !ok {
			return // link-rel reports it
		}
		relations := strings.Fields(rel.value)
		if len(relations) == 0 {
			v.breach(at, "rel names no relation")
		}
		for _, one := range relations {
			if r := splitReference(one); !isRelationName(one) && (!isScheme(r.scheme) || !isReference(one)) {
				v.breach(at, fmt.Sprintf("%s is not a relation", shown(one)))
				return
			}
		}
	})
}

// isRelationName allows capitals, because relations are compared without regard to
// case.
func isRelationName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !wire.IsAlpha(c) && (i == 0 || !wire.IsDigit(c) && c != '.' && c != '-') {
			return false
		}
	}
	return s != ""
}

func linkOnce(v *view, f wire.Field) {
	v.links(f, func(l link, at source.Span) {
		for _, name := range []string{"media", "title", "title*", "type"} {
			if countParam(l.params, name) > 1 {
				v.breach(at, fmt.Sprintf("the link to %s has %s twice", shown(l.target), name))
			}
		}
	})
}

func linkValues(v *view, f wire.Field) {
	v.links(f, func(l link, at source.Span) {
		for _, p := range l.params {
			ok, what := true, ""
			switch strings.ToLower(p.name) {
			case "anchor":
				ok, what = isReference(p.value), "a URI"
			case "type":
				ok, what = isOneMediaType(p.value), "a media type"
			case "hreflang":
				ok, what = isLanguageTag(p.value), "a language tag"
			}
			if !ok {
				v.breach(at, fmt.Sprintf("%s is %s, which is not %s", p.name, shown(p.value), what))
			}
		}
	})
}

func linkReverse(v *view, f wire.Field) {
	v.links(f, func(l link, at source.Span) {
		if countParam(l.params, "rev") > 0 {
			v.breach(at, fmt.Sprintf("the link to %s has rev", shown(l.target)))
		}
	})
}

// has reports whether the link has the relation type, in any case.
func (l link) has(relation string) bool {
	rel, _ := paramOf(l.params, "rel")
	return wire.ContainsFold(strings.Fields(rel.value), relation)
}
