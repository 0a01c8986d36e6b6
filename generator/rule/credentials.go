package rule

import (
	"encoding/base64"
	"fmt"
	"strings"

	"wirebook/generator/wire"
)

// credentialRules are about the credentials of a client, and what it is told about
// them.
func credentialRules() []entry {
	sent := []string{"Authorization", "Proxy-Authorization"}
	told := []string{"Authentication-Info", "Proxy-Authentication-Info"}
	return []entry{
		{
			Rule: must("auth-form", "9110 11.4", "Credentials are a scheme with one token68 or with parameters, each once."),
			by:   client, of: sent, each: authForm,
		},
		{
			Rule: must("basic-form", "7617 2", "Basic credentials are the Base64 of a user name, a colon and a password."),
			by:   client, of: sent, each: basicForm,
		},
		{
			Rule: must("auth-info", "9110 11.6.3 11.7.3", "Authentication-Info is a list of parameters."),
			of:   told, each: authInfo,
		},
	}
}

func authForm(v *view, f wire.Field) {
	value := v.m.Value(f)
	if v.placeholder(f) || isBasic(value) {
		return // basic-form reports it
	}
	all, ok := parseChallenges(value)
	switch {
	case !ok || len(all) != 1:
		v.wrong(f, fmt.Sprintf("%s is not a scheme with its credentials", shown(value)))
	default:
		if name, twice := repeated(all[0].params); twice {
			v.wrong(f, fmt.Sprintf("%s is repeated in the credentials", name))
		}
	}
}

func isBasic(value string) bool {
	scheme, _, _ := strings.Cut(value, " ")
	return strings.EqualFold(scheme, "Basic")
}

func basicForm(v *view, f wire.Field) {
	value := v.m.Value(f)
	if !isBasic(value) || v.placeholder(f) {
		return
	}
	_, text, _ := strings.Cut(value, " ")
	text = strings.TrimLeft(text, " ")
	f.Value.Start = f.Value.End - len(text)
	decoded, err := base64.StdEncoding.Strict().DecodeString(text)
	if strings.ContainsAny(text, "\r\n") { // which Go ignores
		err = base64.CorruptInputError(0)
	}
	switch {
	case text == "":
		v.wrong(f, "nothing follows Basic")
	case strings.Contains(text, ":") || err != nil && strings.ContainsAny(text, "@% "):
		v.wrong(f, fmt.Sprintf("%s is not Base64: the user name, the colon and the password are encoded together", shown(text)))
	case err != nil:
		v.wrong(f, fmt.Sprintf("%s is not Base64", shown(text)))
	case !strings.Contains(string(decoded), ":"):
		v.wrong(f, fmt.Sprintf("%s, which is what %s decodes to, has no colon", shown(string(decoded)), text))
	case strings.ContainsFunc(string(decoded), func(r rune) bool { return r < ' ' || r == 0x7f }):
		v.wrong(f, "the user name or the password contains a control character")
	}
}

func authInfo(v *view, f wire.Field) {
	value := v.m.Value(f)
	all, rest, ok := takeAuthParams(value)
	if !ok || strings.Trim(rest, " \t,") != "" {
		v.wrong(f, fmt.Sprintf("%s is not a list of parameters", shown(value)))
	} else if name, twice := repeated(all); twice {
		v.wrong(f, name+" is repeated")
	}
}
