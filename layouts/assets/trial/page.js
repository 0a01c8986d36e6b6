// @ts-check
// The page for requests of one's own: a request in the fragment of its address, the
// request as a link and as a command, what was sent before, and a check of all examples.

const store = "wirebook trials " + new URL(".", location.href).pathname;

/** @param {Uint8Array} bytes */
function fragmentOf(bytes) {
  return Array.from(bytes, b => /[\w.~/-]/.test(String.fromCharCode(b)) ? String.fromCharCode(b) : "%" + b.toString(16).toUpperCase().padStart(2, "0")).join("");
}

/** @param {string} fragment */
function unescaped(fragment) { return latin1(fragment.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))); }

/** The request in the fragment, or null. */
function requestInAddress() {
  const text = location.hash.slice(1);
  return /%0D%0A/i.test(text) ? unescaped(text) : null;
}

/** @returns {string[]} */
function sentBefore() {
  try {
    const list = JSON.parse(localStorage.getItem(store) || "[]");
    return Array.isArray(list) ? list.filter(text => typeof text === "string").slice(0, 20) : [];
  } catch {
    return [];
  }
}

/**
 * Sets the page up around its editor.
 * @param {{ root: HTMLElement, box: HTMLElement, set: (bytes: Uint8Array) => void, bytes: () => Uint8Array }} editor
 */
function setUpPage(editor) {
  const tools = make("div", "choose");
  const told = make("span", "told");
  told.setAttribute("role", "status");
  /**
   * @param {string} text
   * @param {() => string} what
   */
  const copies = (text, what) => tools.append(makeButton(text, async () => {
    const copied = what();
    const done = await window.wirebookCopy?.(copied).catch(() => false);
    told.textContent = !done ? "The browser doesn't allow it." : copied.startsWith("(printf") ? "Copied for nc: curl can't send these bytes." : "Copied.";
  }));
  copies("Copy link", () => new URL("#" + fragmentOf(editor.bytes()), location.href).href);
  copies("Copy as curl", () => asCommand(editor.bytes()));
  copies("Copy as fetch", () => asFetch(editor.bytes()));
  tools.append(makeButton("Download", () => {
    const link = make("a");
    link.href = "data:application/octet-stream," + fragmentOf(editor.bytes());
    link.download = "request.http";
    link.click();
  }), told);
  editor.box.append(tools);

  const before = make("details", "before");
  before.append(make("summary", "", "Sent before, in this browser"));
  const list = make("ul");
  before.append(list, makeButton("Erase", () => {
    try { localStorage.removeItem(store); } catch { /* there is none */ }
    show();
  }));
  editor.root.append(before);
  function show() {
    list.textContent = "";
    for (const fragment of sentBefore()) {
      const item = make("li");
      const link = make("a", "", lineOf(unescaped(fragment)));
      link.href = "#" + fragment;
      item.append(link);
      list.append(item);
    }
    before.hidden = !list.childElementCount;
  }
  show();
  addEventListener("hashchange", () => {
    const bytes = requestInAddress();
    if (bytes) {
      editor.set(bytes);
      editor.root.closest(".exchange")?.scrollIntoView({ block: "start" });
    }
  });
  addCheck();
  return (/** @type {Uint8Array} */ bytes) => {
    const fragment = fragmentOf(bytes);
    try { localStorage.setItem(store, JSON.stringify([fragment].concat(sentBefore().filter(other => other !== fragment)).slice(0, 20))); } catch { /* then not */ }
    show();
  };
}

/** All examples can be replayed here, and compared with what was proven. */
function addCheck() {
  const place = /** @type {HTMLElement} */ (document.getElementById("_check"));
  const button = makeButton("Replay them all here", async () => {
    button.disabled = true;
    const told = make("p", "alike");
    told.setAttribute("role", "status");
    place.after(told);
    try {
      const addresses = await (await fetch(place.dataset.notes || "")).json();
      await start(loaded => { told.textContent = "Loading the server: " + Math.round(100 * loaded / program.size) + "%"; });
      let same = 0, all = 0;
      for (const address of addresses) {
        const note = await (await fetch(address)).json();
        const found = await ask("check", { Note: note });
        all += new Set(note.Steps.map((/** @type {any} */ s) => s.x)).size;
        same += found ? found.length : 0;
        told.textContent = same + " of " + all + " answer alike so far";
      }
      told.textContent = same + " of " + all + " answer here with the same bytes.";
      told.dataset.done = "yes";
    } catch (error) {
      told.textContent = "They can't be replayed: " + /** @type {Error} */ (error).message;
    }
    button.disabled = false;
  });
  place.append(" ", button);
}
