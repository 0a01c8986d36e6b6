// Shows a chooser one question at a time. The way so far stands in the address:
// #walk, and behind it where each answer leads. Without it the whole list stands
// there.
(() => {
  "use strict";
  document.querySelectorAll(".chooser").forEach(chooser => {
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
      if (!mine && stage.firstChild && location.hash) { return; } // it leads to another part of the page
      var at = list.querySelector("[data-question]");
      var href = "#walk";
      var path = make("ol");
      path.setAttribute("aria-label", "The way so far");
      var answer, end, back;
      (mine ? location.hash.split("/").slice(1) : []).forEach(to => {
        var next = end ? null : Array.from(at.lastElementChild.children).find(li => li.dataset.to === to);
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
      stage.replaceChildren(head);
      if (back) { stage.prepend(path); }
      var why = (end && answer.querySelector(":scope > .why")) || at.querySelector(":scope > p > span");
      if (why) { stage.append(make("p", why)); }
      if (end) {
        if (end.querySelector(".cite")) { stage.append(make("p", end.querySelector(".cite"))); }
      } else {
        var ways = make("ul");
        ways.className = "choices";
        Array.from(at.lastElementChild.children).forEach(li => {
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
})();
