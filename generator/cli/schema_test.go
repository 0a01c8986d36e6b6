package cli

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// The schema allows the keys that the reader of site.yaml allows, in the same order of
// nesting.
func TestSchemaHasTheKeys(t *testing.T) {
	var out bytes.Buffer
	if status := Run(t.Context(), []string{"schema"}, Program{Out: &out, Err: &out}); status != 0 {
		t.Fatal(out.String())
	}
	type object struct {
		Properties map[string]struct {
			Items                struct{ Properties map[string]any }
			AdditionalProperties any
		}
		AdditionalProperties *bool
	}
	var schema object
	if err := json.Unmarshal(out.Bytes(), &schema); err != nil || schema.AdditionalProperties == nil || *schema.AdditionalProperties {
		t.Fatalf("the schema is %s (%v)", out.String(), err)
	}
	for at, text := range map[string]string{"": "nothing: x\n", "sections": "sections:\n  - nothing: x\n"} {
		file, _ := source.NewFile(note.ConfigName, []byte("title: T\n"+text))
		_, faults := note.ParseConfig(file)
		if len(faults) != 1 {
			t.Fatal(faults)
		}
		_, keys, _ := strings.Cut(faults[0].Do, "the keys are: ")
		var got []string
		for key := range schema.Properties {
			if at == "" {
				got = append(got, key)
			}
		}
		if at != "" {
			for key := range schema.Properties[at].Items.Properties {
				got = append(got, key)
			}
		}
		slices.Sort(got)
		want := strings.Split(keys, ", ")
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: the schema has %q, and the reader %q", at, got, want)
		}
	}
}
