package origin

import (
	"net/http"
	"strconv"
	"strings"
)

// negotiate returns the media type that the request's Accept prefers, the first one if
// several are equal or there is no Accept. It returns "" if Accept excludes all of them
// (RFC 9110 section 12.5.1).
func negotiate(r *http.Request, types ...string) string {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if accept == "" {
		return types[0]
	}
	best, most := "", 0.0
	for _, t := range types {
		if q := quality(accept, t); q > most {
			best, most = t, q
		}
	}
	return best
}

// quality returns the weight that an Accept gives to a media type: that of the most
// specific range that covers it.
func quality(accept, media string) float64 {
	weight, precision := 0.0, -1
	major, _, _ := strings.Cut(media, "/")
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		specific := map[string]int{"*/*": 0, major + "/*": 1, media: 2}
		p, covers := specific[strings.ToLower(strings.TrimSpace(name))]
		if !covers || p < precision {
			continue
		}
		weight, precision = 1, p
		for parameter := range strings.SplitSeq(parameters, ";") {
			if value, isWeight := strings.CutPrefix(strings.TrimSpace(parameter), "q="); isWeight {
				weight, _ = strconv.ParseFloat(value, 64)
			}
		}
	}
	return weight
}
