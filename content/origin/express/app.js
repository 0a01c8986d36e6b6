// The library as a first Express application serves it. Everything that is not written
// here comes from Express or Node.
const crypto = require("crypto");
const express = require("express");

const app = express();

// They never change: examples of other notes are played on this process too.
const books = new Map([
  ["1", { id: 1, title: "Emma" }],
  ["2", { id: 2, title: "Persuasion" }],
]);

app.use(express.json());
app.use(express.urlencoded({ extended: false }));

app.get("/books", (req, res) => {
  res.json([...books.values()]);
});

// wirebook: get-book
app.get("/books/:id", (req, res) => {
  const book = books.get(req.params.id);
  if (!book) {
    return res.sendStatus(404);
  }
  res.json(book);
});
// wirebook: end

// wirebook: create-book
app.post("/books", (req, res) => {
  res.status(201).location("/books/3").json({ id: 3, title: req.body.title });
});
// wirebook: end

// wirebook: delete-book
app.delete("/books/:id", (req, res) => {
  res.sendStatus(204);
});
// wirebook: end

// wirebook: add-review
app.post("/books/:id/reviews", (req, res) => {
  if (!req.body.text) {
    return res.sendStatus(400);
  }
  res.redirect(`/books/${req.params.id}`);
});
// wirebook: end

// wirebook: broken
app.get("/books/:id/title", (req, res) => {
  res.send(books.get(req.params.id).title);
});
// wirebook: end

// wirebook: shelves
app.get("/shelves/", (req, res) => {
  res.json(["novels"]);
});
// wirebook: end

// wirebook: get-reader
app.get("/readers/me", (req, res) => {
  if (!req.get("Authorization")) {
    return res.sendStatus(401);
  }
  res.sendStatus(403); // there are no logins here
});
// wirebook: end

// What follows is written to be copied: a status code on purpose, with its cause. Each
// note that plays it leaves the state that other notes need.
// wirebook: problem
function problem(res, status, detail, more = {}) {
  res.status(status).type("application/problem+json");
  res.json({ status, detail, ...more });
}
// wirebook: end

const wishes = new Map([
  ["1", { id: "1", title: "Emma", copies: 2 }],
  ["2", { id: "2", title: "Sanditon", copies: 1 }],
]);

// wirebook: get-wish
app.get("/wishes/:id", (req, res) => {
  const wish = wishes.get(req.params.id);
  if (!wish) {
    return problem(res, 404, `There is no wish ${req.params.id}.`);
  }
  res.json(wish);
});
// wirebook: end

// wirebook: create-wish
app.post("/wishes", (req, res) => {
  const { title, copies = 1 } = req.body;
  const errors = [];
  if (typeof title !== "string" || title === "") {
    errors.push({ pointer: "#/title", detail: "is required" });
  }
  if (!Number.isInteger(copies) || copies < 1 || copies > 5) {
    errors.push({ pointer: "#/copies", detail: "must be 1 to 5" });
  }
  if (errors.length > 0) {
    return problem(res, 422, "Correct these values.", { errors });
  }
  const wish = { id: crypto.randomUUID(), title, copies };
  wishes.set(wish.id, wish);
  res.status(201).location(`/wishes/${wish.id}`).json(wish);
});
// wirebook: end

// wirebook: unreadable
app.use("/wishes", (err, req, res, next) => {
  if (err.type !== "entity.parse.failed") {
    return next(err);
  }
  problem(res, 400, "The body must be JSON.");
});
// wirebook: end

// wirebook: delete-wish
app.delete("/wishes/:id", (req, res) => {
  wishes.delete(req.params.id);
  res.status(204).end();
});
// wirebook: end

// wirebook: old-catalogue
app.get("/catalogue", (req, res) => {
  res.redirect(301, "/books");
});
// wirebook: end

// wirebook: get-hours
app.get("/hours", (req, res) => {
  res.json({ monday: "9-17", sunday: "closed" });
});
// wirebook: end

const loans = new Map([["1", "2026-12-05"]]);
const readers = new Map([ // real tokens are random
  ["Bearer ada-1815", { name: "ada", librarian: false }],
  ["Bearer bo-1775", { name: "bo", librarian: true }],
]);

// wirebook: list-loans
app.get("/loans", (req, res) => {
  const reader = readers.get(req.get("Authorization"));
  if (!reader) {
    res.set("WWW-Authenticate", 'Bearer realm="library"');
    return problem(res, 401, "Send an access token.");
  }
  if (!reader.librarian) {
    return problem(res, 403, "Only librarians can see all loans.");
  }
  res.json(Object.fromEntries(loans));
});
// wirebook: end

// wirebook: lend
app.post("/books/:id/loan", (req, res) => {
  const { id } = req.params;
  if (loans.has(id)) {
    return problem(res, 409, `It is on loan until ${loans.get(id)}.`);
  }
  const due = new Date(Date.now() + 21 * 86400000);
  loans.set(id, due.toISOString().slice(0, 10));
  res.status(201).location(req.path).json({ due: loans.get(id) });
});
// wirebook: end

const ordered = new Map(); // when a client ordered its last report, by its IP address

// wirebook: order-report
app.post("/reports", (req, res) => {
  const last = ordered.get(req.ip) ?? 0;
  const wait = Math.ceil((last + 60000 - Date.now()) / 1000);
  if (wait > 0) {
    res.set("Retry-After", String(wait));
    return problem(res, 429, "You can order one report a minute.");
  }
  ordered.set(req.ip, Date.now());
  res.status(202).json({ state: "queued" });
});
// wirebook: end

const saved = '["A new shelf", "The rea'; // the file was cut short

// wirebook: list-news
app.get("/news", (req, res) => {
  res.json(JSON.parse(saved));
});

app.use("/news", (err, req, res, next) => {
  const id = crypto.randomUUID();
  console.error(id, err);
  res.set("X-Request-Id", id);
  problem(res, 500, `Report it as ${id}.`);
});
// wirebook: end

const printer = ["2"]; // it is out of paper, so this one stays

// wirebook: order-print
app.post("/books/:id/prints", (req, res) => {
  if (printer.length >= 1) {
    res.set("Retry-After", "60");
    return problem(res, 503, "The queue is full. Try again in a minute.");
  }
  printer.push(req.params.id);
  res.status(202).json({ state: "queued" });
});
// wirebook: end

app.listen(process.env.SOCKET);
