// What the reader sees and uses: a box to type in, and a list of links. This file
// begins with what the parts of the index and the other scripts call.

window.wirebookSearch = function (what, data, number) {
  switch (what) {
    case "words": return words(data); // for the tests
    case "head": head = data; begin(); break;
    case "terms": got.terms[number] = read(data); break;
    case "group": got.group[number] = data; break;
  }
};

// attach makes a box with an input search as one types. Most is how many
// results it shows.
function attach(box, most) {
  box.dataset.ready = "yes";
  var input = box.querySelector("input");
  var status = make("p", "count");
  status.setAttribute("role", "status");
  var list = make("ol", "results");
  list.setAttribute("aria-label", "Results");
  box.appendChild(status);
  box.appendChild(list);

  if (!head.pages) { most = Math.min(most, 8); } // each may need a part of its own

  function show() {
    var query = input.value.trim();
    if (!query) {
      list.textContent = status.textContent = "";
      return;
    }
    var results = rank(input.value, show);
    if (!results) { return; }
    var shown = results.slice(0, most), ready = true;
    shown.forEach(function (r) {
      if (!head.pages && !want("group", Math.floor(r.page / head.size), show)) { ready = false; }
    });
    if (!ready) { return; }
    list.textContent = "";
    shown.forEach(function (r) { list.appendChild(item(r)); });
    var n = results.length;
    status.textContent = n === 0 ? lost ? "The index cannot be loaded. Open this page again." : "No page has this." : (n === 1 ? "1 page" : n + " pages") + (n > most ? ", the first " + most + ":" : "");
    box.dataset.query = query;
  }

  function item(r) {
    var entry = head.pages ? head.pages[r.page] : got.group[Math.floor(r.page / head.size)][r.page % head.size];
    var li = make("li");
    if (!entry) { return li; }
    var why = reasons(r, entry);
    var a = make("a");
    a.href = base + entry[0].split("/").map(encodeURIComponent).join("/") + (why.id ? "#" + encodeURIComponent(why.id) : "");
    mark(a.appendChild(make("b")), entry[1], why.terms);
    if (why.heading) { mark(a.appendChild(make("span", "at")), why.heading, why.terms); }
    if (entry[2]) { mark(a.appendChild(make("span", "says")), entry[2], why.terms); }
    a.appendChild(make("span", "why", why.why));
    li.appendChild(a);
    return li;
  }

  input.addEventListener("input", show);
  box.addEventListener("keydown", function (e) {
    if (e.isComposing) { return; }
    var all = Array.from(list.querySelectorAll("a")), at = all.indexOf(document.activeElement);
    if (e.key === "ArrowDown" && all[at + 1]) { all[at + 1].focus(); }
    else if (e.key === "ArrowUp" && at >= 0) { (all[at - 1] || input).focus(); }
    else if (e.key === "Enter" && at < 0 && all[0]) { all[0].click(); }
    else if (e.key === "Escape" && at >= 0) { input.focus(); }
    else if (e.key === "Escape" && input.value) { input.value = ""; show(); }
    else { return; }
    e.preventDefault();
  });
  show();
}

// keySwitch offers to leave keys such as / alone, on this reader's machine: a key of one
// character must be one that can be turned off (WCAG 2.2, 2.1.4).
function keySwitch() {
  var label = make("label", "key"), input = label.appendChild(make("input"));
  label.appendChild(document.createTextNode(" One key alone, such as /, does something"));
  input.type = "checkbox";
  try { input.checked = localStorage.getItem("wirebook-key") !== "off"; } catch (e) { return label; }
  input.addEventListener("change", function () {
    localStorage.setItem("wirebook-key", input.checked ? "on" : "off");
  });
  return label;
}

// begin makes the boxes of the page ready when the head has come. That of the page
// of the search shows more, and keeps the query in the address.
function begin() {
  head.stop.split(" ").forEach(function (w) { stop[w] = true; });
  if (head.parts.length === 1) { want("terms", 0, function () {}); }
  document.querySelectorAll(".find").forEach(function (box) {
    var page = box.closest("main.index"), input = box.querySelector("input");
    attach(box, page ? 50 : 8);
    if (!box.closest("main.home:not(.index)")) { box.appendChild(keySwitch()); }
    if (!page) { return; }
    input.addEventListener("input", function () {
      try {
        history.replaceState(null, "", input.value ? "?q=" + encodeURIComponent(input.value) : location.pathname);
      } catch (e) { /* a page from disk keeps its address */ }
    });
  });
}
