package rule

// connectionExamples are for the rules about the connection and 1xx.
func connectionExamples() []ruleExample {
	return []ruleExample{
		{rule: "close-said", breaks: `# closed
HTTP/1.1 200 OK
Content-Length: 0
`, says: "the server closed without Connection: close", near: `# closed
HTTP/1.1 200 OK
Connection: Upgrade, Close
Content-Length: 0
`},
		{rule: "close-said", breaks: `# closed
HTTP/1.1 200 OK
Connection: closed
Content-Length: 0
`, says: "the server closed without Connection: close", near: `# closed
GET / HTTP/1.0
---
HTTP/1.1 200 OK
Content-Length: 0
`},
		{rule: "close-said", near: `# closed
HTTP/1.0 200 OK
Content-Length: 0
`},
		{rule: "close-said", near: `HTTP/1.1 200 OK
Content-Length: 0
`},
		{rule: "conn-lists", breaks: `HTTP/1.1 200 OK
Keep-Alive: timeout=5`, says: "Connection does not name Keep-Alive", near: `HTTP/1.1 200 OK
Connection: keep-alive
Keep-Alive: timeout=5`},
		{rule: "conn-not-e2e", breaks: `HTTP/1.1 200 OK
Connection: close, cache-control`, says: "Cache-Control is meant for every recipient", near: `HTTP/1.1 200 OK
Connection: close, keep-alive, upgrade, TE, x-own`},
		{rule: "upgrade-conn", breaks: `HTTP/1.1 426 Upgrade Required
Connection: close
Upgrade: websocket`, says: "Connection does not name Upgrade", near: `HTTP/1.1 426 Upgrade Required
Connection: close
Connection: upgrade
Upgrade: websocket`},
		{rule: "upgrade-conn", near: `# documented
HTTP/1.1 426 Upgrade Required
Upgrade: websocket
…: …`},
		{rule: "no-1xx-1.0", breaks: `GET / HTTP/1.0
---
HTTP/1.1 103 Early Hints
---
HTTP/1.1 200 OK`, says: "the HTTP/1.0 request gets a 103", near: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 103 Early Hints
---
HTTP/1.1 200 OK`},
		{rule: "101-upgrade", breaks: `HTTP/1.1 101 Switching Protocols`, says: "Upgrade is missing", near: `HTTP/1.1 101 Switching Protocols
Upgrade: websocket`},
		{rule: "101-asked", breaks: `GET / HTTP/1.1
Host: a
Connection: upgrade
Upgrade: websocket
---
HTTP/1.1 101 Switching Protocols
Upgrade: chat`, says: `the request did not name "chat"`, near: `GET / HTTP/1.1
Host: a
Connection: upgrade
Upgrade: chat, WebSocket
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`},
		{rule: "101-asked", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`, says: `the request did not name "websocket"`},
		{rule: "101-not-1.0", breaks: `GET / HTTP/1.0
Upgrade: websocket
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`, says: "the HTTP/1.0 request was upgraded", near: `GET / HTTP/1.1
Upgrade: websocket
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`},
		{rule: "100-before-101", breaks: `POST / HTTP/1.1
Host: a
Upgrade: websocket
Expect: 100-Continue
Content-Length: 3
---
HTTP/1.1 102 Processing
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`, says: "no 100 precedes the 101", near: `POST / HTTP/1.1
Host: a
Upgrade: websocket
Expect: 100-continue
Content-Length: 3
---
HTTP/1.1 100 Continue
---
HTTP/1.1 101 Switching Protocols
Upgrade: websocket`},
		{rule: "417-asked", breaks: `GET / HTTP/1.1
Host: a
---
HTTP/1.1 417 Expectation Failed`, says: "the request has no Expect", near: `GET / HTTP/1.1
Host: a
Expect: a-seat
---
HTTP/1.1 417 Expectation Failed`},
		{rule: "417-asked", near: `HTTP/1.1 417 Expectation Failed`},
	}
}
