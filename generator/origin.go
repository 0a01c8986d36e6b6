package generator

import (
	"fmt"

	"wirebook/generator/exchange"
	"wirebook/generator/note"
	"wirebook/generator/source"
)

// BuiltInHost is the host under which the notes know the built-in origin: the
// first that site.yaml gives it, or empty.
func BuiltInHost(o Options) string {
	content, err := OpenContent(o.Root)
	if err != nil {
		return ""
	}
	defer content.Close()
	tree, _ := note.Read(content.FS())
	for _, origin := range tree.Config.Origins {
		if origin.BuiltIn && len(origin.Hosts) > 0 {
			return origin.Hosts[0]
		}
	}
	return ""
}

// Documented are the exchanges of one note as it documents them, in its order.
// Nothing is played.
func Documented(o Options, sel Selection) ([]*exchange.Exchange, error) {
	content, err := OpenContent(o.Root)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	tree, _ := note.Read(content.FS())
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, missing[0]
	}
	var found []*exchange.Exchange
	for _, n := range tree.Notes {
		if sel.note(n) {
			found = append(found, exchange.Documented(n)...)
		}
	}
	if len(found) == 0 {
		return nil, source.Usage("no-exchange", fmt.Sprintf("%s documents no exchange", sel.chosen[0].arg), "name a note with an http fence")
	}
	return found, nil
}
