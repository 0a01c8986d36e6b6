// @ts-check
// Scripts that only some readers need are separate files, and are loaded when needed.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** @param {string} address relative to this script */
function load(address) {
  const wanted = document.createElement("script");
  wanted.src = new URL(address, script.src).href;
  return document.head.appendChild(wanted);
}
