// @ts-check
// A message to be sent, written or corrected, in the editor of trials; and where each
// kind of task begins. This file must be the last.

/** @returns {Promise<any>} the program of trials, and the editor */
function loadProgram() {
  if (window.wirebookProgram) { return Promise.resolve(window.wirebookProgram); }
  const main = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-trial]"));
  const script = made("script");
  script.src = new URL(main.dataset.trial || "", main.src).href;
  document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(window.wirebookProgram);
    script.onerror = () => reject(new Error("the editor does not load"));
  });
}

/**
 * The text of the answers, as far as it is kept.
 * @param {any} report
 */
function answerOf({ received }) {
  const texts = (received || []).map((/** @type {any} */ m) => [m.head, m.body].map(parts => (parts || []).map((/** @type {string[]} */ part) => part[1]).join("")).join(""));
  return texts.join("\n").slice(0, 4000);
}

/** @param {Begun} begun */
async function editMessage({ task, place, left, tried, through }) {
  const { begin, goal } = JSON.parse(task.dataset.task || "{}");
  const program = await loadProgram();
  const over = through || program.inPage;
  let figure = /** @type {HTMLElement} */ (task.querySelector("figure.message"));
  if (task.dataset.kind === "write") {
    const sheet = made("div", "sheet");
    figure = made("figure", "message response");
    figure.append(made("figcaption", "", "Your response"));
    sheet.append(figure);
    place.before(sheet);
  }
  let sent = 0; // since the origin was in its first state
  /**
   * @param {string} call
   * @param {any} argument
   * @param {any} bytes
   * @param {any} heard
   */
  function ask(call, argument, bytes, heard) {
    sent = call === "begin" ? 0 : sent + 1;
    return over.ask(call, Object.assign({ Goal: goal }, argument), bytes, heard);
  }
  const name = goal.written ? "Your response" : "Your request";
  const editor = program.makeEditor({
    name, bytes: program.latin1(begin), note: null, exchange: 0, chips: [], close: null,
    through: Object.assign({}, over, { ask }),
    judged: goal.written,
    sent: (/** @type {Uint8Array} */ bytes, /** @type {any} */ report) => tried(Array.from(bytes, b => String.fromCharCode(b)).join(""), report.missing, goal.written ? undefined : { answer: answerOf(report), by: report.by, later: sent > 1 })
  });
  const pre = figure.querySelector("pre");
  if (pre) { pre.hidden = true; }
  figure.classList.add("edited");
  figure.append(editor.box);
  const verdict = task.querySelector(".verdict");
  figure.closest(".sheet")?.after(/** @type {Node} */ (verdict), editor.root);
  if (left) { editor.set(program.latin1(left)); }
  editor.area.focus();
}

/** @type {Record<string, (begun: Begun) => any>} */
const kinds = { read: selectPart, order: sortLines };

window.wirebookTask = (task, begin, through) => {
  const progress = /** @type {ProgressOfReader} */ (window.wirebookProgress);
  const verdict = /** @type {HTMLElement} */ (task.querySelector(".verdict"));

  /**
   * Notes an attempt. What was done once stays done, and is what can be handed in.
   * @param {string} text what the reader made
   * @param {string} missing what it lacks; empty if nothing
   * @param {Came} [came]
   */
  function tried(text, missing, came) {
    const all = progress.recall();
    const { answers } = all;
    const before = answers[task.id] || {};
    const made = missing && before.right && before.made || Object.assign({ at: new Date().toISOString(), text }, came);
    answers[task.id] = { chosen: [], right: !missing || !!before.right, text, made };
    progress.put(all);
    verdict.textContent = missing || "Done: that is what was asked for.";
    task.classList.toggle("done", !missing);
    const answer = /** @type {HTMLDetailsElement | null} */ (document.getElementById(task.id + "-answer"));
    if (!missing && answer) { answer.open = true; }
  }
  const left = String(progress.recall().answers[task.id]?.text || ""); // a file may have loaded anything
  begin.disabled = true;
  Promise.resolve((kinds[task.dataset.kind || ""] || editMessage)({ task, place: begin, left, tried, through })).then(() => begin.remove(), error => {
    begin.disabled = false;
    verdict.textContent = "This page cannot begin it: " + error.message + ".";
  });
};

// Each task that is begun loads this script, from the browser's memory but for the first.
if (!document.querySelector("link[href*='/task.']")) {
  const dress = document.createElement("link");
  dress.rel = "stylesheet";
  dress.href = new URL("task.css", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  document.head.append(dress);
}
