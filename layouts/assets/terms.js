// A term of the glossary says what it means while the pointer is on it, or on
// what it says, or while it has the focus. script.js loads this when that begins.
(function () {
  "use strict";
  if (!document.body.showPopover) { return; }
  var tip = document.createElement("div"), said, later;
  tip.className = "tip";
  tip.popover = "manual";
  function hush() {
    clearTimeout(later);
    if (said) { said = null; tip.hidePopover(); }
  }
  function wait() { later = setTimeout(hush, 200); }
  function say(term) {
    clearTimeout(later);
    if (said === term) { return; }
    said = term;
    tip.innerHTML = document.getElementById(term.getAttribute("aria-describedby")).innerHTML;
    term.after(tip);
    tip.showPopover();
    var at = term.getClientRects()[0], page = document.documentElement;
    var below = at.bottom + tip.offsetHeight < innerHeight || at.top < tip.offsetHeight;
    tip.style.left = Math.max(8, Math.min(at.left, page.clientWidth - tip.offsetWidth - 8)) + scrollX + "px";
    tip.style.top = (below ? at.bottom : at.top - tip.offsetHeight) + scrollY + "px";
  }
  tip.addEventListener("pointerenter", function () { clearTimeout(later); });
  tip.addEventListener("pointerleave", wait);
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") { hush(); } });
  document.querySelectorAll("a.term").forEach(function (term) {
    term.addEventListener("pointerenter", function () { say(term); });
    term.addEventListener("pointerleave", wait);
    term.addEventListener("focus", function () { say(term); });
    term.addEventListener("blur", hush);
    if (term.matches(":hover, :focus")) { say(term); }
  });
})();
