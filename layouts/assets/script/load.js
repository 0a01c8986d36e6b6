// @ts-check
// What only some readers need is in scripts beside this one, which are loaded when
// it is needed.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** @param {string} address from where this script is */
function load(address) {
  const wanted = document.createElement("script");
  wanted.src = new URL(address, script.src).href;
  return document.head.appendChild(wanted);
}
