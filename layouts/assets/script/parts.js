// @ts-check
// Adds a button to each message that shows its parts, with a script that is loaded then.

if (document.getElementById("_parts")) { document.querySelectorAll("figure.message:not(.bytes, .anatomy)").forEach(addParts); }

/** @param {Element} figure */
function addParts(figure) {
  if (!figure.querySelector("code .kr")) { return; }
  const button = addTool(figure, "take", "Parts", () => {
    const show = () => window.wirebookParts?.(figure, button);
    if (!show()) { load("parts.js").onload = show; }
  });
  button.setAttribute("aria-pressed", "false");
}
