package origin

import (
	"context"
	"io"
	"net"
	"sync"
)

// Relay connects each client of l to the instance, and hands on what passes in both
// directions, byte for byte. It closes l and all connections when ctx ends, and returns
// nil then. If the instance can no longer be reached, it returns the reason.
func Relay(ctx context.Context, l net.Listener, i Instance) error {
	relayed, cancel := context.WithCancel(ctx)
	var open sync.WaitGroup
	defer open.Wait()
	defer cancel()
	defer context.AfterFunc(relayed, func() { l.Close() })()
	for {
		client, err := l.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		server, err := i.Dial(ctx)
		if err != nil {
			client.Close()
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		open.Go(func() {
			defer client.Close()
			defer server.Close()
			defer context.AfterFunc(relayed, func() { client.Close(); server.Close() })()
			var both sync.WaitGroup
			both.Go(func() { handOn(server, client) })
			both.Go(func() { handOn(client, server) })
			both.Wait()
		})
	}
}

// handOn copies what one end sends to the other, and then closes that half.
func handOn(to, from net.Conn) {
	io.Copy(to, from) // an error ends the connection as the end of input does
	if half, ok := to.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}
