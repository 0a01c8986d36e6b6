package cli

import (
	"encoding/json"
	"reflect"
	"strings"

	"wirebook/generator/note"
)

type schemaCommand struct{}

// Run prints the schema of site.yaml.
func (*schemaCommand) Run(r *run) error {
	s := schemaOf(reflect.TypeFor[note.Config]())
	s["$schema"], s["title"], s["required"] = "https://json-schema.org/draft/2020-12/schema", "content/site.yaml", []string{"title"}
	e := json.NewEncoder(r.program.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(s)
}

// schemaOf is the JSON Schema of a type as the YAML reader of package note takes it: the
// keys are the tags of its fields, and no others are allowed.
func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Struct:
		keys := map[string]any{}
		for f := range t.Fields() {
			if key, ok := f.Tag.Lookup("yaml"); ok {
				key, _, _ = strings.Cut(key, ",")
				keys[key] = schemaOf(f.Type)
			}
		}
		return map[string]any{"type": "object", "properties": keys, "additionalProperties": false}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	}
	return map[string]any{"type": []string{"string", "number", "boolean"}} // a text without quotes may look like another
}
