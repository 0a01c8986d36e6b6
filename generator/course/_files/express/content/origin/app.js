// The books of a library, as a first Express application serves them.
const express = require("express");

const app = express();
const books = new Map([["1", { id: 1, title: "Emma" }]]);

app.use(express.json());

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
  res.status(201).location("/books/2").json({ id: 2, title: req.body.title });
});
// wirebook: end

app.get("/catalogue", (req, res) => res.redirect(301, "/books"));

app.listen(process.env.SOCKET);
