// @ts-check
// The keys n and p lead to the next page and to the one before.

/** @type {NodeListOf<HTMLAnchorElement>} */
const neighbours = document.querySelectorAll(".pager a");
neighbours.forEach(page => addKey(page.rel[0], null, () => page.click()));
