package page

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"wirebook/generator/site/sitetest"
)

// strictly is a validator of a schema that takes no member that it does not name.
func strictly(t *testing.T, text string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var forbid func(any)
	forbid = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, named := v["properties"]; named {
				v["additionalProperties"] = false
			}
			for _, inner := range v {
				forbid(inner)
			}
		case []any:
			for _, inner := range v {
				forbid(inner)
			}
		}
	}
	forbid(schema)
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validate(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(v)
}

// The data is as its schemas say, holds every registered code and field, and
// leads to their pages.
func TestData(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":      {Data: []byte("title: T\n")},
		"index.md":       titled("Home", "", "Lead.\n\n"+pair("GET / HTTP/1.1\nHost: a\nIf-None-Match: \"a\"", "HTTP/1.1 304 Not Modified\nETag: \"a\"")),
		"data.md":        titled("Data", "list: data\n", "Lead.\n"),
		"all.md":         titled("All", "list: fields\n", "Lead.\n"),
		"status/304.md":  titled("304 Not Modified", "retry: \"No & <never>.\"\nclient: Keeps it.\n", "Lead.\n"),
		"fields/etag.md": titled("ETag", "field: ETag\n", "Lead.\n"),
	}
	s := sitetest.Link(t, content)
	files := rendered(t, s, realLayouts())
	codes, fields := files["api/v1/status-codes.json"], files["api/v1/fields.json"]
	for name, text := range map[string]string{"status-codes": codes, "fields": fields} {
		schema := strictly(t, files["api/v1/"+name+".schema.json"])
		if err := validate(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for was, is := range map[string]string{`"version": 1`: `"version": 2`, `"exchanges": 0`: `"exchanges": -1`, `"$schema"`: `"schema"`, `"rfc": "9110"`: `"rfc": "RFC 9110"`} {
			if bad := strings.Replace(text, was, is, 1); bad == text || validate(t, schema, bad) == nil {
				t.Errorf("%s: the schema takes %s for %s", name, is, was)
			}
		}
		if !strings.Contains(files["data.html"], `href="api/v1/`+name+`.json"`) || !strings.Contains(files["data.html"], `href="api/v1/`+name+`.schema.json"`) {
			t.Errorf("the page of the data does not lead to %s", name)
		}
	}
	type counted struct {
		Field     string
		Code      int
		Exchanges int
	}
	var c struct {
		Codes []struct {
			Code                                 int
			Page, Retry, Client, Phrase, Caching string
			Exchanges                            int
			Defined                              struct{ Section string }
			Response                             []counted `json:"responseFields"`
			Request                              []counted `json:"requestFields"`
		}
	}
	var f struct {
		Fields []struct {
			Name, Page string
			Response   []counted `json:"responseCodes"`
			Request    []counted `json:"requestCodes"`
		}
	}
	if err := json.Unmarshal([]byte(codes), &c); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(fields), &f); err != nil {
		t.Fatal(err)
	}
	if len(c.Codes) != len(s.Registry.Statuses()) || len(f.Fields) != len(s.Registry.Fields()) {
		t.Errorf("%d codes and %d fields", len(c.Codes), len(f.Fields))
	}
	for _, d := range c.Codes {
		if d.Code == 304 && (d.Page != "../../status/304.html" || d.Retry != "No & <never>." || d.Client != "Keeps it." || d.Exchanges != 1 || len(d.Response) != 2 || d.Response[1] != (counted{Field: "ETag", Exchanges: 1}) || len(d.Request) != 2 || d.Request[1].Field != "If-None-Match") {
			t.Errorf("304 is %+v", d)
		}
		if d.Code == 404 && (d.Page != "" || d.Phrase != "Not Found" || d.Exchanges != 0 || d.Caching != "heuristic" || d.Defined.Section != "15.5.5") {
			t.Errorf("404 is %+v", d)
		}
	}
	for _, d := range f.Fields {
		if d.Name == "ETag" && (d.Page != "../../fields/etag.html" || len(d.Response) != 1 || d.Response[0].Code != 304 || len(d.Request) != 0) {
			t.Errorf("ETag is %+v", d)
		}
		if d.Name == "Keep-Alive" && d.Page != "../../all.html#keep-alive" {
			t.Errorf("Keep-Alive is %+v", d)
		}
	}

	delete(content, "data.md")
	for name := range rendered(t, sitetest.Link(t, content), realLayouts()) {
		if strings.HasPrefix(name, "api/") {
			t.Errorf("%s is there, and no note asks for it", name)
		}
	}
}
