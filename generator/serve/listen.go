package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"wirebook/generator/source"
)

// Listen opens the address, which must be on loopback: the site is unfinished work, and
// a change of the tree runs code. The error is a source.Fault.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	if addr == "" {
		addr = DefaultAddr
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil || port == "" {
		return nil, source.Usage("bad-address", fmt.Sprintf("--addr %s is not an address with a port", addr), "write HOST:PORT, for example --addr "+DefaultAddr)
	}
	if !Loopback(host) {
		return nil, source.Usage("not-loopback", fmt.Sprintf("--addr %s is not on loopback", addr),
			fmt.Sprintf("the site is served to this machine only: use --addr 127.0.0.1:%s", port))
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		why, do := "cannot be opened: "+err.Error(), "choose another address with --addr HOST:PORT"
		if errors.Is(err, syscall.EADDRINUSE) {
			why, do = "is in use by another program", "stop that program, or "+do
		}
		return nil, source.Usage("address-busy", fmt.Sprintf("the address %s %s", addr, why), do)
	}
	// The system's hosts file may give localhost any address.
	if a, ok := listener.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		listener.Close()
		return nil, source.Usage("not-loopback", fmt.Sprintf("--addr %s leads to %s, which is not on loopback", addr, listener.Addr()),
			fmt.Sprintf("use --addr 127.0.0.1:%s", port))
	}
	return listener, nil
}

// Loopback reports whether a host, given as a name or an IP address, is this machine
// only.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
