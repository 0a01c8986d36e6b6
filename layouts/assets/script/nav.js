// @ts-check
// Scrolls the navigation to the current page.

const nav = document.getElementById("_nav");
/** @type {HTMLElement | null | undefined} */
const current = nav?.querySelector("[aria-current]");
function toCurrent() {
  if (nav && current && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = current.offsetTop - nav.clientHeight / 2;
  }
}
toCurrent();
// In a narrow window it has no height until it opens.
nav?.addEventListener("toggle", toCurrent);
