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
 * @property {(text: string, missing: string, came?: Came) => void} tried
 * @property {any} through
 */

/**
 * What an origin answered to an attempt; later says that it was not in its first state.
 * @typedef {{answer: string, by: string, later: boolean}} Came
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

/**
 * What an attempt lacks at a task whose solution the page does not have, but its digest.
 * @param {HTMLElement} task
 * @param {string} text
 */
async function missingOf(task, text) {
  if (!window.crypto?.subtle) { return "This page cannot check it, because it was not loaded over HTTPS: hand it in."; }
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const digest = Array.from(sum, b => b.toString(16).padStart(2, "0")).join("");
  return digest === JSON.parse(task.dataset.task || "{}").digest ? "" : "That is not what was asked for.";
}
