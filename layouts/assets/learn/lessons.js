// @ts-check
// A lesson shows how many of its questions are answered. The index of the lessons shows
// this for each, and where to continue.

/** @type {HTMLElement | null} */
const course = document.querySelector(".course");
const line = document.querySelector(".progress");

/**
 * In the index, the links to the lessons; in a lesson, the line with its progress.
 * @type {NodeListOf<HTMLAnchorElement>}
 */
const listed = document.querySelectorAll("[data-page]");
const lessons = Array.from(listed, link => ({
  link,
  page: link.dataset.page,
  ids: (link.dataset.questions || "").split(" ").filter(Boolean),
  state: course ? addState(link.href) : link
}));

/**
 * Adds a place for the progress of a lesson after the first link to it in the text.
 * @param {string} href
 */
function addState(href) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("article a");
  const [first] = Array.from(links).filter(a => a.href === href);
  const state = document.createElement("span");
  state.className = "state";
  (first.closest("li") || first.parentNode)?.append(state);
  return state;
}

/** @param {string} id */
const isTask = id => id[1] === "t";

/**
 * @param {string[]} ids of questions and tasks
 * @param {Progress} progress
 */
function count(ids, { answers }) {
  return [false, true].map(tasks => {
    const all = ids.filter(id => isTask(id) === tasks);
    const done = all.filter(id => answers[id]);
    const right = done.filter(id => answers[id].right);
    const of = all.length + (tasks ? " task" : " question") + (all.length === 1 ? "" : "s");
    return !all.length ? "" : !done.length ? of : done.length + " of " + of + (tasks ? " begun, " : " answered, ") + right.length + (tasks ? " done" : " right");
  }).filter(Boolean).join("; ");
}

function refresh() {
  const progress = recall();
  for (const { ids, state } of lessons) { state.textContent = count(ids, progress); }
  if (!course || !line || !lessons.length) { return; }
  const last = lessons.findIndex(lesson => lesson.page === progress.last);
  const from = Math.max(last, 0);
  /** @param {string} id */
  const isOpen = id => !progress.answers[id] || isTask(id) && !progress.answers[id].right;
  const open = lessons.slice(from).concat(lessons.slice(0, from)).find(lesson => lesson.ids.some(isOpen));
  line.textContent = !open ? "All questions are answered" + (lessons.some(lesson => lesson.ids.some(isTask)) ? ", and all tasks are done." : ".") : last < 0 ? "Start with " : "Go on where you stopped: ";
  if (!open) { return; }
  const next = open.ids.findIndex(isOpen);
  const link = document.createElement("a");
  const task = isTask(open.ids[next]);
  const number = open.ids.slice(0, next + 1).filter(id => isTask(id) === task).length;
  link.textContent = open.link.textContent + (next ? (task ? ", task " : ", question ") + number : "");
  link.href = open.link.href + (next ? "#" + open.ids[next] : "");
  line.append(link);
}

if (!course && lessons.length) {
  recall().last = lessons[0].page;
  keep();
}
refresh();
if (course) { loadBeside("save.js"); }
// Another tab changed the answers, or the reader came back to this page.
addEventListener("storage", refresh);
addEventListener("pageshow", refresh);
