// @ts-check
// A button beside the request of an exchange makes an editor of it, with a script that
// is loaded then, and does nothing when it is loaded again.

document.querySelectorAll("[data-trial] .request:first-child").forEach(figure => {
  const button = addTool(figure, "edit", "Edit and send", () => {
    load(script.dataset.trial || "").onload = () => window.wirebookTrial?.(figure, addParts);
  });
  // On the page that is made for it.
  if (figure.id) { button.click(); }
});
