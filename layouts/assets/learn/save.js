// @ts-check
// Saves the progress as a file, loads and erases it, on the index of the lessons.

const told = course?.querySelector("[role=status]");
const chosen = course?.querySelector("input");
/** @type {Progress | null} */
let erased = null;

if (course && told && chosen) {
  course.hidden = !kept;
  course.addEventListener("click", event => {
    const pressed = /** @type {HTMLElement} */ (event.target);
    if (pressed.dataset.do === "save") {
      const file = document.createElement("a");
      file.href = "data:application/json," + encodeURIComponent(JSON.stringify(recall(), null, 1));
      file.download = "progress.json";
      file.click();
    } else if (pressed.dataset.do === "erase") {
      const again = erased;
      erased = again ? null : recall();
      memory = again || { answers: {} };
      keep();
      pressed.textContent = again ? "Erase it" : "Undo";
      told.textContent = again ? "Restored." : "Erased.";
      refresh();
    }
  });
  chosen.addEventListener("change", async () => {
    const text = await chosen.files?.[0].text();
    const found = read(text || "");
    const n = Object.keys(found.answers).length;
    Object.assign(recall().answers, found.answers);
    memory.last = memory.last || found.last;
    keep();
    told.textContent = n ? "Loaded: " + n + (n === 1 ? " answer." : " answers.") : "This file has no answers.";
    refresh();
  });
}
