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

/**
 * Says how many of the questions, or of the tasks, are done.
 * @param {string[]} ids
 * @param {Progress} progress
 * @param {string} what question or task
 */
function countOf(ids, { answers }, what) {
  const done = ids.filter(id => what === "task" ? answers[id]?.right : answers[id]);
  const of = ids.length + " " + what + (ids.length === 1 ? "" : "s");
  if (!ids.length || !done.length) { return ids.length ? of : ""; }
  return done.length + " of " + of + (what === "task" ? " done" : " answered, " + done.filter(id => answers[id].right).length + " right");
}

/** @param {string} id */
function isTask(id) { return id.startsWith("_t"); }

/**
 * @param {string[]} ids of questions and tasks
 * @param {Progress} progress
 */
function count(ids, progress) {
  return [countOf(ids.filter(id => !isTask(id)), progress, "question"), countOf(ids.filter(isTask), progress, "task")].filter(Boolean).join("; ");
}

function refresh() {
  const progress = recall();
  for (const { ids, state } of lessons) { state.textContent = count(ids, progress); }
  if (!course || !line || !lessons.length) { return; }
  const last = lessons.findIndex(lesson => lesson.page === progress.last);
  const from = Math.max(last, 0);
  /** @param {string} id */
  const isOpen = id => !progress.answers[id] || isTask(id) && !progress.answers[id].right;
  const all = lessons.some(lesson => lesson.ids.some(isTask)) ? "All questions are answered, and all tasks are done." : "All questions are answered.";
  const open = lessons.slice(from).concat(lessons.slice(0, from)).find(lesson => lesson.ids.some(isOpen));
  line.textContent = !open ? all : last < 0 ? "Start with " : "Go on where you stopped: ";
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
// Another tab changed the answers, or the reader came back to this page.
addEventListener("storage", refresh);
addEventListener("pageshow", refresh);
