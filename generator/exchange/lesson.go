package exchange

import (
	"fmt"

	"wirebook/generator/note"
	"wirebook/generator/source"
)

// passive faults lessons whose tasks are mostly to be looked at: those to predict and to
// read may be a third. A lesson that has none but predictions has no tasks yet.
func (s *Scripts) passive() (faults []source.Fault) {
	for _, script := range s.Notes {
		i := s.Tree.Config.SectionOf(script.Note.Path)
		if len(script.Tasks) == 0 || i < 0 || !s.Tree.Config.Sections[i].Lessons {
			continue
		}
		all, passive := len(script.Tasks), 0
		var last *note.Fence
		for _, t := range script.Tasks {
			if t.Kind == ReadTask {
				passive++
				last = t.Begin.Fence
			}
		}
		for _, e := range script.Exchanges {
			if len(e.Predict) > 0 {
				all++
				passive++
				last = e.Request
			}
		}
		if 3*passive > all {
			faults = append(faults, source.Fault{File: script.Note.File, Span: last.Marker, ID: "task-share",
				What: fmt.Sprintf("%d of the %d tasks of this lesson are to be predicted or read; a third may be", passive, all),
				Do:   "add tasks of the kinds send, write, mend and order, or remove some of these"})
		}
	}
	return faults
}
