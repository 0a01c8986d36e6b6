// @ts-check
// Tasks begin at a press, with a script that is loaded then. What was done is kept with
// the answers to the questions.

/**
 * Adds the button that begins a task.
 * @param {HTMLElement} task
 * @param {any} [through] what it is sent through, if not the program
 */
window.wirebookOffer = (task, through) => {
  const begin = button(task.dataset.verb || "", () => {
    loadBeside("task.js", () => window.wirebookTask?.(task, begin, through));
  });
  begin.className = "begin";
  task.querySelector(".verdict")?.before(begin);
};

document.querySelectorAll(".task").forEach(element => {
  const task = /** @type {HTMLElement} */ (element);
  const verdict = task.querySelector(".verdict");
  const before = recall().answers[task.id];
  if (before && verdict) {
    verdict.textContent = before.right ? "Done." : "Not done yet.";
    task.classList.toggle("done", before.right);
  }
  if (task.dataset.task && !("needs" in task.dataset)) { window.wirebookOffer?.(task); }
});

document.querySelectorAll("[data-hand-in]").forEach(element => {
  const place = /** @type {HTMLElement} */ (element);
  place.hidden = false;
  place.querySelector("button")?.addEventListener("click", () => {
    loadBeside("handin.js", () => window.wirebookHandIn?.(place));
  });
});
