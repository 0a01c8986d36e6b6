// @ts-check
// The final: twenty questions and tasks, drawn from the pages of the lessons. Each comes
// with the text of its section that is before it. Its answers are kept under ids of
// their own, and the next draw forgets them.
(() => {
  const progress = window.wirebookProgress;
  const final = document.querySelector(".final");
  const box = /** @type {HTMLElement | null} */ (final?.querySelector("[hidden]"));
  const [start, told, place] = box ? Array.from(box.children) : [];
  if (!progress || !final || !box || !place) { return; }
  const many = 20;
  /** @type {{id: string, link: HTMLAnchorElement}[]} */
  let drawn = [];

  /**
   * @template T
   * @param {T[]} list
   */
  function shuffled(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }

  /** One of each lesson, then another of each; tasks and questions by turns. */
  function draw() {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = /** @type {Element} */ (final).querySelectorAll("[data-page]");
    const left = shuffled(Array.from(links, link => ({ link, ids: shuffled(/** @type {ProgressOfReader} */ (progress).idsOf(link)) })));
    /** @type {{link: HTMLAnchorElement, id: string}[]} */
    const out = [];
    for (let lesson = left.shift(); lesson && out.length < many; lesson = left.shift()) {
      const { link, ids } = lesson;
      const fits = ids.findIndex(id => /** @type {ProgressOfReader} */ (progress).isTask(id) === (out.length % 2 > 0));
      const [id] = ids.splice(Math.max(fits, 0), 1);
      if (id) { out.push({ link, id }); }
      if (ids.length) { left.push(lesson); }
    }
    return out;
  }

  /**
   * The part of a lesson that asks something, with ids of its own.
   * @param {Element} asked
   * @param {string} from the address of the lesson
   * @param {string} mark
   */
  function copyOf(asked, from, mark) {
    const part = document.createElement("section");
    const answer = asked.nextElementSibling;
    const all = [asked, answer];
    for (let e = asked.previousElementSibling; e && !/^H[1-6]$/.test(e.tagName); e = e.previousElementSibling) {
      if (!e.matches(".question, .task, .answer")) { all.unshift(e); }
    }
    part.append(...all.map(e => document.importNode(/** @type {Element} */ (e), true)));
    /** @param {string} id */
    const own = id => id.replace(/^(_exchange-|_[qt])?/, "$1" + mark);
    for (const e of Array.from(part.querySelectorAll("*"))) {
      if (e.id) { e.id = own(e.id); }
      for (const name of ["aria-labelledby", "aria-describedby"]) {
        const ids = e.getAttribute(name);
        if (ids) { e.setAttribute(name, ids.split(" ").map(own).join(" ")); }
      }
      for (const name of ["href", "src"]) {
        const to = e.getAttribute(name);
        if (to && e.namespaceURI === part.namespaceURI) { e.setAttribute(name, new URL(to, from).href); }
      }
      const exchange = e.getAttribute("data-exchange");
      if (exchange) { e.setAttribute("data-exchange", mark + exchange); }
    }
    for (const e of Array.from(part.querySelectorAll(".label, summary"))) {
      if (e.firstChild) { e.firstChild.nodeValue = (e.firstChild.nodeValue || "").replace(/(question|task) \d+/i, "$1 " + (drawn.length + 1)); }
    }
    return part;
  }

  /** Forgets the answers of the draw before. */
  function forget() {
    const all = progress?.recall();
    for (const id of Object.keys(all.answers)) {
      if (/^_[qt]f\d+-/.test(id)) { delete all.answers[id]; }
    }
    progress?.put(all);
  }

  function score() {
    const { answers } = progress?.recall();
    const done = drawn.filter(({ id }) => answers[id]);
    const right = done.filter(({ id }) => answers[id].right).length;
    told.textContent = !drawn.length ? "" : done.length + " of " + drawn.length + " answered, " + right + " right.";
    for (const { id, link } of drawn) { link.hidden = !answers[id] || answers[id].right; }
  }

  async function begin() {
    forget();
    told.textContent = "Drawing …";
    drawn = [];
    place.replaceChildren();
    /** @type {Map<string, Document>} */
    const pages = new Map();
    const list = document.createElement("ol");
    try {
      for (const { link: lesson, id } of draw()) {
        let page = pages.get(lesson.href);
        if (!page) {
          const answer = await fetch(lesson.href);
          if (!answer.ok) { throw new Error(String(answer.status)); }
          page = new DOMParser().parseFromString(await answer.text(), "text/html");
          pages.set(lesson.href, page);
        }
        const asked = page.getElementById(id);
        if (!asked) { continue; }
        const mark = "f" + drawn.length + "-";
        const part = copyOf(asked, lesson.href, mark);
        const back = document.createElement("a");
        back.href = lesson.href + "#" + id;
        back.textContent = "Look again: " + lesson.textContent;
        back.hidden = true;
        part.append(back);
        const item = document.createElement("li");
        item.append(part);
        list.append(item);
        drawn.push({ id: id.slice(0, 2) + mark + id.slice(2), link: back });
      }
    } catch {
      drawn = [];
      told.textContent = "The lessons can't be loaded here. Open them below, and answer their questions there.";
      return;
    }
    place.append(list);
    for (const q of Array.from(list.querySelectorAll(".question"))) { progress?.grade(/** @type {HTMLElement} */ (q)); }
    for (const t of Array.from(list.querySelectorAll(".task"))) {
      const task = /** @type {HTMLElement} */ (t);
      if (task.dataset.task && !("needs" in task.dataset)) { window.wirebookOffer?.(task); }
    }
    /** @type {HTMLElement} */ (start.firstElementChild).textContent = "Draw another twenty";
    score();
  }

  progress.index = score;
  start.addEventListener("click", begin);
  box.hidden = false;
})();
