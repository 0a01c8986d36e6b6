package search

import "strings"

// stopWords are words found in every text of a language, in the form that the function
// words gives them. The index has them only from titles; in a query they count only if
// it has no other words. For a language without a list all words count: those on every
// page count little.
func stopWords(language string) string {
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	return stopsOf[language]
}

// The list leaves out function words that HTTP uses as names (from, via, te, not, no)
// and that readers would look for alone.
var stopsOf = map[string]string{
	"en": "a about all also am an and another any are as at be because been before being but by can cannot could did difference do does doing dont done for get gets getting give given gives go goes got had has have having he her here his how i if in into is isnt it its just like made make makes may me might more most much must my need needs of on one only or other our over own s shall she should so some such t take takes than that the their them then there these they thing things this those to too up us use used uses using versus very vs want wants was we well were what when where whether which while who whom whose why will with would you your",
}

func Stops(language string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(stopWords(language)) {
		set[word] = true
	}
	return set
}
