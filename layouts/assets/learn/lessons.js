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
 * @param {string[]} ids of questions
 * @param {Progress} progress
 */
function count(ids, { answers }) {
  const done = ids.filter(id => answers[id]);
  const right = done.filter(id => answers[id].right);
  const of = ids.length + (ids.length === 1 ? " question" : " questions");
  return !ids.length ? "" : !done.length ? of : done.length + " of " + of + " answered, " + right.length + " right";
}

function refresh() {
  const progress = recall();
  for (const { ids, state } of lessons) { state.textContent = count(ids, progress); }
  if (!course || !line || !lessons.length) { return; }
  const last = lessons.findIndex(lesson => lesson.page === progress.last);
  const from = Math.max(last, 0);
  /** @param {string} id */
  const isOpen = id => !progress.answers[id];
  const open = lessons.slice(from).concat(lessons.slice(0, from)).find(lesson => lesson.ids.some(isOpen));
  line.textContent = !open ? "All questions are answered." : last < 0 ? "Start with " : "Go on where you stopped: ";
  if (!open) { return; }
  const next = open.ids.findIndex(isOpen);
  const link = document.createElement("a");
  link.textContent = open.link.textContent + (next ? ", question " + (next + 1) : "");
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
