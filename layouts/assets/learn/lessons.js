// @ts-check
// A lesson shows how many of its questions and tasks are answered.

/** @type {HTMLElement | null} */
const lesson = document.querySelector("span[data-page]");

/** @param {HTMLElement} place that has the ids of questions and tasks */
function idsOf({ dataset }) { return (dataset.questions || "").split(" ").filter(Boolean); }

/** @param {string} id */
function isTask(id) { return id[1] === "t"; }

/** @param {string[]} ids of questions and tasks */
function count(ids) {
  const { answers } = recall();
  return [false, true].map(tasks => {
    const all = ids.filter(id => isTask(id) === tasks);
    const done = all.filter(id => answers[id]);
    const of = all.length + (tasks ? " task" : " question") + (all.length === 1 ? "" : "s");
    return all.length && (done.length ? done.length + " of " + of + (tasks ? " tried, " : " answered, ") + done.filter(id => answers[id].right).length + (tasks ? " done" : " right") : of);
  }).filter(Boolean).join("; ");
}

function refresh() {
  if (lesson) { lesson.textContent = count(idsOf(lesson)); }
  window.wirebookProgress?.index?.();
}

if (lesson) {
  recall().last = lesson.dataset.page;
  keep();
}
refresh();
if (document.querySelector(".course")) { loadBeside("course.js"); }
// Another tab changed the answers, or the reader came back to this page.
addEventListener("storage", refresh);
addEventListener("pageshow", refresh);
