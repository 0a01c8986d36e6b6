"""The books of a library, as a first Flask application serves them."""

import sys

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
books = {1: {"id": 1, "title": "Emma"}}


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
    return {"id": 2, "title": title}, 201, {"Location": "/books/2"}
# wirebook: end


@app.get("/shelves/")
def shelves():
    return jsonify([])


# wirebook: broken
@app.get("/broken")
def broken():
    return books[7]
# wirebook: end


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
