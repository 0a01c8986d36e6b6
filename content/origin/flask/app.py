"""The library as a first Flask application serves it. All that is not written
here is Flask's own."""

import json
import math
import queue
import sys
import time
from datetime import date, timedelta
from uuid import uuid4

from flask import Blueprint, Flask, abort, jsonify, redirect, request

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
    abort(403)  # there are no logins here
# wirebook: end


# wirebook: broken
@app.get("/books/<int:number>/title")
def get_title(number):
    return books[number]["title"]
# wirebook: end


# What follows is written to be copied: a status code on purpose, with its cause. Each
# note that plays it leaves the state that other notes need.
# wirebook: problem
def problem(status, detail, headers=(), **more):
    body = {"status": status, "detail": detail, **more}
    headers = {"Content-Type": "application/problem+json", **dict(headers)}
    return body, status, headers
# wirebook: end


wishes = {
    "1": {"id": "1", "title": "Emma", "copies": 2},
    "2": {"id": "2", "title": "Sanditon", "copies": 1},
}


# wirebook: get-wish
@app.get("/wishes/<id>")
def get_wish(id):
    if id not in wishes:
        return problem(404, f"There is no wish {id}.")
    return wishes[id]
# wirebook: end


# wirebook: create-wish
@app.post("/wishes")
def create_wish():
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        return problem(400, "The body must be a JSON object.")
    title, copies = given.get("title"), given.get("copies", 1)
    errors = []
    if not isinstance(title, str) or not title:
        errors.append({"pointer": "#/title", "detail": "is required"})
    if copies not in range(1, 6):
        errors.append({"pointer": "#/copies", "detail": "must be 1 to 5"})
    if errors:
        return problem(422, "Correct these values.", errors=errors)
    wish = {"id": str(uuid4()), "title": title, "copies": copies}
    wishes[wish["id"]] = wish
    return wish, 201, {"Location": f"/wishes/{wish['id']}"}
# wirebook: end


# wirebook: delete-wish
@app.delete("/wishes/<id>")
def delete_wish(id):
    wishes.pop(id, None)
    return "", 204
# wirebook: end


# wirebook: old-catalogue
@app.get("/catalogue")
def old_catalogue():
    return redirect("/books", 301)
# wirebook: end


# wirebook: get-hours
@app.get("/hours")
def get_hours():
    response = jsonify(monday="9-17", sunday="closed")
    response.add_etag()
    return response.make_conditional(request)
# wirebook: end


loans = {1: "2026-12-05"}
readers = {  # real tokens are random
    "Bearer ada-1815": {"name": "ada", "librarian": False},
    "Bearer bo-1775": {"name": "bo", "librarian": True},
}


# wirebook: list-loans
@app.get("/loans")
def list_loans():
    reader = readers.get(request.headers.get("Authorization"))
    if reader is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="library"'}
        return problem(401, "Send an access token.", challenge)
    if not reader["librarian"]:
        return problem(403, "Only librarians can see all loans.")
    return loans
# wirebook: end


# wirebook: lend
@app.post("/books/<int:number>/loan")
def lend(number):
    if number in loans:
        return problem(409, f"It is on loan until {loans[number]}.")
    loans[number] = str(date.today() + timedelta(days=21))
    return {"due": loans[number]}, 201, {"Location": request.path}
# wirebook: end


ordered = {}  # when a client ordered its last report, by its IP address


# wirebook: order-report
@app.post("/reports")
def order_report():
    client, now = request.remote_addr, time.time()
    wait = math.ceil(ordered.get(client, 0) + 60 - now)
    if wait > 0:
        headers = {"Retry-After": str(wait)}
        return problem(429, "You can order one report a minute.", headers)
    ordered[client] = now
    return {"state": "queued"}, 202
# wirebook: end


saved = '["A new shelf", "The rea'  # the file was cut short

# wirebook: list-news
api = Blueprint("api", __name__)


@api.get("/news")
def list_news():
    return json.loads(saved)


@api.errorhandler(500)  # any exception that no other handler takes
def failed(error):
    id = str(uuid4())
    app.logger.error("%s: %r", id, error.original_exception)
    return problem(500, f"Report it as {id}.", {"X-Request-Id": id})


app.register_blueprint(api)
# wirebook: end

printer = queue.Queue(maxsize=1)
printer.put(2)  # it is out of paper, so this one stays


# wirebook: order-print
@app.post("/books/<int:number>/prints")
def order_print(number):
    try:
        printer.put_nowait(number)
    except queue.Full:
        return problem(503, "The queue is full. Try again in a minute.", {"Retry-After": "60"})
    return {"state": "queued"}, 202
# wirebook: end


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
