// @ts-check
// A button beside the request of an exchange makes an editor of it, with a script that
// is loaded then, and does nothing when it is loaded again.

/**
 * @param {Element} figure
 * @param {any} [through] what the editor sends through, if not the program
 */
window.wirebookEdit = (figure, through) => addTool(figure, "edit", "Edit and send", () => {
  load(script.dataset.trial || "").onload = () => window.wirebookTrial?.(figure, [addCopy, addParts], through);
});
document.querySelectorAll("[data-trial] .request:first-child").forEach(figure => {
  const button = window.wirebookEdit?.(figure);
  // On the page that is made for it.
  if (figure.id) { button?.click(); }
});
