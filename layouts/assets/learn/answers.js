// @ts-check
// The answers of a reader. Only this browser keeps them, under one key for the whole
// site, and they are not sent anywhere. The build joins the files of this folder in the
// order of their names: the others use what this one defines.

/**
 * The answers, by the ids of their questions and tasks (of a task with the text of the
 * last attempt, and with what can be handed in), and the lesson that was opened last.
 * @typedef {{answers: Record<string, {chosen: number[], right: boolean, text?: string, made?: any}>, last?: string}} Progress
 */

const learning = /** @type {HTMLScriptElement} */ (document.currentScript);
const home = new URL(learning.dataset.home || "", location.href);
const key = "wirebook 1 " + new URL(".", home).pathname;
/** @type {Progress} */
let memory = { answers: {} };
// false if the browser stores nothing: then memory is lost with the page
let kept = true;

// Reads the storage each time, because another tab may have changed it.
function recall() {
  try {
    const text = localStorage.getItem(key);
    if (kept) { memory = read(text); }
  } catch {
    kept = false;
  }
  return memory;
}

/**
 * Reads stored text, and takes only what can be an answer from it.
 * @param {string | null} text
 */
function read(text) {
  /** @type {Progress} */
  const found = { answers: {} };
  try {
    const { answers, last } = JSON.parse(text || "");
    if (typeof last === "string") { found.last = last; }
    for (const id in answers) {
      const { chosen, right, text, made } = answers[id];
      found.answers[id] = { chosen: chosen.filter(Number.isInteger), right: !!right, text, made };
    }
  } catch {
    // Not a text that this script wrote.
  }
  return found;
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(memory));
  } catch {
    kept = false;
  }
}

/**
 * Loads a script that only some readers need.
 * @param {string} name of an asset beside this one
 * @param {() => void} [then]
 */
function loadBeside(name, then) {
  const script = document.createElement("script");
  script.src = new URL(name, learning.src).href;
  script.onload = then || null;
  document.head.append(script);
}

window.wirebookProgress = {
  recall, read, idsOf, count, isTask, grade: gradeItself,
  isKept: () => kept,
  put(progress) {
    memory = progress;
    keep();
    refresh();
  }
};
