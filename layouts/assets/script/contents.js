// @ts-check
// Marks the current heading in the table of contents, which stays in view in a wide
// window.

const contents = document.querySelector(".contents");

/** @param {HTMLAnchorElement} entry */
function headingOf(entry) {
  return /** @type {HTMLElement} */ (document.getElementById(decodeURIComponent(entry.hash.slice(1))));
}

if (contents) {
  const entries = contents.querySelectorAll("a");
  const watch = new IntersectionObserver(() => {
    const wide = getComputedStyle(contents).position === "sticky";
    let here;
    for (const entry of entries) {
      entry.removeAttribute("aria-current");
      if (wide && entry.offsetHeight && headingOf(entry).getBoundingClientRect().top < innerHeight * 0.3) { here = entry; }
    }
    here?.setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -70%" });
  entries.forEach(entry => watch.observe(headingOf(entry)));
}
