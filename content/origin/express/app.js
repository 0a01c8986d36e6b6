// The library as a first Express application serves it. Everything that is not written
// here comes from Express or Node.
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

app.listen(process.env.SOCKET);
