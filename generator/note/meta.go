package note

import (
	"bytes"
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"wirebook/generator/source"
)

const metaMark = "---\n"

// At is where the value of a key of the front matter stands; the first line of
// the note where the key is missing.
func (m Meta) At(key string) source.Span { return m.keys[key] }

// parseMeta reads the front matter and returns where the Markdown begins.
func parseMeta(file *source.File) (m Meta, body int, faults []source.Fault) {
	if !bytes.HasPrefix(file.Data, []byte(metaMark)) {
		return m, 0, []source.Fault{{File: file, ID: "no-front-matter", What: "the note has no front matter",
			Do: "begin the file with\n---\ntitle: …\ndescription: …\n---"}}
	}
	begin := len(metaMark)
	end := bytes.Index(file.Data[begin-1:], []byte("\n"+metaMark))
	if end < 0 && bytes.HasSuffix(file.Data, []byte("\n---")) {
		end, body = len(file.Data)-4-(begin-1), len(file.Data)
	} else if end >= 0 {
		body = begin - 1 + end + 1 + len(metaMark)
	} else {
		return m, len(file.Data), []source.Fault{{File: file, Span: source.Span{End: 3}, ID: "front-matter-open", What: "the front matter does not end",
			Do: "write a line with --- behind its last key"}}
	}
	yamlText := file.Data[begin : begin-1+end+1]
	m.keys = make(map[string]source.Span, 8)
	tree, err := parser.ParseBytes(yamlText, 0)
	if err != nil {
		return m, body, []source.Fault{yamlFault(file, begin, err, nil)}
	}
	for _, doc := range tree.Docs {
		faults = append(faults, m.decode(file, begin, doc.Body)...)
	}
	if m.Title == "" && len(faults) == 0 {
		faults = append(faults, source.Fault{File: file, Span: source.Span{End: 3}, ID: "no-title", What: "the note has no title", Do: "write `title: …` in the front matter"})
	}
	return m, body, faults
}

func (m *Meta) decode(file *source.File, begin int, node ast.Node) (faults []source.Fault) {
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case nil:
		return nil
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return []source.Fault{{File: file, Span: tokenSpan(file, begin, node.GetToken()), ID: "yaml", What: "the front matter is not a list of keys and values", Do: "write `title: …`"}}
	}
	targets := map[string]any{
		"title": &m.Title, "description": &m.Description, "nav": &m.Nav, "order": &m.Order,
		"field": &m.Field, "retry": &m.Retry, "client": &m.Client,
	}
	for _, v := range values {
		key := v.Key.GetToken()
		target, ok := targets[key.Value]
		if !ok {
			faults = append(faults, unknownKey(file, tokenSpan(file, begin, key), key.Value, keysOf(*m)))
			continue
		}
		m.keys[key.Value] = tokenSpan(file, begin, v.Value.GetToken())
		if err := yaml.NodeToValue(v.Value, target); err != nil {
			kind := "text"
			if _, number := target.(*int); number {
				kind = "a whole number"
			}
			faults = append(faults, source.Fault{File: file, Span: m.keys[key.Value], ID: "front-matter-value", What: fmt.Sprintf("the value of %q is not %s", key.Value, kind),
				Do: "write " + kind})
		}
	}
	return faults
}
