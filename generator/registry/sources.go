package registry

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// MaxAge is how old facts may become before a build warns of them.
const MaxAge = 180 * 24 * time.Hour

// A Source is where some of the facts are from.
type Source struct {
	Facts     string    // what it is the source of, such as "status codes"
	Name, URL string    // of the source
	AsOf      time.Time // the day, in UTC, up to which the facts are known to agree with it
}

// Old reports whether the facts are older than MaxAge.
func (s Source) Old(now time.Time) bool { return now.Sub(s.AsOf) > MaxAge }

// Sources returns the sources of the facts.
func (r *Registry) Sources() []Source { return r.sources }

var sourceColumns = []string{"facts", "source", "url", "as of"}

func (r *Registry) addSource(cells row) error {
	day, err := time.Parse(time.DateOnly, cells[3])
	switch {
	case err != nil:
		return fmt.Errorf("%q is not a day such as 2026-11-26", cells[3])
	case cells[1] == "":
		return errors.New("no source")
	case !strings.HasPrefix(cells[2], "https://"):
		return fmt.Errorf("%q is not an https address", cells[2])
	}
	r.sources = append(r.sources, Source{cells[0], cells[1], cells[2], day})
	return nil
}
