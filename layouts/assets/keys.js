// Help with the keys of script.js, which loads it when somebody asks.
(function () {
  "use strict";
  var keys = window.wirebookKeys;
  var dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "_keys-title");
  var says = { "/": "search", n: "the next page", p: "the page before", "?": "this help" };
  var rows = Object.keys(says).map(function (key) {
    return keys[key] ? "<dt><kbd>" + key + "</kbd></dt><dd>" + says[key] + "</dd>" : "";
  });
  dialog.innerHTML = '<h2 id="_keys-title">Keys</h2><dl>' + rows.join("") + "<dt><kbd>Esc</kbd></dt><dd>close what is open</dd></dl>" +
    '<p><label><input type="checkbox"> One key alone does something</label></p><button type="button">Close</button>';
  var box = dialog.querySelector("input");
  box.addEventListener("change", function () {
    keys.off = !box.checked;
    try { localStorage.setItem("wirebook-key", keys.off ? "off" : "on"); } catch (e) { /* then until the page is left */ }
  });
  dialog.addEventListener("click", function (e) {
    if (e.target === dialog || e.target.type === "button") { dialog.close(); }
  });
  document.body.appendChild(dialog);
  window.wirebookHelp = function () {
    box.checked = !keys.areOff();
    dialog.showModal();
  };
  window.wirebookHelp();
})();
