// @ts-check
// The switch for the colour scheme.

const schemes = /** @type {HTMLSelectElement | null} */ (document.getElementById("_scheme"));
if (schemes) {
  schemes.value = scheme;
  schemes.addEventListener("change", () => {
    scheme = schemes.value;
    try { localStorage.setItem(schemeKey, scheme); } catch { /* as above */ }
    recallScheme();
  });
}
