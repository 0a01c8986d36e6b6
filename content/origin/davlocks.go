package origin

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/net/webdav"
)

// locks are the locks of the reading room. They differ from webdav.NewMemLS only in
// their tokens: those would be numbers that begin with the time of day, but a token is a
// URI (RFC 4918 section 6.5). These count up, so that an example can show one; a real
// server chooses random ones.
type locks struct {
	webdav.LockSystem

	mu     sync.Mutex
	made   int
	tokens map[string]string // of x/net/webdav, by ours
}

func newLocks() *locks {
	return &locks{LockSystem: webdav.NewMemLS(), tokens: map[string]string{}}
}

// Create makes a lock. x/net/webdav also makes one for each change, and removes it
// again; only locks that a client requested have an owner.
func (l *locks) Create(now time.Time, details webdav.LockDetails) (string, error) {
	token, err := l.LockSystem.Create(now, details)
	if err != nil || details.OwnerXML == "" {
		return token, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.made++
	ours := fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", l.made)
	l.tokens[ours] = token
	return ours, nil
}

// Confirm checks that a request names the locks on what it changes.
func (l *locks) Confirm(now time.Time, name0, name1 string, conditions ...webdav.Condition) (func(), error) {
	theirs := make([]webdav.Condition, len(conditions))
	for i, c := range conditions {
		theirs[i] = c
		theirs[i].Token = l.inner(c.Token)
	}
	return l.LockSystem.Confirm(now, name0, name1, theirs...)
}

// Refresh extends a lock.
func (l *locks) Refresh(now time.Time, token string, d time.Duration) (webdav.LockDetails, error) {
	return l.LockSystem.Refresh(now, l.inner(token), d)
}

// Unlock removes a lock.
func (l *locks) Unlock(now time.Time, token string) error {
	return l.LockSystem.Unlock(now, l.inner(token))
}

// inner returns x/net/webdav's token for one of ours.
func (l *locks) inner(token string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if theirs, found := l.tokens[token]; found {
		return theirs
	}
	return token
}
