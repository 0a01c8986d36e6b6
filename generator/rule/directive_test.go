package rule

// directiveExamples are for the rules about Cache-Control.
func directiveExamples() []ruleExample {
	return []ruleExample{
		{rule: "cc-seconds", breaks: answering("Cache-Control: no-cache, max-age=foo"), says: `"foo" is not a number of seconds`, at: "max-age=foo", near: answering("Cache-Control: max-age=0, s-maxage=60, stale-while-revalidate=30")},
		{rule: "cc-seconds", breaks: answering("Cache-Control: max-age"), says: "max-age has no number of seconds", at: "max-age", near: asking("Cache-Control: max-stale")},
		{rule: "cc-seconds", breaks: asking("Cache-Control: max-stale=1h"), says: `"1h" is not a number of seconds`, near: noting("Cache-Control: max-age={seconds}")},
		{rule: "cc-seconds", breaks: answering("Cache-Control: max-age=-1"), says: `"-1" is not a number of seconds`},
		{rule: "cc-token", breaks: asking(`Cache-Control: min-fresh="20"`), says: "the argument of min-fresh is quoted", near: asking("Cache-Control: min-fresh=20")},
		{rule: "cc-names", breaks: answering(`Cache-Control: no-cache="set cookie"`), says: `"set cookie" is not a field name`, near: answering(`Cache-Control: no-cache="Set-Cookie, Vary", private`)},
		{rule: "cc-bare", breaks: answering("Cache-Control: no-store=foo"), says: "no-store takes no argument", at: "no-store=foo", near: answering("Cache-Control: no-store, community=UCI")},
		{rule: "cc-once", breaks: answering("Cache-Control: max-age=5, no-cache\nCache-Control: Max-Age=10"), says: "max-age is repeated", at: "Max-Age=10", near: answering("Cache-Control: foo=1, foo=2, max-age=5")},
		{rule: "cc-side", breaks: answering("Cache-Control: only-if-cached"), says: "only-if-cached has no meaning in a response", near: asking("Cache-Control: only-if-cached")},
		{rule: "cc-side", breaks: asking("Cache-Control: public"), says: "public has no meaning in a request", near: answering("Cache-Control: public, max-age=1")},
	}
}
