// @ts-check
// The user interface: a box to type in, and a list of links. It begins with the function
// that the parts of the index call.

window.wirebookSearch = (what, data, number) => {
  switch (what) {
    case "words": return words(data); // used by tests
    case "head": head = data; begin(); break;
    case "terms": got.terms[number] = read(data); break;
    case "group": got.group[number] = data; break;
  }
};

/**
 * Makes a box with an input search while the reader types.
 * @param {HTMLElement} box
 * @param {HTMLInputElement} input
 * @param {number} most the number of results to show
 */
function attach(box, input, most) {
  box.dataset.ready = "yes";
  const status = make("p", "count");
  status.setAttribute("role", "status");
  const list = make("ol", "results");
  list.setAttribute("aria-label", "Results");
  box.append(status, list);

  if (!head.pages) { most = Math.min(most, 8); } // each may need another part of the index

  function show() {
    const query = input.value.trim();
    if (!query) {
      list.textContent = status.textContent = "";
      return;
    }
    const results = rank(input.value, show);
    if (!results) { return; }
    const shown = results.slice(0, most);
    let ready = true;
    for (const result of shown) {
      if (!head.pages && !want("group", Math.floor(result.page / head.size), show)) { ready = false; }
    }
    if (!ready) { return; }
    list.textContent = "";
    list.append(...shown.map(item));
    const n = results.length;
    status.textContent = n === 0 ? lost ? "The search can't be loaded. Reload this page." : "No page matches." : (n === 1 ? "1 page" : n + " pages") + (n > most ? ", the first " + most + ":" : "");
    box.dataset.query = query;
  }

  /** @param {Result} result */
  function item(result) {
    const entry = head.pages ? head.pages[result.page] : got.group[Math.floor(result.page / head.size)][result.page % head.size];
    const li = make("li");
    if (!entry) { return li; }
    const [address, title, description] = entry;
    const { id, heading, sections, terms } = reasons(result, entry);
    const a = make("a");
    a.href = base + address.split("/").map(encodeURIComponent).join("/") + (id ? "#" + encodeURIComponent(id) : "");
    a.append(mark(make("b"), title, terms));
    if (heading) { a.append(mark(make("span", "at"), heading, terms)); }
    if (description) { a.append(mark(make("span", "says"), description, terms)); }
    if (sections.length) { a.append(make("span", "at", sections.join(", "))); }
    li.append(a);
    return li;
  }

  input.addEventListener("input", show);
  box.addEventListener("keydown", event => {
    if (event.isComposing) { return; }
    const all = Array.from(list.querySelectorAll("a")), at = all.findIndex(a => a === document.activeElement);
    if (event.key === "ArrowDown" && all[at + 1]) { all[at + 1].focus(); }
    else if (event.key === "ArrowUp" && at >= 0) { (all[at - 1] || input).focus(); }
    else if (event.key === "Enter" && at < 0 && all[0]) { all[0].click(); }
    else if (event.key === "Escape" && at >= 0) { input.focus(); }
    else if (event.key === "Escape" && input.value) { input.value = ""; show(); }
    else { return; }
    event.preventDefault();
  });
  show();
}

/**
 * Offers to turn off keys such as / in this browser: readers must be able to turn off
 * shortcuts of one character (WCAG 2.2, 2.1.4).
 */
function keySwitch() {
  const label = make("label", "key"), input = make("input");
  label.append(input, " Single-key shortcuts, such as /");
  input.type = "checkbox";
  try { input.checked = localStorage.getItem("wirebook-key") !== "off"; } catch { return label; }
  input.addEventListener("change", () => {
    localStorage.setItem("wirebook-key", input.checked ? "on" : "off");
  });
  return label;
}

/**
 * Prepares the boxes of the page when the head of the index has been loaded. The box of
 * the search page shows more results, and keeps the query in the address.
 */
function begin() {
  head.stop.split(" ").forEach(w => stopWords.add(w));
  if (head.parts.length === 1) { want("terms", 0, () => {}); }
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll(".find");
  boxes.forEach(box => {
    const page = box.closest("main.index"), input = box.querySelector("input");
    if (!input) { return; }
    attach(box, input, page ? 50 : 8);
    if (!box.closest("main.home:not(.index)")) { box.append(keySwitch()); }
    if (!page) { return; }
    input.addEventListener("input", () => {
      try {
        history.replaceState(null, "", input.value ? "?q=" + encodeURIComponent(input.value) : location.pathname);
      } catch { /* not allowed for a page opened from disk */ }
    });
  });
}
