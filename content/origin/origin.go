// Package origin is the server behind the examples: a small lending library at
// api.example.com. New makes it. Every response has a cause in this code: no handler
// sends a status code only because a page needs one.
//
// Each file covers one area, and registers its own routes. Pages show a handler next to
// the response that it sent, so it is written to be read there.
package origin

import (
	"log"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/webdav"
	"golang.org/x/time/rate"
)

// New returns a server with its own library: servers share nothing, and the same
// requests in the same order get the same answers. It does not listen yet, starts no
// goroutine and reads no file. Errors of net/http itself go to log, and so does the
// cause of each 500.
func New(log *log.Logger) *http.Server {
	l := &library{
		mux:     &router{make(map[string]http.Handler, 128)},
		log:     log,
		books:   firstBooks(),
		next:    7,
		covers:  firstCovers(),
		exports: firstExports(),
		reviews: map[string][]review{},

		followers: map[chan string]bool{},

		loans:    firstLoans(),
		lastLoan: 1,
		sessions: map[string]reader{},
		tries:    map[string]*rate.Limiter{},
	}
	l.room = newRoom(&l.clock)
	l.routeHome(l.mux)
	l.routeBooks(l.mux)
	l.routeCovers(l.mux)
	l.routeReaders(l.mux)
	l.routeExports(l.mux)
	l.routeMoved(l.mux)
	l.routeText(l.mux)
	l.routeDAV(l.mux)
	l.routeLive(l.mux)
	l.routeGateway(l.mux)
	l.routeMuseum(l.mux)
	l.routeReviews(l.mux)
	l.routeUploads(l.mux)
	l.routeLoans(l.mux)
	l.routeSessions(l.mux)
	l.routeSearch(l.mux)
	l.routeQuery(l.mux)
	l.routeWifi(l.mux)
	l.routeTeapot(l.mux)
	l.routeExtended(l.mux)
	l.routeBadUpstreams(l.mux)
	l.routeCORS(l.mux)
	l.routeHours(l.mux)
	l.routeVisit(l.mux)
	l.routeRules(l.mux)
	l.routeStyleSheet(l.mux)
	l.routeSeats(l.mux)
	l.routeAbout(l.mux)
	l.routeNear(l.mux)
	l.routeArchive(l.mux)
	l.routeWishes(l.mux)
	l.routeAlwaysOK(l.mux)
	l.routeHooks(l.mux)
	l.routeTokens(l.mux)
	l.routeStreams(l.mux)
	l.routeKinds(l.mux)
	l.routePayments(l.mux)
	l.routeOrders(l.mux)
	l.routeGraphQL(l.mux)
	l.routeGRPC(l.mux)
	l.routeHealth(l.mux)
	l.routeScans(l.mux)
	l.routeEdge(l.mux)
	l.routeBaskets(l.mux)
	l.routeImports(l.mux)
	l.routeBranch(l.mux)
	l.routeEvents(l.mux)
	l.routeWebApp(l.mux)
	l.routeReports(l.mux)
	l.mux.share()
	return &http.Server{
		Handler:           l,
		ErrorLog:          log,
		MaxHeaderBytes:    4096,        // net/http adds 4,096 of its own
		ReadHeaderTimeout: time.Minute, // a client that takes longer is gone
		ReadTimeout:       time.Minute,
		WriteTimeout:      2 * time.Minute, // counted from the head, so reading is part of it
		IdleTimeout:       time.Minute,
	}
}

// A library is what one server knows. mu guards everything below it.
type library struct {
	mux   *router
	log   *log.Logger
	clock clock
	room  *webdav.Handler // the files of the reading room
	sign  sign

	mu        sync.Mutex
	books     map[string]*entry    // by id, as it is in the path
	next      int                  // the id of the next book
	covers    map[string]cover     // by the id of the book
	exports   map[int]*export      // by id
	reviews   map[string][]review  // by the id of the book
	uploads   []*upload            // the first has the id 1
	wishes    []wish               // the first has the id 1
	queries   []wanted             // the first has the number 1
	followers map[chan string]bool // of new loans
	failures  int                  // how many requests ended in a 500

	loans    []loan
	lastLoan int                      // the highest id of a loan
	sessions map[string]reader        // by the value of the cookie sid
	lastSid  int                      // the highest number of a sid
	tries    map[string]*rate.Limiter // to log in, by the address of the client
	online   bool                     // the guest of the café has logged in to its network
}

// ServeHTTP moves the library's clock on, and passes the request to its handler.
func (l *library) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.clock.tick()
	r.Host = strings.ToLower(r.Host) // host names ignore case, but ServeMux compares bytes
	if asksProxy(r) {
		l.proxy(w, r)
		return
	}
	l.direct(w, r)
}

// direct answers requests that were not sent to the proxy, or that the proxy passed on.
func (l *library) direct(w http.ResponseWriter, r *http.Request) {
	if !misdirected(w, r) && !longTarget(w, r) && !unknownMethod(w, r) && !l.underMaintenance(w, r) {
		l.mux.ServeHTTP(w, r)
	}
}
