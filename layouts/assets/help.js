// @ts-check
// Help on the keys of script/keys.js, which loads this when a reader asks for it.
(() => {
  "use strict";
  const keys = window.wirebookKeys;
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "_keys-title");
  const says = Object.entries({ "/": "search", n: "the next page", p: "the previous page", "?": "this help" });
  const rows = says.filter(([key]) => keys.does[key]).map(([key, what]) => "<dt><kbd>" + key + "</kbd></dt><dd>" + what + "</dd>");
  dialog.innerHTML = '<h2 id="_keys-title">Keys</h2><dl>' + rows.join("") + "<dt><kbd>Esc</kbd></dt><dd>close what is open</dd></dl>" +
    '<p><label><input type="checkbox"> Single-key shortcuts</label></p><button type="button">Close</button>';
  const box = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  box.addEventListener("change", () => {
    keys.off = !box.checked;
    try { localStorage.setItem("wirebook-key", keys.off ? "off" : "on"); } catch { /* then the choice lasts until the reader leaves the page */ }
  });
  dialog.addEventListener("click", event => {
    const target = /** @type {Element} */ (event.target);
    if (target === dialog || target.matches("button")) { dialog.close(); }
  });
  document.body.append(dialog);
  window.wirebookHelp = () => {
    box.checked = !keys.areOff();
    dialog.showModal();
  };
  window.wirebookHelp();
})();
