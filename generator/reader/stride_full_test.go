//go:build full

package reader_test

// stride says how much is tried of what there is much of: all of it.
const stride = 1

func tellOfMore() {}
