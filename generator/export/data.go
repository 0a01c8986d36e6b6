package export

import (
	"bytes"
	_ "embed"
	"encoding/json"

	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// The data of the site for programs: the status codes and the fields, from the
// registry, the notes and the proven exchanges. Their schemas say what each member
// means. An address is a promise, so its folder names the version: if a member changes
// its meaning or goes away, the data needs a new folder, and the old one stays.
const (
	dataFolder  = "api/v1/"
	dataVersion = 1

	dataEnding   = ".json"
	schemaEnding = ".schema.json"
)

var (
	//go:embed data/status-codes.schema.json
	codesSchema []byte
	//go:embed data/fields.schema.json
	fieldsSchema []byte
)

// A dataFile is a data file and its schema: addresses from the root of the site.
type dataFile struct{ Path, Schema string }

// The names of the data files, in their folder.
const (
	codesName  = "status-codes"
	fieldsName = "fields"
)

// Data returns the data files.
func Data() []dataFile {
	return []dataFile{
		{dataFolder + codesName + dataEnding, dataFolder + codesName + schemaEnding},
		{dataFolder + fieldsName + dataEnding, dataFolder + fieldsName + schemaEnding},
	}
}

type (
	codesData struct {
		Schema  string     `json:"$schema"`
		Version int        `json:"version"`
		Codes   []codeData `json:"codes"`
	}
	codeData struct {
		Code      int       `json:"code"`
		Phrase    string    `json:"phrase"`
		Class     int       `json:"class"`
		State     string    `json:"state,omitempty"`
		Caching   string    `json:"caching"`
		Defined   *defined  `json:"defined,omitempty"`
		Retry     string    `json:"retry,omitempty"`
		Client    string    `json:"client,omitempty"`
		Page      string    `json:"page,omitempty"`
		Exchanges int       `json:"exchanges"`
		Response  []counted `json:"responseFields"`
		Request   []counted `json:"requestFields"`
	}
	fieldsData struct {
		Schema  string      `json:"$schema"`
		Version int         `json:"version"`
		Fields  []fieldData `json:"fields"`
	}
	fieldData struct {
		Name       string    `json:"name"`
		Status     string    `json:"status"`
		Structured string    `json:"structured,omitempty"`
		Reference  string    `json:"reference"`
		Defined    *defined  `json:"defined,omitempty"`
		Page       string    `json:"page,omitempty"`
		Exchanges  int       `json:"exchanges"`
		Response   []counted `json:"responseCodes"`
		Request    []counted `json:"requestCodes"`
	}
	defined struct {
		RFC     string `json:"rfc"`
		Section string `json:"section,omitempty"`
		URL     string `json:"url"`
	}
	counted struct {
		Field     string `json:"field,omitempty"`
		Code      int    `json:"code,omitempty"`
		Exchanges int    `json:"exchanges"`
	}
)

// data returns the data files, if a note of the site lists them.
func data(s *site.Site) []site.File {
	if s.List("data") == nil {
		return nil
	}
	codes, fields := Data()[0], Data()[1]
	return []site.File{
		{Path: codes.Path, Data: encoded(codesOf(s, codes))},
		{Path: fields.Path, Data: encoded(fieldsOf(s, fields))},
		{Path: codes.Schema, Data: codesSchema},
		{Path: fields.Schema, Data: fieldsSchema},
	}
}

func encoded(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		panic(err) // only strings and numbers
	}
	return b.Bytes()
}

func codesOf(s *site.Site, f dataFile) codesData {
	at := site.Place{Page: f.Path}
	out := codesData{Schema: codesName + schemaEnding, Version: dataVersion, Codes: []codeData{}}
	for _, c := range s.Registry.Statuses() {
		d := codeData{Code: c.Code, Phrase: c.Phrase, Class: c.Class(), State: c.State, Caching: string(c.Caching),
			Defined: definedIn(c.RFC, c.Section), Exchanges: s.ProvenCode(c.Code)}
		if p := s.Code(c.Code); p != nil {
			d.Retry, d.Client, d.Page = p.Note.Meta.Retry, p.Note.Meta.Client, at.To(p.URL)
		}
		d.Response, d.Request = countedOf(s.SeenWithCode(c.Code), func(e site.Seen) counted {
			return counted{Field: e.Field, Exchanges: e.Exchanges}
		})
		out.Codes = append(out.Codes, d)
	}
	return out
}

func fieldsOf(s *site.Site, f dataFile) fieldsData {
	at := site.Place{Page: f.Path}
	out := fieldsData{Schema: fieldsName + schemaEnding, Version: dataVersion, Fields: []fieldData{}}
	for _, f := range s.Registry.Fields() {
		d := fieldData{Name: f.Name, Status: f.Status, Structured: f.Structured, Reference: f.Reference,
			Defined: definedIn(f.RFC, f.Section), Exchanges: s.ProvenField(f.Name)}
		if url := s.FieldURL(f.Name); url != "" {
			d.Page = at.To(url)
		}
		d.Response, d.Request = countedOf(s.SeenWithField(f.Name), func(e site.Seen) counted {
			return counted{Code: e.Code, Exchanges: e.Exchanges}
		})
		out.Fields = append(out.Fields, d)
	}
	return out
}

func definedIn(rfc, section string) *defined {
	switch {
	case rfc == "":
		return nil
	case section == "":
		return &defined{RFC: rfc, URL: registry.RFC{Number: rfc}.URL()}
	}
	return &defined{rfc, section, registry.Section{RFC: rfc, Number: section}.URL()}
}

func countedOf(all []site.Seen, one func(site.Seen) counted) (response, request []counted) {
	response, request = []counted{}, []counted{}
	for _, e := range all {
		if e.Request {
			request = append(request, one(e))
		} else {
			response = append(response, one(e))
		}
	}
	return response, request
}
