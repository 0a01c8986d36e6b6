// @ts-check
// Makes tabs of the code blocks in .tabs, each below the heading that names it. What a
// reader chooses is chosen wherever a group has a tab of that name, also on other pages.
(() => {
  "use strict";

  const key = "wirebook-tabs"; // the names that were chosen, the last one first
  const mostKept = 20;

  // Only tabs need it, and a file of its own would be one more request.
  const style = `
.tabs { margin: 1.25em 0; }
.tabs > [role=tablist] { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--rule); }
.tabs [role=tab] { min-height: 2rem; margin: 0 0 -1px; padding: .3rem .8rem; border: solid transparent; border-width: 0 0 3px; background: none; color: var(--soft); font: .9375rem/1.4 var(--sans); cursor: pointer; }
.tabs [role=tab][aria-selected=true] { border-color: var(--c1); color: var(--ink); }
.tabs pre { margin-top: 0; }
@media print {
  .tabs > [role=tablist] { display: none; }
  .tabs [hidden] { display: block; }
}`;

  /** @returns {string[]} */
  function chosen() {
    try {
      const names = JSON.parse(localStorage.getItem(key) || "[]");
      return Array.isArray(names) ? names : [];
    } catch {
      return []; // the browser stores nothing, or another script wrote there
    }
  }

  /** @param {string} name */
  function keep(name) {
    try {
      const names = [name, ...chosen().filter((other) => other !== name)];
      localStorage.setItem(key, JSON.stringify(names.slice(0, mostKept)));
    } catch {
      // Then the choice is that of this page.
    }
  }

  /** @type {((name: string) => void)[]} */
  const groups = [];

  /**
   * @param {Element} group
   * @param {number} number
   */
  function arrange(group, number) {
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    /** @type {{ name: string, tab: HTMLButtonElement, panel: HTMLElement }[]} */
    const all = [];
    for (const heading of Array.from(group.querySelectorAll(":scope > :is(h2, h3, h4, h5, h6)"))) {
      const name = heading.textContent || "";
      const id = `_tab-${number}-${all.length}`;
      const tab = document.createElement("button");
      const panel = document.createElement("div");
      tab.type = "button";
      tab.id = id;
      tab.textContent = name;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", `${id}-panel`);
      tab.addEventListener("click", () => choose(name));
      panel.id = `${id}-panel`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", id);
      const code = heading.nextElementSibling;
      /** @type {HTMLElement} */ (heading).hidden = true;
      heading.after(panel);
      panel.append(heading, ...(code ? [code] : []));
      list.append(tab);
      all.push({ name, tab, panel });
    }

    /** @param {string} name */
    function show(name) {
      if (!all.some((one) => one.name === name)) { return; }
      for (const one of all) {
        const is = one.name === name;
        one.tab.setAttribute("aria-selected", String(is));
        one.tab.tabIndex = is ? 0 : -1;
        one.panel.hidden = !is;
      }
    }

    list.addEventListener("keydown", (event) => {
      const at = all.findIndex((one) => one.tab === document.activeElement);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
      if (to === undefined || at < 0 || event.altKey || event.ctrlKey || event.metaKey) { return; }
      event.preventDefault();
      const next = all[(to + all.length) % all.length];
      choose(next.name);
      next.tab.focus();
    });
    group.prepend(list);
    show(chosen().find((name) => all.some((one) => one.name === name)) || all[0].name);
    groups.push(show);
  }

  /** @param {string} name */
  function choose(name) {
    keep(name);
    for (const show of groups) { show(name); }
  }

  document.querySelectorAll(".tabs").forEach(arrange);
  if ("adoptedStyleSheets" in document) { // otherwise they are plain buttons
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
  }
})();
