// @ts-check
// Shows the parts of a message: line ends become visible, and the part that the reader
// points at is explained. It is loaded with the first press of Parts.
(() => {
  /**
   * The part for each class of the highlighted text.
   * @type {Record<string, string>}
   */
  const parts = {
    nf: "method", nn: "target", kr: "version", m: "status-code", ne: "reason-phrase", n: "field-name", v: "field-value", mh: "chunk-size", b: "body"
  };
  const legend = document.getElementById("_parts");
  let touched = false;

  /**
   * @param {Element} figure
   * @param {Element} button
   */
  window.wirebookParts = (figure, button) => {
    const code = /** @type {Element} */ (figure.querySelector("code"));
    let what = /** @type {HTMLElement | null} */ (figure.querySelector("p.what[aria-live]"));
    if (!what) {
      what = document.createElement("p");
      what.className = "what";
      what.setAttribute("aria-live", "polite");
      lineEnds(code);
      figure.append(what);
      code.addEventListener("pointerover", say);
      code.addEventListener("focusin", say);
      code.addEventListener("pointerdown", event => { touched = /** @type {PointerEvent} */ (event).pointerType !== "mouse"; });
      code.addEventListener("click", event => {
        // A finger cannot point without a tap, which explains and does not leave.
        if (touched && figure.classList.contains("apart")) { event.preventDefault(); }
        say(event);
      });
    }
    const on = figure.classList.toggle("apart");
    button.setAttribute("aria-pressed", String(on));
    what.hidden = !on;
    what.textContent = "Point at a part, tap it, or move to it with Tab.";
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (code.querySelectorAll("[class]"))) {
      const part = node.dataset.end || parts[node.className];
      if (on && part) {
        node.dataset.part = part;
        if (node.localName !== "a") { node.tabIndex = 0; }
      } else {
        delete node.dataset.part;
        node.removeAttribute("tabindex");
      }
    }
    return true;
  };

  /** @param {Event} event */
  function say(event) {
    /** @type {HTMLElement | null} */
    const at = /** @type {Element} */ (event.target).closest("[data-part]");
    const said = at && legend?.querySelector("[data-part=" + at.dataset.part + "]");
    const what = at && at.closest("figure")?.querySelector("p.what[aria-live]");
    if (said && what) { what.innerHTML = said.innerHTML; }
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
})();
