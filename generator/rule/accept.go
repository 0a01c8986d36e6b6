package rule

import (
	"strings"

	"wirebook/generator/wire"
)

// acceptRules are about what a client says it accepts.
func acceptRules() []entry {
	return grammars(
		grammar{
			rule: must("accept-form", "9110 12.5.1", "Accept is a list of media ranges, each with an optional weight."),
			by:   either, of: "Accept", list: true, is: isWeightedRange, what: "a media range such as text/* or text/html;q=0.5",
		},
		grammar{
			rule: must("accept-coding", "9110 12.5.2 12.5.3", "Accept-Encoding and Accept-Charset are lists of names or *, each with an optional weight."),
			by:   either, of: "Accept-Encoding Accept-Charset", list: true, is: isWeightedToken, what: "a name with an optional weight such as gzip;q=0.5",
		},
		grammar{
			rule: must("accept-language", "9110 12.5.4", "Accept-Language is a list of language ranges, each with an optional weight."),
			by:   client, of: "Accept-Language", list: true, is: isWeightedLanguage, what: "a language range with an optional weight such as en;q=0.5",
		},
		grammar{
			rule: must("te-form", "9110 10.1.4", "TE is a list of trailers and of transfer codings, each with an optional weight."),
			by:   client, of: "TE", list: true, is: isTransferWanted, what: "trailers or a transfer coding",
		},
		grammar{
			rule: must("te-chunked", "9112 7.4", "TE does not name chunked, which every recipient accepts."),
			by:   client, of: "TE", list: true, what: "a coding to ask for",
			is: func(s string) bool {
				name, _ := wire.TakeToken(s)
				return !strings.EqualFold(name, "chunked")
			},
		},
		grammar{
			rule: must("accept-patch", "5789 3.1", "Accept-Patch is a list of media types."),
			by:   server, of: "Accept-Patch", list: true, is: isOneMediaType, what: "a media type",
		},
		grammar{
			rule: must("prefer-form", "7240 2", "Prefer is a list of preferences, each a token with an optional value and parameters."),
			by:   client, of: "Prefer", list: true, is: isPreference, what: "a preference such as return=minimal",
		},
	)
}

// cutWeight removes the weight (RFC 9110 section 12.4.2) from a member. ok is false
// if the weight is malformed.
func cutWeight(member string) (rest string, ok bool) {
	i := strings.LastIndexByte(member, ';')
	if i < 0 {
		return member, true
	}
	q, value, has := strings.Cut(wire.TrimBlank(member[i+1:]), "=")
	if !has || !strings.EqualFold(q, "q") {
		return member, true
	}
	return strings.TrimRight(member[:i], " \t"), isWeight(value)
}

// isWeight reports whether s is a number from 0 to 1 with at most three decimals.
func isWeight(s string) bool {
	whole, decimals, dot := strings.Cut(s, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 || dot && decimals != "" && !wire.IsDigits(decimals) {
		return false
	}
	return whole == "0" || strings.Trim(decimals, "0") == ""
}

func isWeightedRange(member string) bool {
	kind, all, ok := mediaType(member)
	if !ok || kind[0] == '*' && kind != "*/*" {
		return false
	}
	q, has := paramOf(all, "q")
	return !has || !q.quoted && isWeight(q.value)
}

func isWeightedToken(member string) bool {
	name, ok := cutWeight(member)
	return ok && wire.IsToken(name)
}

func isWeightedLanguage(member string) bool {
	name, ok := cutWeight(member)
	return ok && (name == "*" || isLanguageRange(name))
}

// isLanguageRange reports whether s is a language range (RFC 4647 section 2.1).
func isLanguageRange(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for j := range len(part) {
			if !wire.IsAlpha(part[j]) && (i == 0 || !wire.IsDigit(part[j])) {
				return false
			}
		}
	}
	return true
}

func isTransferWanted(member string) bool {
	rest, ok := cutWeight(member)
	return ok && (isTransferCoding(rest) || strings.EqualFold(rest, "trailers"))
}

// isTransferCoding reports whether s is a token with parameters (RFC 9112 section 7).
func isTransferCoding(s string) bool {
	name, rest := wire.TakeToken(s)
	_, ok := params(rest, spaced)
	return name != "" && ok
}

func isOneMediaType(s string) bool {
	kind, _, ok := mediaType(s)
	return ok && !strings.Contains(kind, "*")
}

// isPreference reports whether s is a preference (RFC 7240 section 2).
func isPreference(s string) bool {
	name, rest := wire.TakeToken(s)
	_, ok := params("; "+name+rest, preferParams)
	return name != "" && ok
}
