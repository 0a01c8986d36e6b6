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
	content, closeContent, err := folder(o.Root, note.Folder)
	if err != nil {
		return ""
	}
	defer closeContent()
	tree, _ := note.Read(content)
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
	content, closeContent, err := folder(o.Root, note.Folder)
	if err != nil {
		return nil, noContent(err)
	}
	defer closeContent()
	tree, _ := note.Read(content)
	if missing := sel.missing(tree); len(missing) > 0 {
		return nil, missing[0]
	}
	var found []*exchange.Exchange
	for _, n := range tree.Notes {
		if sel.note(n) {
			s, _ := exchange.Read(n)
			found = append(found, s.Exchanges...)
		}
	}
	if len(found) == 0 {
		return nil, source.Usage("no-exchange", fmt.Sprintf("%s documents no exchange", sel.chosen[0].arg), "name a note with an http fence")
	}
	return found, nil
}
