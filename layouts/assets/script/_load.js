// @ts-check
// Scripts that only some readers need are separate files, and are loaded when needed.
// This file and others whose names begin with _ run at once, in the head of the page;
// the others wait until the page has been read.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** @param {string} address relative to this script */
function load(address) {
  const wanted = document.createElement("script");
  wanted.src = new URL(address, script.src).href;
  return document.head.appendChild(wanted);
}
