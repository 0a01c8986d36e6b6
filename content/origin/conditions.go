package origin

import (
	"net/http"
	"strings"
	"time"
)

// notModified reports whether the client already has what a GET or HEAD would return. A
// tag in If-None-Match decides; If-Modified-Since counts only without one, and only if
// the resource has a date (RFC 9110 sections 13.1.3 and 13.2.2).
func notModified(r *http.Request, tag string, changed time.Time) bool {
	if held := r.Header.Values("If-None-Match"); len(held) > 0 {
		return listed(held, tag, weakly)
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !changed.IsZero() && !changed.After(since)
}

// outdated reports whether the client means another version than the current one:
// If-Match does not list its tag, or, without If-Match, it has changed since
// If-Unmodified-Since (RFC 9110 section 13.2.2, steps 1 and 2).
func outdated(r *http.Request, tag string, changed time.Time) bool {
	if held := r.Header.Values("If-Match"); len(held) > 0 {
		return !listed(held, tag, strongly)
	}
	since, err := http.ParseTime(r.Header.Get("If-Unmodified-Since"))
	return err == nil && changed.After(since)
}

// hindered reports whether the conditions of a request that changes something fail: it
// is outdated, or If-None-Match lists the current tag.
func hindered(r *http.Request, tag string, changed time.Time) bool {
	return outdated(r, tag, changed) || listed(r.Header.Values("If-None-Match"), tag, weakly)
}

// failCondition answers 412, and says which kind of condition failed for what.
func failCondition(w http.ResponseWriter, r *http.Request, what string) {
	detail := what + " has changed since you fetched it. Get it again and retry."
	if r.Header.Get("If-None-Match") != "" {
		detail = what + " exists already. To replace it, send If-Match with its ETag."
	}
	fail(w, http.StatusPreconditionFailed, detail)
}

// listed reports whether a list of entity tags is "*" or names this one. No tag means
// that there is no representation, and nothing lists that.
func listed(lines []string, tag string, same func(a, b string) bool) bool {
	if tag == "" {
		return false
	}
	list := strings.TrimSpace(strings.Join(lines, ","))
	if list == "*" {
		return true
	}
	for list != "" {
		list = strings.TrimLeft(list, ", \t")
		open := strings.IndexByte(list, '"')
		if open < 0 {
			return false
		}
		length := strings.IndexByte(list[open+1:], '"')
		if length < 0 {
			return false
		}
		end := open + 1 + length + 1
		if same(list[:end], tag) {
			return true
		}
		list = list[end:]
	}
	return false
}

// weakly compares two entity tags without their W/, strongly only strong ones
// (RFC 9110 section 8.8.3.2).
func weakly(a, b string) bool   { return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/") }
func strongly(a, b string) bool { return a == b && !strings.HasPrefix(a, "W/") }
