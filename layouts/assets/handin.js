// @ts-check
// What a learner did at the tasks of a lesson, or of all lessons, as a file to hand in:
// `wirebook grade` reads it. Only a press makes it, and it is not sent anywhere.

window.wirebookHandIn = place => {
  const progress = /** @type {ProgressOfReader} */ (window.wirebookProgress);
  const { answers } = progress.recall();
  /** @type {any[]} */
  const tasks = [];
  let all = 0;
  document.querySelectorAll("[data-page]").forEach(element => {
    const lesson = /** @type {HTMLElement} */ (element);
    progress.idsOf(lesson).filter(progress.isTask).forEach((id, i) => {
      all++;
      const made = answers[id]?.made;
      if (made) { tasks.push({ page: lesson.dataset.page, task: i + 1, id, at: made.at, made: made.text, answer: made.answer, by: made.by, later: made.later || undefined }); }
    });
  });
  const told = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  told.textContent = tasks.length ? tasks.length + " of " + all + (all === 1 ? " task is" : " tasks are") + " in the file." : "There is nothing to hand in yet: begin a task.";
  if (!tasks.length) { return; }
  const file = document.createElement("a");
  file.href = "data:application/json," + encodeURIComponent(JSON.stringify({ transcript: 1, tasks }, null, 1));
  file.download = "transcript.json";
  file.click();
};
