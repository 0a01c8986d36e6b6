// Makes the questions of a page grade themselves, and counts what is answered in
// the lessons. It is kept by this browser only, under one name for the whole site,
// and sent nowhere.
(() => {
  "use strict";
  var home = new URL(document.currentScript.dataset.home, location.href);
  var key = "wirebook 1 " + new URL(".", home).pathname;
  var memory = { answers: {} };
  var kept = true; // false: the browser keeps nothing, and memory ends with the page

  // Reads anew each time: another tab may have answered as well.
  function recall() {
    var text = null;
    try {
      text = localStorage.getItem(key);
    } catch (e) {
      kept = false;
    }
    if (kept) { memory = read(text); }
    return memory;
  }
  // Takes from a text what can be an answer, and nothing else.
  function read(text) {
    var found = { answers: {} };
    try {
      var all = JSON.parse(text);
      var answers = all.answers;
      if (typeof all.last === "string") { found.last = all.last; }
      Object.keys(answers).forEach(id => {
        found.answers[id] = { chosen: answers[id].chosen.filter(Number.isInteger), right: !!answers[id].right };
      });
    } catch (e) { /* it is none of ours */ }
    return found;
  }
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(memory));
    } catch (e) {
      kept = false;
    }
  }

  function button(text, press) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.addEventListener("click", press);
    return b;
  }

  document.querySelectorAll(".question").forEach(question => {
    var several = "several" in question.dataset;
    var verdict = question.querySelector(".verdict");
    var answer = document.getElementById(question.id + "-answer");
    var items = Array.from(question.querySelectorAll(".choices li"));
    var buttons = items.map((item, i) => {
      var b = button("", () => {
        var pressed = several && b.getAttribute("aria-pressed") === "false";
        press(several ? chosen().filter(n => n !== i).concat(pressed ? i : []) : [i]);
        if (!several) { grade(); }
      });
      b.append(item.firstElementChild);
      item.append(b);
      return b;
    });
    function press(numbers) {
      buttons.forEach((b, i) => { b.setAttribute("aria-pressed", numbers.includes(i)); });
    }
    function chosen() {
      return items.map((_, i) => i).filter(i => buttons[i].getAttribute("aria-pressed") === "true");
    }
    function say(right) {
      var names = items.filter(item => "right" in item.dataset).map(item => item.textContent.trim());
      verdict.textContent = (right ? "Right: " : "Not right. The answer is: ") + names.join("; ");
    }
    function grade() {
      var numbers = chosen();
      var right = items.every((item, i) => numbers.includes(i) === "right" in item.dataset);
      recall().answers[question.id] = { chosen: numbers, right: right };
      keep();
      say(right);
      refresh();
      answer.open = true;
    }
    if (several) { question.insertBefore(button("Check", grade), verdict); }
    var before = recall().answers[question.id];
    press(before ? before.chosen : []);
    if (before) { say(before.right); }
  });

  // A lesson tells how many of its questions are answered; the index of the lessons
  // tells of each, and where to go on.
  var line = document.querySelector(".progress");
  var course = document.querySelector(".course");
  var lessons = Array.from(document.querySelectorAll("[data-page]")).map(e => {
    var lesson = { page: e.dataset.page, ids: e.dataset.questions.split(" ").filter(Boolean), link: e };
    if (course) {
      var first = Array.from(document.querySelectorAll("article a")).find(a => a.href === e.href);
      lesson.state = document.createElement("span");
      lesson.state.className = "state";
      (first.closest("li") || first.parentNode).append(lesson.state);
    }
    return lesson;
  });
  function count(lesson) {
    var answers = recall().answers;
    var done = lesson.ids.filter(id => answers[id]);
    var right = done.filter(id => answers[id].right);
    var of = lesson.ids.length + (lesson.ids.length === 1 ? " question" : " questions");
    lesson.next = lesson.ids.findIndex(id => !answers[id]);
    return !lesson.ids.length ? "" : !done.length ? of : done.length + " of " + of + " answered, " + right.length + " right";
  }
  function refresh() {
    lessons.forEach((lesson) => { (lesson.state || line).textContent = count(lesson); });
    if (!course || !lessons.length) { return; }
    var last = lessons.findIndex(lesson => lesson.page === memory.last);
    var from = Math.max(last, 0);
    var open = lessons.slice(from).concat(lessons.slice(0, from)).find(lesson => lesson.next >= 0);
    line.textContent = open ? (last < 0 ? "Begin with " : "Go on where you stopped: ") : "All questions are answered.";
    if (!open) { return; }
    var link = document.createElement("a");
    link.textContent = open.link.textContent + (open.next ? ", question " + (open.next + 1) : "");
    link.href = open.link.href + (open.next ? "#" + open.ids[open.next] : "");
    line.append(link);
  }
  if (course) {
    var told = course.querySelector("[role=status]");
    var erased = null;
    recall();
    course.hidden = !kept;
    course.addEventListener("click", event => {
      var wish = event.target.dataset.do;
      if (wish === "save") {
        var file = document.createElement("a");
        file.href = "data:application/json," + encodeURIComponent(JSON.stringify(recall(), null, 1));
        file.download = "progress.json";
        file.click();
      } else if (wish === "erase") {
        var again = erased;
        erased = again ? null : recall();
        memory = again || { answers: {} };
        keep();
        event.target.textContent = again ? "Erase it" : "Undo";
        told.textContent = again ? "It is back." : "Erased.";
        refresh();
      }
    });
    course.querySelector("input").addEventListener("change", event => {
      event.target.files[0].text().then(text => {
        var found = read(text);
        var n = Object.keys(found.answers).length;
        Object.assign(recall().answers, found.answers);
        memory.last = memory.last || found.last;
        keep();
        told.textContent = n ? "Loaded: " + n + (n === 1 ? " answer." : " answers.") : "This file holds no answers.";
        refresh();
      });
    });
  } else if (lessons.length) {
    recall().last = lessons[0].page;
    keep();
  }
  refresh();
  addEventListener("storage", refresh); // another tab
  addEventListener("pageshow", refresh); // back from another page
})();
