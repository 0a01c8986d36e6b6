package cli

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"wirebook/generator"
	"wirebook/generator/source"
)

type originCommand struct {
	Addr string `help:"Address to listen on; loopback only." default:"127.0.0.1:8081" placeholder:"HOST:PORT"`
}

// Run serves the built-in origin until it is stopped.
func (c *originCommand) Run(r *run) error {
	if r.program.Origin == nil {
		return source.Usage("no-origin", "this wirebook has no built-in origin", "content/origin and two lines of main.go make one")
	}
	l, err := listenLoopback(c.Addr)
	if err != nil {
		return err
	}
	server := r.program.Origin(log.New(r.program.Err, "", 0))
	host := generator.BuiltInHost(r.options(""))
	server.Handler = onLoopback(server.Handler, host)
	fmt.Fprintf(r.program.Out, "the origin listens on http://%s as %s; its state lasts until it is stopped (Ctrl-C)\ntry: curl -i http://%s/\n", l.Addr(), host, l.Addr())
	go func() {
		<-r.ctx.Done()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(ctx)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// listenLoopback refuses every address that other machines can reach.
func listenLoopback(addr string) (net.Listener, error) {
	a, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, source.Usage("address", "the address cannot be used: "+err.Error(), "write --addr 127.0.0.1:PORT")
	}
	if !a.IP.IsLoopback() {
		return nil, source.Usage("not-loopback", fmt.Sprintf("%s is not a loopback address, and the origin is for this machine only", addr), "write --addr 127.0.0.1:PORT")
	}
	l, err := net.ListenTCP("tcp", a)
	if err != nil {
		return nil, source.Usage("busy", fmt.Sprintf("%s cannot be used: %v", addr, err), "stop what listens there, or choose another port: --addr 127.0.0.1:PORT")
	}
	return l, nil
}

// onLoopback lets `curl http://127.0.0.1:8081/books/1` reach the host that the
// notes speak of, without a Host field of its own.
func onLoopback(next http.Handler, host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if h, _, err := net.SplitHostPort(name); err == nil {
			name = h
		}
		if ip := net.ParseIP(name); host != "" && (name == "localhost" || ip != nil && ip.IsLoopback()) {
			r.Host = host
		}
		next.ServeHTTP(w, r)
	})
}
