package origin

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// equivalent returns the key of a response that is kept and answers this one, too: that of
// the same target, or of a target that differs only in parameters that No-Vary-Search of
// the kept response names. Without one, it returns the key itself.
func (c *nearCache) equivalent(key string) string {
	if c.kept[key] != nil {
		return key
	}
	for _, other := range slices.Sorted(maps.Keys(c.kept)) {
		names := ignored(c.kept[other].head.Get("No-Vary-Search"))
		if len(names) > 0 && without(names, key) == without(names, other) {
			return other
		}
	}
	return key
}

// ignored returns the parameters in params=("…" "…"). This cache understands nothing else
// of No-Vary-Search; caches need not.
func ignored(value string) (names []string) {
	list, found := strings.CutPrefix(value, "params=(")
	list, closed := strings.CutSuffix(list, ")")
	if !found || !closed {
		return nil
	}
	for quoted := range strings.FieldsSeq(list) {
		name, err := strconv.Unquote(quoted)
		if err != nil {
			return nil
		}
		names = append(names, name)
	}
	return names
}

// without returns a key whose query lacks some parameters. The order of the others stays.
func without(names []string, key string) string {
	target, accept, _ := strings.Cut(key, " ")
	path, query, _ := strings.Cut(target, "?")
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		return pair == "" || err == nil && slices.Contains(names, name)
	})
	return path + "?" + strings.Join(kept, "&") + " " + accept
}
