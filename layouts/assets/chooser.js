// @ts-check
// Shows a chooser one question at a time. The address keeps the answers so far: #walk,
// then where each answer led. Without this script the page shows the whole list.
(() => {
  "use strict";

  /**
   * Finds an element that the layout always writes.
   * @param {ParentNode} within
   * @param {string} selector
   */
  function the(within, selector) {
    return /** @type {HTMLElement} */ (within.querySelector(selector));
  }

  /**
   * Makes an element with a text or with a copy of a node.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string | Node} [content]
   */
  function make(name, content) {
    const made = document.createElement(name);
    if (content) { made.append(typeof content === "string" ? content : content.cloneNode(true)); }
    return made;
  }

  /**
   * @param {string} href
   * @param {string | Node} content
   */
  function linkTo(href, content) {
    const link = make("a", content);
    link.href = href;
    return link;
  }

  /** @param {Element} question */
  function answersOf(question) {
    /** @type {NodeListOf<HTMLElement>} */
    const answers = question.querySelectorAll(":scope > ul > li");
    return Array.from(answers);
  }

  /**
   * Follows the answers in an address, and skips those that do not exist: the address
   * may be older than the chooser.
   * @param {Element} chooser
   * @param {string[]} way
   */
  function walk(chooser, way) {
    const path = make("ol");
    path.setAttribute("aria-label", "Your answers so far");
    let question = the(chooser, "[data-question]");
    let href = "#walk";
    /** @type {string | undefined} */
    let back;
    /** @type {HTMLElement | undefined} */
    let answer;
    /** @type {HTMLElement | null} */
    let ending = null;
    for (const to of way) {
      /** @type {HTMLElement | undefined} */
      const next = ending ? undefined : answersOf(question).find(li => li.dataset.to === to);
      if (!next) { continue; }
      const step = make("li", linkTo(href, the(question, "b").textContent));
      step.append(" ", the(next, ".if").cloneNode(true));
      path.append(step);
      back = href;
      href += "/" + to;
      answer = next;
      ending = next.querySelector(":scope > .ending");
      if (!ending) { question = the(chooser, '[data-question="' + to.split(".")[0] + '"]'); }
    }
    return { path, question, href, back, answer, ending };
  }

  document.querySelectorAll(".chooser").forEach(chooser => {
    const list = the(chooser, ":scope > ol");
    const stage = make("div");
    const all = make("details");
    all.append(make("summary", "All questions at once"), list);
    chooser.append(stage, all);

    function show() {
      const mine = /^#walk(\/|$)/.test(location.hash);
      if (!mine && stage.firstChild && location.hash) { return; } // the address leads to another part of the page
      const { path, question, href, back, answer, ending } = walk(list, mine ? location.hash.split("/").slice(1) : []);
      const head = make("h2", ending ? "Send " : the(question, "b"));
      if (ending) { head.append(the(ending, ":first-child").cloneNode(true)); }
      head.tabIndex = -1;
      stage.replaceChildren(head);
      if (back) { stage.prepend(path); }
      const why = ending && answer?.querySelector(":scope > .why") || question.querySelector(":scope > p > span");
      if (why) { stage.append(make("p", why)); }
      if (ending) {
        const cite = ending.querySelector(".cite");
        if (cite) { stage.append(make("p", cite)); }
      } else {
        const choices = make("ul");
        choices.className = "choices";
        for (const li of answersOf(question)) {
          choices.append(make("li", linkTo(href + "/" + li.dataset.to, make("span", the(li, ".if").textContent))));
        }
        stage.append(choices);
      }
      if (back) {
        const elsewhere = make("p", linkTo(back, "Back"));
        elsewhere.append(" · ", linkTo("#walk", "Start again"));
        stage.append(elsewhere);
      }
      if (mine) { head.focus(); }
    }

    addEventListener("hashchange", show);
    show();
  });
})();
