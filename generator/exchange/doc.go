// Package exchange reads the notation of HTTP messages in notes. Read takes the notes
// and returns a Script for each: its fences as exchanges and conversations. Package
// proof plays these against a real server and compares them with what it answers. This
// comment is the manual of the notation.
//
// # Messages
//
// A fence whose first or second word is http is a message; so is a fence with conn= and
// either send or recv. It must begin in the first column, at the top level of the note.
// A first line that begins with HTTP/ makes it a response, anything else a request; the
// words request and response override this.
//
//	```http
//	GET /books/1 HTTP/1.1
//	Host: api.example.com
//	```
//
//	```http
//	HTTP/1.1 200 OK
//	Content-Type: text/plain
//	Date: Sun, 22 Nov 2026 18:00:00 GMT
//	Content-Length: 5
//
//	Emma
//	```
//
// The client is a raw connection. It sends the bytes of the note: the line ends of the
// head become CRLF, and a missing empty line after the head is added. Nothing else is
// added, sorted or repaired.
//
// # Pairing
//
// A response answers the oldest unanswered request of its conn or, without conn, the
// request fence just before it. A heading ends a section: a request that has no
// response by then is a fault. A fence with only interim responses (1xx) leaves its
// request open; the final response follows in the same fence or in one of its own. The
// response `HTTP/1.1 …` is a stub that check --update fills in. An empty fence with the
// word response says that the server closes without sending a byte.
//
// # What is compared
//
// Everything: version, status code, reason phrase, the fields (names, case, order,
// number and values), framing, body, and that nothing follows. After the last response
// of a connection the client closes its half and reads to the end. The values of Date
// and Age need only be valid.
//
// The line break before the closing fence is part of the body only if Content-Length
// says so; a length that fits neither is a fault. A chunked body shows its chunk sizes,
// which delimit its data; the empty line after the last chunk may be omitted. Anything
// after the end of a chunked message is a fault.
//
// A code block anywhere in a note that begins with a status line, or with a request
// line including its version, is a fault unless it is read as a message: readers could
// not tell it from what is proven. The language markdown, or the word unproven in the
// info string (`text unproven`), marks it as not being one.
//
// # Leaving out, and letting vary
//
// The character … (U+2026) omits: the line `…: …` one or more fields; a line `…` one or
// more whole lines of a body; in JSON the member "…": "…" and the element "…" one or
// more of their kind. In a chunked body a line … stands for data of one chunk, whose
// size still counts, or for whole chunks. If the text matches literally it is not an
// elision. An elision that matches nothing is a fault, and so are elisions and holes
// that leave no field value and no part of the body to compare: Date does not count.
//
//	hole="ETag Retry-After:number Set-Cookie[sid] 103/Link#2 $.id:uuid"
//
// names values that may differ in each run: of a field, of a cookie, of the second Link
// field of the 103, of a JSON path. The types are any (the default), date, number,
// token and uuid. The sample in the note must fit the type and the rules of the RFCs,
// and a JSON value keeps its JSON type. Content-Length follows a hole in the body that
// changes its length.
//
//	capture="id=7f3a"
//
// says that the text 7f3a, in the field values and the body of this response and in
// later fences of the note, stands for what is first received in its place: one token
// of the same characters. A sample has at least four bytes, and must be used in another
// place.
//
// # Connections
//
// Every request has its own connection; requests with the same conn share one. pipeline
// marks several requests in one fence, which are sent at once and answered in order in
// one fence; without it everything after the head is body. On a connection,
// `text conn=a send` sends bytes and `text conn=a recv` reads exactly its bytes: the
// content after a 100, the frames after a 101. closes says that the server itself
// closes the connection. Each note is played on a fresh origin, its fences in order.
//
// # Bytes
//
// Under raw, line breaks in the note are not sent, and \r \n \t \0 \\ and \xNN are:
// this can express any bytes. eol=lf sends and expects bare LF in the head. expand
// repeats the character before a brace: a{*8192}. cut says that a message deliberately
// stops short of its Content-Length.
//
// # Origins
//
// The Host of the first request of a connection selects the origin, by site.yaml;
// origin=name overrides it. A line that the built-in origin logs is a fault unless
// logs="…" expects a part of it. code=Func names the declaration to show as the code
// that answered, if it is not the one registered for the request; the handler that
// answered must mention it.
//
// An origin may be a command, a separate program configured in site.yaml:
//
//	flask:
//	  hosts: [api.example.com]
//	  command: [python3, app.py, "${PORT}"]  # no shell; or ${SOCKET}, a Unix socket
//	  folder: content/origin                 # where it runs, in this tree
//	  environment: {FLASK_DEBUG: "0"}
//	  ready: tcp                             # or the path of a request: /health
//	  start-deadline: 10s                    # until it is ready
//	  deadline: 5s                           # for one answer
//	  holes: Server                          # may vary in all its answers
//	  fresh: false                           # true: a process for each note
//	  optional: true                         # not installed here: not played
//	  installed: [python3, -c, "from importlib.metadata import version; print(version('flask'))"]
//	  by: Flask ${INSTALLED}                 # its name on pages
//
// Only site.yaml says what is run. The notes share one process, which starts when the
// first of them is played, and are played on it one after the other. It must stay in
// the foreground; its process group ends with the build, even if the build is killed.
// Its last log lines appear in every failure, and are not a fault. ${SCRATCH} is an
// empty folder that is removed afterwards. code=name shows the lines of its files
// between the comments `wirebook: name` and `wirebook: end`.
//
// # Questions
//
//	```http predict="200 304 412"
//
// on a request asks which of these status codes comes back. Everything after the fence,
// up to the next heading, is the answer: the response, and what is said about it. If
// the actual code is not among the choices, that is a fault.
//
// # Showing the parts
//
// anatomy, on a request or a response, shows the message with its line ends and a
// number at the first of each of its parts, and explains them below.
//
// # Documents that are no notes
//
// A file outside content/ for which there is an origin is read as a note; words that
// none of these is like are those of another program. Without an origin it is read by
// package excerpt, which asks for none of this.
//
// # Admitting exceptions
//
// norun="reason" shows an exchange without playing it, for a reason of three words or
// more. breaks="id …" names the RFC rules, with the level must, that the real answer
// breaks (see package rule); naming one that it does not break is a fault.
package exchange
