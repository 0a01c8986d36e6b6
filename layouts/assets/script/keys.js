// @ts-check
// What each key does. Keys do nothing while the reader types, in a dialog, together with
// a modifier, or if the reader has turned them off. The build joins the files of this
// folder in the order of their names: those that add keys must sort after this one.

/** @type {Keys} */
const keys = window.wirebookKeys = {
  does: {},
  off: false,
  areOff() {
    try {
      keys.off = localStorage.getItem("wirebook-key") === "off";
    } catch {
      // The browser stores nothing: keep what the reader chose on this page.
    }
    return keys.off;
  }
};

document.addEventListener("keydown", event => {
  const press = keys.does[event.key];
  const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable], dialog");
  // An element in a dialog that was just closed still has the focus for a moment.
  if (!press || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.areOff() ||
    typing && !typing.closest("dialog:not([open])")) { return; }
  press();
  event.preventDefault();
});

/**
 * Adds a key, and makes a link do the same unless the reader opens it in a new tab or
 * window.
 * @param {string} key
 * @param {HTMLElement | null} link
 * @param {() => void} press
 */
function addKey(key, link, press) {
  keys.does[key] = press;
  link?.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    press();
  });
}

addKey("?", document.getElementById("_keys"), () => {
  if (window.wirebookHelp) { window.wirebookHelp(); } else { load("help.js"); }
});
