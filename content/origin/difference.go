package origin

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// sendDifference answers 226 if the client can apply the commands of diff -e (A-IM:
// diffe) and has an older edition (If-None-Match). Otherwise it does nothing (RFC 3229
// section 10.4.1).
func sendDifference(w http.ResponseWriter, r *http.Request, v variant) bool {
	if r.Method != http.MethodGet || !applies(r, "diffe") {
		return false
	}
	newest := v.editions[len(v.editions)-1]
	for i, old := range v.editions[:len(v.editions)-1] {
		tag := v.tag(r.PathValue("id"), i+1)
		if listed(r.Header.Values("If-None-Match"), tag, strongly) {
			h := w.Header()
			h["IM"] = []string{"diffe"} // Set would write Im
			h.Set("Delta-Base", tag)
			w.WriteHeader(http.StatusIMUsed)
			w.Write([]byte(diffe(old, newest)))
			return true
		}
	}
	return false
}

// applies reports whether A-IM lists an instance manipulation with a weight other than
// 0.
func applies(r *http.Request, manipulation string) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("A-IM"), ","), ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), manipulation) {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
			return err != nil || q > 0 // the default is 1
		}
	}
	return false
}

// diffe returns the command of the editor ed that turns the old lines into the new: it
// replaces what is between the lines that both begin with and the lines that both end
// with. Both end in a line break, and no line is a lone ".".
func diffe(old, new string) string {
	a, b := strings.SplitAfter(old, "\n"), strings.SplitAfter(new, "\n")
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	for len(a) > start && len(b) > start && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	lines := strings.Join(b[start:], "")
	switch removed := len(a) - start; {
	case removed == 0 && lines == "":
		return ""
	case removed == 0:
		return fmt.Sprintf("%da\n%s.\n", start, lines)
	case lines == "":
		return span(start+1, len(a)) + "d\n"
	default:
		return fmt.Sprintf("%sc\n%s.\n", span(start+1, len(a)), lines)
	}
}

// span returns a range of lines as ed writes it.
func span(from, to int) string {
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d,%d", from, to)
}
