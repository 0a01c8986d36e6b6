// @ts-check
// What a reader answered. It is kept by this browser only, under one name for the
// whole site, and sent nowhere. The build joins the files of this folder in the
// order of their names: the others need what is here.

/**
 * The answers by the ids of their questions, and the lesson that was opened last.
 * @typedef {{answers: Record<string, {chosen: number[], right: boolean}>, last?: string}} Progress
 */

const home = new URL(document.currentScript?.dataset.home || "", location.href);
const key = "wirebook 1 " + new URL(".", home).pathname;
/** @type {Progress} */
let memory = { answers: {} };
// false: the browser keeps nothing, and memory ends with the page
let kept = true;

// Reads anew each time: another tab may have answered as well.
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
 * Takes from a text what can be an answer, and nothing else.
 * @param {string | null} text
 */
function read(text) {
  /** @type {Progress} */
  const found = { answers: {} };
  try {
    const { answers, last } = JSON.parse(text || "");
    if (typeof last === "string") { found.last = last; }
    for (const id in answers) {
      found.answers[id] = { chosen: answers[id].chosen.filter(Number.isInteger), right: !!answers[id].right };
    }
  } catch {
    // It is none of ours.
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
