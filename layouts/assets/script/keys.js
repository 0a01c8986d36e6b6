// @ts-check
// What each key does. None does anything while somebody writes, in a dialog, with
// a modifier, or where the reader has turned them off. The build joins the files of
// this folder in the order of their names: those that add keys must be behind this.

/** @type {Keys} */
const keys = window.wirebookKeys = {
  does: {},
  off: false,
  areOff() {
    try {
      keys.off = localStorage.getItem("wirebook-key") === "off";
    } catch {
      // as this page was told
    }
    return keys.off;
  }
};

document.addEventListener("keydown", event => {
  const press = keys.does[event.key];
  const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable], dialog");
  // What is in a dialog that was closed has the focus for a moment.
  if (!press || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.areOff() ||
    typing && !typing.closest("dialog:not([open])")) { return; }
  press();
  event.preventDefault();
});

/**
 * Adds a key, and a link that does the same unless it is opened in a tab or window
 * of its own.
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
