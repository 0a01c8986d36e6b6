package layout

import "testing"

// A style loses the white space that separates nothing, and no other.
func TestTight(t *testing.T) {
	for style, want := range map[string]string{
		"a { color: red; }\n\nb , c > d { margin: 0 auto; }\n":         "a{color:red}b,c > d{margin:0 auto}",
		"a :hover, a:is(b, c) { x: 1 }":                                "a :hover,a:is(b,c){x:1}",
		"@media (min-width: 40rem) and (x) {\n:root { --a: #fff; }\n}": "@media (min-width:40rem) and (x){:root{--a:#fff}}",
		"a::before { content: \"a ; { \\\" } \" / \"\"; }":             "a::before{content:\"a ; { \\\" } \" / \"\"}",
		"a { content: ': ' attr(x); } /* it's; kept { */ b { y: 2 }":   "a{content:': ' attr(x)}/* it's; kept { */ b{y:2}",
		"a { width: calc(1px + 2px); z: 'open":                         "a{width:calc(1px + 2px);z:'open",
		"":                                                             "",
	} {
		if got := string(tight([]byte(style))); got != want {
			t.Errorf("%q becomes %q, want %q", style, got, want)
		}
	}
}
