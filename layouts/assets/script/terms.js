// @ts-check
// Loads the script that shows what terms of the glossary mean, when the pointer or the
// focus is first on one.

/** @param {Event} event */
function loadTerms(event) {
  if (!/** @type {Element} */ (event.target).closest("a.term")) { return; }
  document.removeEventListener("pointerover", loadTerms);
  document.removeEventListener("focusin", loadTerms);
  load("terms.js");
}

document.addEventListener("pointerover", loadTerms);
document.addEventListener("focusin", loadTerms);
