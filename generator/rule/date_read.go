package rule

import (
	"strings"
	"time"

	"wirebook/generator/wire"
)

const (
	dayNames   = "SunMonTueWedThuFriSat"
	monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"
	exampleIMF = "Sun, 06 Nov 1994 08:49:37 GMT"
)

// A date is a timestamp in the preferred form (RFC 9110 section 5.6.7). The day need
// not exist.
type date struct {
	weekday              int // 0 is Sunday
	year, month, day     int
	hour, minute, second int
}

// parseIMF parses an IMF-fixdate byte for byte.
func parseIMF(s string) (d date, ok bool) {
	const shape = "aaa, 00 aaa 0000 00:00:00 GMT"
	if len(s) != len(shape) {
		return d, false
	}
	for i := range len(shape) {
		switch c := s[i]; shape[i] {
		case 'a':
			ok = wire.IsAlpha(c)
		case '0':
			ok = wire.IsDigit(c)
		default:
			ok = c == shape[i]
		}
		if !ok {
			return d, false
		}
	}
	day, month := strings.Index(dayNames, s[:3]), strings.Index(monthNames, s[8:11])
	if day < 0 || day%3 != 0 || month < 0 || month%3 != 0 {
		return d, false
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	return date{
		weekday: day / 3,
		day:     two(5), month: month/3 + 1, year: two(12)*100 + two(14),
		hour: two(17), minute: two(20), second: two(23),
	}, true
}

func (d date) time() time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.second, 0, time.UTC)
}

// fault says what is wrong with a date in the right form: an impossible time, a day
// that its month does not have, or the wrong weekday. Second 60 is a leap second.
func (d date) fault() string {
	if d.hour > 23 || d.minute > 59 || d.second > 60 {
		return "there is no such time"
	}
	d.hour, d.minute, d.second = 0, 0, 0
	t := d.time()
	if t.Day() != d.day {
		return "the month has no such day"
	}
	if int(t.Weekday()) != d.weekday {
		return "that day is a " + t.Weekday().String()
	}
	return ""
}

// parseDate parses a timestamp in any of the three forms that a recipient must accept
// (RFC 9110 section 5.6.7).
func parseDate(s string) (t time.Time, ok bool) {
	if d, ok := parseIMF(s); ok {
		return d.time(), true
	}
	return parseObsolete(s)
}

func parseObsolete(s string) (time.Time, bool) {
	if strings.HasSuffix(s, " GMT") {
		if t, err := time.Parse(time.RFC850, s); err == nil {
			return t, true
		}
	}
	t, err := time.Parse(time.ANSIC, s)
	return t, err == nil
}
