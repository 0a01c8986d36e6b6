package registry

import "fmt"

// Method is a registered method (RFC 9110 section 16.1.1).
type Method struct {
	Name             string // case-sensitive
	Safe, Idempotent bool   // RFC 9110 sections 9.2.1 and 9.2.2
	RFC, Section     string
}

// Method returns the registered method with that name. Methods are case-sensitive (RFC
// 9110 section 9.1).
func (r *Registry) Method(name string) (Method, bool) {
	i, ok := r.byMethod[name]
	if !ok {
		return Method{}, false
	}
	return r.methods[i], true
}

// Methods returns every registered method, by name.
func (r *Registry) Methods() []Method { return r.methods }

var methodColumns = []string{"name", "safe", "idempotent", "rfc", "section"}

func (r *Registry) addMethod(cells row) error {
	safe, err := yes(cells[1])
	if err != nil {
		return err
	}
	idempotent, err := yes(cells[2])
	if err != nil {
		return err
	}
	m := Method{cells[0], safe, idempotent, cells[3], cells[4]}
	if before, ok := last(r.methods); ok && before.Name >= m.Name {
		return fmt.Errorf("%s does not come after %s", m.Name, before.Name)
	}
	if m.Safe && !m.Idempotent {
		return fmt.Errorf("%s is safe, so it must be idempotent (RFC 9110 section 9.2.2)", m.Name)
	}
	if err := r.cited(m.RFC, m.Section); err != nil {
		return err
	}
	r.byMethod[m.Name] = len(r.methods)
	r.methods = append(r.methods, m)
	return nil
}
