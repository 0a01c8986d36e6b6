// @ts-check
// The keys n and p open the next and the previous page.

/** @type {NodeListOf<HTMLAnchorElement>} */
const neighbours = document.querySelectorAll(".pager a");
neighbours.forEach(page => addKey(page.rel[0], null, () => page.click()));
