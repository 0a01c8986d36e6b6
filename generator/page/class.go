package page

import (
	"wirebook/generator/registry"
	"wirebook/generator/site"
)

// A Class is one of the five classes with its codes.
type Class struct {
	Digit int
	Name  string
	URL   string // of its page, or empty
	Codes []Code
}

// A Code is a registered status code.
type Code struct {
	Code   int
	Phrase string
	State  string // as registry.Status.State
	URL    string // of its page, or empty
}

// Digit is the first digit of the page's status code or class, or 0 without one.
func (v *View) Digit() int {
	switch {
	case v.Status != nil:
		return v.Status.Class()
	case v.Class != nil:
		return v.Class.Digit
	}
	return 0
}

// Code returns the registered status code with that number, or nil.
func (v *View) Code(code int) *Code {
	s, ok := v.press.registered(code)
	if !ok {
		return nil
	}
	c := v.code(s)
	return &c
}

func (v *View) code(s registry.Status) Code {
	c := Code{Code: s.Code, Phrase: s.Phrase, State: s.State}
	if page := v.site(site.AboutNames).Code(s.Code); page != nil {
		c.URL = v.at.To(page.URL)
	}
	return c
}

// Classes returns the five classes with every registered code, or none if the site has
// no page of a code or of a class.
func (v *View) Classes() []Class {
	r := v.registry()
	if r == nil {
		return nil
	}
	var out []Class
	linked := false
	for _, c := range r.Classes() {
		class := v.class(c)
		for _, s := range r.Statuses() {
			if s.Class() == c.Digit {
				code := v.code(s)
				linked = linked || code.URL != ""
				class.Codes = append(class.Codes, code)
			}
		}
		linked = linked || class.URL != ""
		out = append(out, class)
	}
	if !linked {
		return nil
	}
	return out
}

// ClassOf returns the class of the page's status code, without its codes, or nil.
func (v *View) ClassOf() *Class {
	r := v.registry()
	if r == nil {
		return nil
	}
	c, ok := r.Class(v.Digit())
	if !ok {
		return nil
	}
	class := v.class(c)
	return &class
}

// Everyday returns the status codes that the home page shows first, or none.
func (v *View) Everyday() []Code {
	var out []Code
	for _, code := range v.site(site.AboutConfig).Config.Everyday {
		if c := v.Code(code); c != nil {
			out = append(out, *c)
		}
	}
	return out
}

// Class is the first digit of the code.
func (c Code) Class() int { return c.Code / 100 }

func (v *View) class(c registry.Class) Class {
	class := Class{Digit: c.Digit, Name: c.Name}
	if page := v.site(site.AboutNames).Class(c.Digit); page != nil {
		class.URL = v.at.To(page.URL)
	}
	return class
}
