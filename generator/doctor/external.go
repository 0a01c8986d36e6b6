package doctor

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"wirebook/generator/note"
	"wirebook/generator/site"
	"wirebook/generator/source"
)

// An Asker asks other sites whether they still have what the notes link to.
type Asker struct {
	Agent   string            // User-Agent of the requests
	Through http.RoundTripper // nil is http.DefaultTransport
}

// deadline is how long the answers to HEAD and GET may take together, redirects included.
const deadline = 20 * time.Second

// hosts is how many hosts are asked at once. Each is asked one address after the other.
const hosts = 6

// A mention is a place with an address of another site.
type mention struct {
	file *source.File
	span source.Span
}

// mentions are the addresses of other sites that a site links to, without their
// fragments, and where.
func mentions(s *site.Site) map[string][]mention {
	out := map[string][]mention{}
	add := func(address string, file *source.File, span source.Span) {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return
		}
		u.Fragment, u.RawFragment = "", ""
		out[u.String()] = append(out[u.String()], mention{file, span})
	}
	for _, p := range s.Pages {
		texts := []*note.Note{p.Note}
		if c := p.Note.Chooser; c != nil {
			texts = append(texts, c.Text)
		}
		for _, n := range texts {
			for _, l := range n.Links {
				add(l.Destination, n.File, l.Span)
			}
		}
	}
	config, c := s.ConfigFile, s.Config
	add(c.Repository, config, c.At("repository"))
	add(c.Issues, config, c.At("issues"))
	add(c.License.URL, config, c.At("license.url"))
	for i, l := range c.Links {
		add(l.URL, config, c.At(fmt.Sprintf("links.%d.url", i)))
	}
	return out
}

// An answer is what became of an address.
type answer struct {
	source.Fault      // without an ID if it is well
	sure         bool // it is a fault; otherwise a notice
}

// follow asks for each address that a site links to, once however often it does: with
// HEAD, and where that is refused, with GET. Faults are the links that lead nowhere;
// notices those of which that is not sure, and those that moved for good.
func (a Asker) follow(ctx context.Context, s *site.Site) (faults, notices []source.Fault) {
	all := mentions(s)
	byHost := map[string][]string{}
	for _, address := range slices.Sorted(maps.Keys(all)) {
		u, _ := url.Parse(address)
		byHost[u.Host] = append(byHost[u.Host], address)
	}
	client := a.client()
	var mu sync.Mutex
	answers := map[string]answer{}
	var group sync.WaitGroup
	free := make(chan struct{}, hosts)
	for _, host := range slices.Sorted(maps.Keys(byHost)) {
		free <- struct{}{}
		group.Go(func() {
			defer func() { <-free }()
			for _, address := range byHost[host] {
				if ctx.Err() != nil {
					return
				}
				got := a.ask(ctx, client, address)
				mu.Lock()
				answers[address] = got
				mu.Unlock()
			}
		})
	}
	group.Wait()
	for address, got := range answers {
		for _, m := range all[address] {
			f := got.Fault
			f.File, f.Span = m.file, m.span
			switch {
			case f.ID == "" || ctx.Err() != nil:
			case got.sure:
				faults = append(faults, f)
			default:
				notices = append(notices, f)
			}
		}
	}
	return faults, notices
}

type redirected struct{}

// A trail are the redirects that a request followed.
type trail struct{ passing bool } // one of them is not for good

func (a Asker) client() *http.Client {
	return &http.Client{
		Transport: a.Through,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if t, ok := r.Context().Value(redirected{}).(*trail); ok {
				code := r.Response.StatusCode
				t.passing = t.passing || code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect
			}
			if len(via) >= 10 {
				return errors.New("more than 10 redirects")
			}
			return nil
		},
	}
}

// ask asks for an address.
func (a Asker) ask(ctx context.Context, client *http.Client, address string) answer {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		t := &trail{}
		r, err := http.NewRequestWithContext(context.WithValue(ctx, redirected{}, t), method, address, nil)
		if err != nil {
			return answer{source.Fault{ID: "external-dead", What: "this address cannot be asked for: " + err.Error(), Do: "correct it"}, true}
		}
		r.Header.Set("User-Agent", a.Agent)
		resp, err := client.Do(r)
		switch {
		case err != nil && method == http.MethodHead:
			continue // some servers close the connection
		case err != nil:
			return failed(err)
		}
		resp.Body.Close()
		switch code := resp.StatusCode; {
		case code < 300 && resp.Request.URL.String() != address && !t.passing:
			return answer{source.Fault{ID: "external-moved", What: "this page moved for good, to " + resp.Request.URL.String(), Do: "link to its new address"}, false}
		case code < 400:
			return answer{}
		case method == http.MethodHead:
			// Many servers refuse HEAD, or answer it in another way.
		case code == http.StatusUnauthorized || code == http.StatusForbidden || code == http.StatusTooManyRequests || code >= 500:
			return answer{source.Fault{ID: "external-unknown", What: fmt.Sprintf("whether this link leads to something cannot be seen: the answer is %s", resp.Status), Do: "follow it in a browser"}, false}
		default:
			return answer{source.Fault{ID: "external-dead", What: fmt.Sprintf("this link leads nowhere: the answer is %s", resp.Status), Do: "link to where it is now, to a copy in an archive, or remove it"}, true}
		}
	}
	return answer{}
}

// failed is what became of an address that was not answered.
func failed(err error) answer {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var dns *net.DNSError
	var timeout net.Error
	what, sure := "no answer: "+err.Error(), true
	switch {
	case errors.As(err, &dns) && !dns.IsNotFound, errors.As(err, &timeout) && timeout.Timeout():
		sure = false
	case errors.As(err, &dns):
		what = "there is no host " + dns.Name
	}
	if !sure {
		return answer{source.Fault{ID: "external-unknown", What: "whether this link leads to something cannot be seen: " + strings.TrimPrefix(what, "no answer: "), Do: "try again later"}, false}
	}
	return answer{source.Fault{ID: "external-dead", What: "this link leads nowhere: " + what, Do: "link to where it is now, to a copy in an archive, or remove it"}, true}
}
