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
	type res struct {
		s    float64
		what string
	}
	var all []res
	for _, n := range []int{8000} {
		for _, l := range lexers.Names(false) {
			lx := lexers.Get(l)
			if lx == nil {
				continue
			}
			for _, p := range pats {
				text := strings.Repeat(p, n/len(p)+1)[:n]
				c := cpu()
				chroma.Tokenise(chroma.Coalesce(lx), nil, text)
				if d := cpu() - c; d > 0.05 {
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
