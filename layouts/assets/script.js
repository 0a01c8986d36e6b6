// Adds to a page what only a script can do. Without it everything is readable.
(function () {
  "use strict";
  // A button beside each raw message copies exactly its text.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    // Older browsers and pages opened from disk.
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "offstage";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }
  document.querySelectorAll("figure.message, details.send").forEach(function (figure) {
    if (!figure.querySelector("pre")) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tool copy";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      copy(figure.querySelector("pre").textContent).then(function () {
        button.textContent = "Copied";
      }, function () {
        button.textContent = "Not copied";
      }).then(function () {
        setTimeout(function () { button.textContent = "Copy"; }, 2000);
      });
    });
    figure.querySelector("figcaption, p").appendChild(button);
  });
  // A button beside each message takes it apart: its line ends are seen, and each
  // part says what it is.
  var legend = document.getElementById("_parts");
  var parts = { nf: "method", nn: "target", kr: "version", m: "status-code", ne: "reason-phrase", n: "field-name", v: "field-value", mh: "chunk-size", b: "body" };
  function mark(node, part) {
    node.dataset.part = part;
    if (node.localName !== "a") { node.tabIndex = 0; }
  }
  // The first time, the line ends of the heads become elements.
  function lineEnds(code) {
    var before = "";
    Array.prototype.slice.call(code.childNodes).forEach(function (node) {
      var text = node.textContent;
      if (node.nodeType === 3) {
        text.split(/(?=\n)/).forEach(function (piece) {
          if (piece[0] === "\n") {
            var end = document.createElement("i");
            end.className = "e";
            end.dataset.end = before.slice(-1) === "\n" ? "empty-line" : "line-end";
            code.insertBefore(end, node);
          }
          code.insertBefore(document.createTextNode(piece), node);
          before += piece;
        });
        node.remove();
      } else {
        before = text;
      }
    });
  }
  function takeApart(figure, button) {
    var code = figure.querySelector("code");
    var on = figure.classList.toggle("apart");
    var what = figure.querySelector(".what");
    button.setAttribute("aria-pressed", on);
    if (!what) {
      lineEnds(code);
      what = document.createElement("p");
      what.className = "what";
      what.setAttribute("aria-live", "polite");
      figure.appendChild(what);
      ["pointerover", "focusin"].forEach(function (type) {
        code.addEventListener(type, function (event) {
          var at = event.target.closest("[data-part]");
          var said = at && figure.classList.contains("apart") && legend.querySelector("[data-part=" + at.dataset.part + "]");
          if (said) { what.innerHTML = said.innerHTML; }
        });
      });
    }
    what.hidden = !on;
    what.textContent = "Point at a part, or move to it with Tab.";
    code.querySelectorAll("[class]").forEach(function (node) {
      var part = node.dataset.end || parts[node.className];
      if (on && part) {
        mark(node, part);
      } else {
        delete node.dataset.part;
        node.removeAttribute("tabindex");
      }
    });
  }
  document.querySelectorAll(legend ? "figure.message:not(.bytes, .anatomy)" : "none").forEach(function (figure) {
    if (!figure.querySelector("code .kr")) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tool take";
    button.textContent = "Parts";
    button.setAttribute("aria-pressed", false);
    button.addEventListener("click", function () { takeApart(figure, button); });
    figure.querySelector("figcaption").appendChild(button);
  });
  // The search is loaded when a reader begins to search. Its script stands beside
  // its page, to which the link leads where there is none.
  var link = document.querySelector("a.search");
  function search(what) {
    if (window.wirebookSearch) { window.wirebookSearch(what); return; }
    var script = document.createElement("script");
    script.src = link.href.replace(/html$/, "js");
    script.onload = function () { window.wirebookSearch(what); };
    script.onerror = function () { if (what) { location.href = link.href; } };
    document.head.appendChild(script);
  }
  if (link) {
    link.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey || e.shiftKey) { return; }
      e.preventDefault();
      search("open");
    });
    document.addEventListener("keydown", function (e) {
      if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) { return; }
      e.preventDefault();
      search("open");
    });
    var box = document.querySelector(".find");
    if (box) { box.addEventListener("focusin", function () { search(); }, { once: true }); }
    if (box && location.search) { search(); }
  }
  // The service worker keeps what was read. A page from disk can have none.
  var worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker && location.protocol !== "file:") {
    navigator.serviceWorker.register(worker).catch(function () {});
  }
  // The navigation shows the page that is open.
  var nav = document.getElementById("_nav");
  var here = nav && nav.querySelector("[aria-current]");
  if (here && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
  }
})();
