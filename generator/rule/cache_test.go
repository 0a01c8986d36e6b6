package rule

func cacheExamples() []ruleExample {
	return []ruleExample{
		{rule: "age-form", breaks: `HTTP/1.1 200 OK
Age: -1`, says: `"-1" is not a number of seconds`, near: `HTTP/1.1 200 OK
Age: 0`},
		{rule: "age-origin", breaks: `HTTP/1.1 200 OK
Age: 5`, says: "the response has Age, but shows no sign of a cache", near: `HTTP/1.1 200 OK
Age: 5
Via: 1.1 gate`},
		{rule: "age-origin", near: `# documented
HTTP/1.1 200 OK
Age: 5
…: …`},
		{rule: "cc-form", breaks: `HTTP/1.1 200 OK
Cache-Control: max-age = 5`, says: `"max-age = 5" is not a directive`, near: `HTTP/1.1 200 OK
Cache-Control: max-age=5, private="a, b", x-own="", no-store`},
		{rule: "cc-form", breaks: `HTTP/1.1 200 OK
Cache-Control: no-store; max-age=5`, says: `"no-store; max-age=5" is not a directive`, near: `HTTP/1.1 200 OK
Cache-Control: no-store,,max-age=5`},
		{rule: "cc-form", breaks: `HTTP/1.1 200 OK
Cache-Control: max-age=`, says: `"max-age=" is not a directive`},
		{rule: "cc-token", breaks: `HTTP/1.1 200 OK
Cache-Control: public, S-MaxAge="5"`, says: "the argument of s-maxage is quoted", near: `HTTP/1.1 200 OK
Cache-Control: max-age=5, x-own="5"`},
		{rule: "cc-quoted", breaks: `HTTP/1.1 200 OK
Cache-Control: private=set-cookie`, says: "the argument of private is not quoted", near: `HTTP/1.1 200 OK
Cache-Control: no-cache, private="set-cookie"`},
		{rule: "cc-understand", breaks: `HTTP/1.1 200 OK
Cache-Control: must-understand, max-age=5`, says: "no-store is missing, but there is must-understand", near: `HTTP/1.1 200 OK
Cache-Control: must-understand
Cache-Control: No-Store`},
		{rule: "never-stored", breaks: `HTTP/1.1 429 Too Many Requests
Age: 5`, says: "a 429 with Age was stored by a cache", near: `HTTP/1.1 404 Not Found
Age: 5`},
	}
}
