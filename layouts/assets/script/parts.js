// @ts-check
// Adds a button to each message that shows its parts: it makes line ends visible, and
// explains the part that the reader points at.

/**
 * The part for each class of the highlighted text.
 * @type {Record<string, string>}
 */
const parts = {
  nf: "method", nn: "target", kr: "version", m: "status-code", ne: "reason-phrase", n: "field-name", v: "field-value", mh: "chunk-size", b: "body"
};

const legend = document.getElementById("_parts");
if (legend) { document.querySelectorAll("figure.message:not(.bytes, .anatomy)").forEach(addParts); }

/** @param {Element} figure */
function addParts(figure) {
  const code = figure.querySelector("code");
  if (!code || !code.querySelector(".kr")) { return; }
  const what = document.createElement("p");
  what.className = "what";
  what.setAttribute("aria-live", "polite");
  const button = addTool(figure, "take", "Parts", () => {
    const on = figure.classList.toggle("apart");
    button.setAttribute("aria-pressed", String(on));
    if (!what.parentNode) {
      lineEnds(code);
      figure.append(what);
    }
    what.hidden = !on;
    what.textContent = "Point at a part, or move to it with Tab.";
    /** @type {NodeListOf<HTMLElement>} */
    const marked = code.querySelectorAll("[class]");
    for (const node of marked) {
      const part = node.dataset.end || parts[node.className];
      if (on && part) {
        node.dataset.part = part;
        if (node.localName !== "a") { node.tabIndex = 0; }
      } else {
        delete node.dataset.part;
        node.removeAttribute("tabindex");
      }
    }
  });
  button.setAttribute("aria-pressed", "false");

  /** @param {Event} event */
  function say(event) {
    /** @type {HTMLElement | null} */
    const at = /** @type {Element} */ (event.target).closest("[data-part]");
    const said = at && legend?.querySelector("[data-part=" + at.dataset.part + "]");
    if (said) { what.innerHTML = said.innerHTML; }
  }
  code.addEventListener("pointerover", say);
  code.addEventListener("focusin", say);
}

/**
 * Puts an element before each line end of the heads.
 * @param {Element} code
 */
function lineEnds(code) {
  let before = "";
  for (const node of Array.from(code.childNodes)) {
    const text = node.textContent || "";
    if (node.nodeType !== Node.TEXT_NODE) {
      before = text;
      continue;
    }
    for (const piece of text.split(/(?=\n)/)) {
      if (piece[0] === "\n") {
        const end = document.createElement("i");
        end.className = "e";
        end.dataset.end = before.endsWith("\n") ? "empty-line" : "line-end";
        code.insertBefore(end, node);
      }
      code.insertBefore(document.createTextNode(piece), node);
      before += piece;
    }
    node.remove();
  }
}
