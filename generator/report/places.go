package report

import (
	"fmt"
	"slices"
	"strings"

	"wirebook/generator/proof"
	"wirebook/generator/registry"
)

// jsonPlaces are exchanges by the status codes or fields in them.
type jsonPlaces map[string][]jsonPlace

type jsonPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Number int    `json:"number"`
	Result string `json:"result"`
}

// placesJSON groups exchanges by their status codes and by their fields. A field has
// the registered case, or if it is not registered, the case of its first use.
func placesJSON(all []*proof.Result) (codes, fields jsonPlaces, err error) {
	facts, err := registry.Load()
	if err != nil {
		return nil, nil, err
	}
	codes, fields = jsonPlaces{}, jsonPlaces{}
	spelt := map[string]string{} // by the name in lower case
	for _, o := range all {
		place := jsonPlace{o.File.Name, o.Line(), o.Number, string(o.State())}
		add := func(to jsonPlaces, what string) {
			if n := len(to[what]); n == 0 || to[what][n-1] != place { // once for an exchange
				to[what] = append(to[what], place)
			}
		}
		for _, code := range append(slices.Clone(o.Interim), o.Code) {
			if code > 0 {
				add(codes, fmt.Sprintf("%03d", code))
			}
		}
		for _, name := range slices.Concat(o.RequestFields, o.Fields) {
			key := strings.ToLower(name)
			if f, ok := facts.FieldFold(name); ok {
				name = f.Name
			} else if first, ok := spelt[key]; ok {
				name = first
			}
			spelt[key] = name
			add(fields, name)
		}
	}
	return codes, fields, nil
}
