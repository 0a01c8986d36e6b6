// Adds to a page what only a script can do. Without it everything is readable.
(function () {
  "use strict";
  var assets = document.currentScript.src.replace(/[^/]*$/, "");
  function add(address) {
    var script = document.createElement("script");
    script.src = address;
    return document.head.appendChild(script);
  }
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
  // What each key does. None does anything while somebody writes, in a dialog, with
  // a modifier, or where the reader has turned them off.
  var keys = window.wirebookKeys = {
    areOff: function () {
      try { keys.off = localStorage.getItem("wirebook-key") === "off"; } catch (e) { /* as this page was told */ }
      return keys.off;
    }
  };
  document.addEventListener("keydown", function (e) {
    var typing = e.target.closest("input, textarea, select, [contenteditable], dialog"); // one in a dialog that was closed has the focus for a moment
    if (!keys[e.key] || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || keys.areOff() ||
      typing && !typing.closest("dialog:not([open])")) { return; }
    keys[e.key](e);
    e.preventDefault();
  });
  document.querySelectorAll(".pager a").forEach(function (page) {
    keys[page.rel[0]] = function () { page.click(); };
  });
  keys["?"] = function () {
    if (window.wirebookHelp) { window.wirebookHelp(); } else { add(assets + "keys.js"); }
  };
  var help = document.getElementById("_keys");
  if (help) {
    help.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey || e.shiftKey) { return; }
      e.preventDefault();
      keys["?"]();
    });
  }
  // The search: the box of the page, or one above it, has the focus at once. What
  // answers is loaded then; it stands beside the page that the link leads to.
  var link = document.querySelector("a.search"), here = document.querySelector("main .find"), dialog, answers;
  function load() {
    if (answers) { return; }
    answers = add(link.href.replace(/html$/, "js"));
    answers.onerror = function () {
      answers = null;
      if (!here) { location.href = link.href; }
    };
  }
  function above() {
    dialog = document.createElement("dialog");
    dialog.className = "finder";
    dialog.setAttribute("aria-label", "Search");
    dialog.innerHTML = "<div class=find><input type=search placeholder='429, etag, retry later' aria-label='Search by code, field, section or word' autocomplete=off autocapitalize=off spellcheck=false><button type=button>Close</button></div>";
    dialog.addEventListener("click", function (e) {
      if (e.target === dialog || e.target.closest("a, button")) { dialog.close(); }
    });
    document.body.appendChild(dialog);
  }
  function search(e) {
    e.preventDefault();
    if (!here && !dialog) { above(); }
    if (!here && !dialog.open) { dialog.showModal(); }
    var input = (here || dialog).querySelector("input");
    input.focus();
    input.select();
    load();
  }
  if (link) {
    link.addEventListener("click", function (e) {
      if (!e.ctrlKey && !e.metaKey && !e.shiftKey) { search(e); }
    });
    keys["/"] = search;
    if (here) { here.addEventListener("focusin", load); }
    var asked = here && new URLSearchParams(location.search).get("q");
    if (asked) { // results take the place of the index, which must not move first
      here.querySelector("input").value = asked;
      load();
    }
  }
  // What a term of the glossary means is shown by a script that is loaded then.
  function wake(e) {
    if (!e.target.closest("a.term")) { return; }
    ["pointerover", "focusin"].forEach(function (type) { document.removeEventListener(type, wake); });
    add(assets + "terms.js");
  }
  ["pointerover", "focusin"].forEach(function (type) { document.addEventListener(type, wake); });
  // In a wide window the contents stay in sight, and mark the heading above what
  // is read.
  var contents = document.querySelector(".contents");
  var entries = document.querySelectorAll(".contents a");
  function headingOf(entry) { return document.getElementById(decodeURIComponent(entry.hash.slice(1))); }
  var watch = window.IntersectionObserver && new IntersectionObserver(function () {
    var here, wide = getComputedStyle(contents).position === "sticky";
    entries.forEach(function (entry) {
      entry.removeAttribute("aria-current");
      if (wide && entry.offsetHeight && headingOf(entry).getBoundingClientRect().top < innerHeight * 0.3) { here = entry; }
    });
    if (here) { here.setAttribute("aria-current", "true"); }
  }, { rootMargin: "0px 0px -70%" });
  if (watch) { entries.forEach(function (entry) { watch.observe(headingOf(entry)); }); }
  // The service worker keeps what was read. A page from disk can have none.
  var worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker && location.protocol !== "file:") {
    navigator.serviceWorker.register(worker).catch(function () {});
  }
  // The navigation shows the page that is open.
  var nav = document.getElementById("_nav");
  var entry = nav && nav.querySelector("[aria-current]");
  if (entry && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = entry.offsetTop - nav.clientHeight / 2;
  }
})();
