// @ts-check
// Tasks are begun at a press, with a script that is loaded then. What was done is kept
// with the answers to the questions.

const learning = /** @type {HTMLScriptElement} */ (document.currentScript);
/** @type {Record<string, string>} */
const verbs = { send: "Edit and send", write: "Write it", mend: "Correct it", read: "Select it", order: "Sort them" };

/**
 * Says what came of an attempt, or of those on an earlier visit.
 * @param {HTMLElement} task
 * @param {string} missing what it lacks; empty if nothing
 */
function sayOf(task, missing) {
  const verdict = /** @type {HTMLElement} */ (task.querySelector(".verdict"));
  verdict.textContent = missing || "Done: that is what was asked for.";
  task.classList.toggle("done", !missing);
}

/**
 * Notes an attempt. What was done once stays done.
 * @param {HTMLElement} task
 * @param {string} text what the reader made
 * @param {string} missing
 */
function tried(task, text, missing) {
  const { answers } = recall();
  answers[task.id] = { chosen: [], right: !missing || !!answers[task.id]?.right, text };
  keep();
  sayOf(task, missing);
  refresh();
  if (!missing) { /** @type {HTMLDetailsElement} */ (document.getElementById(task.id + "-answer")).open = true; }
}

/**
 * Adds the button that begins a task.
 * @param {HTMLElement} task
 * @param {any} [through] what it is sent through, if not the program
 */
window.wirebookOffer = (task, through) => {
  const begin = button(verbs[task.dataset.kind || ""], () => {
    const go = () => window.wirebookTask?.(task, begin, text => recall().answers[task.id]?.text || text, tried, through);
    if (window.wirebookTask) {
      go();
      return;
    }
    const script = document.createElement("script");
    script.src = new URL("task.js", learning.src).href;
    script.onload = go;
    document.head.append(script);
  });
  begin.className = "begin";
  task.querySelector(".verdict")?.before(begin);
};

/** @type {NodeListOf<HTMLElement>} */
const tasks = document.querySelectorAll(".task");
tasks.forEach(task => {
  const before = recall().answers[task.id];
  if (before) { sayOf(task, before.right ? "" : "You have begun this."); }
  if (task.dataset.task && !("needs" in task.dataset)) { window.wirebookOffer?.(task); }
});
