// @ts-check
// Shows what a term of the glossary means while the pointer is on the term or on its
// meaning, or while the term has the focus. script/terms.js loads this when needed.
(() => {
  "use strict";
  if (!document.body.showPopover) { return; }
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.popover = "manual";
  /** @type {HTMLAnchorElement | undefined} */
  let said;
  /** @type {number | undefined} */
  let later;

  function hush() {
    clearTimeout(later);
    if (!said) { return; }
    said = undefined;
    tip.hidePopover();
  }

  function wait() { later = setTimeout(hush, 200); }

  /** @param {HTMLAnchorElement} term */
  function say(term) {
    clearTimeout(later);
    const meaning = document.getElementById(term.getAttribute("aria-describedby") || "");
    if (said === term || !meaning) { return; }
    said = term;
    tip.innerHTML = meaning.innerHTML;
    term.after(tip);
    tip.showPopover();
    const at = term.getClientRects()[0], page = document.documentElement;
    const below = at.bottom + tip.offsetHeight < innerHeight || at.top < tip.offsetHeight;
    tip.style.left = Math.max(8, Math.min(at.left, page.clientWidth - tip.offsetWidth - 8)) + scrollX + "px";
    tip.style.top = (below ? at.bottom : at.top - tip.offsetHeight) + scrollY + "px";
  }

  tip.addEventListener("pointerenter", () => clearTimeout(later));
  tip.addEventListener("pointerleave", wait);
  document.addEventListener("keydown", event => { if (event.key === "Escape") { hush(); } });
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const terms = document.querySelectorAll("a.term");
  terms.forEach(term => {
    term.addEventListener("pointerenter", () => say(term));
    term.addEventListener("pointerleave", wait);
    term.addEventListener("focus", () => say(term));
    term.addEventListener("blur", hush);
    if (term.matches(":hover, :focus")) { say(term); }
  });
})();
