// Makes the questions of a page grade themselves, and walks through a chooser. What is answered is kept by
// this browser only, under one name for the whole site, and sent nowhere.
(function () {
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
      var answers = JSON.parse(text).answers;
      Object.keys(answers).forEach(function (id) {
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

  document.querySelectorAll(".question").forEach(function (question) {
    var several = "several" in question.dataset;
    var verdict = question.querySelector(".verdict");
    var answer = document.getElementById(question.id + "-answer");
    var items = Array.from(question.querySelectorAll(".choices li"));
    var buttons = items.map(function (item, i) {
      var b = button("", function () {
        var pressed = several && b.getAttribute("aria-pressed") === "false";
        press(several ? chosen().filter(function (n) { return n !== i; }).concat(pressed ? i : []) : [i]);
        if (!several) { grade(); }
      });
      b.append(item.firstElementChild);
      item.append(b);
      return b;
    });
    function press(numbers) {
      buttons.forEach(function (b, i) { b.setAttribute("aria-pressed", numbers.includes(i)); });
    }
    function chosen() {
      return items.map(function (_, i) { return i; }).filter(function (i) { return buttons[i].getAttribute("aria-pressed") === "true"; });
    }
    function say(right) {
      var names = items.filter(function (item) { return "right" in item.dataset; }).map(function (item) { return item.textContent.trim(); });
      verdict.textContent = (right ? "Right: " : "Not right. The answer is: ") + names.join("; ");
    }
    function grade() {
      var numbers = chosen();
      var right = items.every(function (item, i) { return numbers.includes(i) === "right" in item.dataset; });
      recall().answers[question.id] = { chosen: numbers, right: right };
      keep();
      say(right);
      answer.open = true;
    }
    if (several) { question.insertBefore(button("Check", grade), verdict); }
    var before = recall().answers[question.id];
    press(before ? before.chosen : []);
    if (before) { say(before.right); }
  });

  // A chooser shows one question at a time. The way so far stands in the address:
  // #walk, and behind it where each answer leads.
  document.querySelectorAll(".chooser").forEach(function (chooser) {
    var list = chooser.firstElementChild;
    var all = chooser.appendChild(make("details"));
    var stage = make("div");
    all.append(make("summary", "All questions at once"), list);
    chooser.prepend(stage);
    function make(name, content, href) {
      var e = document.createElement(name);
      if (content) { e.append(content.nodeType ? content.cloneNode(true) : content); }
      if (href) { e.href = href; }
      return e;
    }
    function show() {
      var mine = /^#walk(\/|$)/.test(location.hash);
      if (!mine && stage.firstChild && location.hash) {
        all.open = all.open || !!list.querySelector(":target");
        return;
      }
      var at = list.querySelector("[data-question]");
      var href = "#walk";
      var path = make("ol");
      var answer, end, back;
      (mine ? location.hash.split("/").slice(1) : []).forEach(function (to) {
        var next = end ? null : Array.from(at.lastElementChild.children).find(function (li) { return li.dataset.to === to; });
        if (!next) { return; } // an address from before the walk was changed
        answer = next;
        var step = make("li", make("a", at.querySelector("b").textContent, href));
        step.append(" ", answer.querySelector(".if").cloneNode(true));
        path.append(step);
        back = href;
        href += "/" + to;
        end = answer.querySelector(":scope > .ending");
        at = end ? at : chooser.querySelector('[data-question="' + to.split(".")[0] + '"]');
      });
      var head = make("h2", end ? "Send " : at.querySelector("b"));
      if (end) { head.append(end.firstElementChild.cloneNode(true)); }
      head.tabIndex = -1;
      stage.replaceChildren(path, head);
      var why = (end && answer.querySelector(":scope > .why")) || at.querySelector(":scope > p > span");
      if (why) { stage.append(make("p", why)); }
      if (end) {
        if (end.querySelector(".cite")) { stage.append(make("p", end.querySelector(".cite"))); }
      } else {
        var ways = make("ul");
        ways.className = "choices";
        Array.from(at.lastElementChild.children).forEach(function (li) {
          ways.append(make("li", make("a", make("span", li.querySelector(".if").textContent), href + "/" + li.dataset.to)));
        });
        stage.append(ways);
      }
      if (back) {
        var elsewhere = make("p", make("a", "One step back", back));
        elsewhere.append(" · ", make("a", "Begin again", "#walk"));
        stage.append(elsewhere);
      }
      if (mine) { head.focus(); }
    }
    addEventListener("hashchange", show);
    show();
  });

  // Where a style sheet cannot open the answers for printing.
  if (!CSS.supports("selector(::details-content)")) {
    var closed = [];
    addEventListener("beforeprint", function () {
      closed = Array.from(document.querySelectorAll(".answer:not([open])"));
      closed.forEach(function (d) { d.open = true; });
    });
    addEventListener("afterprint", function () {
      closed.forEach(function (d) { d.open = false; });
    });
  }
})();
