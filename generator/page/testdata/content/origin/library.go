package origin

// library holds the books.
type library struct{}
