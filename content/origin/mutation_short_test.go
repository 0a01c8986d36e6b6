//go:build !full

package origin_test

const mutationStride = 50
