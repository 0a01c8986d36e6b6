// @ts-check
// The index of the lessons and the final, which alone load this script: how much of each
// lesson is answered, where to continue, and the progress as a file to save, load and
// erase.
(() => {
  if (document.querySelector(".final")) {
    const script = document.createElement("script");
    script.src = new URL("final.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
    document.head.append(script);
    return;
  }
  const progress = window.wirebookProgress;
  /** @type {HTMLElement | null} */
  const course = document.querySelector(".course");
  const told = course?.querySelector("[role=status]");
  const chosen = course?.querySelector("input");
  if (!progress || !course || !told || !chosen) { return; }
  /** @type {any} */
  let erased = null;
  const line = document.querySelector(".progress");
  const lessons = Array.from(/** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-page]")), link => ({
    link, page: link.dataset.page, ids: progress.idsOf(link), state: addState(link.href)
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

  progress.index = () => {
    const { answers, last: page } = progress.recall(), { isTask } = progress;
    for (const { ids, state } of lessons) { state.textContent = progress.count(ids); }
    if (!line || !lessons.length) { return; }
    const last = lessons.findIndex(lesson => lesson.page === page);
    const from = Math.max(last, 0);
    /** @param {string} id */
    const isOpen = id => !answers[id] || isTask(id) && !answers[id].right;
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
  };
  progress.index();
  course.hidden = !progress.isKept();
  course.addEventListener("click", event => {
    const pressed = /** @type {HTMLElement} */ (event.target);
    if (pressed.dataset.do === "save") {
      const file = document.createElement("a");
      file.href = "data:application/json," + encodeURIComponent(JSON.stringify(progress.recall(), null, 1));
      file.download = "progress.json";
      file.click();
    } else if (pressed.dataset.do === "erase") {
      const again = erased;
      erased = again ? null : progress.recall();
      progress.put(again || { answers: {} });
      pressed.textContent = again ? "Erase it" : "Undo";
      told.textContent = again ? "Restored." : "Erased.";
    }
  });
  chosen.addEventListener("change", async () => {
    const text = await chosen.files?.[0].text();
    const found = progress.read(text || "");
    const n = Object.keys(found.answers).length;
    const all = progress.recall();
    Object.assign(all.answers, found.answers);
    all.last = all.last || found.last;
    progress.put(all);
    told.textContent = n ? "Loaded: " + n + (n === 1 ? " answer." : " answers.") : "This file has no answers.";
  });
})();
