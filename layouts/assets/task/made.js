// @ts-check
// What the tasks of a page are made of. The build joins the files of this folder in the
// order of their names.

/**
 * What a task is begun with: its element, the text that the reader left there, and what
 * notes an attempt.
 * @typedef {object} Begun
 * @property {HTMLElement} task
 * @property {HTMLElement} place above which the task is worked on
 * @property {string} left
 * @property {(text: string, missing: string) => void} tried
 * @property {any} through
 */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
function made(name, className, text) {
  const e = document.createElement(name);
  if (className) { e.className = className; }
  if (text) { e.textContent = text; }
  return e;
}

/**
 * @param {string} text
 * @param {() => void} press
 */
function pressed(text, press) {
  const button = made("button", "", text);
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/**
 * What of a text fits into a sentence.
 * @param {string} text
 */
function clipped(text) {
  const all = Array.from(text);
  return all.length > 60 ? all.slice(0, 60).join("") + "…" : text;
}

/**
 * The lines of the solution, which the page shows below.
 * @param {HTMLElement} task
 */
function solutionOf(task) {
  return Array.from(document.querySelectorAll("#" + task.id + "-answer > .lines code"), line => line.textContent || "");
}
