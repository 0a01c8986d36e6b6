// @ts-check
// A button beside the request of an exchange makes an editor of it, with a script that
// is loaded then, and does nothing when it is loaded again.

/**
 * @param {Element} figure
 * @param {any} [through] what the editor sends through, if not the program
 */
window.wirebookEdit = (figure, through) => {
  const button = addTool(figure, "edit", "Edit and send", () => {
    const editor = load(script.dataset.trial || "");
    editor.onload = () => window.wirebookTrial?.(figure, [addCopy, addParts], through);
    editor.onerror = () => { button.textContent = "Not loaded: use curl, below"; };
  });
  return button;
};
document.querySelectorAll("[data-trial] .request:first-child").forEach(figure => {
  const button = window.wirebookEdit?.(figure);
  // On the page that is made for it.
  if (figure.id) { button?.click(); }
});
