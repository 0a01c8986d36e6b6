package origin

import (
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

func (l *library) routeGRPC(mux *router) {
	mux.HandleFunc("POST api.example.com/library.Books/Get", l.getByGRPC)
}

// Status codes of gRPC.
const (
	grpcInvalid  = 3
	grpcNotFound = 5
	grpcInternal = 13
)

// getByGRPC answers a call of gRPC-Web, the form of gRPC that works over HTTP/1.1. The
// HTTP status is 200 as soon as the call is one; how it went is in grpc-status, which is
// in the head if there is no message to send.
func (l *library) getByGRPC(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Content-Type") != "application/grpc-web+proto" {
		w.Header().Set("Accept-Post", "application/grpc-web+proto")
		fail(w, http.StatusUnsupportedMediaType, "This is gRPC-Web. Send application/grpc-web+proto.")
		return
	}
	w.Header().Set("Content-Type", "application/grpc-web+proto")
	fail := func(code int, message string) {
		w.Header().Set("Grpc-Status", strconv.Itoa(code))
		w.Header().Set("Grpc-Message", message)
	}
	id, err := readGRPC(http.MaxBytesReader(w, r.Body, shortLimit))
	if err != nil {
		fail(grpcInvalid, err.Error())
		return
	}
	e := l.entry(strconv.FormatUint(id, 10))
	if e == nil || e.withdrawn || e.barred {
		fail(grpcNotFound, fmt.Sprintf("there is no book %d", id))
		return
	}
	b, err := e.book()
	if err != nil {
		l.log.Printf("book %d does not decode: %v", id, err)
		fail(grpcInternal, fmt.Sprintf("book %d cannot be read", id))
		return
	}
	message := append([]byte{0x0a, byte(len(b.Title))}, b.Title...) // field 1, a string
	writeGRPC(w, 0, message)
	writeGRPC(w, 0x80, []byte("grpc-status: 0\r\n")) // the trailers, as a frame
}

// readGRPC reads one message that has a number as its field 1.
func readGRPC(r io.Reader) (uint64, error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, fmt.Errorf("the frame is shorter than its header of 5 bytes")
	}
	message := make([]byte, min(binary.BigEndian.Uint32(head[1:]), shortLimit))
	if _, err := io.ReadFull(r, message); err != nil {
		return 0, fmt.Errorf("the frame is shorter than it says")
	}
	if len(message) < 2 || message[0] != 0x08 { // field 1, a varint
		return 0, fmt.Errorf("field 1 (id) is missing")
	}
	id, n := binary.Uvarint(message[1:])
	if n <= 0 {
		return 0, fmt.Errorf("field 1 (id) is not a number")
	}
	return id, nil
}

// writeGRPC writes a frame: a byte of flags, four bytes of length, and the data.
func writeGRPC(w io.Writer, flags byte, data []byte) {
	head := binary.BigEndian.AppendUint32([]byte{flags}, uint32(len(data)))
	w.Write(append(head, data...))
}
