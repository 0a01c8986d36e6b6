// Package exchange reads the notation of HTTP messages in notes. Read takes the notes
// and returns a Script for each: its fences as exchanges and conversations. Package
// proof plays these against a real server and compares them with its answers. This
// comment is the manual of the notation.
//
// # Messages
//
// A fence whose first or second word is http is a message; so is a fence with conn= and
// either send or recv. It must begin in the first column, at the top level of the note.
// If its first line begins with HTTP/, it is a response, otherwise a request; the words
// request and response override this.
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
// A response answers the oldest unanswered request with the same conn or, without conn,
// the request fence just before it. A heading ends a section: a request that has no
// response by then is a fault. A fence with only interim responses (1xx) leaves its
// request open; the final response follows in the same fence or in one of its own. The
// response `HTTP/1.1 …` is a stub that check --update fills in. An empty fence with the
// word response says that the server closes the connection without sending a byte.
//
// # What is compared
//
// Everything: version, status code, reason phrase, the fields (names, case, order,
// number and values), framing, body, and that nothing follows. After the last response
// of a connection the client closes its half and reads to the end. The values of Date
// and Age need only be valid.
//
// The line break before the closing fence is part of the body only if Content-Length
// says so; a length that fits neither reading is a fault. A chunked body shows its chunk
// sizes, which delimit its data; the empty line after the last chunk may be omitted.
// Anything after the end of a chunked message is a fault.
//
// A code block anywhere in a note that begins with a status line, or with a request line
// including its version, is a fault unless it is read as a message: readers could not
// tell it from proven ones. The language markdown, or the word unproven in the info
// string (`text unproven`), says that it is not meant as one.
//
// # Leaving out, and letting vary
//
// The character … (U+2026) leaves something out. In a head, the line `…: …` stands for
// one or more fields. In a body, a line `…` stands for one or more whole lines; in a
// chunked body it stands for part of the data of one chunk, whose size is still
// compared, or for whole chunks. In JSON, the member "…": "…" and the element "…" stand
// for one or more of their kind. If the server really sent the character, nothing is
// left out. An elision that matches nothing is a fault. So are elisions and holes
// that together leave no field value other than Date, and no part of the body, to
// compare.
//
//	hole="ETag Retry-After:number Set-Cookie[sid] 103/Link#2 $.id:uuid"
//
// names values that may differ in each run: here those of the field ETag, of the field
// Retry-After, of the cookie sid, of the second Link field of the 103, and of a JSON
// path. The types are any (the default), date, number, token and uuid. The sample in the
// note must fit the type and the rules of the RFCs, and a JSON value keeps its JSON
// type. If a hole changes the length of the body, Content-Length may change with it.
//
//	capture="id=7f3a"
//
// says that the text 7f3a stands for the value that is first received in its place,
// wherever it occurs in the field values and the body of this response and in later
// fences of the note. The value must be one token, with the same kinds of characters as
// the sample. A sample has at least four bytes, and must occur in a second place.
//
// # Connections
//
// Every request has its own connection; requests with the same conn share one. pipeline
// marks several requests in one fence, which are sent at once and answered in order in
// one fence; without it everything after the head is body. On a connection, `text conn=a
// send` sends bytes and `text conn=a recv` reads exactly its bytes: the content after a
// 100, the frames after a 101. closes says that the server itself closes the connection.
// The fences of a note are played in order.
//
// # Bytes
//
// Under raw, the line breaks of the note do not count; the escapes \r \n \t \0 \\ and
// \xNN can express any bytes. eol=lf sends and expects bare LF in the head; eol=crlf says
// that the lines of the body end in CRLF, as those of the pages of nginx and of multipart
// forms do. expand repeats the character before a brace: a{*8192}. cut says that a message
// deliberately stops short of its Content-Length.
//
// # What is written by check --update
//
// check --update writes each response that a check accepts into its fence, with eol=crlf
// where it needs that, and says of each of the others why not. It counts the
// Content-Length of a request, which may be … until then. It refuses a response that
// differs when it is asked for again, that has another class of status code, or that has a
// path of this machine: of your home folder, of the one for temporary files, of the course,
// or of installed packages. Where a note already shows such a path, check says so in a
// notice.
//
// # Origins
//
// The Host of the first request of a connection selects the origin, as site.yaml says;
// origin=name overrides it. A line that the built-in origin logs is a fault unless
// logs="…" quotes a part of it. code=Func names the declaration to show as the code that
// answered, if it is not the one registered for the request; the handler that answered
// must mention it. open on the request shows that code without a click. Each note is
// played on a new instance of the built-in origin, in its first state.
//
// try="-If-None-Match | /books/99 | DELETE" on a request of the built-in origin offers
// these changes where a reader edits it: a field left out, a field set (Name: value),
// another method, target or both. The build plays each and tells what will be answered.
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
//	  fresh: false                           # true: a new process for each note
//	  optional: true                         # not installed here: not played
//	  installed: [python3, -c, "from importlib.metadata import version; print(version('flask'))"]
//	  by: Flask ${INSTALLED}                 # its name on pages
//
// A note cannot name a program to run; only site.yaml and the flag --origin can. Unless
// the origin is fresh, the notes that use it share one process and its state: the
// process starts with the first of these notes, which are played one after the other.
// The program must stay in the foreground. Its process group ends with Wirebook, even if
// that is killed. Its last log lines appear in every failure, but are not a fault.
// ${SCRATCH} is an empty folder that is removed afterwards. code=name shows the lines of
// its files between the comments `wirebook: name` and `wirebook: end`.
//
// # Questions
//
//	```http predict="200 304 412"
//
// on a request asks the reader which of these status codes the server sends. Everything
// after the fence, up to the next heading, is the answer: the response, and the text
// about it. If the actual code is not among the choices, that is a fault.
//
// # Tasks
//
// A task asks readers to do something, and has a section of its own: the text says what,
// and fences are its parts. Readers see the goal of what they send; they see the solution
// when they ask for it, and the wrong attempts never.
//
//	## Your turn
//
//	Your copy of the book has the ETag `"emma-3"`. Ask for the book so that the server
//	sends no body.
//
//	```http task=send
//	GET /books/1 HTTP/1.1
//	Host: api.example.com
//	```
//
//	- Which header carries the ETag of a copy?
//	- `If-None-Match`. The quotes are part of the ETag.
//
//	```http goal
//	HTTP/1.1 304 Not Modified
//	…: …
//	```
//
//	```http solution
//	GET /books/1 HTTP/1.1
//	Host: api.example.com
//	If-None-Match: "emma-3"
//	```
//
//	Text here is shown with the solution.
//
//	```http wrong
//	GET /books/1 HTTP/1.1
//	Host: api.example.com
//	If-Match: "emma-3"
//	```
//
//	```http wrong
//	GET /books/1 HTTP/1.1
//	Host: api.example.com
//	If-None-Match: "emma-2"
//	```
//
// The build tries all of them: the first fence and both wrong attempts must miss the goal,
// and the solution must meet it. check --tasks prints what readers are told after each.
// A list after the first fence has hints, which readers open one by one. The kinds are:
//
//	task=send   readers change a request; the goal is what the server answers, in its first state
//	task=write  readers write the response to this request; goal, solution and wrong are responses
//	task=mend   readers correct this message: a request, as in send, or a response, as in write
//	task=read   on a request that is played: readers select what solution and wrong quote of its response
//	task=order  readers sort these lines; the solution has them as messages of this note begin, one after another
//
// A goal is a response, met if the answer has its status code, its fields (in any order)
// and its body; holes may vary. The line `…: …` allows any other fields, or none. Without
// it, Date is the only other field allowed. JSON may have other white space. What readers write must
// also break no rule of level must; it needs no Date. read and order have no goal.
//
// withhold: true in the front matter, or in site.yaml for all notes, proves solutions and
// keeps them out of the site, with the text after them, the wrong attempts, and the goals
// that readers are to find out: the page has a digest of these. Every file of the site is
// searched for the solutions of 40 bytes or more (package leak). The source of such notes
// must be private: with edit: or repository: in site.yaml it is a fault. The exchanges of
// a note are always shown, also after a solution, and so is what a read or order task
// asks for in them. A digest hides nothing that a reader could guess by trying.
//
// In a section with lessons: true, at most a third of the tasks of a lesson may be to
// predict and to read.
//
// # Showing the parts
//
// anatomy, on a request or a response, shows the message with its line ends, numbers the
// first of each kind of part, and explains the parts below.
//
// # Documents that are not notes
//
// A file outside content/ for which there is an origin is read as a note, except that
// words of an info string that resemble none of these are left to other programs.
// Without an origin the file is read by package excerpt, which requires none of this.
//
// # Admitting exceptions
//
// norun="reason" shows an exchange that is not played. The reason has at least three
// words. breaks="id …" names the rules of the RFCs, of level must, that the real answer
// breaks (see package rule); naming a rule that it does not break is a fault.
package exchange
