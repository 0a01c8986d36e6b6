"""The library as a first Flask application serves it. All that is not written
here is Flask's own."""

import sys

from flask import Flask, abort, redirect, request

app = Flask(__name__)

# Nothing changes them: examples of other notes are played on this process too.
books = {
    1: {"id": 1, "title": "Emma"},
    2: {"id": 2, "title": "Persuasion"},
}


@app.get("/books")
def list_books():
    return list(books.values())


# wirebook: get-book
@app.get("/books/<int:number>")
def get_book(number):
    if number not in books:
        abort(404)
    return books[number]
# wirebook: end


# wirebook: create-book
@app.post("/books")
def create_book():
    title = request.get_json()["title"]
    return {"id": 3, "title": title}, 201, {"Location": "/books/3"}
# wirebook: end


# wirebook: delete-book
@app.delete("/books/<int:number>")
def delete_book(number):
    return "", 204
# wirebook: end


# wirebook: add-review
@app.post("/books/<int:number>/reviews")
def add_review(number):
    if not request.form["text"]:
        abort(400)
    return redirect(f"/books/{number}")
# wirebook: end


# wirebook: shelves
@app.get("/shelves/")
def shelves():
    return ["novels"]
# wirebook: end


# wirebook: get-reader
@app.get("/readers/me")
def get_reader():
    if request.authorization is None:
        abort(401)
    abort(403)  # nobody has a login here
# wirebook: end


# wirebook: broken
@app.get("/books/<int:number>/title")
def get_title(number):
    return books[number]["title"]
# wirebook: end


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
