package zz

import (
	"fmt"
	"sort"
	"strings"
	"syscall"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

func cpu() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return float64(r.Utime.Sec) + float64(r.Utime.Usec)/1e6 + float64(r.Stime.Sec) + float64(r.Stime.Usec)/1e6
}

func TestZ(t *testing.T) {
	pats := []string{"(", "a ", "\"", "'", "/*", "<", "{", "[", "\\", "`", "$", "#", "//", "a(", "=\"", "0", "\n", "\t", "\\\"", "%", "@", "<!--", "<?php ", "${", "$(", "-", ".", "a.b", "a:b", "::", "\"a", " ", "a", "a\n", " \n", "0x", "<a", "<a ", "a=", "a<", "#{", "{{", "{%", "[[", "(*", "--", "''", "\"\"\"", "'''", "\\\\", "&", "|", "!", "*", "**", "_", "~", "^", "?", ";", ",", "a,", "A", "Aa ", "é", "begin\n", "<%", "%{", "q(", "<<A\n", "=begin\n", "/a", "/", "r\"", "u'", "$\"", "@\"", "#\"", "1.", "1e", ":a", ":\"", "a: ", "- ", "  - a\n", "a: |\n", "!a ", "&a ", "[a](", "![", "> ", "# ", "```\n"}
	names := strings.Fields("apacheconf awk bash console c c++ c# clojure css diff docker elixir erlang graphql groovy haskell haproxy html http ini java javascript jsx kotlin lua make markdown nginx objective-c perl php powershell properties protobuf python r ruby rust scala scss sql swift terraform toml typescript tsx vue xml yaml zig caddyfile dart julia vim")
	atoms := strings.Split("a| |\n|\"|'|(|)|[|{|<|>|/|*|\\\\|#|-|=|:|.|,|$|`|0|_|;|@|%|&|!|?", "|")
	for i, a := range atoms { if a == "\\n" { atoms[i] = "\n" }; if a == "\\\\" { atoms[i] = "\\" } }
	for _, a := range atoms { for _, b := range atoms { if a != b { pats = append(pats, a+b) } } }
	type res struct {
		s    float64
		what string
	}
	var all []res
	for _, n := range []int{4000} {
		for _, l := range names {
			lx := lexers.Get(l)
			if lx == nil {
				continue
			}
			for _, p := range pats {
				text := strings.Repeat(p, n/len(p)+1)[:n]
				c := cpu()
				chroma.Tokenise(chroma.Coalesce(lx), nil, text)
				if d := cpu() - c; d > 0.08 {
					all = append(all, res{d, fmt.Sprintf("%d %s %q", n, l, p)})
					fmt.Printf("%.2f %d %s %q\n", d, n, l, p)
				}
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].s > all[j].s })
	fmt.Println("worst")
	for _, r := range all[:min(40, len(all))] {
		fmt.Printf("%.2f %s\n", r.s, r.what)
	}
}
