package cli_test

import (
	"fmt"
	"log"
	"net"
	"os"
)

// server serves the origin of the scripts as a program of its own, on the port of
// its argument.
func server() {
	l, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err == nil {
		err = newOrigin(log.New(os.Stderr, "", 0)).Serve(l)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
