// @ts-check
// Saves the progress as a file, loads and erases it, on the index of the lessons. Only
// that page loads this script.
(() => {
  const progress = window.wirebookProgress;
  /** @type {HTMLElement | null} */
  const course = document.querySelector(".course");
  const told = course?.querySelector("[role=status]");
  const chosen = course?.querySelector("input");
  if (!progress || !course || !told || !chosen) { return; }
  /** @type {any} */
  let erased = null;
  course.hidden = !progress.isKept();
  course.addEventListener("click", event => {
    const pressed = /** @type {HTMLElement} */ (event.target);
    if (pressed.dataset.do === "save") {
      const file = document.createElement("a");
      file.href = "data:application/json," + encodeURIComponent(JSON.stringify(progress.recall(), null, 1));
      file.download = "progress.json";
      file.click();
    } else if (pressed.dataset.do === "erase") {
      const again = erased;
      erased = again ? null : progress.recall();
      progress.put(again || { answers: {} });
      pressed.textContent = again ? "Erase it" : "Undo";
      told.textContent = again ? "Restored." : "Erased.";
    }
  });
  chosen.addEventListener("change", async () => {
    const text = await chosen.files?.[0].text();
    const found = progress.read(text || "");
    const n = Object.keys(found.answers).length;
    const all = progress.recall();
    Object.assign(all.answers, found.answers);
    all.last = all.last || found.last;
    progress.put(all);
    told.textContent = n ? "Loaded: " + n + (n === 1 ? " answer." : " answers.") : "This file has no answers.";
  });
})();
