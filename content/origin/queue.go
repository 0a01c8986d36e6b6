package origin

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const (
	exportTime   = 3 * time.Second // on the library's clock, for one export
	exportPlaces = 2               // in the queue, the one that is being made included
)

// An export is a copy of the catalogue that a reader has ordered. A job makes one after
// the other; in truth there is no job, only the time at which it would be done.
type export struct {
	id     int
	reader string
	done   time.Time
	failed bool
	file   []byte
}

// firstExports are the exports of a new library: export 2 failed the day before.
func firstExports() map[int]*export {
	return map[int]*export{2: {id: 2, reader: "bo", done: opening.AddDate(0, 0, -1), failed: true}}
}

// orderExport puts an export into the queue. It is not made yet when the answer is sent,
// so the answer is 202, and says where and when to look for it.
func (l *library) orderExport(w http.ResponseWriter, r *http.Request) {
	who, ok := l.identify(r)
	if !ok {
		challenge(w, r)
		return
	}
	file := l.catalogue()
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.now()
	start, id, mine := now, 1, 0 // start: when this export can be begun
	waiting := []time.Duration{}
	for _, e := range l.exports {
		if e.reader == who.Name && e.done.After(opening) {
			mine++
		}
		if e.done.After(now) {
			waiting = append(waiting, e.done.Sub(now))
		}
		if e.done.After(start) {
			start = e.done
		}
	}
	switch {
	case mine > 0 && !who.Librarian:
		w.Header().Set("Link", `<https://api.example.com/plans>; rel="payment"`)
		fail(w, http.StatusPaymentRequired, "You have used today's free export. Pay for more, or wait until tomorrow.")
		return
	case len(waiting) == exportPlaces:
		retryAfter(w, min(waiting[0], waiting[1]))
		fail(w, http.StatusServiceUnavailable, "The queue is full. Try again after the time in Retry-After.")
		return
	}
	for l.exports[id] != nil {
		id++
	}
	e := &export{id: id, reader: who.Name, done: start.Add(exportTime), file: file}
	l.exports[id] = e

	w.Header().Set("Location", fmt.Sprintf("/exports/%d", id))
	retryAfter(w, e.done.Sub(now))
	writeJSON(w, http.StatusAccepted, e.state(now))
}

// getExport says how far an export is. When it is done, its file is another resource,
// and 303 leads there.
func (l *library) getExport(w http.ResponseWriter, r *http.Request) {
	e := l.export(r.PathValue("id"))
	now := l.clock.now()
	w.Header().Set("Cache-Control", "no-store") // it changes every second
	switch {
	case e == nil:
		fail(w, http.StatusNotFound, "There is no export "+r.PathValue("id")+".")
	case e.failed:
		writeJSON(w, http.StatusOK, e.state(now))
	case e.done.After(now):
		retryAfter(w, e.done.Sub(now))
		writeJSON(w, http.StatusOK, e.state(now))
	default:
		w.Header().Set("Location", fmt.Sprintf("/exports/%d/file", e.id))
		writeJSON(w, http.StatusSeeOther, e.state(now))
	}
}

// getExportFile sends the catalogue as it was when the export was ordered.
func (l *library) getExportFile(w http.ResponseWriter, r *http.Request) {
	e := l.export(r.PathValue("id"))
	if e == nil || e.failed || e.done.After(l.clock.now()) {
		fail(w, http.StatusNotFound, "There is no such file. If its export is still running, try again later.")
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="books-%d.csv"`, e.id))
	w.Write(e.file)
}

// mailExport sends the file of an export to its reader. Without the file there is
// nothing to send: what this depends on has failed.
func (l *library) mailExport(w http.ResponseWriter, r *http.Request) {
	e := l.export(r.PathValue("id"))
	switch {
	case e == nil:
		fail(w, http.StatusNotFound, "There is no export "+r.PathValue("id")+".")
	case e.failed:
		fail(w, http.StatusFailedDependency, fmt.Sprintf("Export %d failed, so there is no file to mail.", e.id))
	case e.done.After(l.clock.now()):
		fail(w, http.StatusConflict, fmt.Sprintf("Export %d is not done. Try again when it is.", e.id))
	default:
		w.WriteHeader(http.StatusAccepted) // the mail goes out tonight
	}
}

// export returns the export with this id, or nil.
func (l *library) export(id string) *export {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, err := strconv.Atoi(id)
	if err != nil {
		return nil
	}
	return l.exports[n]
}

// state is the content of an export's monitor.
func (e *export) state(now time.Time) any {
	state := "done"
	switch {
	case e.failed:
		state = "failed"
	case e.done.Sub(now) > exportTime:
		state = "waiting"
	case e.done.After(now):
		state = "running"
	}
	return struct {
		ID    int    `json:"id"`
		State string `json:"state"`
	}{e.id, state}
}

// retryAfter returns in how many seconds another try makes sense.
func retryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())))
}
