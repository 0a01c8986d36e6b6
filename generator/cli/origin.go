package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"wirebook/generator"
	"wirebook/generator/exchange"
	"wirebook/generator/serve"
	"wirebook/generator/source"
)

type originCommand struct {
	Addr string `help:"Address to listen on; loopback only." default:"${origin}" placeholder:"HOST:PORT"`
	Note string `help:"Print how to send the requests of this note, which expects a fresh origin." placeholder:"FILE"`
}

// Run serves the built-in origin until it is stopped.
func (c *originCommand) Run(r *run) error {
	if r.program.Origin == nil {
		return source.Usage("no-origin", "this wirebook has no built-in origin", "add content/origin, and name it in main.go")
	}
	host := generator.BuiltInHost(r.options(""))
	if host == "" {
		return source.Usage("no-origin", "no origin of content/site.yaml is built in", "start its command yourself; or run wirebook serve, and send requests from the pages")
	}
	var exchanges []*exchange.Exchange
	if c.Note != "" {
		sel, err := generator.Select(r.root, []string{c.Note})
		if err == nil {
			exchanges, err = generator.Documented(r.options(""), sel)
		}
		if err != nil {
			return err
		}
	}
	l, err := serve.Listen(r.ctx, c.Addr)
	if err != nil {
		return err
	}
	server := r.program.Origin(log.New(r.program.Err, "", 0))
	server.Handler = onLoopback(server.Handler, host)
	fmt.Fprintf(r.program.Out, "the origin listens on http://%s as %s; it keeps its state until you stop it (Ctrl-C)\n", l.Addr(), host)
	if c.Note == "" {
		fmt.Fprintf(r.program.Out, "try: curl -i http://%s/\n", l.Addr())
	}
	for _, e := range exchanges {
		if e.ByHand() {
			line := cmp.Or(e.Send().Curl, e.Send().Pipe)
			fmt.Fprintln(r.program.Out, strings.NewReplacer(exchange.OriginAddr, l.Addr().String(), pipeAddr(exchange.OriginAddr), pipeAddr(l.Addr().String())).Replace(line))
		}
	}
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

// pipeAddr returns the nc command that connects to an address.
func pipeAddr(addr string) string { return "nc -N " + strings.Replace(addr, ":", " ", 1) }

// onLoopback lets `curl http://127.0.0.1:8081/books/1` reach the host that the notes
// use, without a Host field of its own.
func onLoopback(next http.Handler, host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if h, _, err := net.SplitHostPort(name); err == nil {
			name = h
		}
		if host != "" && serve.Loopback(name) {
			r.Host = host
		}
		next.ServeHTTP(w, r)
	})
}
