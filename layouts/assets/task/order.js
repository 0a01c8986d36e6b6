// @ts-check
// Lines to be put in order: each has a button that moves it up, and one that moves it
// down.

/** @param {Begun} begun */
function sortLines({ task, place, left, tried }) {
  const list = /** @type {HTMLElement} */ (task.querySelector(".lines"));
  const rightOrder = solutionOf(task);
  const before = left.split("\n");
  const lines = Array.from(list.children, item => item.textContent?.trim() || "");
  if (before.length === lines.length && before.slice().sort().join("\n") === lines.slice().sort().join("\n")) {
    const items = Array.from(list.children);
    for (const line of before) {
      const i = items.findIndex(item => item.textContent?.trim() === line);
      list.append(...items.splice(i, 1));
    }
  }
  const told = made("p", "offstage");
  told.setAttribute("role", "status");

  /**
   * @param {Element} item
   * @param {number} by
   */
  function move(item, by) {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) { return; }
    if (by < 0) { other.before(item); } else { other.after(item); }
    told.textContent = "Now number " + (Array.from(list.children).indexOf(item) + 1) + " of " + list.children.length;
  }
  for (const item of Array.from(list.children)) {
    const line = item.textContent?.trim() || "";
    const tools = made("span", "moves");
    for (const [sign, name, by] of /** @type {[string, string, number][]} */ ([["↑", "Up", -1], ["↓", "Down", 1]])) {
      const button = pressed(sign, () => {
        move(item, by);
        button.focus();
      });
      button.setAttribute("aria-label", name + ": " + line);
      tools.append(button);
    }
    item.append(tools);
  }
  const check = pressed("Check", () => {
    const order = Array.from(list.querySelectorAll("code"), code => code.textContent || "");
    const text = order.join("\n");
    if (!rightOrder.length) { // it is withheld
      missingOf(task, text).then(missing => tried(text, missing));
      return;
    }
    const wrong = order.findIndex((line, i) => line !== rightOrder[i]);
    tried(text, wrong < 0 ? "" : wrong + " of " + order.length + " are in their place; then this is too early: " + clipped(order[wrong]));
  });
  place.before(told, check);
  list.querySelector("button")?.focus();
}
