// Package exchange reads the notation of HTTP messages in notes: fences become
// exchanges and conversations, which package proof plays against a real server
// and compares with what it answers. This comment is the manual of the notation.
//
// # Messages
//
// A fence whose first or second word is http is a message; so is a fence with
// conn= and one of the words send and recv. It begins in the first column, at the
// top level of the note. A first line that begins with HTTP/ makes it a response,
// anything else a request; the words request and response say so where the first
// line does not.
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
// The client is a raw connection. It sends the bytes of the note: the line ends
// of the head become CRLF, and an empty line behind the head is added where it is
// missing. Nothing else is added, sorted or mended.
//
// # Pairing
//
// A response answers the oldest request of its conn that has no answer, or,
// without conn, the request fence just before it. A heading ends a section: a
// request that has no response by then is a fault. A fence that holds interim
// responses only (1xx) leaves its request open; the final response stands behind
// them in the same fence or in one of its own. The response `HTTP/1.1 …` is a stub
// that check --update fills in. An empty fence with the word response says that
// the server closes without a byte.
//
// # What is compared
//
// Everything: version, status code, reason phrase, the fields with their names,
// case, order, count and values, framing, body, and that nothing follows. After
// the last response of a connection the client closes its half and reads to the
// end. The values of Date and Age need only be valid.
//
// The line break before the closing fence is part of the body where
// Content-Length says so, and otherwise is not; a length that fits neither is a
// fault. A chunked body shows its chunk sizes, which delimit its data; the empty
// line behind the last chunk may be left out.
//
// # Leaving out, and letting vary
//
// The character … (U+2026) leaves out: the line `…: …` one or more fields; a line
// `…` one or more bytes of a body, its line break included; in JSON the member
// "…": "…" and the element "…" one or more of their kind. In a chunked body a line
// … stands for data of one chunk, whose size still counts, or for whole chunks.
// Where the text fits literally it is not an elision. One that stands for nothing
// is a fault, and so are elisions that leave only the first line.
//
//	hole="ETag Retry-After:number Set-Cookie[sid] 103/Link#2 $.id:uuid"
//
// names values that may be another in each run: of a field, of a cookie, of the
// second Link field of the 103, of a JSON path. The types are any, date, number,
// token and uuid; any where none is given. The sample in the note must fit the
// type. Content-Length follows a hole in the body that changes its length.
//
//	capture="id=7f3a"
//
// says that the text 7f3a, wherever it stands in this response and in later
// fences of the note, stands for what came in its place the first time. A sample has at least four
// bytes.
//
// # Connections
//
// Every request has a connection of its own; requests with the same conn share
// one. pipeline marks several requests in one fence, which are sent at once and
// answered in order in one fence; without it everything behind the head is body.
// On a connection, `text conn=a send` sends bytes and `text conn=a recv` reads
// exactly its bytes: the content after a 100, the frames after a 101. closes asks
// that the server closes of its own accord. Each note is played on a fresh origin,
// its fences in their order.
//
// # Bytes
//
// Under raw, line breaks of the note are not sent, and \r \n \t \0 \\ and \xNN
// are: the way to write anything. eol=lf sends and expects bare LF in the head. expand repeats the
// character before a brace: a{*8192}. cut says that a message stops short of its
// Content-Length on purpose.
//
// # Origins
//
// The Host of the first request of a connection chooses the origin, by site.yaml;
// origin=name wins over it. A line that the built-in origin logs is a fault unless
// logs="…" expects a part of it. code=Func names the declaration to show as the
// code that answered, where it is not the one registered for the request.
//
// An origin may be a command, a program of its own that site.yaml names:
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
// Only this file says what is run. The notes share one process, which is started
// when the first of them is played, and are played on it one after the other. It
// stays in the foreground; its process group is ended with the build, also where
// the build is killed. ${SCRATCH} is an empty folder that is removed afterwards.
// Its last log lines stand in every failure, and are no fault. code=name shows the
// lines of its files between the comments `wirebook: name` and `wirebook: end`.
//
// # Questions
//
//	```http predict="200 304 412"
//
// on a request asks which of these status codes comes back. All behind the fence,
// up to the next heading, is the answer: the response, and what is said about it.
// A code that came and is not offered is a fault.
//
// # Showing the parts
//
// anatomy, on a request or a response, shows the message with its line ends and
// with a number at the first of each of its parts, and says below what they are.
//
// # Documents that are no notes
//
// A file outside content/ for which there is an origin is read as a note; words that
// none of these is like are those of another program. Without an origin it is read by
// package excerpt, which asks for none of this.
//
// # Owning up
//
// norun="reason" shows an exchange without playing it. breaks="id …" names the
// rules of the RFCs, with the level must, that the real answer breaks (see package
// wire); naming one that it does not break is a fault.
package exchange
