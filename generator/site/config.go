package site

import "wirebook/generator/note"

// Config is what site.yaml says of the site as a whole.
type Config = note.Config
