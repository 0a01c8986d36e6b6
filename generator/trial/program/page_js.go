package program

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"syscall/js"
)

// Main runs the program in a worker until the worker ends. origin is the origin of the
// site, or nil.
//
// It sets the function wirebook of the worker, which takes the name of a call, its
// argument as JSON, bytes or null, and a function that is called with JSON: {event: …}
// for events, and once {result: …} or {error: …}. One call is answered at a time.
func Main(origin func(*log.Logger) *http.Server) {
	p, err := New(origin)
	if err != nil {
		panic(err)
	}
	queue := queueOf(p)
	js.Global().Set("wirebook", js.FuncOf(func(_ js.Value, args []js.Value) any {
		c := call{name: args[0].String(), argument: args[1].String(), answer: args[3]}
		if !args[2].IsNull() {
			c.bytes = append(c.bytes, bytesOf(args[2])...)
		}
		queue <- c
		return nil
	}))
	js.Global().Call("wirebookReady")
	select {}
}

// A call is one call of the page.
type call struct {
	name, argument string
	bytes          []byte
	answer         js.Value
}

func bytesOf(v js.Value) []byte {
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// queueOf answers calls one after another, so that the page need not wait.
func queueOf(p *Program) chan<- call {
	queue := make(chan call, 64)
	go func() {
		for c := range queue {
			c.tell(p.safely(c.name, []byte(c.argument), c.bytes, func(e Event) { c.tell(e) }))
		}
	}()
	return queue
}

// tell sends a value to the page.
func (c call) tell(v any) {
	text, err := json.Marshal(v)
	if err != nil {
		text, _ = json.Marshal(map[string]string{"error": fmt.Sprint(err)})
	}
	c.answer.Invoke(string(text))
}
